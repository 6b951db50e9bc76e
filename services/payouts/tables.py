"""The base of payouts' tables, and how rows of several are written by one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Column,
    Dialect,
    Executable,
    Table,
    Uuid,
    bindparam,
    cast,
    column,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.sql.selectable import TableValuedAlias
from sqlalchemy.types import TypeDecorator

from shared.db import Row, Versioned, audit_log, audit_rows, count_change, new_metadata, type_annotations
from shared.ids import Id, IdType
from shared.states import Stateful


class Model(DeclarativeBase):
    """A table of payouts' database."""

    metadata = new_metadata()
    type_annotation_map = type_annotations


class KnownId(TypeDecorator[Id]):
    """The type of an id that the code holds as one: it is not read again to see whether it is one."""

    impl = Uuid
    cache_ok = True

    def process_bind_param(self, value: Id | None, dialect: Dialect) -> UUID | None:
        """Give the database its UUID."""
        return value.uuid if value is not None else None


@dataclass(frozen=True)
class Put:
    """Rows to insert into a table, each with a value for the same columns."""

    table: Table
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Save:
    """Columns to update of rows of one table that were changed."""

    rows: Sequence[Versioned]
    columns: tuple[str, ...] = ()


def added(rows: Sequence[Row]) -> Sequence[Put]:
    """Give what inserts rows of one table that no session knows."""
    if not rows:
        return []
    table = _table_of(rows[0])
    return [Put(table, [{column.key: getattr(row, column.key) for column in table.columns} for row in rows])]


def audited(rows: Sequence[Stateful]) -> Put:
    """Give what puts the moves on record that rows have made: `write` passes by the flush that does it for others."""
    return Put(audit_log, audit_rows(rows))


async def write(session: AsyncSession, *parts: Put | Save) -> None:
    """Write all parts by one statement. What is saved is dated and counted, as by a flush.

    Raises `StaleDataError` where a row that is saved was changed meanwhile.
    """
    parts = tuple(part for part in parts if part.rows)
    if not parts:
        return
    told = [_told_by(session, part) for part in parts]
    shapes = tuple(
        _Shape(isinstance(part, Save), table, tuple(values)) for part, (table, values) in zip(parts, told, strict=True)
    )
    arrays = {
        _parameter(number, name): values for number, (_, told_here) in enumerate(told) for name, values in told_here.items()
    }
    with session.no_autoflush:  # which would write the same, row by row
        counts = (await session.execute(_writing(shapes), arrays)).one()
    for part, count in zip(parts, counts, strict=True):
        if isinstance(part, Save):
            _see_that_it_was_saved(part, count)


def _told_by(session: AsyncSession, part: Put | Save) -> tuple[Table, dict[str, list[Any]]]:
    if isinstance(part, Put):
        return part.table, {name: [row[name] for row in part.rows] for name in part.rows[0]}
    known = [count_change(session.info, row) for row in part.rows]
    told = {name: [getattr(row, name) for row in part.rows] for name in ("id", *part.columns, *_COUNTED)}
    return _table_of(part.rows[0]), {_KNOWN: known, **told}


_COUNTED = ("version", "updated_at")
_KNOWN = "known_version"


def _see_that_it_was_saved(part: Save, count: int) -> None:
    if count != len(part.rows):
        message = f"{count} of {len(part.rows)} {type(part.rows[0]).__name__} were as they were read"
        raise StaleDataError(message)
    for row in part.rows:
        for name in (*part.columns, *_COUNTED):
            set_committed_value(row, name, getattr(row, name))


def _table_of(row: Any) -> Table:
    return type(row).__table__


# --- the statement ------------------------------------------------------------------------------------------------------


class _Shape(NamedTuple):
    saves: bool
    table: Table
    names: tuple[str, ...]


@cache
def _writing(shapes: tuple[_Shape, ...]) -> Executable:
    """Build the statement for parts of these shapes, once: building one costs more than sending it."""
    parts = [_part(number, shape).cte(f"part_{number}") for number, shape in enumerate(shapes)]
    return select(*(select(func.count()).select_from(part).scalar_subquery() for part in parts))


def _part(number: int, shape: _Shape) -> Any:
    told, table = _told(number, shape), shape.table
    if not shape.saves:
        chosen = select(*(told.c[name] for name in shape.names))
        return insert(table).inline().from_select(shape.names, chosen).returning(literal(1))
    changed = {name: told.c[name] for name in shape.names if name not in {"id", _KNOWN}}
    as_read = (table.c.id == told.c.id, table.c.version == told.c[_KNOWN])
    return update(table).values(changed).where(*as_read).returning(literal(1))


def _told(number: int, shape: _Shape) -> TableValuedAlias:
    """Take the values of each column as one array: the statement is the same for however many rows."""
    types = {name: _type_of(shape.table.c["version" if name == _KNOWN else name]) for name in shape.names}
    arrays = [
        cast(bindparam(_parameter(number, name), type_=ARRAY(type, dimensions=1)), ARRAY(type, dimensions=1))
        for name, type in types.items()
    ]
    told = func.unnest(*arrays).table_valued(*(column(name, type) for name, type in types.items()))
    return told.render_derived(name=f"told_{number}")


def _type_of(column: Column[Any]) -> Any:
    return KnownId() if isinstance(column.type, IdType) else column.type


def _parameter(number: int, name: str) -> str:
    return f"every_{name}_{number}"
