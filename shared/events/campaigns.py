"""What campaigns tells: campaigns, invitations, applications, offers, orders."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from shared.events import Event, Public
from shared.events.identity import CreatorId, OrganizationId
from shared.ids import Id
from shared.money import Money


class CampaignId(Id, prefix="cmp"):
    """A campaign of one brand."""


class InvitationId(Id, prefix="inv"):
    """A brand asking one creator to join one campaign."""


class InviteLinkId(Id, prefix="ilk"):
    """A secret address by which people who are not on the marketplace yet join one campaign."""


class InviteLinkAcceptanceId(Id, prefix="ila"):
    """Somebody joining a campaign by an invite link."""


class ApplicationId(Id, prefix="app"):
    """A creator asking to join one campaign."""


class OfferId(Id, prefix="off"):
    """Terms between one brand and one creator, under negotiation."""


class OrderId(Id, prefix="ord"):
    """The collaboration that both sides agreed."""


class DeliverableId(Id, prefix="dlv"):
    """One thing that the creator makes under an order."""


SEEN_BY_BOTH = ("brand_organization_id", "creator_organization_id")
READ = "campaigns:read"


class _CampaignFact(Event, abstract=True):
    campaign_id: CampaignId
    brand_organization_id: OrganizationId
    version: int
    state: str


_OWN_CAMPAIGN = Public(to=("brand_organization_id",), scope=READ, fields=("campaign_id", "state"))


class CampaignPublished(_CampaignFact, name="campaign.published", key="campaign_id", public=_OWN_CAMPAIGN):
    """A campaign is open: creators may be invited, and may apply where it says so."""


class CampaignPaused(_CampaignFact, name="campaign.paused", key="campaign_id", public=_OWN_CAMPAIGN):
    """A campaign rests: nothing new is agreed."""


class CampaignResumed(_CampaignFact, name="campaign.resumed", key="campaign_id", public=_OWN_CAMPAIGN):
    """A paused campaign goes on."""


class CampaignStarted(_CampaignFact, name="campaign.started", key="campaign_id", public=_OWN_CAMPAIGN):
    """The first order of a campaign was agreed."""


class CampaignCompleted(_CampaignFact, name="campaign.completed", key="campaign_id", public=_OWN_CAMPAIGN):
    """The end date is over and all orders have ended."""


class CampaignExpired(_CampaignFact, name="campaign.expired", key="campaign_id", public=_OWN_CAMPAIGN):
    """The end date came without an order."""


class CampaignCancelled(_CampaignFact, name="campaign.cancelled", key="campaign_id", public=_OWN_CAMPAIGN):
    """The brand gave a campaign up."""


class _InvitationFact(Event, abstract=True):
    invitation_id: InvitationId
    campaign_id: CampaignId
    creator_id: CreatorId
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    version: int
    state: str
    by_invite_link: bool = False
    """Whether it was made for a creator who joined by an invite link, so that nobody waited for an answer."""
    occurred_at: datetime | None = None
    """In business time; null in what was told before this was."""


_INVITATION = Public(
    to=SEEN_BY_BOTH, scope=READ, fields=("invitation_id", "campaign_id", "creator_id", "state", "by_invite_link")
)


class InvitationSent(_InvitationFact, name="invitation.sent", key="campaign_id", public=_INVITATION, schema_version=3):
    """A brand invited a creator."""


class InvitationViewed(_InvitationFact, name="invitation.viewed", key="campaign_id", public=_INVITATION, schema_version=3):
    """The creator opened an invitation."""


class InvitationAccepted(_InvitationFact, name="invitation.accepted", key="campaign_id", public=_INVITATION, schema_version=3):
    """A creator agreed to hear the brand's offer."""


class InvitationDeclined(_InvitationFact, name="invitation.declined", key="campaign_id", public=_INVITATION, schema_version=3):
    """A creator said no."""


class InvitationWithdrawn(_InvitationFact, name="invitation.withdrawn", key="campaign_id", public=_INVITATION, schema_version=3):
    """The brand took an invitation back."""


class InvitationExpired(_InvitationFact, name="invitation.expired", key="campaign_id", public=_INVITATION, schema_version=3):
    """Nobody answered in time."""


class _InviteLinkFact(Event, abstract=True):
    invite_link_id: InviteLinkId
    campaign_id: CampaignId
    brand_organization_id: OrganizationId
    version: int
    state: str
    acceptance_count: int


_INVITE_LINK = Public(
    to=("brand_organization_id",), scope=READ, fields=("invite_link_id", "campaign_id", "state", "acceptance_count")
)


class InviteLinkCreated(_InviteLinkFact, name="invite_link.created", key="campaign_id", public=_INVITE_LINK):
    """A brand may hand a secret address to people who are not on the marketplace yet."""


class InviteLinkExhausted(_InviteLinkFact, name="invite_link.exhausted", key="campaign_id", public=_INVITE_LINK):
    """As many have accepted as may."""


class InviteLinkExpired(_InviteLinkFact, name="invite_link.expired", key="campaign_id", public=_INVITE_LINK):
    """Its time is over, or its campaign is."""


class InviteLinkRevoked(_InviteLinkFact, name="invite_link.revoked", key="campaign_id", public=_INVITE_LINK):
    """The brand took it back."""


class _InviteLinkAcceptanceFact(Event, abstract=True):
    invite_link_acceptance_id: InviteLinkAcceptanceId
    invite_link_id: InviteLinkId
    campaign_id: CampaignId
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    creator_id: CreatorId | None
    invitation_id: InvitationId | None
    version: int
    state: str


_INVITE_LINK_ACCEPTANCE = Public(
    to=SEEN_BY_BOTH,
    scope=READ,
    fields=("invite_link_acceptance_id", "invite_link_id", "campaign_id", "creator_id", "invitation_id", "state"),
)


class InviteLinkAcceptanceCreated(
    _InviteLinkAcceptanceFact, name="invite_link_acceptance.created", key="campaign_id", public=_INVITE_LINK_ACCEPTANCE
):
    """Somebody accepted an invite link: they join its campaign at once, or as soon as they are approved as a creator."""


class InviteLinkAcceptanceJoined(
    _InviteLinkAcceptanceFact, name="invite_link_acceptance.joined", key="campaign_id", public=_INVITE_LINK_ACCEPTANCE
):
    """Who accepted an invite link is an approved creator and has joined the campaign: an accepted invitation says so."""


class InviteLinkAcceptanceWithdrawn(
    _InviteLinkAcceptanceFact, name="invite_link_acceptance.withdrawn", key="campaign_id", public=_INVITE_LINK_ACCEPTANCE
):
    """Who accepted an invite link does not want to join any more."""


class InviteLinkAcceptanceExpired(
    _InviteLinkAcceptanceFact, name="invite_link_acceptance.expired", key="campaign_id", public=_INVITE_LINK_ACCEPTANCE
):
    """The campaign was over before who accepted its invite link was approved."""


class _ApplicationFact(Event, abstract=True):
    application_id: ApplicationId
    campaign_id: CampaignId
    creator_id: CreatorId
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    version: int
    state: str


_APPLICATION = Public(to=SEEN_BY_BOTH, scope=READ, fields=("application_id", "campaign_id", "creator_id", "state"))


class ApplicationSubmitted(_ApplicationFact, name="application.submitted", key="campaign_id", public=_APPLICATION):
    """A creator asked to join a campaign."""


class ApplicationShortlisted(_ApplicationFact, name="application.shortlisted", key="campaign_id", public=_APPLICATION):
    """The brand keeps an application in mind."""


class ApplicationOffered(_ApplicationFact, name="application.offered", key="campaign_id", public=_APPLICATION):
    """The brand answered an application with an offer."""


class ApplicationRejected(_ApplicationFact, name="application.rejected", key="campaign_id", public=_APPLICATION):
    """The brand said no."""


class ApplicationWithdrawn(_ApplicationFact, name="application.withdrawn", key="campaign_id", public=_APPLICATION):
    """The creator took an application back."""


class ApplicationExpired(_ApplicationFact, name="application.expired", key="campaign_id", public=_APPLICATION):
    """The campaign ended before an answer."""


class _OfferFact(Event, abstract=True):
    offer_id: OfferId
    campaign_id: CampaignId
    creator_id: CreatorId
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    version: int
    state: str
    turn: str | None
    terms_version: int
    price: Money
    occurred_at: datetime | None = None
    """In business time; null in what was told before this was."""


_OFFER = Public(
    to=SEEN_BY_BOTH,
    scope=READ,
    fields=("offer_id", "campaign_id", "creator_id", "state", "turn", "terms_version", "price"),
)


class OfferSent(_OfferFact, name="offer.sent", key="offer_id", public=_OFFER, schema_version=2):
    """A brand offered terms to a creator."""


class OfferCountered(_OfferFact, name="offer.countered", key="offer_id", public=_OFFER, schema_version=2):
    """One side answered with other terms."""


class OfferAccepted(_OfferFact, name="offer.accepted", key="offer_id", public=_OFFER, schema_version=2):
    """Both sides agreed: an order was made."""


class OfferDeclined(_OfferFact, name="offer.declined", key="offer_id", public=_OFFER, schema_version=2):
    """One side said no."""


class OfferWithdrawn(_OfferFact, name="offer.withdrawn", key="offer_id", public=_OFFER, schema_version=2):
    """The brand took its offer back."""


class OfferExpired(_OfferFact, name="offer.expired", key="offer_id", public=_OFFER, schema_version=2):
    """Nobody answered in time."""


class OrderedDeliverable(BaseModel):
    """One deliverable of an order: its share of the price and its dates are frozen."""

    model_config = ConfigDict(frozen=True)

    deliverable_id: DeliverableId
    type: str
    title: str
    amount: Money
    due_on: date
    due_at: datetime
    publish_by_on: date
    publish_by_at: datetime
    min_duration_seconds: int | None
    max_duration_seconds: int | None


class OrderCreated(
    Event,
    name="order.created",
    key="order_id",
    public=Public(to=SEEN_BY_BOTH, scope=READ, fields=("order_id", "offer_id", "campaign_id", "creator_id", "price", "state")),
):
    """Both sides agreed: payouts opens the hold, review expects drafts. Everything that they need is frozen in it."""

    order_id: OrderId
    offer_id: OfferId
    campaign_id: CampaignId
    campaign_name: str
    brand_organization_id: OrganizationId
    brand_name: str
    brand_country: str
    creator_organization_id: OrganizationId
    creator_id: CreatorId
    creator_name: str
    creator_country: str
    platform: str
    handle: str
    version: int
    state: str
    price: Money
    platform_fee: Money
    platform_fee_basis_points: int
    fee_policy_version: str
    deliverables: list[OrderedDeliverable]
    time_zone: str
    campaign_ends_at: datetime
    category: str
    brief: dict[str, Any]
    """summary, must_mention, must_not_mention, hashtags, dos, donts: as frozen in the contract."""
    terms: dict[str, Any]
    """payment, usage_rights, exclusivity, retention_days, disclosure, revision_rounds, review_window_days, payout_after."""
    contract_sha256: str
    metadata: dict[str, str]
    external_reference: str | None


class _OrderFact(Event, abstract=True):
    order_id: OrderId
    campaign_id: CampaignId
    creator_id: CreatorId
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    version: int
    state: str


_ORDER = Public(to=SEEN_BY_BOTH, scope=READ, fields=("order_id", "campaign_id", "creator_id", "state"))


class OrderActivated(_OrderFact, name="order.activated", key="order_id", public=_ORDER):
    """The hold is funded: review opens drafts."""


class OrderUpdated(_OrderFact, name="order.updated", key="order_id", public=_ORDER):
    """The state that an order shows followed its deliverables."""


class OrderCancelled(_OrderFact, name="order.cancelled", key="order_id", public=_ORDER):
    """An order ended without completion: review closes its drafts."""


class OrderCompleted(_OrderFact, name="order.completed", key="order_id", public=_ORDER):
    """Everything is posted, kept up and paid."""


class DeliverableOverdue(
    Event,
    name="deliverable.overdue",
    key="order_id",
    public=Public(to=SEEN_BY_BOTH, scope=READ, fields=("order_id", "deliverable_id")),
):
    """A due date and its grace passed without a draft."""

    order_id: OrderId
    deliverable_id: DeliverableId
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    version: int


class DeliverableCancelled(
    Event,
    name="deliverable.cancelled",
    key="order_id",
    public=Public(to=SEEN_BY_BOTH, scope=READ, fields=("order_id", "deliverable_id", "reason")),
):
    """An overdue deliverable was given up, by the brand or by time: payouts refunds its share, review closes its draft."""

    order_id: OrderId
    deliverable_id: DeliverableId
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    version: int
    reason: str
