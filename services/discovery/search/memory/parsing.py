"""One block of the stream, column by column: many rows are read at once, and never one by one."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute, csv

from services.discovery.search.index import Figure
from services.discovery.search.memory.rate_table import rate_of
from services.discovery.search.memory.rows import AUDIENCES, COLUMNS, LISTS, NUMBERS
from services.discovery.search.memory.scales import RATE, SHARE
from services.discovery.search.memory.text import FIELDS

pc: Any = compute  # its functions are made when it is imported, and no checker knows them

QUOTE = "\x02"
"""Quotes of the stream: nothing in a profile holds it, so that JSON goes as it is."""
DELIMITER = "\t"

_SHARE_PARTS = 2
_RATE = (
    r'"price": \{"value": (?P<amount>[0-9]+), "currency": "(?P<currency>[A-Z]{3})"\}'
    r', "negotiable": (?:true|false), "deliverable_type": "(?P<type>[^"\\]*)"'
)
_NUMBERS = {name: pa.float64() if name == Figure.ENGAGEMENT_RATE else pa.int64() for name in NUMBERS}
_TYPES = {
    **{name: pa.string() for name in COLUMNS},
    **_NUMBERS,
    "is_shown": pa.int8(),
    "floor": pa.int64(),
    "text_hash": pa.int64(),
}


@dataclass(frozen=True)
class Pairs:
    """Rows with one value each, as places in the list of values, and perhaps a number beside it."""

    values: list[Any]
    codes: NDArray[np.uint32]
    rows: NDArray[np.uint32]
    numbers: NDArray[np.int64] | None = None


@dataclass(frozen=True)
class Block:
    """What a block of the stream says; rows count from its first one."""

    high: NDArray[np.uint64]
    low: NDArray[np.uint64]
    is_shown: NDArray[np.bool_]
    lists: dict[str, Pairs]
    audiences: dict[str, Pairs]
    rates: Pairs
    floors: Pairs
    numbers: dict[str, tuple[NDArray[np.int64], NDArray[np.bool_]]]
    """Numbers, and where there is none."""
    words: dict[str, tuple[pa.Array, NDArray[np.uint32], NDArray[np.uint32]]]
    """By field: distinct words, and words and rows of each posting."""
    text_hashes: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.high)


def parse(content: bytes) -> Block:
    """Read whole lines of the stream."""
    table = csv.read_csv(
        pa.BufferReader(content),
        read_options=csv.ReadOptions(column_names=list(COLUMNS), use_threads=False, block_size=len(content) + 1),
        parse_options=csv.ParseOptions(delimiter=DELIMITER, quote_char=QUOTE, double_quote=True),
        convert_options=csv.ConvertOptions(column_types=_TYPES, null_values=[""], strings_can_be_null=False),
    ).combine_chunks()
    columns = {name: table.column(name).chunk(0) for name in COLUMNS}
    high, low = _ids(columns["id"])
    lists = {name: _list(columns[name]) for name in (*LISTS, "blocked", "exclusive")}
    countries = pc.dictionary_encode(columns["country"])
    lists["country"] = Pairs(
        countries.dictionary.to_pylist(), countries.indices.to_numpy().astype(np.uint32), np.arange(len(high), dtype=np.uint32)
    )
    lines = pc.split_pattern(columns["search_text"], "\x1e")
    return Block(
        high=high,
        low=low,
        is_shown=columns["is_shown"].to_numpy() != 0,
        lists=lists,
        audiences={name: _pairs(columns[name], _shares, _shares_slowly) for name in AUDIENCES},
        rates=_pairs(columns["rates"], _rates, _rates_slowly),
        floors=_floors(columns["floor"], columns["floor_currency"]),
        numbers={name: _numbers(columns[name]) for name in NUMBERS},
        words={field: _words(lines, place) for place, field in enumerate(FIELDS)},
        text_hashes=columns["text_hash"].to_numpy(),
    )


def _ids(column: pa.Array) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Read ids of 36 characters, all at once."""
    letters = np.frombuffer(column.buffers()[2], np.uint8)[: 36 * len(column)].reshape(-1, 36)
    digits = letters[:, [place for place in range(36) if place not in {8, 13, 18, 23}]]
    nibbles = np.where(digits >= ord("a"), digits - (ord("a") - 10), digits - ord("0")).astype(np.uint8)
    numbers = ((nibbles[:, 0::2] << 4) | nibbles[:, 1::2]).reshape(-1).view(">u8").reshape(-1, 2).astype(np.uint64)
    return np.ascontiguousarray(numbers[:, 0]), np.ascontiguousarray(numbers[:, 1])


def _numbers(column: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    missing = np.asarray(pc.is_null(column).to_numpy(zero_copy_only=False))
    numbers = pc.fill_null(column, 0).to_numpy()
    if column.type == pa.float64():
        numbers = np.rint(numbers * RATE.parts)
    return numbers.astype(np.int64), missing


def _parts(column: pa.Array, separator: str) -> tuple[pa.Array, NDArray[np.uint32]]:
    """Cut texts; give the parts that are not empty, and the row of each."""
    lists = pc.split_pattern(column, separator)
    parts, rows = pc.list_flatten(lists), pc.list_parent_indices(lists).to_numpy()
    filled = pc.not_equal(parts, "")
    return parts.filter(filled), rows[filled.to_numpy(zero_copy_only=False)].astype(np.uint32)


def _list(column: pa.Array) -> Pairs:
    parts, rows = _parts(column, "\x1f")
    encoded = pc.dictionary_encode(parts)
    return Pairs(encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.uint32), rows)


def _floors(amounts: pa.Array, currencies: pa.Array) -> Pairs:
    rows = np.flatnonzero(pc.is_valid(amounts).to_numpy(zero_copy_only=False)).astype(np.uint32)
    encoded = pc.dictionary_encode(currencies.take(pa.array(rows)))
    numbers = amounts.take(pa.array(rows)).to_numpy()
    return Pairs(encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.uint32), rows, numbers)


# --- JSON ---------------------------------------------------------------------------------------------------------------


def _pairs(column: pa.Array, quickly: Callable[[pa.Array], Pairs | None], slowly: Callable[[pa.Array], Pairs]) -> Pairs:
    """Read JSON by its canonical form; where a value has letters that could be taken for it, as JSON."""
    found = None if pc.any(pc.match_substring(column, "\\")).as_py() else quickly(column)
    return slowly(column) if found is None else found


def _shares(column: pa.Array) -> Pairs | None:
    """Read `{"US": 0.61, "CA": 0.1}`."""
    parts, rows = _parts(pc.utf8_slice_codeunits(column, 1, -1), ", ")
    halves = pc.split_pattern(parts, '": ')
    if not pc.all(pc.equal(pc.list_value_length(halves), _SHARE_PARTS), min_count=0).as_py():
        return None
    names = pc.list_element(halves, 0)
    if not pc.all(pc.starts_with(names, '"'), min_count=0).as_py():
        return None
    encoded = pc.dictionary_encode(names)
    shares = pc.cast(pc.list_element(halves, 1), pa.float64()).to_numpy()
    values = [name[1:] for name in encoded.dictionary.to_pylist()]
    return Pairs(values, encoded.indices.to_numpy().astype(np.uint32), rows, np.rint(shares * SHARE.parts).astype(np.int64))


def _shares_slowly(column: pa.Array) -> Pairs:
    told = [
        (row, value, SHARE.number(share))
        for row, text in enumerate(column.to_pylist())
        for value, share in json.loads(text).items()
    ]
    return _told(told)


def _rates(column: pa.Array) -> Pairs | None:
    """Read `[{"price": {"value": 60000, "currency": "USD"}, "negotiable": true, "deliverable_type": "video"}]`."""
    parts, rows = _parts(pc.utf8_slice_codeunits(column, 2, -2), "}, {")
    found = pc.extract_regex(parts, _RATE)
    if found.null_count:
        return None
    type_, currency = pc.struct_field(found, "type"), pc.struct_field(found, "currency")
    encoded = pc.dictionary_encode(pc.binary_join_element_wise(type_, currency, "\x1f"))
    values = [tuple(value.split("\x1f")) for value in encoded.dictionary.to_pylist()]
    amounts = pc.cast(pc.struct_field(found, "amount"), pa.int64()).to_numpy()
    return Pairs(values, encoded.indices.to_numpy().astype(np.uint32), rows, amounts)


def _rates_slowly(column: pa.Array) -> Pairs:
    rates = ((row, rate_of(raw)) for row, text in enumerate(column.to_pylist()) for raw in json.loads(text))
    return _told([(row, (type_, currency), amount) for row, (type_, currency, amount) in rates])


def _told(told: list[tuple[int, Any, int]]) -> Pairs:
    values = {value: place for place, value in enumerate(dict.fromkeys(value for _, value, _ in told))}
    return Pairs(
        list(values),
        np.array([values[value] for _, value, _ in told], np.uint32),
        np.array([row for row, _, _ in told], np.uint32),
        np.array([number for _, _, number in told], np.int64),
    )


# --- words --------------------------------------------------------------------------------------------------------------


def _words(lines: pa.Array, place: int) -> tuple[pa.Array, NDArray[np.uint32], NDArray[np.uint32]]:
    is_there = pc.greater(pc.list_value_length(lines), place)
    has = np.flatnonzero(is_there.to_numpy(zero_copy_only=False))
    words, rows = _parts(pc.list_element(lines.filter(is_there), place), " ")
    encoded = pc.dictionary_encode(words)
    return encoded.dictionary, encoded.indices.to_numpy().astype(np.uint32), has[rows].astype(np.uint32)
