"""How the states of deliverables and orders follow from what is noted: pure functions of the rows and the time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.campaigns.orders.models import Deliverable, DeliverableState, Order, OrderState
from shared.events.review import DraftApproved, DraftChangesRequested, DraftPassed, DraftPolicyRejected, DraftSubmitted

STATE_AFTER = {
    DraftSubmitted.name: DeliverableState.IN_REVIEW,
    DraftPassed.name: DeliverableState.IN_REVIEW,
    DraftPolicyRejected.name: DeliverableState.CHANGES_REQUESTED,
    DraftChangesRequested.name: DeliverableState.CHANGES_REQUESTED,
    DraftApproved.name: DeliverableState.APPROVED,
}

MOVE_TO = {
    DeliverableState.IN_REVIEW: "enter_review",
    DeliverableState.CHANGES_REQUESTED: "fall_back",
    DeliverableState.APPROVED: "approve",
    DeliverableState.PUBLISHED: "publish",
}


def state_of(deliverable: Deliverable) -> DeliverableState:
    """Tell where a deliverable stands by what is noted of it.

    What was given up stays given up, unless its share had been released before: the hold decides which came first.
    """
    if deliverable.state is DeliverableState.CANCELLED and not deliverable.is_released:
        return DeliverableState.CANCELLED
    if deliverable.posted_id is not None:
        return DeliverableState.PUBLISHED
    if deliverable.is_released:
        return DeliverableState.APPROVED
    if deliverable.draft_fact is not None:
        return STATE_AFTER[deliverable.draft_fact]
    return deliverable.state


def shown_state(order: Order) -> OrderState:
    """Tell what an order under way shows of its deliverables."""
    kept = kept_of(order)
    states = {deliverable.state for deliverable in kept}
    if any(deliverable.is_taken_down for deliverable in kept):
        return OrderState.AT_RISK
    if not kept or DeliverableState.OVERDUE in states:
        return OrderState.OVERDUE
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


def retention_end(order: Order) -> datetime | None:
    """Tell when the last post has stood long enough; None while not everything is posted, or something was taken down."""
    if shown_state(order) is not OrderState.LIVE:
        return None
    last = max(deliverable.posted_at for deliverable in kept_of(order) if deliverable.posted_at)
    return last + timedelta(days=order.terms["retention_days"])


def is_complete(order: Order, now: datetime) -> bool:
    """Tell whether everything is posted, was kept up, and no money is held any more."""
    return (
        order.retention_ends_at is not None
        and order.retention_ends_at <= now
        and order.released + order.refunded == order.price
    )


def is_undone(order: Order) -> bool:
    """Tell whether all of the money went back: nothing is left to work for."""
    return order.refunded == order.price
