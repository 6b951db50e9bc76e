"""Rows as CSV or Parquet, written while they come: no file is held as a whole."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from services.discovery.exports.columns import Column, Kind

Pages = AsyncIterator[Sequence[Any]]

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001  # spreadsheets take the wide forms, too
ROWS_A_GROUP = 5_000
"""Of a row group of Parquet, at least, the last one apart."""


# --- CSV ------------------------------------------------------------------------------------------------------------------


async def as_csv(pages: Pages, columns: Sequence[Column]) -> AsyncIterator[bytes]:
    """Write a line of names, then one for each row, as in RFC 4180, in UTF-8."""
    yield _lines([[column.name for column in columns]])
    async for rows in pages:
        if rows:
            yield _lines([[_cell(column, row) for column in columns] for row in rows])


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def _cell(column: Column, row: Any) -> str:
    value = column.of(row)
    match column.kind:
        case _ if value is None:
            return ""
        case Kind.TEXT:
            return harmless(value)
        case Kind.TEXTS:
            return harmless(";".join(value))
        case Kind.SHARES:
            return harmless(";".join(f"{name}:{share}" for name, share in value.items()))
        case Kind.RATES:
            return harmless(";".join(f"{type_}:{amount}:{currency}" for type_, amount, currency, _ in value))
        case Kind.FLAG:
            return "true" if value else "false"
        case Kind.TIME:
            return _in_utc(value)
        case Kind.COUNT | Kind.SHARE:
            return str(value)


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _in_utc(value: datetime) -> str:
    return value.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


# --- Parquet --------------------------------------------------------------------------------------------------------------


class _Outlet:
    """A file that is written from its start to its end, and emptied meanwhile."""

    closed = False

    def __init__(self) -> None:
        self._written = bytearray()
        self._place = 0

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._written += piece
        self._place += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._place

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


class _Parquet:
    """Writes row groups. What the library needs for it is loaded with the first of these, and not held where nobody asks."""

    def __init__(self, columns: Sequence[Column], outlet: _Outlet) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        rate = pa.struct(
            [("deliverable_type", pa.string()), ("value", pa.int64()), ("currency", pa.string()), ("negotiable", pa.bool_())]
        )
        types = {
            Kind.TEXT: pa.string(),
            Kind.TEXTS: pa.list_(pa.string()),
            Kind.COUNT: pa.int64(),
            Kind.SHARE: pa.float64(),
            Kind.SHARES: pa.map_(pa.string(), pa.float64()),
            Kind.RATES: pa.list_(rate),
            Kind.FLAG: pa.bool_(),
            Kind.TIME: pa.timestamp("us", tz="UTC"),
        }
        self._columns = columns
        self._schema = pa.schema([(column.name, types[column.kind]) for column in columns])
        self._pyarrow = pa
        self._waiting: list[Any] = []
        self._writer = parquet.ParquetWriter(outlet, self._schema, compression="zstd")

    def take(self, rows: Sequence[Any]) -> None:
        """Turn rows into columns, which are small, until there are enough for a row group."""
        values = [self._pyarrow.array([_of_arrow(column, row) for row in rows], field.type) for column, field in self._pairs()]
        self._waiting.append(self._pyarrow.RecordBatch.from_arrays(values, schema=self._schema))

    @property
    def has_a_group(self) -> bool:
        """Whether what waits is enough for a row group."""
        return sum(batch.num_rows for batch in self._waiting) >= ROWS_A_GROUP

    def write(self) -> None:
        """Write what waits as one row group."""
        table = self._pyarrow.Table.from_batches(self._waiting, self._schema)
        self._waiting.clear()
        self._writer.write_table(table)

    def _pairs(self) -> Sequence[tuple[Column, Any]]:
        return list(zip(self._columns, self._schema, strict=True))

    def close(self) -> None:
        """Write what still waits, and what stands at the end of a file."""
        if self._waiting:
            self.write()
        self._writer.close()


def _of_arrow(column: Column, row: Any) -> Any:
    value = column.of(row)
    if column.kind is Kind.SHARES:
        return list(value.items())
    if column.kind is Kind.TEXT and value is not None:
        return str(value)
    return value


async def as_parquet(pages: Pages, columns: Sequence[Column]) -> AsyncIterator[bytes]:
    """Write row groups, beside the requests of others, and what stands at the end."""
    outlet = _Outlet()
    parquet = await asyncio.to_thread(_Parquet, columns, outlet)
    async for rows in pages:
        if rows:
            parquet.take(rows)  # page by page: all values of a group at once would hold everybody up, even in a thread
        if parquet.has_a_group:
            await asyncio.to_thread(parquet.write)
            yield outlet.take()
    await asyncio.to_thread(parquet.close)
    yield outlet.take()
