"""The small market of `make run`: made-up creators who are real in every service, so that who is found can be invited.

It is made once, beside the running suite and a few creators at a time: who calls meanwhile waits for one handful at most.
"""

import asyncio
import secrets
import time
from collections.abc import Iterator, Sequence
from itertools import count as numbers
from itertools import islice
from typing import Any

import structlog

from services.discovery.seed.rows import Row
from services.discovery.seed.service import creators_of_block
from services.identity.policy import ELIGIBILITY, in_force
from services.identity.seed import Applicant, admit
from services.identity.users.passwords import hash_password
from services.sandbox.seed import put_accounts
from shared.clock import clock
from shared.process import Suite

logger = structlog.get_logger(__name__)

SEED = 2026
HANDFUL = 50
"""More at once would be quicker by a little, and hold up who calls meanwhile for longer."""
LOOKS_SECONDS = 0.05
MARKER = "small-market"
"""A file in the data directory: the market has been made."""

# What the platform says of an account, less the likes.
_SAID_OF_ACCOUNTS = (
    *("name", "bio", "country", "language", "follower_count", "posts_last_30_days"),
    *("average_views", "median_views", "engagement_rate", "audience"),
)


async def make(suite: Suite, *, count: int) -> None:
    """Make the market once the suite is ready, unless it has been made. Cut short, it goes on at the next start."""
    marker = suite.settings.data_dir / MARKER
    if marker.exists():
        return
    while not await _is_ready(suite):  # noqa: ASYNC110 - whether a part is ready is asked, nobody tells it
        await asyncio.sleep(LOOKS_SECONDS)
    started, made = time.monotonic(), 0
    logger.info("making_the_small_market", creators=count)
    password_hash = await hash_password(secrets.token_urlsafe(32))
    candidates = islice(_candidates(), count)
    while rows := await asyncio.to_thread(list, islice(candidates, HANDFUL)):
        made += await _admit(suite, rows, password_hash=password_hash)
        await _has_been_heard(suite)
    marker.write_text(f"{made}\n")
    logger.info("small_market_made", creators=made, seconds=round(time.monotonic() - started, 1))


async def _is_ready(suite: Suite) -> bool:
    return all([await instance.is_ready() for instance in suite.instances.values()])


def _candidates() -> Iterator[Row]:
    """Make creators whom the marketplace admits, without end."""
    on = clock.now().date()
    for number in numbers():
        for row in creators_of_block(SEED, number):
            policy = in_force(ELIGIBILITY, region=row["country"], on=on)
            reaches = row["average_views"] >= policy.views_per_follower * row["follower_count"]
            if reaches and all(
                row[name] >= least
                for name, least in (
                    ("follower_count", policy.followers),
                    ("engagement_rate", policy.engagement_rate),
                    ("posts_last_30_days", policy.posts_last_30_days),
                )
            ):
                # Who posts for so few is made to be liked enough: the sandbox's other accounts are, too.
                row["likes_last_28_days"] = max(row["likes_last_28_days"], policy.likes_last_28_days + row["follower_count"] // 5)
                yield row


async def _admit(suite: Suite, rows: Sequence[Row], *, password_hash: str) -> int:
    async with suite.instances["sandbox"].context.step() as session:
        accounts = await put_accounts(session, {row["handle"]: _account(row) for row in rows})
    applicants = [
        Applicant(
            account=account,
            **{name: row[name] for name in ("currency", "categories", "languages", "formats", "bio", "rates")},
        )
        for row, account in zip(rows, accounts, strict=True)
    ]
    async with suite.instances["identity"].context.step() as session:
        return await admit(session, applicants=applicants, password_hash=password_hash, now=clock.now())


def _account(row: Row) -> dict[str, Any]:
    said = row["accounts"][0]
    return {**{name: said[name] for name in _SAID_OF_ACCOUNTS}, "likes_last_28_days": row["likes_last_28_days"]}


async def _has_been_heard(suite: Suite) -> None:
    """Wait until the others know this handful: what callers do is told behind it."""
    identity = suite.instances["identity"]
    while (await identity.status()).outbox:  # noqa: ASYNC110 - whether an outbox is empty is asked, nobody tells it
        await asyncio.sleep(LOOKS_SECONDS)
