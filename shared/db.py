"""The database: what every table shares, and the sessions. Only the edges of `shared` commit."""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import datetime
from enum import Enum as PythonEnum
from functools import cache, partial
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Enum,
    Identity,
    MetaData,
    Select,
    String,
    Table,
    event,
    inspect,
    make_url,
)
from sqlalchemy import insert as insert_into
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Composite, Mapped, MappedColumn, ORMExecuteState, composite, declared_attr, mapped_column
from sqlalchemy.orm import Session as SyncSession
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from shared.acting import actor
from shared.clock import clock
from shared.errors import Problem
from shared.ids import Id, IdType
from shared.money import Money
from shared.states import Stateful

NAMING = {
    "ix": "%(table_name)s_%(column_0_N_name)s",
    "uq": "%(table_name)s_%(column_0_N_name)s_unique",
    "ck": "%(table_name)s_%(constraint_name)s",
    "fk": "%(table_name)s_%(column_0_name)s_reference",
    "pk": "%(table_name)s_key",
}

type_annotations: dict[Any, Any] = {
    Id: IdType(Id),
    datetime: DateTime(timezone=True),
    dict[str, Any]: JSONB(none_as_null=True),
    list[Any]: JSONB(none_as_null=True),
    list[str]: JSONB(none_as_null=True),
    PythonEnum: Enum(
        PythonEnum,
        native_enum=False,
        length=40,
        create_constraint=False,
        values_callable=lambda states: [state.value for state in states],
    ),
}
"""How annotations become columns, the same in each service."""

plumbing = MetaData(naming_convention=NAMING)
"""The tables of `shared` itself; each service's database has its own."""

audit_log = Table(
    "audit_log",
    plumbing,
    Column("sequence", BigInteger, Identity(always=True), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("actor", String, nullable=False),
    Column("noun", String, nullable=False),
    Column("noun_id", String, nullable=False, index=True),
    Column("command", String, nullable=False),
    Column("from_state", String, nullable=False),
    Column("to_state", String, nullable=False),
    Column("policy_version", String),
)
"""One row a transition: who gave which command, under which policy."""

# Statements that many requests execute are built once: building one costs more than sending it.
_LEAVE_AUDIT_ROWS = insert_into(audit_log).inline()


def new_metadata() -> MetaData:
    """Make the metadata of one service's tables."""
    return MetaData(naming_convention=NAMING)


def primary_key() -> MappedColumn[Any]:
    """Declare the id of a row: made when the object is, so that it is known before the first flush."""
    return mapped_column(primary_key=True)


def money_columns(name: str, *, nullable: bool = False) -> Composite[Any]:
    """Map a Money to the columns `<name>_value` (bigint) and `<name>_currency` (three letters)."""
    return composite(
        Money,
        mapped_column(f"{name}_value", BigInteger, nullable=nullable),
        mapped_column(f"{name}_currency", String(3), nullable=nullable),
        return_none_on=(lambda value, currency: value is None or currency is None) if nullable else None,
    )


class Row:
    """What every table of a noun has: its times, in business time. Defaults stand from construction on."""

    created_at: Mapped[datetime] = mapped_column(default=clock.now, sort_order=98)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, sort_order=99)


class Versioned(Row):
    """A row whose `version` counts its changes: its ETag, and the guard of a write that forgot its lock."""

    version: Mapped[int] = mapped_column(default=1, sort_order=97)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let each UPDATE name the version it changes; `move` and the flush hook count it."""
        return {"version_id_col": cls.version, "version_id_generator": False}


@event.listens_for(Row, "init", propagate=True)
def _apply_defaults(row: Row, _args: Any, values: dict[str, Any]) -> None:
    for name, make in _defaults_of(type(row)).items():
        if name not in values:
            values[name] = make()


@cache
def _defaults_of(model: type[Row]) -> Mapping[str, Callable[[], Any]]:
    mapper = inspect(model)
    defaults: dict[str, Callable[[], Any]] = {}
    for attribute in mapper.column_attrs:
        column = attribute.columns[0]
        if isinstance(column.type, IdType) and column.primary_key and not column.foreign_keys:
            defaults[attribute.key] = column.type.id_class.new
        elif isinstance(column.default, ScalarElementColumnDefault):
            defaults[attribute.key] = partial(copy, column.default.arg)
        elif isinstance(column.default, CallableColumnDefault):
            defaults[attribute.key] = partial(cast("Callable[[Any], Any]", column.default.arg), None)
    return defaults


@event.listens_for(SyncSession, "before_flush")
def _count_the_changes(session: SyncSession, _context: Any, _instances: Any) -> None:
    for row in session.dirty:
        if isinstance(row, Row) and session.is_modified(row):
            count_change(session.info, row)


def count_change(info: dict[Any, Any], row: Row) -> int | None:
    """Date a change, and count it unless a move or `touch` has; give the version that the database has, if it counts any."""
    row.updated_at = clock.now()
    id = str(getattr(row, "id", ""))
    info.setdefault("changed", set()).add(id)
    if not isinstance(row, Versioned):
        return None
    version = inspect(row).attrs.version.history
    before = (version.deleted or [row.version])[0]
    info.setdefault("versions_before", {}).setdefault(id, before)
    if not version.has_changes():
        row.version += 1
    return before


@event.listens_for(SyncSession, "after_flush")
def _leave_an_audit_row(session: SyncSession, _context: Any) -> None:
    rows = audit_rows(row for row in (*session.new, *session.dirty) if isinstance(row, Stateful))
    if rows:
        session.connection().execute(_LEAVE_AUDIT_ROWS, rows)


def audit_rows(rows: Iterable[Stateful]) -> list[dict[str, Any]]:
    """Take the moves that rows have made, as rows of the audit log."""
    return [
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
        for row in rows
        for move in row.take_moves_made()
    ]


def touch(row: Versioned) -> None:
    """Count a change that happened in another table: an order whose deliverable moved."""
    row.version += 1


async def insert(session: AsyncSession, row: Any, *, or_raise: Mapping[str, Problem]) -> None:
    """Add a row and flush; a broken constraint raises the problem named for it."""
    session.add(row)
    await flush(session, or_raise=or_raise)


async def flush(session: AsyncSession, *, or_raise: Mapping[str, Problem]) -> None:
    """Flush; a broken constraint raises the problem named for it."""
    try:
        await session.flush()
    except IntegrityError as error:
        problem = or_raise.get(constraint_of(error) or "")
        if problem is None:
            raise
        raise problem from error


async def finish_step(session: AsyncSession) -> None:
    """Commit what was done so far, before a call to the outside: no transaction stays open over the network."""
    await session.commit()


def constraint_of(error: DBAPIError) -> str | None:
    """Name the constraint that a statement broke, as PostgreSQL reports it."""
    return getattr(_cause(error), "constraint_name", None)


def sqlstate_of(error: BaseException) -> str | None:
    """Give PostgreSQL's five-letter error code of a failed statement."""
    return getattr(_cause(error), "sqlstate", None)


def _cause(error: BaseException) -> Any:
    original = getattr(error, "orig", None) or error
    return original.__cause__ or original


TRY_AGAIN = {"40001", "40P01"}
"""Serialization failure and deadlock: the same work succeeds when it is done again."""

LOCK_TIMEOUT = "55P03"


def should_be_done_again(error: BaseException) -> bool:
    """Say whether the same work, done again from the start, may succeed: it lost a race."""
    return isinstance(error, StaleDataError) or sqlstate_of(error) in TRY_AGAIN


def is_infrastructure(error: BaseException) -> bool:
    """Say whether an error speaks of the database's health and not of the work: away, failing over, locked."""
    if should_be_done_again(error) or isinstance(
        error, (InterfaceError, OperationalError, PoolTimeoutError, ConnectionError, TimeoutError)
    ):
        return True
    state = sqlstate_of(error) if isinstance(error, DBAPIError) else None
    return state is not None and (state == LOCK_TIMEOUT or state[:2] in {"08", "53", "57"})


def make_engine(url: str, *, role: str | None, name: str, pool_size: int = 10, lock_timeout_seconds: float = 5.0) -> AsyncEngine:
    """Open a pool of connections that act as `role`, with every timeout set."""
    settings = {
        "application_name": f"greenlight {name}",
        "timezone": "UTC",
        "statement_timeout": "30000",
        "lock_timeout": str(int(lock_timeout_seconds * 1000)),
        "idle_in_transaction_session_timeout": "60000",
        # Every statement is short and repeated: just-in-time compilation only costs.
        "jit": "off",
    }
    if role:
        settings["role"] = role
    return create_async_engine(
        make_url(url),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=10,
        pool_pre_ping=False,
        # What a statement carried, a tax id perhaps, does not belong in a log.
        hide_parameters=True,
        connect_args={"server_settings": settings, "timeout": 10},
    )


def make_sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    """Make the sessions of a service: nothing expires at a commit, so an answer can be built from what was loaded."""
    return async_sessionmaker(engine, expire_on_commit=False)


def make_reading_sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    """Make sessions for reads: each statement stands alone, as it does under READ COMMITTED, without a BEGIN and a COMMIT."""
    return async_sessionmaker(
        engine.execution_options(isolation_level="AUTOCOMMIT"), expire_on_commit=False, sync_session_class=ReadingSession
    )


class ReadingSession(SyncSession):
    """A session that changes and locks nothing: without a transaction, half of it could stay."""

    def flush(self, objects: Any = None) -> None:
        """Refuse to write. Raises `ReadWrites` where there is anything to."""
        if self.new or self.deleted or any(self.is_modified(row) for row in self.dirty):
            raise ReadWrites
        super().flush(objects)


@event.listens_for(ReadingSession, "do_orm_execute")
def _only_look(state: ORMExecuteState) -> None:
    locks = isinstance(state.statement, Select) and state.statement._for_update_arg is not None  # noqa: SLF001 - it has no other name
    if locks or state.is_insert or state.is_update or state.is_delete:
        raise ReadWrites


class ReadWrites(Exception):
    """An operation that is declared to read writes, or locks."""
