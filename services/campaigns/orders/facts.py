"""What is noted of the facts that review and payouts tell: each column keeps the newest told, whatever order facts arrive in.

Nothing here looks at a state, and noting a fact twice changes nothing.
"""

from services.campaigns import policy
from services.campaigns.orders.models import Deliverable, Order
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

DraftFact = DraftSubmitted | DraftPassed | DraftPolicyRejected | DraftChangesRequested | DraftApproved
PublicationFact = PublicationSubmitted | PublicationVerified | PublicationMismatched | PublicationTakenDown
HoldFact = HoldRequested | HoldFunded | HoldFailed | HoldReleased | HoldRefunded | HoldSettled
Fact = DraftFact | PublicationFact | HoldFact | ShareReleased | ReleaseRefused


def note(order: Order, fact: Fact) -> None:
    """Note one fact about an order."""
    if isinstance(fact, DraftFact):
        note_draft(order, order.deliverable(fact.deliverable_id), fact)
    elif isinstance(fact, PublicationFact):
        note_publication(order.deliverable(fact.deliverable_id), fact)
    elif isinstance(fact, ShareReleased):
        note_share(order, order.deliverable(fact.deliverable_id), fact)
    elif isinstance(fact, ReleaseRefused):
        order.deliverable(fact.deliverable_id).release_refusal = fact.reason
    else:
        note_hold(order, fact)


def note_draft(order: Order, deliverable: Deliverable, fact: DraftFact) -> None:
    """Keep the newest that review told of a deliverable's draft, and by when the next version is due."""
    if (fact.draft_id, fact.version) > (deliverable.draft_id or "", deliverable.draft_version):
        deliverable.draft_id, deliverable.draft_version = fact.draft_id, fact.version
        deliverable.draft_version_number, deliverable.draft_state = fact.version_number, fact.state
        deliverable.draft_fact = fact.wire_name
        _note_deadline(order, deliverable, fact)


def _note_deadline(order: Order, deliverable: Deliverable, fact: DraftFact) -> None:
    patience = policy.in_force(policy.AGREEMENTS, on=order.accepted_at.date())
    deliverable.overdue_at = deliverable.due_at + patience.overdue_grace
    if isinstance(fact, DraftChangesRequested | DraftPolicyRejected):
        deliverable.overdue_at = max(deliverable.overdue_at, fact.occurred_at + patience.revision_lifetime)
    deliverable.give_up_at = deliverable.overdue_at + patience.overdue_patience


def note_publication(deliverable: Deliverable, fact: PublicationFact) -> None:
    """Keep the newest that review told of a deliverable's publications, and of those that were ever verified."""
    place = (fact.publication_id, fact.version)
    if place > (deliverable.publication_id or "", deliverable.publication_version):
        deliverable.publication_id, deliverable.publication_version = place
        deliverable.publication_state, deliverable.publication_url = fact.state, fact.url

    was_posted = isinstance(fact, PublicationVerified | PublicationTakenDown)
    if was_posted and place > (deliverable.posted_id or "", deliverable.posted_version):
        deliverable.posted_id, deliverable.posted_version = place
        deliverable.is_taken_down = isinstance(fact, PublicationTakenDown)
        deliverable.posted_at = fact.occurred_at


def note_hold(order: Order, fact: HoldFact) -> None:
    """Keep the newest that payouts told of an order's hold, whether it was ever funded, or failed, and whose share went back."""
    order.is_funded = order.is_funded or not isinstance(fact, HoldRequested | HoldFailed)
    order.has_failed = order.has_failed or isinstance(fact, HoldFailed)
    if isinstance(fact, HoldRefunded) and fact.deliverable_id is not None:
        order.deliverable(fact.deliverable_id).is_refunded = True
    if fact.version >= order.hold_version:
        _note_amounts(order, fact)
        order.hold_state = fact.state


def note_share(order: Order, deliverable: Deliverable, fact: ShareReleased) -> None:
    """Keep that a deliverable's share was released, and the newest of the hold's amounts.

    It tells no state of the hold but this one: what is released was funded.
    """
    deliverable.is_released = True
    order.is_funded = True
    if fact.version >= order.hold_version:
        _note_amounts(order, fact)
    if order.hold_state in {None, "requested"}:
        order.hold_state = "funded"


def _note_amounts(order: Order, fact: HoldFact | ShareReleased) -> None:
    order.hold_id, order.hold_version = fact.hold_id, fact.version
    order.held, order.released, order.refunded = fact.held, fact.released, fact.refunded
