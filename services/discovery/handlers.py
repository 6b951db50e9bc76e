"""What discovery does about what identity tells of creators, and campaigns of their work."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.authenticity import service as authenticity
from services.discovery.profiles import service as profiles
from services.discovery.profiles.models import Membership
from services.discovery.results import service as results
from services.discovery.results.service import OfInvitation, OfOffer
from shared.clock import clock
from shared.events.campaigns import (
    DeliverableOverdue,
    InvitationAccepted,
    InvitationDeclined,
    InvitationExpired,
    InvitationSent,
    OfferAccepted,
    OfferCountered,
    OfferDeclined,
    OfferExpired,
    OfferSent,
    OrderCancelled,
    OrderCompleted,
    OrderCreated,
)
from shared.events.identity import (
    CreatorApproved,
    CreatorLeaving,
    CreatorLeft,
    CreatorReinstated,
    CreatorStatisticsRecorded,
    CreatorSuspended,
)
from shared.inbox import Handlers

handlers = Handlers()


@handlers.on_many(CreatorApproved)
async def show_a_creator(session: AsyncSession, events: Sequence[CreatorApproved]) -> None:
    """Take each profile, and score its figures."""
    creators = await profiles.take_approvals(session, events=events)
    told = [(creators[event.creator_id], event.accounts) for event in events]
    await authenticity.take_statistics(session, told=told, now=clock.now())


@handlers.on(CreatorSuspended)
async def hide_a_creator(session: AsyncSession, event: CreatorSuspended) -> None:
    """Hide the creator from searches and readers."""
    await profiles.take_membership(session, event=event, membership=Membership.SUSPENDED)


@handlers.on(CreatorReinstated)
async def show_a_creator_again(session: AsyncSession, event: CreatorReinstated) -> None:
    """Show the creator again."""
    await profiles.take_membership(session, event=event, membership=Membership.ACTIVE)


@handlers.on(CreatorLeaving)
async def hide_a_creator_who_leaves(session: AsyncSession, event: CreatorLeaving) -> None:
    """Hide the creator; what their orders promised holds."""
    await profiles.take_membership(session, event=event, membership=Membership.LEAVING)


@handlers.on(CreatorLeft)
async def hide_a_creator_who_left(session: AsyncSession, event: CreatorLeft) -> None:
    """Hide the creator, also where nobody told before that they were leaving."""
    await profiles.take_membership(session, event=event, membership=Membership.LEFT)


@handlers.on(CreatorStatisticsRecorded)
async def take_new_statistics(session: AsyncSession, event: CreatorStatisticsRecorded) -> None:
    """Take newer figures, and score them."""
    creator = await profiles.take_statistics(session, event=event)
    await authenticity.take_statistics(session, told=[(creator, event.accounts)], now=clock.now())


@handlers.on(OrderCreated)
async def know_an_order(session: AsyncSession, event: OrderCreated) -> None:
    """The order's exclusivity binds the creator."""
    await results.take_order(session, event=event, now=clock.now())


@handlers.on(OrderCompleted)
@handlers.on(OrderCancelled)
async def know_how_an_order_ended(session: AsyncSession, event: OrderCompleted | OrderCancelled) -> None:
    """It counts among the creator's results, or binds them no more."""
    await results.take_outcome(session, event=event, now=clock.now())


@handlers.on(DeliverableOverdue)
async def note_an_overdue_deliverable(session: AsyncSession, event: DeliverableOverdue) -> None:
    """It was late."""
    await results.note_overdue(session, event=event, now=clock.now())


@handlers.on(InvitationSent)
@handlers.on(InvitationAccepted)
@handlers.on(InvitationDeclined)
@handlers.on(InvitationExpired)
async def note_an_invitation(session: AsyncSession, event: OfInvitation) -> None:
    """The creator was asked, has answered, or let it run out."""
    await results.note_invitation(session, event=event)


@handlers.on(OfferSent)
@handlers.on(OfferCountered)
@handlers.on(OfferAccepted)
@handlers.on(OfferDeclined)
@handlers.on(OfferExpired)
async def note_an_offer(session: AsyncSession, event: OfOffer) -> None:
    """The creator was asked, has answered, or let it run out."""
    await results.note_offer(session, event=event)
