"""Everything that a suite has stored, cell by cell; and what it stored only for a while."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg

from services import REGISTER
from shared import databases

PASSING = ("outbox", "tasks", "timers", "parked_events", "idempotency_keys", "receipts")
"""Tables whose rows go away: what they held is remembered beside."""
_TABLES = "select tablename from pg_tables where schemaname = 'public' order by tablename"


@dataclass(frozen=True)
class Cell:
    """One value, as text."""

    place: str
    """`payouts.tax_forms.tax_id_encrypted`"""
    text: str


@asynccontextmanager
async def connected(server_url: str, service: str) -> AsyncIterator[Any]:
    """Look into a service's database as its server's superuser."""
    connection = await asyncpg.connect(databases.server_url_of(server_url, service).replace("+asyncpg", ""))
    try:
        yield connection
    finally:
        await connection.close()


async def remember_what_passes(server_url: str) -> None:
    """Keep a copy of each row of the tables whose rows go away."""
    for service in REGISTER:
        async with connected(server_url, service) as database:
            await database.execute("create table remembered (place text, content jsonb)")
            await database.execute(
                """
                create function remember() returns trigger language plpgsql security definer set search_path = public as
                $$ begin insert into remembered values (tg_table_name, to_jsonb(new)); return new; end $$
                """
            )
            there = {row["tablename"] for row in await database.fetch(_TABLES)}
            for table in sorted(there & set(PASSING)):
                await database.execute(
                    f'create trigger remember after insert or update on "{table}" for each row execute function remember()'
                )


async def every_cell(server_url: str) -> list[Cell]:
    """Read every column of every row of every service."""
    cells: list[Cell] = []
    for service in REGISTER:
        async with connected(server_url, service) as database:
            for (table,) in await database.fetch(_TABLES):
                if table == "remembered":
                    rows = await database.fetch("select place, content from remembered")
                    cells += [cell for place, row in rows for cell in _cells(f"{service}.{place}", row)]
                else:
                    rows = await database.fetch(f'select to_jsonb(one) from "{table}" one')
                    cells += [cell for (row,) in rows for cell in _cells(f"{service}.{table}", row)]
    return cells


def _cells(place: str, row: str) -> Sequence[Cell]:
    return [Cell(f"{place}.{column}", _plain(value)) for column, value in json.loads(row).items() if value is not None]


def _plain(value: Any) -> str:
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if value.startswith("\\x"):  # bytes, which may be text
        return value + " " + bytes.fromhex(value[2:]).decode("utf-8", "replace")
    return value


async def fingerprints(server_url: str) -> dict[str, str]:
    """A sum over each table's rows, to see whether anything has changed."""
    found = {}
    for service in REGISTER:
        async with connected(server_url, service) as database:
            for (table,) in await database.fetch(_TABLES):
                found[f"{service}.{table}"] = await database.fetchval(
                    f"select md5(coalesce(string_agg(one::text, '|' order by one::text), '')) from \"{table}\" one"
                )
    return found
