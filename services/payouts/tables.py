"""The base of payouts' tables, and how many rows of one are written by one statement."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Dialect, Executable, Table, Uuid, bindparam, cast, column, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm.attributes import get_history, set_committed_value
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.sql.selectable import TableValuedAlias
from sqlalchemy.types import TypeDecorator

from shared.acting import actor
from shared.clock import clock
from shared.db import Row, Versioned, audit_log, new_metadata, type_annotations
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


async def put(session: AsyncSession, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each with a value for the same columns."""
    if rows:
        names = tuple(rows[0])
        await session.execute(_put(table, names), _arrays({name: [row[name] for row in rows] for name in names}))


async def add(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Insert rows of one table that the session does not know."""
    if rows:
        table = _table_of(rows[0])
        await put(session, table, [{column.key: getattr(row, column.key) for column in table.columns} for row in rows])


async def save(session: AsyncSession, rows: Sequence[Versioned], *names: str) -> None:
    """Write these columns of rows of one table, dated and counted. Raises `StaleDataError` where one was changed meanwhile.

    The caller keeps the session from flushing: that would write the same, row by row.
    """
    if not rows:
        return
    known = [_count_the_change(session, row) for row in rows]
    names = (*names, "version", "updated_at")
    told = {name: [getattr(row, name) for row in rows] for name in ("id", *names)} | {"known_version": known}
    written: Any = await session.execute(_save(_table_of(rows[0]), names), _arrays(told))
    if written.rowcount != len(rows):
        message = f"{written.rowcount} of {len(rows)} {type(rows[0]).__name__} were as they were read"
        raise StaleDataError(message)

    for row in rows:
        for name in names:
            set_committed_value(row, name, getattr(row, name))


def _count_the_change(session: AsyncSession, row: Versioned) -> int:
    """Date a change, and count it unless a move or `touch` has; give the version that the database has."""
    row.updated_at = clock.now()
    session.info.setdefault("changed", set()).add(str(row.id))  # type: ignore[attr-defined]
    history = get_history(row, "version")
    if history.deleted:
        return history.deleted[0]
    row.version += 1
    return row.version - 1


async def leave_audit_rows(session: AsyncSession, rows: Sequence[Stateful]) -> None:
    """Put the moves on record that these rows have made: `add` and `save` pass by the flush that does it for others."""
    made = [(row, move) for row in rows for move in row.take_moves_made()]
    audit_rows = [
        {
            "at": clock.now(),
            "actor": actor(),
            "noun": type(row).__name__,
            "noun_id": str(row.id),  # type: ignore[attr-defined]
            "command": move.command,
            "from_state": str(move.source),
            "to_state": str(move.target),
            "policy_version": move.policy_version,
        }
        for row, move in made
    ]
    await put(session, audit_log, audit_rows)


def _table_of(row: Any) -> Table:
    return type(row).__table__


# Statements are built once: building one costs more than sending it.


@cache
def _put(table: Table, names: tuple[str, ...]) -> Executable:
    told = _told(table, {name: name for name in names})
    return insert(table).inline().from_select(names, select(*(told.c[name] for name in names)))


@cache
def _save(table: Table, names: tuple[str, ...]) -> Executable:
    told = _told(table, {"id": "id", "known_version": "version", **{name: name for name in names}})
    return (
        update(table)
        .values({name: told.c[name] for name in names})
        .where(table.c.id == told.c.id, table.c.version == told.c.known_version)
    )


def _told(table: Table, columns: Mapping[str, str]) -> TableValuedAlias:
    """Take the values of some columns as one array each: the statement is the same for however many rows."""
    types = {name: table.c[source].type for name, source in columns.items()}
    types = {name: KnownId() if isinstance(type, IdType) else type for name, type in types.items()}
    arrays = [
        cast(bindparam(f"every_{name}", type_=ARRAY(type, dimensions=1)), ARRAY(type, dimensions=1))
        for name, type in types.items()
    ]
    return func.unnest(*arrays).table_valued(*(column(name, type) for name, type in types.items())).render_derived(name="told")


def _arrays(told: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    # A parameter of an INSERT or UPDATE may not have the name of a column.
    return {f"every_{name}": values for name, values in told.items()}
