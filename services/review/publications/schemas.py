"""What callers send and receive about publications."""

import re
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from services.review.publications.models import Publication, PublicationState
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.neighbours import BrandNeighbour, CampaignNeighbour, CreatorNeighbour
from shared.events.review import DraftId, PublicationId
from shared.schemas import WEB_ADDRESS, Body, OpenEnum, Resource, Shown, Timestamp, View

MOST_BYTES = 2000
"""Of the address of a post: an index takes hardly more."""


def _address_of_a_post(value: str) -> str:
    if len(value.encode()) > MOST_BYTES:
        raise PydanticCustomError("url_too_long", "an address has at most {maximum} bytes", {"maximum": MOST_BYTES})
    try:
        parts = urlsplit(value)
        is_one = re.fullmatch(WEB_ADDRESS, value) and parts.hostname is not None
    except ValueError:
        is_one = False
    if not is_one or not value.isprintable():
        raise PydanticCustomError("url", "not the address of a post, such as https://…")
    return value


class NewPublication(Body):
    """Where the approved draft was posted."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"deliverable_id": "dlv_01k4s3m7v8e9tb2h6jq0xyzwpn", "url": "https://example.com/@ana/posts/1"}]
        }
    )

    deliverable_id: DeliverableId
    url: Annotated[
        str,
        Field(max_length=MOST_BYTES, examples=["https://example.com/@ana/posts/1"]),
        AfterValidator(_address_of_a_post),
        Shown(pattern=WEB_ADDRESS),
    ]


class ReasonOut(View):
    """One way in which a post is not the approved draft."""

    code: Annotated[str, Field(examples=["media_mismatch"])]
    detail: str


class PublicationOut(Resource):
    """A post that is said to be the approved draft, and what is known of it."""

    id: PublicationId
    object: Literal["publication"] = "publication"
    version: int
    state: OpenEnum[PublicationState]
    order_id: OrderId
    deliverable_id: DeliverableId
    draft_id: DraftId
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: CreatorNeighbour
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    platform: Annotated[str, Field(examples=["sandbox"])]
    url: str
    reasons: Annotated[list[ReasonOut], Field(description="Why it is not the approved draft, as last seen.")]
    checked_at: Timestamp | None
    verified_at: Annotated[Timestamp | None, Field(description="When it was verified first.")]
    taken_down_at: Annotated[Timestamp | None, Field(description="Since when it is gone or changed; null while it stands.")]
    watched_until: Annotated[
        Timestamp | None,
        Field(description="The end of its retention, which begins anew when a post was gone and is back; null until verified."),
    ]
    actions: list[str]
    is_final: bool

    @classmethod
    def of(cls, publication: Publication) -> Self:
        """Show a publication."""
        order = publication.order
        shown = {name: getattr(publication, name) for name in cls.model_fields if hasattr(publication, name)}
        neighbours = {"campaign": order.campaign, "brand": order.brand, "creator": order.creator, "platform": order.platform}
        return cls.model_validate({**shown, **neighbours}, from_attributes=True)
