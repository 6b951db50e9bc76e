"""The index from the table: one stream, read in blocks beside the loop, in one snapshot."""

import asyncio
import ctypes
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute
from pyroaring import BitMap

from services.discovery.search.index import AUDIENCE_FACETS, FacetName
from services.discovery.search.memory.audience import USUAL, Audience, shares_of
from services.discovery.search.memory.bitmaps import Slots, narrowest, of_mask, of_slots, union_of
from services.discovery.search.memory.creators import COUNTED, ORDERED, Creators, floor_value
from services.discovery.search.memory.facets import CountedValues, Values
from services.discovery.search.memory.ids import Ids
from services.discovery.search.memory.numbers import Numbers
from services.discovery.search.memory.parsing import DELIMITER, QUOTE, Block, Pairs, parse
from services.discovery.search.memory.rate_table import Kind, RateTable
from services.discovery.search.memory.rates import RateColumns
from services.discovery.search.memory.rows import NUMBERS, SELECT
from services.discovery.search.memory.text import FIELDS, Text
from services.discovery.search.memory.typing_errors import Endings
from services.discovery.search.memory.words import Vocabulary, Words

pc: Any = compute  # its functions are made when it is imported, and no checker knows them

BLOCK_BYTES = 16 << 20


async def read_table(connection: Any) -> list[Block]:
    """Read the whole table over a connection of the driver, whose transaction is the snapshot; the loop goes on meanwhile."""
    lines: list[bytes] = []
    size = 0
    parsing: list[asyncio.Task[Block]] = []

    async def take(chunk: bytes) -> None:
        nonlocal size, lines
        lines.append(chunk)
        size += len(chunk)
        if size >= BLOCK_BYTES:
            content = b"".join(lines)
            end = content.rfind(b"\n") + 1
            lines, size = [content[end:]], len(content) - end
            # One block is parsed while the next one comes in, and never more.
            if parsing:
                await asyncio.wait([parsing[-1]])
            parsing.append(asyncio.create_task(asyncio.to_thread(parse, content[:end])))

    await connection.copy_from_query(SELECT, output=take, format="csv", delimiter=DELIMITER, quote=QUOTE, timeout=None)
    blocks = [await task for task in parsing]
    if rest := b"".join(lines):
        blocks.append(await asyncio.to_thread(parse, rest))
    return blocks


def give_back_memory() -> None:
    """Give what building has let go back to the system, where that can be asked for: it is several times the index."""
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def assemble(blocks: Sequence[Block]) -> Creators:
    """Give every creator a slot, those who are alike beside each other, and gather the columns."""
    if not blocks:
        return Creators()
    high = np.concatenate([block.high for block in blocks])
    low = np.concatenate([block.low for block in blocks])
    order = alike_together(blocks)
    count = len(order)
    slots = np.empty(count, np.uint32)
    slots[order] = np.arange(count, dtype=np.uint32)
    gather = Gathering.of(blocks, slots)

    creators = Creators(
        ids=Ids(high[order], low[order]),
        shown=of_mask(np.concatenate([block.is_shown for block in blocks])[order]),
        facets={name: gather.counted(lambda block, name=name: block.lists[name]) for name in COUNTED},
        blocked=gather.values(lambda block: block.lists["blocked"]),
        exclusive=gather.values(lambda block: block.lists["exclusive"]),
        floors=gather.floors(),
        audiences={name: gather.audience(lambda block, name=name: block.audiences[name]) for name in AUDIENCE_FACETS},
        rates=gather.rates(),
        numbers={name: gather.numbers(name, order) for name in NUMBERS},
        text=gather.text(),
        text_hashes=np.concatenate([block.text_hashes for block in blocks])[order],
    )
    creators.tighten()
    return creators


def alike_together(blocks: Sequence[Block]) -> NDArray[np.intp]:
    """Order the rows of a stream by country, languages and the countries of audiences.

    Whoever has a value of these then stands in a few long runs: they take next to no memory, and are counted at once.
    """
    rows = Gathering.of(blocks, np.arange(sum(map(len, blocks)), dtype=np.uint32))
    country = rows.counted(lambda block: block.lists[FacetName.COUNTRY])
    language = rows.counted(lambda block: block.lists[FacetName.LANGUAGE])
    audience = rows.audience(lambda block: block.audiences[FacetName.AUDIENCE_COUNTRY])
    return np.lexsort([facet.combinations.column for facet in (audience.usual, language, country)])


class Gathering:
    """The blocks of a stream, and the slot of each of their rows."""

    def __init__(self, blocks: Sequence[Block], slots: Sequence[Slots], count: int) -> None:
        self._blocks, self._slots, self._count = blocks, slots, count

    @classmethod
    def of(cls, blocks: Sequence[Block], slots: Slots) -> "Gathering":
        """Put blocks beside the slots of all their rows."""
        ends = np.cumsum([len(block) for block in blocks])
        return cls(blocks, np.split(slots, ends[:-1]), len(slots))

    def pairs(self, of: Callable[[Block], Pairs]) -> Mapping[Any, tuple[Slots, NDArray[np.int64]]]:
        """Gather by value: ascending slots, each once, and the numbers beside them."""
        places: dict[Any, int] = {}
        keys, numbers = [], []
        for block, slots in zip(self._blocks, self._slots, strict=True):
            pairs = of(block)
            codes = np.array([places.setdefault(value, len(places)) for value in pairs.values], np.uint64)
            if len(pairs.rows):
                keys.append(codes[pairs.codes] << np.uint64(32) | slots[pairs.rows])
                numbers.append(np.zeros(len(pairs.rows), np.int64) if pairs.numbers is None else pairs.numbers)
        if not keys:
            return {}
        together, first = np.unique(np.concatenate(keys), return_index=True)
        sorted_numbers = np.concatenate(numbers)[first]
        members = (together & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        ends = np.searchsorted(together >> np.uint64(32), np.arange(len(places)), side="right")
        return {
            value: (members[start:end], sorted_numbers[start:end])
            for value, start, end in zip(places, [0, *ends[:-1]], ends, strict=True)
        }

    def values(self, of: Callable[[Block], Pairs]) -> Values:
        """Gather who has which value."""
        return Values({value: of_slots(slots) for value, (slots, _) in self.pairs(of).items()})

    def counted(self, of: Callable[[Block], Pairs]) -> CountedValues:
        """Gather a facet."""
        return CountedValues(self.values(of), self._count)

    def floors(self) -> Values:
        """Gather minimum offers, each as the step that it reaches."""
        steps: dict[str, list[Slots]] = {}
        for currency, (slots, amounts) in self.pairs(lambda block: block.floors).items():
            values = np.array([floor_value(currency, amount) if amount else "" for amount in amounts.tolist()])
            for value in np.unique(values[values != ""]).tolist():
                steps.setdefault(value, []).append(slots[values == value])
        return Values({value: of_slots(np.sort(np.concatenate(slots))) for value, slots in steps.items()})

    def audience(self, of: Callable[[Block], Pairs]) -> Audience:
        """Gather shares, and who has a value to the usual extent."""
        pairs = self.pairs(of)
        enough = {value: slots[shares >= USUAL] for value, (slots, shares) in pairs.items()}
        usual = Values({value: of_slots(slots) for value, slots in enough.items() if len(slots)})
        columns = {value: shares_of(slots, shares, self._count) for value, (slots, shares) in pairs.items()}
        return Audience(columns, CountedValues(usual, self._count))

    def rates(self) -> RateColumns:
        """Gather rates, and who has any for a type of deliverable."""
        kinds: dict[tuple[str, str], int] = {}
        codes, slots, amounts = [], [], []
        for block, slots_of_rows in zip(self._blocks, self._slots, strict=True):
            pairs = block.rates
            numbers = np.array([kinds.setdefault(kind, len(kinds)) for kind in pairs.values], np.uint32)
            if len(pairs.rows) and pairs.numbers is not None:
                codes.append(numbers[pairs.codes])
                slots.append(slots_of_rows[pairs.rows])
                amounts.append(pairs.numbers)
        if not kinds:
            return RateColumns()
        return _rate_columns(list(kinds), np.concatenate(codes), np.concatenate(slots), np.concatenate(amounts), self._count)

    def numbers(self, name: str, order: NDArray[np.intp]) -> Numbers:
        """Gather a column."""
        numbers = np.concatenate([block.numbers[name][0] for block in self._blocks])[order]
        missing = of_mask(np.concatenate([block.numbers[name][1] for block in self._blocks])[order])
        kind = narrowest(int(numbers.max(initial=0)), int(numbers.min(initial=0)))
        return Numbers(numbers.astype(kind), missing, is_ordered=name in ORDERED)

    def text(self) -> Text:
        """Gather the words."""
        fields = [self._words(field) for field in FIELDS]
        return Text(fields, Endings.of(fields[0].vocabulary))

    def _words(self, field: str) -> Words:
        together = pa.chunked_array(
            [pa.DictionaryArray.from_arrays(pa.array(block.words[field][1]), block.words[field][0]) for block in self._blocks]
        ).unify_dictionaries()
        words = together.chunk(0).dictionary
        order = pc.sort_indices(pc.cast(words, pa.binary()))
        ranks = np.empty(len(words), np.uint64)
        ranks[order.to_numpy()] = np.arange(len(words), dtype=np.uint64)
        keys = np.concatenate(
            [
                ranks[chunk.indices.to_numpy()] << np.uint64(32) | slots[block.words[field][2]]
                for chunk, block, slots in zip(together.chunks, self._blocks, self._slots, strict=True)
            ]
        )
        keys.sort()
        sizes = np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=len(words))
        ordered = words.take(order)
        ends = np.frombuffer(ordered.buffers()[1], np.int32)[1 : len(words) + 1].astype(np.uint32)
        letters = np.frombuffer(ordered.buffers()[2] or b"", np.uint8)[: int(ends[-1]) if len(ends) else 0].copy()
        postings = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        return Words(Vocabulary(letters, ends), np.cumsum(sizes).astype(np.uint32), postings, self._count)


def _rate_columns(
    kinds: Sequence[Kind], codes: NDArray[np.uint32], slots: Slots, amounts: NDArray[np.int64], count: int
) -> RateColumns:
    """Part rates by type of deliverable and currency. Of two of a kind in a row, which nobody may write, the lower counts."""
    order = np.lexsort((amounts, slots, codes))
    codes, slots, amounts = codes[order], slots[order], amounts[order]
    is_first = np.ones(len(slots), bool)
    is_first[1:] = (codes[1:] != codes[:-1]) | (slots[1:] != slots[:-1])
    codes, slots, amounts = codes[is_first], slots[is_first], amounts[is_first]
    ends = np.cumsum(np.bincount(codes, minlength=len(kinds)))
    tables = {
        kind: RateTable(slots[start:end], amounts[start:end])
        for kind, start, end in zip(kinds, [0, *ends[:-1]], ends, strict=True)
    }
    owners: dict[str, list[BitMap]] = {}
    for (type_, _), table in tables.items():
        owners.setdefault(type_, []).append(table.members)
    return RateColumns(tables, CountedValues(Values({type_: union_of(members) for type_, members in owners.items()}), count))
