"""What callers send and receive about drafts."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, StrictInt
from pydantic_core import PydanticCustomError

from services.review.drafts.models import ChangeRequestId, Draft, DraftState, DraftVersion, DraftVersionId, Reviewer
from services.review.drafts.rules import Severity
from services.review.uploads.addresses import Signer, sign_download
from services.review.uploads.models import Upload
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.neighbours import BrandNeighbour, CampaignNeighbour, CreatorNeighbour
from shared.events.review import DraftId, UploadId
from shared.schemas import (
    SOMETHING_SAID,
    Body,
    Distinct,
    Line,
    OpenEnum,
    Resource,
    Shown,
    Slug,
    Text,
    Timestamp,
    View,
)
from shared.service import Context

MOST_MILLISECONDS = 24 * 60 * 60 * 1000


def _one_word(value: str) -> str:
    if any(character.isspace() for character in value) or not value.lstrip("#"):
        raise PydanticCustomError("hashtag", "a hashtag is one word, with or without #")
    return value


def _something(value: str) -> str:
    if not (said := value.strip()):
        raise PydanticCustomError("blank", "say something")
    return said


def _once(values: list[UploadId]) -> list[UploadId]:
    if len(set(values)) != len(values):
        raise PydanticCustomError("twice", "an upload stands twice")
    return values


Hashtag = Annotated[
    Line,
    AfterValidator(_one_word),
    Field(max_length=100, examples=["#lumenpan"]),
    # A NEL is a space here, and none to JSON schema's `\s`.
    Shown(pattern=r"^\s*#*[^\s#\x00-\x1f\x85][^\s\x00-\x1f\x85]*\s*$"),
]
Comment = Annotated[Text, Field(min_length=1, max_length=2000), AfterValidator(_something), Shown(pattern=SOMETHING_SAID)]
VersionNumber = Annotated[StrictInt, Field(ge=1, le=2**31 - 1, description="The version that was judged.", examples=[1])]


class Content(Body):
    """What a version holds."""

    caption: Annotated[Text, Field(description="At most 5,000 code points.", examples=["Pasta in the Lumen Pan! #ad"])]
    hashtags: Annotated[list[Hashtag], Field(max_length=50, description="Beside those in the caption.")] = []
    upload_ids: Annotated[
        list[UploadId],
        Distinct(_once),
        Field(max_length=20, description="Complete uploads of yours that no other draft uses."),
    ] = []


class NewDraft(Content):
    """The first version of the content for one deliverable."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "order_id": "ord_01k4s3m7v8e9tb2h6jq0xyzwpn",
                    "deliverable_id": "dlv_01k4s3m7v8e9tb2h6jq0xyzwpn",
                    "caption": "Pasta in the Lumen Pan! #ad",
                    "hashtags": ["#lumenpan"],
                    "upload_ids": ["upl_01k4s3m7v8e9tb2h6jq0xyzwpn"],
                }
            ]
        }
    )

    order_id: OrderId
    deliverable_id: DeliverableId


class NewVersion(Content):
    """The next version."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "caption": "Pasta in the Lumen Pan, in ten minutes! #ad",
                    "hashtags": ["#lumenpan"],
                    "upload_ids": ["upl_01k4s3m7v8e9tb2h6jq0xyzwpn"],
                }
            ]
        }
    )


class TimeAnchor(Body):
    """A moment of a video."""

    type: Literal["time"]
    upload_id: Annotated[UploadId | None, Field(description="Needed when the version has several videos.")] = None
    at_milliseconds: Annotated[StrictInt, Field(ge=0, le=MOST_MILLISECONDS, examples=[12500])]


class TextAnchor(Body):
    """A part of a text, in code points; `end` is exclusive."""

    type: Literal["text"]
    field: Literal["caption"]
    start: Annotated[StrictInt, Field(ge=0, le=5000)]
    end: Annotated[StrictInt, Field(ge=0, le=5000)]


Anchor = Annotated[TimeAnchor | TextAnchor, Field(discriminator="type")]


class ChangeItem(Body):
    """One thing to change."""

    anchor: Annotated[Anchor | None, Field(description="Where; null for the whole.")] = None
    comment: Comment


class ChangesWanted(Body):
    """What a brand asks to change in one version: one round."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "version_number": 1,
                    "items": [
                        {"anchor": {"type": "time", "at_milliseconds": 4000}, "comment": "Show the pan earlier."},
                        {"anchor": {"type": "text", "field": "caption", "start": 0, "end": 5}, "comment": "Name the dish."},
                    ],
                }
            ]
        }
    )

    version_number: VersionNumber
    items: Annotated[list[ChangeItem], Field(min_length=1, max_length=100)]


class Approval(Body):
    """A brand's yes to one version."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"version_number": 2, "message": "Lovely."}]})

    version_number: VersionNumber
    message: Annotated[Text | None, Field(description="A word to the creator.")] = None


class Appeal(Body):
    """Why a rejection was wrong."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"message": "The music is licensed; the receipt is in the description."}]}
    )

    message: Annotated[Text, Field(min_length=1), AfterValidator(_something), Shown(pattern=SOMETHING_SAID)]


class ReviewReason(Body):
    """One reason of a reviewer."""

    code: Slug
    detail: Comment


class ReviewFailure(Body):
    """A reviewer's no."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"reasons": [{"code": "disclosure_missing", "detail": "The caption does not say that this is advertising."}]}
            ]
        }
    )

    reasons: Annotated[list[ReviewReason], Field(min_length=1, max_length=20)]


class MediaOut(View):
    """A file of a version."""

    upload_id: UploadId
    content_type: str
    size_bytes: int
    sha256: str | None
    duration_seconds: Annotated[float | None, Field(description="What the file tells of itself; null where it tells nothing.")]
    url: Annotated[str, Field(description="Fetch it here, without a token; ranges are answered.")]
    url_expires_at: Annotated[Timestamp, Field(description="In real time. Read again without If-None-Match for a fresh one.")]

    @classmethod
    def of(cls, upload: Upload, signer: Signer) -> Self:
        """Show a file with a fresh address."""
        address = signer.to_download(upload.id)
        return cls(
            upload_id=upload.id,
            content_type=upload.content_type,
            size_bytes=upload.size_bytes,
            sha256=upload.sha256,
            duration_seconds=upload.duration_seconds,
            url=address.url,
            url_expires_at=address.expires_at,
        )


class PlaceOut(View):
    """Where a finding is: a field, a part of it in code points, or a file."""

    field: str
    start: int | None
    end: int | None
    upload_id: str | None


class FindingOut(View):
    """One thing that the platform's review noticed. An error rejects, a warning does not."""

    code: Annotated[str, Field(examples=["hashtag_missing"])]
    severity: OpenEnum[Severity]
    rule: Annotated[str, Field(examples=["brief.hashtags"])]
    place: PlaceOut | None
    detail: str


class AnchorOut(View):
    """Where a comment points."""

    type: Annotated[str, Field(examples=["time"])]
    upload_id: UploadId | None = None
    at_milliseconds: int | None = None
    field: str | None = None
    start: int | None = None
    end: int | None = None


class ChangeItemOut(View):
    """One thing to change."""

    anchor: AnchorOut | None
    comment: str


class ChangeRequestOut(View):
    """What the brand asked to change in one version."""

    id: ChangeRequestId
    object: Literal["change_request"] = "change_request"
    version_number: int
    items: list[ChangeItemOut]
    created_at: Timestamp


class VersionOut(Resource):
    """One version of a draft, and what the platform found in it."""

    id: DraftVersionId
    object: Literal["draft_version"] = "draft_version"
    version: Annotated[
        int, Field(description="Counts what the platform came to say of it: for `ETag`. A verdict names `version_number`.")
    ]
    draft_id: DraftId
    version_number: int
    caption: str
    hashtags: list[str]
    media: list[MediaOut]
    submitted_at: Timestamp | None
    findings: list[FindingOut]
    policy_version: Annotated[str | None, Field(description="The policy that the platform judged by; null before.")]
    reviewed_by: OpenEnum[Reviewer] | None
    reviewed_at: Timestamp | None

    @classmethod
    def of(cls, version: DraftVersion, signer: Signer) -> Self:
        """Show a version with fresh addresses."""
        own = {name: getattr(version, name) for name in cls.model_fields if name not in {"object", "media", "version_number"}}
        return cls(**own, version_number=version.number, media=[MediaOut.of(one, signer) for one in version.uploads])


class DraftOut(Resource):
    """The content for one deliverable, in its current version."""

    id: DraftId
    object: Literal["draft"] = "draft"
    version: int
    state: OpenEnum[DraftState]
    order_id: OrderId
    deliverable_id: DeliverableId
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: CreatorNeighbour
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    version_number: Annotated[int, Field(description="A verdict names it.")]
    caption: str
    hashtags: list[str]
    media: list[MediaOut]
    submitted_at: Annotated[Timestamp | None, Field(description="When the current version was handed in.")]
    findings: Annotated[list[FindingOut], Field(description="What the platform found in the current version.")]
    policy_version: Annotated[str | None, Field(description="The policy that the platform judged by; null before.")]
    reviewed_by: Annotated[OpenEnum[Reviewer] | None, Field(description="Who made the platform's review of the current version.")]
    change_requests: Annotated[list[ChangeRequestOut], Field(description="Of all versions, oldest first.")]
    rounds_used: int
    rounds_allowed: int
    review_due_at: Annotated[
        Timestamp | None,
        Field(description="When the brand's silence approves; null outside of its review and while the window is stopped."),
    ]
    appealed_at: Timestamp | None
    appeal_message: str | None
    approved_at: Timestamp | None
    is_deemed: Annotated[bool | None, Field(description="Whether silence approved it; null until it is approved.")]
    approval_message: str | None
    actions: list[str]
    is_final: bool

    @classmethod
    def of(cls, draft: Draft, signer: Signer) -> Self:
        """Show a draft with fresh addresses."""
        version, order = draft.current, draft.order
        shown = {name: getattr(draft, name) for name in cls.model_fields if hasattr(draft, name)}
        shown |= {
            name: getattr(version, name)
            for name in ("caption", "hashtags", "submitted_at", "findings", "policy_version", "reviewed_by")
        }
        shown |= {"campaign": order.campaign, "brand": order.brand, "creator": order.creator}
        return cls.model_validate({**shown, "media": [MediaOut.of(one, signer) for one in version.uploads]}, from_attributes=True)

    @staticmethod
    def sign(shown: dict[str, Any], context: Context[Any] | None) -> None:
        """Put fresh addresses into an answer that was kept; without a context, leave none in it."""
        for media in shown["media"]:
            sign_download(media, "url", UploadId(media["upload_id"]), context)
