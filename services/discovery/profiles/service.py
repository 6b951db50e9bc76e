"""What can happen with profiles."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles import queries
from services.discovery.profiles.models import Creator, Membership
from shared.errors import NotHeardOf, Problem
from shared.events.discovery import CreatorUpdated
from shared.events.identity import (
    AccountStatistics,
    CreatorApproved,
    CreatorFacts,
    CreatorId,
    CreatorStatisticsRecorded,
)
from shared.outbox import emit


class CreatorNotApproved(Problem, status=404, code="creator_not_approved", late_copy=True):
    """Your organization has no approved creator application yet."""


# What both identity, by an approval, and the creator, here, may say.
SAID_BY_BOTH = ("bio", "categories", "languages", "formats", "rates")
NEVER = datetime.min.replace(tzinfo=UTC)


async def readable(session: AsyncSession, id: CreatorId) -> Creator:
    """Find a creator that others may read. Raises `NotHeardOf`."""
    creator = await queries.creator(session, id)
    if creator is None or not creator.is_readable:
        raise NotHeardOf(id)
    return creator


async def change(session: AsyncSession, *, creator: Creator, changes: Mapping[str, Any]) -> Creator:
    """Take what the creator says of themselves; what is the same already changes nothing and is not told."""
    news = {name: value for name, value in changes.items() if getattr(creator, name) != value}
    if not news:
        return creator
    for name, value in news.items():
        setattr(creator, name, value)
    creator.changed_here = [name for name in SAID_BY_BOTH if name in news or name in creator.changed_here]
    creator.derive()
    await session.flush()

    await emit(session, CreatorUpdated.of(creator))
    return creator


# --- what identity tells ----------------------------------------------------------------------------------------------


async def take_approvals(session: AsyncSession, *, events: Sequence[CreatorApproved]) -> Mapping[CreatorId, Creator]:
    """Take whole profiles, each of another creator, except what the creator has changed here."""
    organizations = {event.creator_id: event.organization_id for event in events}
    creators = await queries.creators_for_update_or_new(session, organizations)
    for event in events:
        creator = creators[event.creator_id]
        news = [
            _take_facts(creator, event, Membership.ACTIVE),
            _take_statistics(creator, event.accounts, event.version),
            _take_profile(creator, event),
        ]
        if any(news):
            creator.derive()
    await session.flush()
    return creators


async def take_membership(session: AsyncSession, *, event: CreatorFacts, membership: Membership) -> None:
    """Show a creator or hide them, also before the approval has come."""
    creator = await queries.creator_for_update_or_new(session, event.creator_id, event.organization_id)
    await _keep(session, creator, is_news=_take_facts(creator, event, membership))


async def take_statistics(session: AsyncSession, *, event: CreatorStatisticsRecorded) -> Creator:
    """Take newer statistics, also before the approval has come."""
    creator = await queries.creator_for_update_or_new(session, event.creator_id, event.organization_id)
    await _keep(session, creator, is_news=_take_statistics(creator, event.accounts, event.version))
    return creator


async def _keep(session: AsyncSession, creator: Creator, *, is_news: bool) -> None:
    if is_news:
        creator.derive()
    await session.flush()


def _take_facts(creator: Creator, event: CreatorFacts, membership: Membership) -> bool:
    if event.version <= creator.identity_version:
        return False
    creator.organization_id = event.organization_id
    creator.platform, creator.handle, creator.name = event.platform, event.handle, event.name
    creator.country, creator.currency = event.country, event.currency
    creator.membership = membership
    creator.identity_version = event.version
    return True


def _take_profile(creator: Creator, event: CreatorApproved) -> bool:
    if event.version <= creator.profile_version:
        return False
    told = {
        "bio": event.bio,
        "categories": _once(event.categories),
        "languages": _once(event.languages),
        "formats": _once(event.formats),
        "rates": [rate.model_dump(mode="json") for rate in event.rates],
    }
    for name, value in told.items():
        if name not in creator.changed_here:
            setattr(creator, name, value)
    creator.profile_version = event.version
    return True


def _take_statistics(creator: Creator, accounts: Sequence[AccountStatistics], version: int) -> bool:
    """Take statistics of a later version, or of the same one recorded later: figures may move where the row does not."""
    recorded_at = max((account.recorded_at for account in accounts), default=NEVER)
    if (version, recorded_at) <= (creator.statistics_version, creator.statistics_recorded_at or NEVER):
        return False
    creator.accounts = [account.model_dump(mode="json") for account in accounts]
    creator.statistics_version = version
    creator.statistics_recorded_at = None if recorded_at == NEVER else recorded_at
    return True


def _once(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(values))
