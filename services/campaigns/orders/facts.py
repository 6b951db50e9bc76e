"""What is noted of the facts that review and payouts tell: each column keeps the newest told, whatever order facts arrive in.

Nothing here looks at a state. Each function says whether it noted anything new.
"""

from shared.events.payouts import HoldFunded, HoldFailed, HoldRefunded, HoldReleased, HoldRequested, HoldSettled, ShareReleased
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
from services.campaigns.orders.models import Deliverable, Order

DraftFact = DraftSubmitted | DraftPassed | DraftPolicyRejected | DraftChangesRequested | DraftApproved
PublicationFact = PublicationSubmitted | PublicationVerified | PublicationMismatched | PublicationTakenDown
HoldFact = HoldRequested | HoldFunded | HoldFailed | HoldRefunded | HoldReleased | HoldSettled

FUNDED_SINCE = {"requested": False, "failed": False}
"""The hold states that do not say that money was held; every other one does."""


def note_draft(deliverable: Deliverable, fact: DraftFact) -> bool:
    """Keep the newest that review told of a deliverable's draft."""
    if (fact.draft_id, fact.version) <= (deliverable.draft_id or "", deliverable.draft_version):
        return False
    deliverable.draft_id, deliverable.draft_version = fact.draft_id, fact.version
    deliverable.draft_version_number, deliverable.draft_state = fact.version_number, fact.state
    deliverable.draft_fact = fact.name
    return True


def note_publication(deliverable: Deliverable, fact: PublicationFact) -> bool:
    """Keep the newest that review told of a deliverable's publications, and of the one that was ever verified."""
    place = (fact.publication_id, fact.version)
    is_newest = place > (deliverable.publication_id or "", deliverable.publication_version)
    if is_newest:
        deliverable.publication_id, deliverable.publication_version = place
        deliverable.publication_state, deliverable.publication_url = fact.state, fact.url

    is_posted = isinstance(fact, (PublicationVerified, PublicationTakenDown))
    is_newest_posted = is_posted and place > (deliverable.posted_id or "", deliverable.posted_version)
    if is_newest_posted:
        deliverable.posted_id, deliverable.posted_version = place
        deliverable.is_taken_down = isinstance(fact, PublicationTakenDown)
        deliverable.posted_at = fact.occurred_at
    return is_newest or is_newest_posted


def note_hold(order: Order, fact: HoldFact) -> bool:
    """Keep the newest that payouts told of an order's hold."""
    is_new = _note_milestones(order, funded=FUNDED_SINCE.get(fact.state, True), failed=isinstance(fact, HoldFailed))
    if fact.version < order.hold_version or (fact.version, fact.state) == (order.hold_version, order.hold_state):
        return is_new
    order.hold_id, order.hold_version, order.hold_state = fact.hold_id, fact.version, fact.state
    order.held, order.released, order.refunded = fact.held, fact.released, fact.refunded
    return True


def note_share(order: Order, deliverable: Deliverable, fact: ShareReleased) -> bool:
    """Keep that a deliverable's share was released, and the newest of the hold's amounts. It tells no state of the hold."""
    is_new = _note_milestones(order, funded=True, failed=False) or not deliverable.is_released
    deliverable.is_released = True
    if fact.version >= order.hold_version:
        order.hold_id, order.hold_version = fact.hold_id, fact.version
        order.held, order.released, order.refunded = fact.held, fact.released, fact.refunded
    return is_new


def _note_milestones(order: Order, *, funded: bool, failed: bool) -> bool:
    """Keep that a hold was funded, or failed, once any fact says so: older facts are not needed for it then."""
    is_new = (funded and not order.is_funded) or (failed and not order.has_failed)
    order.is_funded = order.is_funded or funded
    order.has_failed = order.has_failed or failed
    return is_new
