"""How the states of deliverables and orders follow from what is noted: pure functions of the rows and the time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.campaigns.orders.models import Deliverable, DeliverableState, Order, OrderState
from shared.events.review import DraftApproved, DraftChangesRequested, DraftPassed, DraftPolicyRejected, DraftSubmitted

STATE_AFTER = {
    DraftSubmitted.wire_name: DeliverableState.IN_REVIEW,
    DraftPassed.wire_name: DeliverableState.IN_REVIEW,
    DraftPolicyRejected.wire_name: DeliverableState.CHANGES_REQUESTED,
    DraftChangesRequested.wire_name: DeliverableState.CHANGES_REQUESTED,
    DraftApproved.wire_name: DeliverableState.APPROVED,
}

MOVE_TO = {
    DeliverableState.IN_REVIEW: "enter_review",
    DeliverableState.CHANGES_REQUESTED: "fall_back",
    DeliverableState.APPROVED: "approve",
    DeliverableState.PUBLISHED: "publish",
    DeliverableState.CANCELLED: "give_back",
}


def state_of(deliverable: Deliverable, now: datetime) -> DeliverableState:
    """Tell where a deliverable stands by what is noted of it.

    What was given up stays given up, unless its share had been released before: the hold decides which came first. A share
    that went back to the brand takes its deliverable with it.
    """
    if deliverable.is_refunded:
        return DeliverableState.CANCELLED
    if deliverable.state is DeliverableState.CANCELLED and not deliverable.is_released:
        return DeliverableState.CANCELLED
    if deliverable.posted_id is not None:
        return DeliverableState.PUBLISHED
    if deliverable.is_released:
        return DeliverableState.APPROVED
    if deliverable.draft_fact is None:
        return deliverable.state
    state = STATE_AFTER[deliverable.draft_fact]
    stays_overdue = deliverable.state is DeliverableState.OVERDUE and deliverable.overdue_at <= now
    return DeliverableState.OVERDUE if stays_overdue and state is DeliverableState.CHANGES_REQUESTED else state


def shown_state(order: Order) -> OrderState:
    """Tell what an order under way shows of its deliverables."""
    kept = kept_of(order)
    states = {deliverable.state for deliverable in kept}
    if not kept or DeliverableState.OVERDUE in states:
        return OrderState.OVERDUE
    if any(deliverable.is_taken_down for deliverable in kept):
        return OrderState.AT_RISK
    if DeliverableState.CHANGES_REQUESTED in states:
        return OrderState.CHANGES_REQUESTED
    if DeliverableState.IN_REVIEW in states:
        return OrderState.IN_REVIEW
    if states == {DeliverableState.PUBLISHED}:
        return OrderState.LIVE
    if states <= {DeliverableState.APPROVED, DeliverableState.PUBLISHED}:
        return OrderState.APPROVED
    return OrderState.ACTIVE


def kept_of(order: Order) -> Sequence[Deliverable]:
    """List the deliverables that were not given up."""
    return [deliverable for deliverable in order.deliverables if deliverable.state is not DeliverableState.CANCELLED]


def follow_deliverables(order: Order, now: datetime) -> None:
    """Move each deliverable to where it stands by what is noted, and see when the last post will have stood long enough."""
    for deliverable in order.deliverables:
        state = state_of(deliverable, now)
        if state is not deliverable.state:
            deliverable.move(MOVE_TO[state])
    if not order.is_final:
        order.retention_ends_at = _retention_end(order)


def next_move(order: Order, now: datetime) -> str | None:
    """Tell which move an order makes next by what is noted of it and its deliverables; none when it stands where it should."""
    if order.state is OrderState.AWAITING_FUNDING:
        return "fund" if order.is_funded else "fail" if order.has_failed else None
    if order.is_final:
        return None
    if order.refunded == order.price:
        return "end"
    if _is_complete(order, now):
        return "complete"
    shown = shown_state(order)
    return f"show_{shown}" if shown is not order.state else None


def _retention_end(order: Order) -> datetime | None:
    """Tell when the last post has stood long enough, what is not posted counting from its last day for posting.

    None while something is not approved yet, or was taken down.
    """
    if shown_state(order) not in {OrderState.APPROVED, OrderState.LIVE}:
        return None
    last = max(deliverable.posted_at or deliverable.publish_by_at for deliverable in kept_of(order))
    return last + timedelta(days=order.terms["retention_days"])


def _is_complete(order: Order, now: datetime) -> bool:
    """Tell whether everything was kept up, or the time for it is over, and no money is held any more."""
    is_over = order.retention_ends_at is not None and order.retention_ends_at <= now
    return is_over and order.released + order.refunded == order.price
