"""What can happen with a creator's results. What campaigns tells may come in any order, before the creator and twice."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.policy import BADGES
from services.discovery.profiles.models import Creator
from services.discovery.profiles.queries import creator_for_update, creator_for_update_or_new
from services.discovery.results import queries
from services.discovery.results.arithmetic import completed, exclusive_categories, response_time, results_of
from services.discovery.results.models import OrderCopy, Outcome
from shared import timers
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
    OrderId,
)
from shared.states import Side, due
from shared.timers import Timer

AN_INVITATION = 0
"""An invitation has no versions of terms."""


class EndExclusivity(Timer, name="creator.end_exclusivity"):
    """The window ends in which an order binds a creator to one brand."""

    order_id: OrderId


# --- orders -----------------------------------------------------------------------------------------------------------


async def take_order(session: AsyncSession, *, event: OrderCreated, now: datetime) -> None:
    """Know an order: from now on its exclusivity binds the creator."""
    creator = await creator_for_update_or_new(session, event.creator_id, event.creator_organization_id)
    order = await queries.order_or_new(session, event.order_id)
    if order.category is not None:
        return
    order.creator_id, order.brand_organization_id = event.creator_id, event.brand_organization_id
    order.category, order.deliverable_count = event.category, len(event.deliverables)
    exclusivity = event.terms.get("exclusivity") or {}
    if exclusivity.get("category"):
        ends_at = event.campaign_ends_at + timedelta(days=exclusivity.get("duration_days", 0))
        order.exclusive_category, order.exclusive_until = exclusivity["category"], ends_at
        if ends_at > now:
            await timers.at(session, ends_at, EndExclusivity(order_id=order.id))
    await _follow_orders(session, creator, now=now)


async def take_outcome(session: AsyncSession, *, event: OrderCompleted | OrderCancelled, now: datetime) -> None:
    """Know how an order ended; of two ends the one of the later version stands."""
    creator = await creator_for_update_or_new(session, event.creator_id, event.creator_organization_id)
    order = await queries.order_or_new(session, event.order_id)
    if event.version <= order.outcome_version:
        return
    order.creator_id, order.brand_organization_id = event.creator_id, event.brand_organization_id
    order.outcome = Outcome.COMPLETED if isinstance(event, OrderCompleted) else Outcome.CANCELLED
    order.outcome_version = event.version
    await _follow_orders(session, creator, now=now)


async def note_overdue(session: AsyncSession, *, event: DeliverableOverdue, now: datetime) -> None:
    """Know that a deliverable was late, also before its order has come."""
    seen = await queries.order(session, event.order_id)
    # The event does not name the creator; the lock of the creator comes before any change of their orders.
    creator = await _creator_of(session, seen)
    order = await queries.order_or_new(session, event.order_id)
    if event.deliverable_id in order.overdue_deliverable_ids:
        return
    order.overdue_deliverable_ids = [*order.overdue_deliverable_ids, event.deliverable_id]
    if creator is not None:
        await _follow_orders(session, creator, now=now)


async def end_exclusivity_on_time(session: AsyncSession, id: OrderId, due_at: datetime, *, now: datetime) -> None:
    """The window of an order's exclusivity is over."""
    order = await queries.order(session, id)
    creator = await _creator_of(session, order)
    if order is not None and creator is not None and due(order.exclusive_until, due_at):
        await _follow_orders(session, creator, now=now)


async def _creator_of(session: AsyncSession, order: OrderCopy | None) -> Creator | None:
    if order is None or order.creator_id is None:
        return None
    return await creator_for_update(session, order.creator_id)


async def _follow_orders(session: AsyncSession, creator: Creator, *, now: datetime) -> None:
    """Show with a locked creator what follows from all of their orders."""
    await session.flush()
    orders = await queries.orders_of(session, creator.id)
    ended_well = completed(orders)
    creator.exclusive_categories = exclusive_categories(orders, now=now)
    creator.completed_orders = len(ended_well)
    creator.past_results = dict(results_of(ended_well))
    creator.derive_worth()
    await session.flush()


# --- answers ----------------------------------------------------------------------------------------------------------

OfInvitation = InvitationSent | InvitationAccepted | InvitationDeclined | InvitationExpired
OfOffer = OfferSent | OfferCountered | OfferAccepted | OfferDeclined | OfferExpired


async def note_invitation(session: AsyncSession, *, event: OfInvitation) -> None:
    """Know when a brand invited a creator, when the creator answered, or that nobody did in time.

    Who joined by an invite link was not asked, and says nothing about how soon they answer.
    """
    if event.by_invite_link:
        return
    await _note(
        session,
        event,
        subject_id=event.invitation_id,
        terms_version=AN_INVITATION,
        is_question=isinstance(event, InvitationSent),
    )


async def note_offer(session: AsyncSession, *, event: OfOffer) -> None:
    """Know when a brand proposed terms, or how they ended: what became of the creator's own has no question here."""
    is_question = isinstance(event, OfferSent) or event.turn == Side.CREATOR
    # A counter answers the terms before it.
    is_creators_counter = isinstance(event, OfferCountered) and not is_question
    await _note(
        session,
        event,
        subject_id=event.offer_id,
        terms_version=event.terms_version - is_creators_counter,
        is_question=is_question,
    )


async def _note(
    session: AsyncSession, event: OfInvitation | OfOffer, *, subject_id: str, terms_version: int, is_question: bool
) -> None:
    if event.occurred_at is None:  # told before events said when
        return
    creator = await creator_for_update_or_new(session, event.creator_id, event.creator_organization_id)
    end = "expired_at" if isinstance(event, InvitationExpired | OfferExpired) else "answered_at"
    time = {"asked_at" if is_question else end: event.occurred_at}
    await queries.keep_answer_times(session, creator_id=creator.id, subject_id=subject_id, terms_version=terms_version, **time)
    questions = await queries.newest_questions(
        session, creator.id, silence_from=BADGES.silence_from, limit=BADGES.questions_counted
    )
    creator.response_time_seconds = response_time(questions)
    creator.answer_count = sum(answered is not None for _, answered in questions)
    creator.derive_worth()
    await session.flush()
