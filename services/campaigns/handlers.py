"""What campaigns does about the facts of the others: an event in, one call into a noun."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.creators import service as creators
from services.campaigns.creators.models import CreatorState
from services.campaigns.invite_links.acceptances import service as acceptances
from services.campaigns.orders import service as orders
from services.campaigns.orders.facts import Fact
from services.campaigns.organizations import service as organizations
from shared.clock import clock
from shared.events.discovery import CreatorUpdated
from shared.events.identity import (
    CreatorApproved,
    CreatorLeaving,
    CreatorLeft,
    CreatorReinstated,
    CreatorSuspended,
    OrganizationCreated,
    OrganizationUpdated,
    OrganizationVerificationLapsed,
    OrganizationVerified,
)
from shared.events.payouts import (
    HoldFailed,
    HoldFunded,
    HoldRefunded,
    HoldReleased,
    HoldRequested,
    HoldSettled,
    ReleaseRefused,
    ShareReleased,
)
from shared.events.review import (
    DraftApproved,
    DraftChangesRequested,
    DraftPassed,
    DraftPolicyRejected,
    DraftSubmitted,
    PublicationMismatched,
    PublicationSubmitted,
    PublicationTakenDown,
    PublicationVerified,
)
from shared.inbox import Handlers

handlers = Handlers()


@handlers.on_many(OrganizationCreated)
async def copy_organization(session: AsyncSession, events: Sequence[OrganizationCreated]) -> None:
    """Know the organization."""
    await organizations.copy(session, events)


@handlers.on_many(OrganizationUpdated)
async def copy_updated_organization(session: AsyncSession, events: Sequence[OrganizationUpdated]) -> None:
    """Know its new name or details."""
    await organizations.copy(session, events)


@handlers.on_many(OrganizationVerified)
async def copy_verified_organization(session: AsyncSession, events: Sequence[OrganizationVerified]) -> None:
    """The brand may publish, invite and make offers."""
    await organizations.copy(session, events)


@handlers.on_many(OrganizationVerificationLapsed)
async def copy_lapsed_organization(session: AsyncSession, events: Sequence[OrganizationVerificationLapsed]) -> None:
    """The brand may publish, invite and make offers no more."""
    await organizations.copy(session, events)


@handlers.on_many(CreatorApproved)
async def copy_approved_creator(session: AsyncSession, events: Sequence[CreatorApproved]) -> None:
    """The creator may be invited, and joins what was accepted by invite links before."""
    await acceptances.admit(session, events, now=clock.now())


@handlers.on_many(CreatorSuspended)
async def copy_suspended_creator(session: AsyncSession, events: Sequence[CreatorSuspended]) -> None:
    """The creator may be invited no more."""
    await creators.copy(session, events, state=CreatorState.SUSPENDED)


@handlers.on_many(CreatorReinstated)
async def copy_reinstated_creator(session: AsyncSession, events: Sequence[CreatorReinstated]) -> None:
    """The creator may be invited again, and joins what was accepted by invite links meanwhile."""
    await acceptances.admit(session, events, now=clock.now())


@handlers.on_many(CreatorLeaving)
async def copy_leaving_creator(session: AsyncSession, events: Sequence[CreatorLeaving]) -> None:
    """Nothing new is agreed with the creator; orders go on."""
    await creators.copy(session, events, state=CreatorState.LEAVING)


@handlers.on_many(CreatorLeft)
async def copy_creator_who_left(session: AsyncSession, events: Sequence[CreatorLeft]) -> None:
    """The creator takes part no more."""
    await creators.copy(session, events, state=CreatorState.LEFT)


@handlers.on(CreatorUpdated)
async def copy_wishes_of_creator(session: AsyncSession, event: CreatorUpdated) -> None:
    """Know what the creator wants: floor, blocked categories, availability."""
    await creators.copy_wishes(session, event)


@handlers.on(HoldRequested)
@handlers.on(HoldFunded)
@handlers.on(HoldFailed)
@handlers.on(HoldReleased)
@handlers.on(HoldRefunded)
@handlers.on(HoldSettled)
@handlers.on(ShareReleased)
@handlers.on(ReleaseRefused)
@handlers.on(DraftSubmitted)
@handlers.on(DraftPassed)
@handlers.on(DraftPolicyRejected)
@handlers.on(DraftChangesRequested)
@handlers.on(DraftApproved)
@handlers.on(PublicationSubmitted)
@handlers.on(PublicationVerified)
@handlers.on(PublicationMismatched)
@handlers.on(PublicationTakenDown)
async def follow_order(session: AsyncSession, event: Fact) -> None:
    """The order notes the fact, and its state follows."""
    await orders.hear(session, event, now=clock.now())
