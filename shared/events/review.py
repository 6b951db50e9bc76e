"""What review tells: uploads, drafts, publications."""

from datetime import datetime

from shared.events import Event, Public
from shared.events.campaigns import SEEN_BY_BOTH, CampaignId, DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.ids import Id


class UploadId(Id, prefix="upl"):
    """A file on its way in."""


class DraftId(Id, prefix="drf"):
    """The content for one deliverable, through all its versions."""


class PublicationId(Id, prefix="pub"):
    """A post that is said to be the approved draft."""


READ = "reviews:read"


class UploadCompleted(
    Event,
    name="upload.completed",
    key="upload_id",
    public=Public(to=("organization_id",), scope=READ, fields=("upload_id", "content_type", "size_bytes", "sha256")),
):
    """A file is whole and can change no more."""

    upload_id: UploadId
    organization_id: OrganizationId
    content_type: str
    size_bytes: int
    sha256: str


class _DraftFact(Event, abstract=True):
    draft_id: DraftId
    order_id: OrderId
    campaign_id: CampaignId
    deliverable_id: DeliverableId
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    version: int
    version_number: int
    state: str
    occurred_at: datetime
    """When it happened, in business time: lateness is judged by review's times."""


_DRAFT = Public(
    to=SEEN_BY_BOTH, scope=READ, fields=("draft_id", "order_id", "deliverable_id", "version_number", "state", "occurred_at")
)


class DraftSubmitted(_DraftFact, name="draft.submitted", key="order_id", public=_DRAFT):
    """A version of a draft was handed in."""


class DraftPassed(_DraftFact, name="draft.passed", key="order_id", public=_DRAFT):
    """The platform's review found nothing against it: the brand judges now."""


class DraftPolicyRejected(_DraftFact, name="draft.policy_rejected", key="order_id", public=_DRAFT):
    """The platform's review refused a version; it uses no round."""


class DraftChangesRequested(_DraftFact, name="draft.changes_requested", key="order_id", public=_DRAFT):
    """The brand asked for changes."""

    rounds_used: int


class DraftApproved(
    _DraftFact,
    name="draft.approved",
    key="order_id",
    public=Public(
        to=SEEN_BY_BOTH,
        scope=READ,
        fields=("draft_id", "order_id", "deliverable_id", "version_number", "state", "occurred_at", "is_deemed"),
    ),
):
    """A draft passed every review: its share of the hold may be released."""

    is_deemed: bool
    """The review window ran out in silence."""


class _PublicationFact(Event, abstract=True):
    publication_id: PublicationId
    draft_id: DraftId
    order_id: OrderId
    campaign_id: CampaignId
    deliverable_id: DeliverableId
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    version: int
    state: str
    url: str
    occurred_at: datetime


_PUBLICATION = Public(
    to=SEEN_BY_BOTH, scope=READ, fields=("publication_id", "order_id", "deliverable_id", "state", "url", "occurred_at")
)


class PublicationSubmitted(_PublicationFact, name="publication.submitted", key="order_id", public=_PUBLICATION):
    """The creator named the post; it is looked at next."""


class PublicationVerified(_PublicationFact, name="publication.verified", key="order_id", public=_PUBLICATION):
    """The post is the approved draft."""


class PublicationMismatched(_PublicationFact, name="publication.mismatched", key="order_id", public=_PUBLICATION):
    """The post is not the approved draft; a new one may follow."""


class PublicationTakenDown(_PublicationFact, name="publication.taken_down", key="order_id", public=_PUBLICATION):
    """A verified post is gone or was changed before its retention was over."""
