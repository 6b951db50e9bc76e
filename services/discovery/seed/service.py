"""How the made-up market comes into the table."""

from collections.abc import AsyncIterator, Callable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles.models import Creator
from services.discovery.seed.copying import FILLED, line_of
from services.discovery.seed.market import BLOCK, Block, block
from services.discovery.seed.peers import Peers, usual
from services.discovery.seed.rows import Row, ids, rows
from shared.process import Step

MOST_CREATORS = 20_000_000
LARGEST_SEED = 2**32 - 1
LINES_AT_ONCE = 500

# The lists of GIN indexes take what is new in one piece, and it is sorted in memory: else each row costs a walk for each word.
_ROOM = ("set local work_mem = '256MB'", "set local gin_pending_list_limit = '128MB'", "set local statement_timeout = 0")
_ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtext('greenlight seed'))")


def creators(*, count: int, seed: int) -> Iterator[Row]:
    """Make the first creators of a seed, in the order of their ids."""
    for number in range(-(-count // BLOCK)):
        yield from rows(block(seed, number), most=count - number * BLOCK, peers=usual(seed))


def creators_of_block(seed: int, number: int) -> Iterator[Row]:
    """Make the creators of one block of a seed, in the order of their ids."""
    return rows(block(seed, number), most=BLOCK, peers=usual(seed))


async def fill(step: Step, *, count: int, seed: int, say: Callable[[int], None]) -> int:
    """Add the first creators of a seed that are not there yet, block by block; give how many that were.

    `say` is told how many are there after each block. What is there stays as it is: the same call again adds nothing.
    """
    added = 0
    for number in range(-(-count // BLOCK)):
        most = min(BLOCK, count - number * BLOCK)
        async with step() as session:
            added += await _fill_block(session, block(seed, number), most=most, peers=usual(seed))
        say(number * BLOCK + most)
    return added


async def _fill_block(session: AsyncSession, drawn: Block, *, most: int, peers: Peers) -> int:
    """Copy a block while its rows are being made. Two seeds at once take turns."""
    await session.execute(_ONE_AT_A_TIME)
    wanted = ids(drawn, most=most)
    known = set(await session.scalars(select(Creator.id).where(Creator.id.between(wanted[0], wanted[-1]))))
    if known.issuperset(wanted):
        return 0
    for setting in _ROOM:
        await session.execute(text(setting))
    missing = (row for row in rows(drawn, most=most, peers=peers) if row["id"] not in known)
    connection: Any = (await (await session.connection()).get_raw_connection()).driver_connection
    await connection.copy_to_table(
        Creator.__tablename__, columns=[column.name for column in FILLED], source=_lines(missing), format="text"
    )
    return most - len(known.intersection(wanted))


async def _lines(made: Iterator[Row]) -> AsyncIterator[bytes]:
    while some := list(islice(made, LINES_AT_ONCE)):
        yield b"".join(map(line_of, some))
