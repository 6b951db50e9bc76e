"""What payouts tells: holds, releases, payables, payouts."""

from datetime import datetime

from shared.events import Event, Public
from shared.events.campaigns import SEEN_BY_BOTH, CampaignId, DeliverableId, OrderId
from shared.events.identity import CreatorId, OrganizationId
from shared.ids import Id
from shared.money import Money


class FundingId(Id, prefix="fnd"):
    """Money coming in from a brand's source."""


class HoldId(Id, prefix="hld"):
    """A brand's money, held for one order."""


class PayableId(Id, prefix="pay"):
    """Money that a creator earned, until it is paid."""


class PayoutId(Id, prefix="pyo"):
    """Money going out to a creator's account."""


class PayoutAccountId(Id, prefix="pac"):
    """Where a creator is paid."""


READ = "payouts:read"


class FundingSucceeded(
    Event,
    name="funding.succeeded",
    key="funding_id",
    public=Public(to=("organization_id",), scope=READ, fields=("funding_id", "amount", "order_id")),
):
    """Money of a brand arrived in its balance."""

    funding_id: FundingId
    organization_id: OrganizationId
    version: int
    amount: Money
    order_id: OrderId | None


class FundingFailed(
    Event,
    name="funding.failed",
    key="funding_id",
    public=Public(to=("organization_id",), scope=READ, fields=("funding_id", "amount", "order_id", "failure_code")),
):
    """The source refused."""

    funding_id: FundingId
    organization_id: OrganizationId
    version: int
    amount: Money
    order_id: OrderId | None
    failure_code: str


class _HoldFact(Event, abstract=True):
    hold_id: HoldId
    order_id: OrderId
    campaign_id: CampaignId
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    version: int
    state: str
    amount: Money
    held: Money
    """What remains held now."""
    released: Money
    refunded: Money


_HOLD = Public(to=SEEN_BY_BOTH, scope=READ, fields=("hold_id", "order_id", "state", "amount", "held", "released", "refunded"))


class HoldRequested(_HoldFact, name="hold.requested", key="order_id", public=_HOLD):
    """A hold waits for the brand's money."""


class HoldFunded(_HoldFact, name="hold.funded", key="order_id", public=_HOLD):
    """The brand's money is held for the order: work may begin."""


class HoldFailed(_HoldFact, name="hold.failed", key="order_id", public=_HOLD):
    """The brand did not fund in time."""


class HoldReleased(_HoldFact, name="hold.released", key="order_id", public=_HOLD):
    """Nothing remains: all of it went to the creator and the fee."""


class HoldRefunded(_HoldFact, name="hold.refunded", key="order_id", public=_HOLD):
    """A share went back to the brand; `refund` says how much this time."""

    refund: Money
    deliverable_id: DeliverableId | None


class HoldSettled(_HoldFact, name="hold.settled", key="order_id", public=_HOLD):
    """Nothing remains: part was released, part refunded."""


class ShareReleased(
    Event,
    name="share.released",
    key="order_id",
    public=Public(
        to=SEEN_BY_BOTH,
        scope=READ,
        fields=("order_id", "deliverable_id", "hold_id", "share", "creator_net", "platform_fee", "released_at"),
    ),
):
    """A deliverable's share left the hold: the creator's net and the platform's fee."""

    order_id: OrderId
    campaign_id: CampaignId
    deliverable_id: DeliverableId
    hold_id: HoldId
    payable_id: PayableId
    creator_id: CreatorId
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    version: int
    """The hold's version."""
    share: Money
    creator_net: Money
    platform_fee: Money
    held: Money
    released: Money
    refunded: Money
    released_at: datetime


class ReleaseRefused(
    Event,
    name="release.refused",
    key="order_id",
    public=Public(to=SEEN_BY_BOTH, scope=READ, fields=("order_id", "deliverable_id", "hold_id", "reason")),
):
    """An approval found nothing left to release: the hold had been refunded or had failed. The refusal is on record."""

    order_id: OrderId
    deliverable_id: DeliverableId
    hold_id: HoldId
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    version: int
    reason: str


class PayableReady(
    Event,
    name="payable.ready",
    key="order_id",
    public=Public(to=("creator_organization_id",), scope=READ, fields=("payable_id", "order_id", "deliverable_id", "amount")),
):
    """Nothing stands against paying it out."""

    payable_id: PayableId
    order_id: OrderId
    deliverable_id: DeliverableId
    creator_organization_id: OrganizationId
    version: int
    amount: Money


class _PayoutFact(Event, abstract=True):
    payout_id: PayoutId
    organization_id: OrganizationId
    version: int
    state: str
    amount: Money


_PAYOUT = Public(to=("organization_id",), scope=READ, fields=("payout_id", "state", "amount"))


class PayoutCreated(_PayoutFact, name="payout.created", key="organization_id", public=_PAYOUT):
    """A creator asked for money."""


class PayoutPaid(_PayoutFact, name="payout.paid", key="organization_id", public=_PAYOUT):
    """The rail says that the money arrived."""


class PayoutFailed(_PayoutFact, name="payout.failed", key="organization_id", public=_PAYOUT):
    """The rail refused; the money is available again."""

    failure_code: str


class PayoutReturned(_PayoutFact, name="payout.returned", key="organization_id", public=_PAYOUT):
    """The money came back after it had been paid."""
