"""The small market of `make run`: made-up creators who are real in every service, so that who is found can be invited.

It is made once, beside the running suite and a few creators at a time: who calls meanwhile waits for one handful at most.
"""

import asyncio
import secrets
import time
from collections.abc import Iterator, Sequence
from itertools import count as numbers
from itertools import islice
from math import ceil, sqrt
from typing import Any, Literal

import structlog

from services.campaigns.seed import CATEGORY, ask
from services.discovery.authenticity.service import MeasurePeers
from services.discovery.policy import BADGES, SEARCH
from services.discovery.seed.rows import Row
from services.discovery.seed.service import creators_of_block
from services.identity.policy import ELIGIBILITY, in_force
from services.identity.seed import Applicant, admit
from services.identity.users.passwords import hash_password
from services.sandbox.organizations.schemas import NewSandboxOrganization
from services.sandbox.organizations.service import make as make_organization
from services.sandbox.seed import put_accounts
from shared import tasks
from shared.clock import clock
from shared.events.identity import OrganizationId
from shared.process import Suite

logger = structlog.get_logger(__name__)

SEED = 2027
HANDFUL = 50
"""More at once would be quicker by a little, and hold up who calls meanwhile for longer."""
LOOKS_SECONDS = 0.05
MARKER = "small-market"
"""A file in the data directory: the market has been made."""

MOST_POSTS = 60
"""In 30 days, of those who are made to post more."""
ASKED_FOLLOWERS, ASKED_AUDIENCE = (20_000, 80_000), "US"
"""Whom the market's one brand invites has so many followers, a good part of them there: two dozen of 2,000."""

# What the platform says of an account.
_SAID_OF_ACCOUNTS = (
    *("name", "bio", "country", "language", "follower_count", "likes_last_28_days", "posts_last_30_days"),
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
    candidates, asked = islice(_candidates(), count), list[str]()
    while rows := await asyncio.to_thread(list, islice(candidates, HANDFUL)):
        made += await _admit(suite, rows, password_hash=password_hash)
        await _none_left(suite, "identity", "outbox")
        asked += [row["handle"] for row in rows if _is_asked(row)]
    await _ask(suite, asked)
    await _measure(suite)
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
                yield _liked(row, at_least=policy.likes_last_28_days + row["follower_count"] // 5)


def _liked(row: Row, *, at_least: int) -> Row:
    """Have who is liked too little to be admitted post more and be watched more, until the likes are as many as go with it."""
    times = at_least / row["likes_last_28_days"]
    if times <= 1:
        return row
    account = row["accounts"][0]
    posts = max(account["posts_last_30_days"], min(ceil(account["posts_last_30_days"] * sqrt(times)), MOST_POSTS))
    watched = times * account["posts_last_30_days"] / posts
    lifted = {
        "likes_last_28_days": at_least,
        "posts_last_30_days": posts,
        "average_views": ceil(account["average_views"] * watched),
        "median_views": ceil(account["median_views"] * watched),
    }
    return {**row, **lifted, "accounts": [{**account, **lifted}]}


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
    return {name: said[name] for name in _SAID_OF_ACCOUNTS}


def _is_asked(row: Row) -> bool:
    """Say whether a brand that looks for an audience asks this creator, who answers as the made-up market has it."""
    fewest, most = ASKED_FOLLOWERS
    return (
        "responsive" in row["badges"]
        and CATEGORY in row["categories"]
        and fewest <= row["follower_count"] <= most
        and row["audience_countries"].get(ASKED_AUDIENCE, 0) >= SEARCH.audience_share
    )


async def _ask(suite: Suite, handles: Sequence[str]) -> None:
    """Have a brand invite creators as often as a badge needs, and the creators answer. Nobody can sign in as the brand either."""
    made = await make_organization(suite.instances["sandbox"].context, NewSandboxOrganization(type="brand"))
    brand_id = OrganizationId(made.organization["id"])
    await _none_left(suite, "identity", "outbox")
    for number in range(1, BADGES.least_answers + 1):
        async with suite.instances["campaigns"].context.step() as session:
            await ask(session, brand_id=brand_id, handles=handles, name=f"Season {number}", now=clock.now())
    await _none_left(suite, "campaigns", "outbox")


async def _measure(suite: Suite) -> None:
    """Have discovery say what is usual, so that everybody has a score at once and not some minutes later."""
    async with suite.instances["discovery"].context.step() as session:
        await tasks.ask(session, MeasurePeers())
    await _none_left(suite, "discovery", "tasks")


async def _none_left(suite: Suite, service: str, what: Literal["outbox", "tasks"]) -> None:
    """Wait until the others know what a service told, or until it has done its tasks: what callers do comes behind it."""
    while getattr(await suite.instances[service].status(), what):  # noqa: ASYNC110 - whether nothing is left is asked, nobody tells it
        await asyncio.sleep(LOOKS_SECONDS)
