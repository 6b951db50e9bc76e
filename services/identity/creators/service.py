"""What can happen with creators."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.creators.models import Creator
from services.identity.organizations.models import Organization
from shared.db import insert, touch
from shared.errors import Problem
from shared.events.identity import (
    AccountStatistics,
    CreatorApproved,
    CreatorReinstated,
    CreatorStatisticsRecorded,
    CreatorSuspended,
    Rate,
)
from shared.outbox import emit


class AlreadyACreator(Problem, status=409, code="already_a_creator"):
    """This organization is a creator already."""


@dataclass(frozen=True)
class Profile:
    """What a creator applied with, and is shown with."""

    bio: str
    categories: list[str]
    languages: list[str]
    formats: list[str]
    rates: list[Rate]
    accounts: list[AccountStatistics]


async def admit(session: AsyncSession, *, organization: Organization, profile: Profile) -> Creator:
    """Make an organization a creator and tell the whole profile. Raises `AlreadyACreator`."""
    first = profile.accounts[0]
    creator = Creator(
        organization_id=organization.id,
        platform=first.platform,
        handle=first.handle,
        name=organization.name,
        country=organization.country,
        currency=organization.currency,
    )
    await insert(session, creator, or_raise={"creators_organization_id_unique": AlreadyACreator()})

    await emit(session, CreatorApproved.of(creator, **vars(profile)))
    return creator


async def suspend(session: AsyncSession, *, creator: Creator, reasons: list[str]) -> None:
    """Hide a creator, who is not invited or paid until reinstated. Raises `InvalidState`."""
    creator.move("suspend")
    creator.suspension_reasons = reasons
    await emit(session, CreatorSuspended.of(creator))


async def reinstate(session: AsyncSession, *, creator: Creator) -> None:
    """End a suspension. Raises `InvalidState`."""
    creator.move("reinstate")
    creator.suspension_reasons = []
    await emit(session, CreatorReinstated.of(creator))


async def tell_statistics(session: AsyncSession, *, creator: Creator, accounts: Sequence[AccountStatistics]) -> None:
    """Tell what the platforms said last of the accounts of a locked creator, the one that it is shown by first."""
    touch(creator)
    shown_by = (creator.platform, creator.handle)
    in_order = sorted(accounts, key=lambda account: (account.platform, account.handle) != shown_by)
    await session.flush()
    await emit(session, CreatorStatisticsRecorded.of(creator, accounts=in_order))
