"""What review and payouts tell of one order, with the versions that their rows would have."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.clock import clock
from shared.events import Event
from shared.events.payouts import (
    HoldFailed,
    HoldFunded,
    HoldId,
    HoldRefunded,
    HoldReleased,
    HoldRequested,
    HoldSettled,
    PayableId,
    ReleaseRefused,
    ShareReleased,
)
from shared.events.review import (
    DraftApproved,
    DraftChangesRequested,
    DraftId,
    DraftPassed,
    DraftPolicyRejected,
    DraftSubmitted,
    PublicationId,
    PublicationMismatched,
    PublicationSubmitted,
    PublicationTakenDown,
    PublicationVerified,
)
from shared.money import Money

DRAFT_STATES = {
    DraftSubmitted: "platform_review",
    DraftPassed: "brand_review",
    DraftPolicyRejected: "policy_rejected",
    DraftChangesRequested: "changes_requested",
    DraftApproved: "approved",
}
PUBLICATION_STATES = {
    PublicationSubmitted: "submitted",
    PublicationVerified: "verified",
    PublicationMismatched: "mismatch",
    PublicationTakenDown: "taken_down",
}
HOLD_STATES = {
    HoldRequested: "requested",
    HoldFunded: "funded",
    HoldFailed: "failed",
    HoldReleased: "released",
    HoldRefunded: "refunded",
    HoldSettled: "settled",
}
EVERY_FACT = (*DRAFT_STATES, *PUBLICATION_STATES, *HOLD_STATES, ShareReleased, ReleaseRefused)


class Facts:
    """Tells facts of one order; each deliverable has one draft and one publication."""

    def __init__(self, order: Mapping[str, Any]) -> None:
        self.ids = {
            "order_id": order["id"],
            "campaign_id": order["campaign"]["id"],
            "brand_organization_id": order["brand_organization_id"],
            "creator_organization_id": order["creator_organization_id"],
        }
        self.creator_id = order["creator"]["id"]
        self.price = Money(**order["price"])
        self.deliverables = [(deliverable["id"], Money(**deliverable["amount"])) for deliverable in order["deliverables"]]
        self.hold_id = HoldId.new()
        self.draft_ids = [DraftId.new() for _ in self.deliverables]
        self.publication_ids = [PublicationId.new() for _ in self.deliverables]

    def draft(self, kind: Any, version: int, *, of: int = 0, version_number: int = 1, at: datetime | None = None) -> Event:
        more: dict[str, Any] = {"rounds_used": 1} if kind is DraftChangesRequested else {}
        more |= {"is_deemed": False} if kind is DraftApproved else {}
        return kind(
            **self.ids,
            draft_id=self.draft_ids[of],
            deliverable_id=self.deliverables[of][0],
            version=version,
            version_number=version_number,
            state=DRAFT_STATES[kind],
            occurred_at=at or clock.now(),
            **more,
        )

    def publication(self, kind: Any, version: int, *, of: int = 0, at: datetime | None = None, id: str | None = None) -> Event:
        return kind(
            **self.ids,
            publication_id=id or self.publication_ids[of],
            draft_id=self.draft_ids[of],
            deliverable_id=self.deliverables[of][0],
            version=version,
            state=PUBLICATION_STATES[kind],
            url="https://sandbox.test/posts/1",
            occurred_at=at or clock.now(),
        )

    def hold(self, kind: Any, version: int, *, released: int = 0, refunded: int = 0, of: int = 0) -> Event:
        has_money = kind not in {HoldRequested, HoldFailed}
        more: dict[str, Any] = {}
        if kind is HoldRefunded:
            more = {"refund": self.money(refunded), "deliverable_id": self.deliverables[of][0]}
        return kind(
            **self.ids,
            hold_id=self.hold_id,
            version=version,
            state=HOLD_STATES[kind],
            amount=self.price,
            held=self.money(self.price.value - released - refunded if has_money else 0),
            released=self.money(released),
            refunded=self.money(refunded),
            **more,
        )

    def share(self, version: int, *, released: int, refunded: int = 0, of: int = 0) -> Event:
        share = self.deliverables[of][1]
        return ShareReleased(
            **self.ids,
            deliverable_id=self.deliverables[of][0],
            hold_id=self.hold_id,
            payable_id=PayableId.new(),
            creator_id=self.creator_id,
            version=version,
            share=share,
            creator_net=share,
            platform_fee=self.money(0),
            held=self.money(self.price.value - released - refunded),
            released=self.money(released),
            refunded=self.money(refunded),
            released_at=clock.now(),
        )

    def refusal(self, version: int, *, of: int = 0) -> Event:
        return ReleaseRefused(
            **self.ids,
            deliverable_id=self.deliverables[of][0],
            hold_id=self.hold_id,
            version=version,
            reason="hold_failed",
        )

    def money(self, value: int) -> Money:
        return Money(value, self.price.currency)

    def of_kind(self, kind: Any, version: int) -> Event:
        """Any fact, as it might come at any time."""
        everything = self.price.value
        if kind in DRAFT_STATES:
            return self.draft(kind, version)
        if kind in PUBLICATION_STATES:
            return self.publication(kind, version)
        if kind is ShareReleased:
            return self.share(version, released=everything)
        if kind is ReleaseRefused:
            return self.refusal(version)
        released = everything if kind is HoldReleased else everything // 2 if kind is HoldSettled else 0
        refunded = everything if kind is HoldRefunded else everything - everything // 2 if kind is HoldSettled else 0
        return self.hold(kind, version, released=released, refunded=refunded)

    def whole_way(self, *, at: datetime | None = None) -> list[Event]:
        """What is told of an order with one deliverable that goes well, in the order in which it happens."""
        everything = self.price.value
        return [
            self.hold(HoldRequested, 1),
            self.hold(HoldFunded, 2),
            self.draft(DraftSubmitted, 2, at=at),
            self.draft(DraftPassed, 3, at=at),
            self.draft(DraftApproved, 4, at=at),
            self.share(3, released=everything),
            self.hold(HoldReleased, 3, released=everything),
            self.publication(PublicationSubmitted, 1, at=at),
            self.publication(PublicationVerified, 2, at=at),
        ]
