"""Every SELECT about recorded statistics and peers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Double, and_, case, cast, delete, exists, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.authenticity.arithmetic import LIKES_DAYS, POSTS_DAYS, Range, Signal
from services.discovery.authenticity.models import PeerRange, RecordedStatistics
from services.discovery.profiles.models import Creator
from shared.events.identity import AccountStatistics, CreatorId
from shared.timers import timers

# --- recorded statistics ------------------------------------------------------------------------------------------------


Recorded = Mapping[tuple[CreatorId, str, str], Sequence[tuple[datetime, int]]]
"""The follower counts of accounts in the order of time, by creator, platform and handle."""

_TOLD = insert(RecordedStatistics)
_KEEP_THE_NEWEST_OF_A_DAY = _TOLD.on_conflict_do_update(
    index_elements=["creator_id", "platform", "handle", "recorded_on"],
    set_={name: _TOLD.excluded[name] for name in ("recorded_at", "follower_count")},
    where=RecordedStatistics.recorded_at < _TOLD.excluded.recorded_at,
)


async def record(session: AsyncSession, told: Sequence[tuple[Creator, Sequence[AccountStatistics]]]) -> None:
    """Keep what was told of each account of creators: of one day the newest, in whatever order it comes."""
    rows = [
        {
            "creator_id": creator.id,
            "platform": account.platform,
            "handle": account.handle,
            "recorded_on": account.recorded_at.date(),
            "recorded_at": account.recorded_at,
            "follower_count": account.follower_count,
        }
        for creator, accounts in told
        for account in accounts
    ]
    if rows:
        await session.execute(_KEEP_THE_NEWEST_OF_A_DAY, rows)


async def recorded(session: AsyncSession, creator_ids: Sequence[CreatorId]) -> Recorded:
    """Read what was kept of every account of creators."""
    rows = select(
        RecordedStatistics.creator_id,
        RecordedStatistics.platform,
        RecordedStatistics.handle,
        RecordedStatistics.recorded_at,
        RecordedStatistics.follower_count,
    )
    rows = rows.where(RecordedStatistics.creator_id.in_(creator_ids)).order_by(RecordedStatistics.recorded_on)
    accounts: dict[tuple[CreatorId, str, str], list[tuple[datetime, int]]] = {}
    for creator_id, platform, handle, recorded_at, count in await session.execute(rows):
        accounts.setdefault((creator_id, platform, handle), []).append((recorded_at, count))
    return accounts


async def forget(session: AsyncSession, creator_id: CreatorId, *, before_the_newest: timedelta) -> None:
    """Forget what is so much older than the newest of a creator."""
    newest = select(func.max(RecordedStatistics.recorded_on)).where(RecordedStatistics.creator_id == creator_id)
    oldest_kept = newest.scalar_subquery() - before_the_newest.days
    await session.execute(
        delete(RecordedStatistics).where(
            RecordedStatistics.creator_id == creator_id, RecordedStatistics.recorded_on < oldest_kept
        )
    )


# --- peers --------------------------------------------------------------------------------------------------------------


async def ranges(session: AsyncSession, *, platform: str, followers_from: int) -> Sequence[PeerRange]:
    """List what is usual in one band of a platform, by signal."""
    found = select(PeerRange).where(PeerRange.platform == platform, PeerRange.followers_from == followers_from)
    return (await session.scalars(found.order_by(PeerRange.signal))).all()


Peers = Mapping[tuple[str, int], Mapping[str, Range]]
"""What is usual in each band, by platform and lower end; empty where nothing was ever measured."""

_ALL_RANGES = select(
    PeerRange.platform, PeerRange.followers_from, PeerRange.signal, PeerRange.low, PeerRange.high, PeerRange.creator_count
)


async def all_ranges(session: AsyncSession) -> Peers:
    """Read what is usual in every band."""
    bands: dict[tuple[str, int], dict[str, Range]] = {}
    for row in await session.execute(_ALL_RANGES):
        bands.setdefault((row.platform, row.followers_from), {})[row.signal] = Range(row.low, row.high, row.creator_count)
    return bands


_VIEWS_WHILE_LIKED = cast(Creator.average_views, Double) * Creator.posts_last_30_days * LIKES_DAYS / POSTS_DAYS
_LIKES = func.nullif(cast(Creator.likes_last_28_days, Double), 0)
_FOLLOWERS = func.nullif(cast(Creator.follower_count, Double), 0)
_SHARES = func.jsonb_each_text(Creator.audience_countries).table_valued("key", "value", joins_implicitly=True)
_IS_WATCHED = Creator.average_views > 0

# The signals as `arithmetic.values_of` works them out: a test compares both.
_VALUES: Mapping[Signal, Any] = {
    Signal.ENGAGEMENT_RATE: case((_IS_WATCHED, Creator.engagement_rate)),
    Signal.VIEWS_PER_FOLLOWER: case((_IS_WATCHED, Creator.median_views / _FOLLOWERS)),
    Signal.LIKES_PER_VIEW: _LIKES / func.nullif(_VIEWS_WHILE_LIKED, 0),
    Signal.LARGEST_DAILY_GROWTH: Creator.largest_daily_growth,
    Signal.AVERAGE_TO_MEDIAN_VIEWS: Creator.average_views / func.nullif(cast(Creator.median_views, Double), 0),
    Signal.AUDIENCE_CONCENTRATION: select(func.max(cast(_SHARES.c.value, Double))).correlate(Creator).scalar_subquery(),
    Signal.LIKES_PER_FOLLOWER: _LIKES / _FOLLOWERS,
    Signal.POSTS_LAST_30_DAYS: case((and_(_IS_WATCHED, Creator.follower_count > 0), Creator.posts_last_30_days)),
}
_QUARTILES = cast([0.25, 0.75], ARRAY(Double))

# Of a million creators the largest band takes some ten seconds, more than a third of what a request's statement may.
_TIME_TO_MEASURE = text("set local statement_timeout = '10min'")


async def measure(session: AsyncSession, *, followers_from: int, followers_to: int | None) -> Sequence[tuple[str, Signal, Range]]:
    """Work out what is usual in one band of every platform, among all creators who are shown: one pass, one sort a signal."""
    await session.execute(_TIME_TO_MEASURE)
    columns = [
        column
        for value in _VALUES.values()
        for column in (func.count(value), func.percentile_cont(_QUARTILES).within_group(cast(value, Double)))
    ]
    bands = select(Creator.platform, *columns).where(Creator.is_shown, Creator.follower_count >= followers_from)
    if followers_to is not None:
        bands = bands.where(Creator.follower_count < followers_to)
    return [
        (platform, signal, Range(low=quartiles[0], high=quartiles[1], creator_count=count))
        for platform, *found in await session.execute(bands.group_by(Creator.platform))
        for signal, count, quartiles in zip(_VALUES, found[::2], found[1::2], strict=True)
        if count
    ]


async def keep_ranges(session: AsyncSession, rows: Sequence[PeerRange], *, followers_from: int) -> None:
    """Replace what was known of one band."""
    await session.execute(delete(PeerRange).where(PeerRange.followers_from == followers_from))
    session.add_all(rows)
    await session.flush()


# --- scores -------------------------------------------------------------------------------------------------------------

_FIGURES = (
    Creator.id,
    Creator.version,
    Creator.platform,
    Creator.follower_count,
    Creator.engagement_rate,
    Creator.average_views,
    Creator.median_views,
    Creator.likes_last_28_days,
    Creator.posts_last_30_days,
    Creator.largest_daily_growth,
    Creator.audience_countries,
    Creator.completeness,
    Creator.badges,
    Creator.authenticity_score,
)


async def figures(session: AsyncSession, *, after: CreatorId | None, limit: int) -> Sequence[Any]:
    """Read what scores rest on, of the next creators in the order of their ids."""
    rows = select(*_FIGURES).where(Creator.profile_version > 0).order_by(Creator.id).limit(limit)
    return (await session.execute(rows if after is None else rows.where(Creator.id > after))).all()


_KEEP_SCORES = text(
    """
    update creators
    set authenticity_score = scored.score, quality = scored.quality, version = creators.version + 1, updated_at = :now
    from unnest(cast(:ids as uuid[]), cast(:versions as int[]), cast(:scores as int[]), cast(:qualities as int[]))
         as scored (id, version, score, quality)
    where creators.id = scored.id and creators.version = scored.version
    """
)


async def keep_scores(session: AsyncSession, rows: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """Write new scores, except where a row has changed since: whoever changed it has scored it."""
    await session.execute(
        _KEEP_SCORES,
        {
            "ids": [row["id"].uuid for row in rows],
            "versions": [row["version"] for row in rows],
            "scores": [row["score"] for row in rows],
            "qualities": [row["quality"] for row in rows],
            "now": now,
        },
    )


async def is_timer_set(session: AsyncSession, name: str, due_at: datetime) -> bool:
    """Say whether a timer of this name is set for a time."""
    return bool(await session.scalar(select(exists().where(timers.c.name == name, timers.c.due_at == due_at))))


async def one_at_a_time(session: AsyncSession, name: str) -> None:
    """Wait until no other transaction does what bears this name."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))
