"""What a collaboration asks for: deliverables, brief and terms, as campaigns propose, offers negotiate and orders freeze them."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, StrictInt
from pydantic_core import PydanticCustomError

from services.campaigns import policy
from services.campaigns.campaigns.days import Day
from services.campaigns.campaigns.patching import patch_of
from shared.clock import clock
from shared.schemas import HASHTAG_CHARACTER, AgreedLine, Body, Country, Days, Distinct, Flag, Slug, Text, Timestamp


def _defaults() -> policy.TermsPolicy:
    return policy.in_force(policy.TERMS, on=clock.now().date())


def _without_doubles(items: list[Any]) -> list[Any]:
    if len(set(items)) != len(items):
        raise PydanticCustomError("stands_twice", "each item may stand here once")
    return items


Unique = Distinct(_without_doubles)
Lines = Annotated[list[AgreedLine], Field(max_length=50)]
Hashtag = Annotated[str, Field(pattern=f"^#{HASHTAG_CHARACTER}{{1,99}}$", description="`#` and a word.", examples=["#lumenpan"])]
Channel = Annotated[Slug, Field(description="A platform's name.", examples=["sandbox"])]


class DeliverableType(StrEnum):
    """What is made."""

    VIDEO = "video"
    IMAGE = "image"
    CAROUSEL = "carousel"
    STORY = "story"
    LIVE = "live"
    TEXT = "text"


class Deliverable(Body):
    """One kind of content that is asked for, so many times."""

    type: DeliverableType
    title: AgreedLine
    quantity: Annotated[StrictInt, Field(ge=1, le=50, description="How many; an order has one deliverable for each.")] = 1
    due_on: Annotated[Day, Field(description="The day on which the draft is due at last.")]
    publish_by_on: Annotated[Day | None, Field(description="The last day for posting it; default: the campaign's `ends_on`.")] = (
        None
    )
    min_duration_seconds: Annotated[StrictInt | None, Field(ge=1, le=86_400)] = None
    max_duration_seconds: Annotated[StrictInt | None, Field(ge=1, le=86_400)] = None


class DatedDeliverable(Deliverable):
    """One kind of content that is asked for, with the moments at which its days end."""

    due_at: Timestamp
    publish_by_at: Timestamp


class Brief(Body):
    """What the content must say and must not say."""

    summary: Text = ""
    must_mention: Lines = []
    must_not_mention: Lines = []
    hashtags: Annotated[list[Hashtag], Field(max_length=50), Unique] = []
    dos: Lines = []
    donts: Lines = []


class PaymentType(StrEnum):
    """How the price is earned."""

    FLAT = "flat"
    """For the content, whatever comes of it."""


class Payment(Body):
    """How the price is earned."""

    type: Annotated[PaymentType, Field(description="`flat` is all that is offered now; others will come.")] = PaymentType.FLAT


class UsageType(StrEnum):
    """What the brand may do with the content."""

    ORGANIC = "organic"
    PAID = "paid"
    FULL = "full"


class UsageRights(Body):
    """What the brand may do with the content, where and how long."""

    type: UsageType = UsageType.ORGANIC
    channels: Annotated[list[Channel], Field(max_length=50), Unique] = []
    territories: Annotated[list[Country], Field(max_length=250, description="Empty: everywhere."), Unique] = []
    duration_days: Annotated[Days, Field(default_factory=lambda: _defaults().usage_rights_days)]


class Exclusivity(Body):
    """For whom the creator does not work, from acceptance until so many days after the campaign's end."""

    category: Annotated[Slug | None, Field(description="No other brand's campaign of this category.")] = None
    competitors: Annotated[list[AgreedLine], Field(max_length=50, description="Names of brands.")] = []
    duration_days: Days = 0


class Disclosure(Body):
    """How the content is marked as advertising."""

    required: Flag = True
    labels: Annotated[list[AgreedLine], Field(max_length=10, default_factory=lambda: list(_defaults().disclosure_labels))]


class PayoutAfter(StrEnum):
    """What the creator's payout waits for."""

    APPROVAL = "approval"
    PUBLICATION = "publication"


class Terms(Body):
    """The terms of a collaboration. Every part has a default."""

    payment: Payment = Payment()
    usage_rights: UsageRights = Field(default_factory=lambda: UsageRights.model_validate({}))
    exclusivity: Exclusivity | None = None
    retention_days: Annotated[
        Days, Field(default_factory=lambda: _defaults().retention_days, description="How long a post stays up.")
    ]
    disclosure: Disclosure = Field(default_factory=lambda: Disclosure.model_validate({}))
    revision_rounds: Annotated[
        StrictInt, Field(ge=0, le=20, default_factory=lambda: _defaults().revision_rounds, description="Rounds of changes.")
    ]
    review_window_days: Annotated[
        StrictInt,
        Field(ge=1, le=90, default_factory=lambda: _defaults().review_window_days, description="Silence past it approves."),
    ]
    payout_after: PayoutAfter = PayoutAfter.APPROVAL


def default_terms() -> Terms:
    """Give the terms of a campaign that says nothing about them."""
    return Terms.model_validate({})


class TermsChange(patch_of(Terms, "TermsPatch")):
    """Some of the terms: what is missing stays as the campaign, or the offer so far, has it."""
