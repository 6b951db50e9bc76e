"""What can happen with scores: statistics arrive and are compared; what is usual among the like is measured every day."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from time import monotonic
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.authenticity import queries
from services.discovery.authenticity.arithmetic import (
    Judgement,
    Range,
    band_of,
    curve_of,
    judge,
    largest_daily_growth,
)
from services.discovery.authenticity.models import PeerRange
from services.discovery.authenticity.words import LACKS, sentence_of
from services.discovery.policy import AUTHENTICITY, AuthenticityPolicy
from services.discovery.profiles.models import Creator
from services.discovery.profiles.worth import quality_of
from shared import tasks, timers
from shared.events.identity import AccountStatistics, CreatorId
from shared.tasks import Task
from shared.timers import Timer

Step = Callable[[], AbstractAsyncContextManager[AsyncSession]]
"""Opens a session that commits at its end."""

SCORED_AT_ONCE = 100
"""Requests wait for as long as so many take: some milliseconds. Whoever changes one of them waits for its row as long."""
REST = 3
"""After each of these, nothing is done for so many times as long as it took: nobody waits for a night's scores, and everybody
else for the loop and the database."""


class MeasurePeersOnTime(Timer, name="authenticity.measure_peers_on_time"):
    """A day on which statistics came is over."""


class MeasurePeers(Task, name="authenticity.measure_peers"):
    """Work out what is usual, and every score anew."""


@dataclass(frozen=True)
class Explained:
    """A score with all that it rests on."""

    creator_id: CreatorId
    statistics_updated_at: datetime | None
    judgement: Judgement
    peers: Mapping[str, Any]
    formula: AuthenticityPolicy = AUTHENTICITY

    @property
    def score(self) -> int | None:
        """0 to 100; None where there is not enough data."""
        return self.judgement.score

    @property
    def signals(self) -> Sequence[Mapping[str, Any]]:
        """Each signal with its sentence, and where its points begin and end."""
        return [
            {
                **vars(one),
                "curve": None if one.peers is None else curve_of(one.peers, self.formula.signals[one.code]),
                "detail": sentence_of(one),
            }
            for one in self.judgement.signals
        ]

    @property
    def reasons(self) -> Sequence[Mapping[str, Any]]:
        """Why there is no score: what the signals lack that say nothing."""
        if self.score is not None:
            return []
        lacking = [one.lack for one in self.judgement.signals if one.lack is not None]
        return [
            {
                "code": lack,
                "detail": f"Of {lacking.count(lack)} of {len(self.judgement.signals)} signals {LACKS[lack]}.",
            }
            for lack in dict.fromkeys(lacking)
        ]


async def explain(session: AsyncSession, *, creator: Creator) -> Explained:
    """Compare a creator with their peers, and show how."""
    followers_from, followers_to = band_of(creator.follower_count)
    ranges = await queries.ranges(session, platform=creator.platform, followers_from=followers_from)
    judgement = judge(creator, {row.signal: Range(row.low, row.high, row.creator_count) for row in ranges})
    peers = {
        "platform": creator.platform,
        "follower_count_min": followers_from,
        "follower_count_max": None if followers_to is None else followers_to - 1,
        "measured_at": max((row.measured_at for row in ranges), default=None),
    }
    return Explained(creator.id, creator.statistics_updated_at, judgement, peers)


async def take_statistics(
    session: AsyncSession, *, told: Sequence[tuple[Creator, Sequence[AccountStatistics]]], now: datetime
) -> None:
    """Score locked creators, whose figures these accounts may have changed, and keep their counts for the shape of growth."""
    await queries.record(session, told)
    recorded = await queries.recorded(session, [creator.id for creator, _ in told])
    peers = await queries.all_ranges(session)
    for creator, _ in told:
        creator.largest_daily_growth = await _growth_of(session, creator, recorded)
        creator.authenticity_score = _judge(creator, peers).score
        creator.derive_worth()
    await session.flush()
    await _see_to_measuring(session, now, has_measured=bool(peers))


async def _growth_of(session: AsyncSession, creator: Creator, recorded: queries.Recorded) -> float | None:
    main = creator.main_account
    if main is None:
        return None
    counts = recorded[creator.id, main["platform"], main["handle"]]
    oldest_kept = counts[-1][0] - AUTHENTICITY.recordings_kept
    if counts[0][0] < oldest_kept:
        await queries.forget(session, creator.id, before_the_newest=AUTHENTICITY.recordings_kept)
    return largest_daily_growth([one for one in counts if one[0] >= oldest_kept])


async def _see_to_measuring(session: AsyncSession, now: datetime, *, has_measured: bool) -> None:
    """See that one timer is set."""
    due_at = _next_measuring(now, has_measured=has_measured)
    if await queries.is_timer_set(session, MeasurePeersOnTime.name, due_at):
        return
    # Measuring twice would change nothing, and cost twice.
    await queries.one_at_a_time(session, MeasurePeersOnTime.name)
    if not await queries.is_timer_set(session, MeasurePeersOnTime.name, due_at):
        await timers.at(session, due_at, MeasurePeersOnTime())


def _next_measuring(now: datetime, *, has_measured: bool) -> datetime:
    """Tell when to measure: at night, and at the next few minutes' end while nothing is known at all."""
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    pause = timedelta(days=1) if has_measured else AUTHENTICITY.first_measuring
    return midnight + ((now - midnight) // pause + 1) * pause


async def measure_on_time(session: AsyncSession) -> None:
    """Ask for measuring: it is too long for one transaction."""
    await tasks.ask(session, MeasurePeers())


# --- everybody at once ------------------------------------------------------------------------------------------------


async def measure_peers(step: Step, *, now: datetime) -> int:
    """Work out what is usual in each band, and every score anew. Gives how many scores changed; a repeat changes none.

    Only a score that changes is written, as each row written is one more for every index and whoever follows the table. Creators
    made for trying searches take part: they came with scores by a sample of their own market, and what is shown of a score must
    be what explains it. So the first measuring after a million of them came changes many, and those after it few. Until the turn
    of a creator comes, the score is that of the day before.
    """
    uppers = (*AUTHENTICITY.followers_from[1:], None)
    for followers_from, followers_to in zip(AUTHENTICITY.followers_from, uppers, strict=True):
        async with step() as session:
            await _measure_band(session, followers_from, followers_to, now)

    async with step() as session:
        peers = await queries.all_ranges(session)
    changed, last = 0, None
    while True:
        began_at = monotonic()
        async with step() as session:
            creators = await queries.figures(session, after=last, limit=SCORED_AT_ONCE)
            news = [new for creator in creators if (new := _new_score(creator, peers))]
            if news:
                await queries.keep_scores(session, news, now=now)
        changed += len(news)
        if len(creators) < SCORED_AT_ONCE:
            return changed
        last = CreatorId(creators[-1].id)
        await asyncio.sleep(REST * (monotonic() - began_at))


async def _measure_band(session: AsyncSession, followers_from: int, followers_to: int | None, now: datetime) -> None:
    measured = await queries.measure(session, followers_from=followers_from, followers_to=followers_to)
    rows = [
        PeerRange(
            platform=platform,
            followers_from=followers_from,
            signal=signal,
            low=round(one.low, AUTHENTICITY.decimals),
            high=round(one.high, AUTHENTICITY.decimals),
            creator_count=one.creator_count,
            measured_at=now,
        )
        for platform, signal, one in measured
        if one.creator_count >= AUTHENTICITY.least_peers
    ]
    await queries.keep_ranges(session, rows, followers_from=followers_from)


def _new_score(creator: Any, peers: queries.Peers) -> Mapping[str, Any] | None:
    score = _judge(creator, peers).score
    if score == creator.authenticity_score:
        return None
    quality = quality_of(completeness=creator.completeness, authenticity_score=score, badges=creator.badges)
    return {"id": creator.id, "version": creator.version, "score": score, "quality": quality}


def _judge(creator: Any, peers: queries.Peers) -> Judgement:
    band, _ = band_of(creator.follower_count)
    return judge(creator, peers.get((creator.platform, band), {}))
