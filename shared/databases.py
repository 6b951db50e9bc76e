"""Databases and their schemas: one database and two roles a service, one Alembic environment for all."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import structlog
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    insert,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from shared.db import plumbing

logger = structlog.get_logger(__name__)

ENVIRONMENT = Path(__file__).parent / "migrations"
SERVICES = Path(__file__).parent.parent / "services"

deployment = Table(
    "deployment",
    plumbing,
    Column("singleton", Integer, CheckConstraint("singleton = 1", name="one_row"), primary_key=True, autoincrement=False),
    Column("environment", String, nullable=False),
    Column("compatible_since", String, nullable=False),
)
"""Which environment a database belongs to, and the oldest revision whose code may still use it."""


class DatabaseRefused(Exception):
    """The database must not be used as it is; the message is one line for a person."""


class DatabaseAway(Exception):
    """The server did not answer within the time given to a start."""


def server_url_of(url: str, database: str) -> str:
    """Name another database of the same server."""
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def owner_of(service: str) -> str:
    """Name the role that owns a service's tables and migrates them."""
    return f"{service}_owner"


async def prepare(server_url: str, services: Sequence[str]) -> None:
    """Make what a service needs on a server where it is missing: two roles, a database, default privileges."""
    engine = create_async_engine(server_url, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            # Two processes of one suite may start at the same time.
            await connection.execute(text("select pg_advisory_lock(hashtext('greenlight databases'))"))
            for service in services:
                await _prepare_roles(connection, service)
                await _prepare_database(connection, service)
        for service in services:
            await _grant(server_url_of(server_url, service), service)
    finally:
        await engine.dispose()


async def _prepare_roles(connection: AsyncConnection, service: str) -> None:
    for role in (service, owner_of(service)):
        if not await connection.scalar(text("select 1 from pg_roles where rolname = :role"), {"role": role}):
            await connection.execute(text(f'create role "{role}" nologin'))
        await connection.execute(text(f'grant "{role}" to current_user'))


async def _prepare_database(connection: AsyncConnection, service: str) -> None:
    if not await connection.scalar(text("select 1 from pg_database where datname = :name"), {"name": service}):
        await connection.execute(text(f'create database "{service}" owner "{owner_of(service)}"'))


async def _grant(url: str, service: str) -> None:
    """Let the running service read and write what the owner makes, no more; a migration takes more away for the journal."""
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    owner = owner_of(service)
    try:
        async with engine.connect() as connection:
            for statement in (
                f'grant usage on schema public to "{service}"',
                f'grant create, usage on schema public to "{owner}"',
                f'alter default privileges for role "{owner}" grant select, insert, update, delete on tables to "{service}"',
                f'alter default privileges for role "{owner}" grant usage, select on sequences to "{service}"',
            ):
                await connection.execute(text(statement))
    finally:
        await engine.dispose()


async def wait_for(url: str, *, seconds: float) -> None:
    """Wait until a server answers. Raises `DatabaseAway` after the time, `DatabaseRefused` where waiting is no use."""
    engine = create_async_engine(url)
    loop = asyncio.get_running_loop()
    deadline, said = loop.time() + seconds, False
    try:
        while True:
            try:
                async with engine.connect():
                    return
            except (OSError, OperationalError, InterfaceError, DBAPIError) as error:
                cause = str(getattr(error, "orig", error)).split("\n", maxsplit=1)[0]
                if isinstance(error, ProgrammingError) or "password authentication" in cause or "does not exist" in cause:
                    message = f"the database refuses: {cause}"
                    raise DatabaseRefused(message) from None
                if loop.time() > deadline:
                    message = f"no database after {seconds:g} s: {cause}"
                    raise DatabaseAway(message) from None
                if not said:
                    logger.warning("waiting_for_the_database", cause=cause)
                    said = True
                await asyncio.sleep(0.5)
    finally:
        await engine.dispose()


# --- migrations -----------------------------------------------------------------------------------------------------


def alembic_config(service: str, metadata: MetaData, connection: Connection | None = None) -> Config:
    """Configure Alembic for one service: the shared environment, the service's own revisions."""
    config = Config()
    config.set_main_option("script_location", str(ENVIRONMENT))
    config.set_main_option("version_locations", str(SERVICES / service / "migrations"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes.update(connection=connection, metadata=[metadata, plumbing])
    return config


def head_of(service: str, metadata: MetaData) -> str:
    """Name the newest revision that this code knows."""
    head = ScriptDirectory.from_config(alembic_config(service, metadata)).get_current_head()
    assert head is not None, service
    return head


async def is_current(url: str, service: str, metadata: MetaData) -> bool:
    """Say whether a database is there and at this code's newest revision or beyond it: most starts find it so."""
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            known = await _revision(connection)
            return known is not None and known >= head_of(service, metadata)
    except (OSError, DBAPIError):
        return False
    finally:
        await engine.dispose()


async def migrate(url: str, service: str, metadata: MetaData, *, environment: str, set_role: bool) -> None:
    """Bring a service's database to this code's newest revision and stamp it. Raises `DatabaseRefused`."""
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            await connection.execute(text("select pg_advisory_lock(hashtext('greenlight migration'))"))
            if set_role:
                await connection.execute(text(f'set role "{owner_of(service)}"'))
            await connection.commit()
            await check(connection, service, metadata, environment=environment, migrating=True)
            await connection.rollback()
            await connection.run_sync(_upgrade, service, metadata)
            await _stamp(connection, environment, _compatible_since(service, metadata))
            await connection.commit()
    finally:
        await engine.dispose()


def _upgrade(connection: Connection, service: str, metadata: MetaData) -> None:
    command.upgrade(alembic_config(service, metadata, connection), "head")


def _compatible_since(service: str, metadata: MetaData) -> str:
    """Read what the newest revision says: the oldest revision whose code may use the database after it."""
    script = ScriptDirectory.from_config(alembic_config(service, metadata))
    head = script.get_revision(head_of(service, metadata))
    return str(getattr(head.module, "compatible_since", head.revision)) if head else ""


async def _stamp(connection: AsyncConnection, environment: str, compatible_since: str) -> None:
    if await connection.scalar(select(deployment.c.singleton)):
        await connection.execute(update(deployment).values(compatible_since=compatible_since))
    else:
        await connection.execute(
            insert(deployment).values(singleton=1, environment=environment, compatible_since=compatible_since)
        )


async def check(
    connection: AsyncConnection, service: str, metadata: MetaData, *, environment: str, migrating: bool = False
) -> None:
    """Refuse a database of another environment, of newer code, or (unless migrating) one that needs a migration first."""
    known = await _revision(connection)
    head = head_of(service, metadata)
    if known is None:
        if migrating:
            return
        message = f"the database of {service} is empty: run python -m services migrate"
        raise DatabaseRefused(message)
    stamp = (await connection.execute(select(deployment))).first()
    if stamp is not None and stamp.environment != environment:
        message = f"the database of {service} belongs to the {stamp.environment} environment, this process to {environment}"
        raise DatabaseRefused(message)
    if stamp is not None and stamp.compatible_since > head:
        message = f"the database of {service} is too new for this code: it needs {stamp.compatible_since}, the code knows {head}"
        raise DatabaseRefused(message)
    if known < head and not migrating:
        message = f"the database of {service} is at {known}, the code at {head}: run python -m services migrate"
        raise DatabaseRefused(message)


async def _revision(connection: AsyncConnection) -> str | None:
    if not await connection.scalar(text("select to_regclass('public.alembic_version')")):
        return None
    return await connection.scalar(text("select version_num from alembic_version"))


async def check_engine(engine: AsyncEngine, service: str, metadata: MetaData, *, environment: str) -> None:
    """Check the database of a running service. Raises `DatabaseRefused`."""
    async with engine.connect() as connection:
        await check(connection, service, metadata, environment=environment)


async def write_revision(server_url: str, service: str, metadata: MetaData, message: str) -> str:
    """Write the next revision: what the tables have and the migrations, run on a fresh database, have not. Gives its path."""
    await prepare(server_url, [service])
    url = server_url_of(server_url, service)
    folder = SERVICES / service / "migrations"
    if any(folder.glob("0*.py")):
        await migrate(url, service, metadata, environment="sandbox", set_role=True)
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_autogenerate, service, metadata, message)
    finally:
        await engine.dispose()


def _autogenerate(connection: Connection, service: str, metadata: MetaData, message: str) -> str:
    number = len(list((SERVICES / service / "migrations").glob("0*.py"))) + 1
    script = command.revision(
        alembic_config(service, metadata, connection), message=message, autogenerate=True, rev_id=f"{number:04d}"
    )
    return str(getattr(script, "path", script))


def differences(connection: Connection, service: str, metadata: MetaData) -> None:
    """Raise `alembic.util.AutogenerateDiffsDetected` where tables and migrations differ."""
    command.check(alembic_config(service, metadata, connection))
