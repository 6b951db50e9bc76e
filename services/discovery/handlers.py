"""What discovery does about what identity tells."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles import service as profiles
from services.discovery.profiles.models import Membership
from shared.events.identity import CreatorApproved, CreatorReinstated, CreatorStatisticsRecorded, CreatorSuspended
from shared.inbox import Handlers

handlers = Handlers()


@handlers.on(CreatorApproved)
async def show_a_creator(session: AsyncSession, event: CreatorApproved) -> None:
    """Take the profile."""
    await profiles.take_approval(session, event=event)


@handlers.on(CreatorSuspended)
async def hide_a_creator(session: AsyncSession, event: CreatorSuspended) -> None:
    """Hide the creator from searches and readers."""
    await profiles.take_membership(session, event=event, membership=Membership.SUSPENDED)


@handlers.on(CreatorReinstated)
async def show_a_creator_again(session: AsyncSession, event: CreatorReinstated) -> None:
    """Show the creator again."""
    await profiles.take_membership(session, event=event, membership=Membership.ACTIVE)


@handlers.on(CreatorStatisticsRecorded)
async def take_new_statistics(session: AsyncSession, event: CreatorStatisticsRecorded) -> None:
    """Take newer figures."""
    await profiles.take_statistics(session, event=event)
