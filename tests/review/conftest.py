"""Review on a database of its own, with a platform whose posts a test makes."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from services.review.app import service
from shared.clock import clock
from shared.events.campaigns import (
    CampaignId,
    DeliverableCancelled,
    DeliverableId,
    OfferId,
    OrderActivated,
    OrderCancelled,
    OrderCompleted,
    OrderCreated,
    OrderedDeliverable,
    OrderId,
    OrderUpdated,
)
from shared.events.identity import CreatorId
from shared.money import Money
from shared.platforms import PlatformAway, PlatformPost
from tests.harness import Actor, ServiceUnderTest, Templates, service_under_test

BRIEF = {
    "summary": "Cook with the pan. More on lumen.example.",
    "must_mention": ["Lumen Pan"],
    "must_not_mention": ["OtherPan"],
    "hashtags": ["#lumenpan"],
    "dos": [],
    "donts": [],
}
TERMS = {
    "payment": {"type": "flat"},
    "retention_days": 30,
    "disclosure": {"required": True, "labels": ["#ad"]},
    "revision_rounds": 2,
    "review_window_days": 7,
    "payout_after": "approval",
}
CAPTION = "Pasta in the Lumen Pan! #ad"
HASHTAGS = ["#lumenpan"]
FIXED = {"items": [{"comment": "brighter"}]}


class TestPlatform:
    """A social platform in memory."""

    __test__ = False
    name = "sandbox"

    def __init__(self) -> None:
        self.posts: dict[str, PlatformPost] = {}
        self.is_away = False
        self.asked = 0

    def show(self, url: str, **how: Any) -> str:
        """Make or change a post."""
        shown: dict[str, Any] = {
            "platform": "sandbox",
            "handle": "ana",
            "url": url,
            "caption": CAPTION,
            "hashtags": HASHTAGS,
            "media_sha256": [],
            "posted_at": clock.now(),
            "is_available": True,
            **how,
        }
        self.posts[url] = PlatformPost(**shown)
        return url

    async def account(self, _handle: str) -> None:
        """There are none."""

    async def post(self, url: str) -> PlatformPost | None:
        """Show a post."""
        self.asked += 1
        if self.is_away:
            raise PlatformAway
        return self.posts.get(url)


@dataclass
class World:
    """One order between a brand and a creator, and what they do in review."""

    review: ServiceUnderTest
    platform: TestPlatform
    brand: Actor
    creator: Actor
    order_id: OrderId = field(default_factory=OrderId.new)
    campaign_id: CampaignId = field(default_factory=CampaignId.new)
    creator_id: CreatorId = field(default_factory=CreatorId.new)
    deliverables: list[DeliverableId] = field(default_factory=lambda: [DeliverableId.new(), DeliverableId.new()])
    _version: int = 1

    # --- what campaigns tells

    def created(self, *, type: str = "video", brief: Any = None, terms: Any = None, **bounds: int) -> OrderCreated:
        """Tell that both sides agreed."""
        assert self.brand.organization_id
        assert self.creator.organization_id
        return OrderCreated(
            order_id=self.order_id,
            offer_id=OfferId.new(),
            campaign_id=self.campaign_id,
            campaign_name="Spring launch",
            brand_organization_id=self.brand.organization_id,
            brand_name="Lumen",
            brand_country="US",
            creator_organization_id=self.creator.organization_id,
            creator_id=self.creator_id,
            creator_name="Ana",
            creator_country="US",
            platform="sandbox",
            handle="ana",
            version=1,
            state="awaiting_funding",
            price=Money(60000, "USD"),
            platform_fee=Money(6000, "USD"),
            platform_fee_basis_points=1000,
            fee_policy_version="fees-1",
            deliverables=[
                OrderedDeliverable(
                    deliverable_id=one,
                    type=type,
                    title="Recipe",
                    amount=Money(30000, "USD"),
                    due_on=date(2027, 3, 20),
                    due_at=datetime(2027, 3, 20, 23, 59, 59, tzinfo=UTC),
                    publish_by_on=date(2027, 4, 30),
                    publish_by_at=datetime(2027, 4, 30, 23, 59, 59, tzinfo=UTC),
                    min_duration_seconds=bounds.get("shortest"),
                    max_duration_seconds=bounds.get("longest"),
                )
                for one in self.deliverables
            ],
            time_zone="UTC",
            campaign_ends_at=datetime(2027, 4, 30, 23, 59, 59, tzinfo=UTC),
            category="food",
            brief={**BRIEF, **(brief or {})},
            terms={**TERMS, **(terms or {})},
            contract_sha256="0" * 64,
            metadata={},
            external_reference=None,
        )

    def fact(self, kind: type[Any], *, state: str = "active", version: int | None = None, **more: Any) -> Any:
        """Tell something about the order; each time with the next version unless one is named."""
        self._version = version or self._version + 1
        return kind(
            order_id=self.order_id,
            campaign_id=self.campaign_id,
            creator_id=self.creator_id,
            brand_organization_id=self.brand.organization_id,
            creator_organization_id=self.creator.organization_id,
            version=self._version,
            state=state,
            **more,
        )

    def activated(self) -> OrderActivated:
        """Tell that the money is held."""
        return self.fact(OrderActivated)

    def updated(self, state: str) -> OrderUpdated:
        """Tell what the order shows."""
        return self.fact(OrderUpdated, state=state)

    def cancelled(self) -> OrderCancelled:
        """Tell that it ended."""
        return self.fact(OrderCancelled, state="cancelled")

    def completed(self) -> OrderCompleted:
        """Tell that it is done."""
        return self.fact(OrderCompleted, state="completed")

    def given_up(self, place: int = 0) -> DeliverableCancelled:
        """Tell that a deliverable was given up."""
        return self.fact(DeliverableCancelled, deliverable_id=self.deliverables[place], reason="overdue")

    async def begin(self, **how: Any) -> "World":
        """Let the order be agreed and funded."""
        await self.review.hear(self.created(**how), self.activated())
        return self

    def of_another_order(self, **how: Any) -> "World":
        """Give another order of the same people."""
        fresh = {"order_id": OrderId.new(), "deliverables": [DeliverableId.new(), DeliverableId.new()], "_version": 1}
        return replace(self, **{**fresh, **how})

    # --- what people do

    async def upload(
        self, content: bytes = b"\x00\x00\x00\x18ftypmp42 a film", *, by: Actor | None = None, type: str = "video/mp4"
    ) -> str:
        """Send a file and complete it."""
        by = by or self.creator
        made = (await by.post("/uploads", {"filename": "a.mp4", "content_type": type, "size_bytes": len(content)})).json()
        assert (await send(self.review, made, content)).status_code == 204
        done = await by.post(f"/uploads/{made['id']}/complete", {"sha256": hashlib.sha256(content).hexdigest()})
        assert done.status_code == 200, done.text
        return made["id"]

    def content(self, **change: Any) -> dict[str, Any]:
        """Write a version that the automatic review passes."""
        return {"caption": CAPTION, "hashtags": HASHTAGS, "upload_ids": [], **change}

    async def create(self, *, place: int = 0, **change: Any) -> httpx.Response:
        """Ask for a draft."""
        body = {"order_id": self.order_id, "deliverable_id": self.deliverables[place], **self.content(**change)}
        return await self.creator.post("/drafts", body)

    async def draft(self, *, state: str = "brand_review", place: int = 0, **change: Any) -> dict[str, Any]:
        """Bring a draft to a state by the ordinary way."""
        change = change if "upload_ids" in change else {**change, "upload_ids": [await self.upload()]}
        if state == "policy_rejected":
            change["caption"] = "no label, no pan"
        made = await self.create(place=place, **change)
        assert made.status_code == 201, made.text
        draft = made.json()
        if state == "created":
            return draft
        draft = (await self.creator.post(f"/drafts/{draft['id']}/submit")).json()
        if state == "platform_review":
            return draft
        await self.review.run_tasks()
        if state == "changes_requested":
            await self.verdict(draft, "request-changes", **FIXED)
        if state == "approved":
            await self.verdict(draft)
        if state == "closed":
            await self.review.hear(self.given_up(place))
        return await self.read(draft["id"])

    async def verdict(self, draft: dict[str, Any], what: str = "approve", **body: Any) -> httpx.Response:
        """Judge the first version of a draft, or the one that `version_number` says, as the brand does."""
        return await self.brand.post(f"/drafts/{draft['id']}/{what}", {"version_number": 1, **body})

    async def read(self, draft_id: str) -> dict[str, Any]:
        """Read a draft as its creator does."""
        answer = await self.creator.get(f"/drafts/{draft_id}")
        assert answer.status_code == 200, answer.text
        return answer.json()


async def send(review: ServiceUnderTest, upload: dict[str, Any], content: Any, **headers: str) -> httpx.Response:
    """Send bytes to an upload's address, as somebody without a token."""
    return await review.nobody().put(path_of(upload["url"]), content=content, headers={**upload["headers"], **headers})


def path_of(url: str) -> str:
    """Take the address of this suite off, and the version of the API."""
    assert url.startswith("http://127.0.0.1:8080/v1/"), url
    return url.removeprefix("http://127.0.0.1:8080/v1")


@pytest.fixture
async def review(templates: Templates) -> AsyncIterator[ServiceUnderTest]:
    """Review, with nothing running beside its app."""
    async with service_under_test(service, templates) as under_test:
        yield under_test


@pytest.fixture
def platform(review: ServiceUnderTest) -> TestPlatform:
    """The platform that review asks."""
    shown = TestPlatform()
    review.instance.context.ports = replace(review.instance.context.ports, platforms={"sandbox": shown})
    return shown


@pytest.fixture
async def world(review: ServiceUnderTest, platform: TestPlatform) -> World:
    """An active order."""
    return await World(review, platform, review.brand(), review.creator()).begin()
