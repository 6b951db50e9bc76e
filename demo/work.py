"""Rows 14 to 40: find, agree, fund, review, release, pay out, post."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx

from demo.client import Answer, Client, fresh_key, soon
from demo.people import Side

CAPTION = "Ten minutes, one Lumen Pan. #lumenpan #ad"
HASHTAGS = ["#lumenpan", "#ad"]


def film_of(name: str) -> bytes:
    """Make bytes that are an MP4 file of 30 seconds, another one for each name: header, a movie box with the duration, data."""
    movie_header = (
        b"\x00" * 4 + b"\x00" * 8 + (1000).to_bytes(4) + (30_000).to_bytes(4) + b"\x00\x01\x00\x00\x01\x00" + b"\x00" * 10
    )
    movie_header += b"\x00" * 36 + b"\x00" * 24 + (2).to_bytes(4)
    movie = _box(b"moov", _box(b"mvhd", movie_header))
    return _box(b"ftyp", b"isom\x00\x00\x02\x00isomiso2mp41") + movie + _box(b"mdat", name.encode() * 64)


def _box(name: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4) + name + content


def campaign_body(
    today: date, *, currency: str, deliverables: int = 1, budget: int = 1_000_000, **changes: Any
) -> dict[str, Any]:
    """Write a campaign whose days count from the clock."""
    return {
        "name": "Spring launch",
        "category": "food",
        "objective": "awareness",
        "time_zone": "UTC",
        "targets": [{"metric": "views", "value": 500_000, "unit": "count"}],
        "budget": {"value": budget, "currency": currency},
        "starts_on": str(today + timedelta(days=1)),
        "ends_on": str(today + timedelta(days=60)),
        "markets": ["US"],
        "deliverables": [
            {
                "type": "video",
                "title": "Recipe video",
                "quantity": deliverables,
                "due_on": str(today + timedelta(days=20)),
                "publish_by_on": str(today + timedelta(days=60)),
                "min_duration_seconds": 15,
                "max_duration_seconds": 60,
            }
        ],
        "brief": {
            "summary": "Cook with the pan.",
            "must_mention": ["Lumen Pan"],
            "must_not_mention": ["OtherPan"],
            "hashtags": ["#lumenpan"],
            "dos": [],
            "donts": [],
        },
        "terms": {
            "payment": {"type": "flat"},
            "usage_rights": {"type": "organic", "channels": ["sandbox"], "territories": ["US"], "duration_days": 90},
            "exclusivity": {"category": "food", "competitors": ["OtherPan"], "duration_days": 30},
            "retention_days": 30,
            "disclosure": {"required": True, "labels": ["#ad"]},
            "revision_rounds": 2,
            "review_window_days": 7,
            "payout_after": "approval",
        },
        "screening_questions": [{"id": "q1", "prompt": "Do you own a stove?", "required": True}],
        "applications_open": True,
        "metadata": {"season": "spring"},
        "external_reference": None,
        **changes,
    }


async def today(visitor: Client) -> date:
    """Read the business day."""
    return datetime.fromisoformat((await visitor.get("/sandbox/clock"))["now"]).astimezone(UTC).date()


async def published_campaign(brand: Side, visitor: Client, *, currency: str, **how: Any) -> Answer:
    """Make a campaign and publish it (rows 17, 18)."""
    campaign = await brand.client.post("/campaigns", campaign_body(await today(visitor), currency=currency, **how))
    return await brand.client.post(f"/campaigns/{campaign['id']}/publish")


async def engaged(brand: Side, creator: Side, campaign: dict[str, Any]) -> Answer:
    """Invite a creator, who accepts (rows 19, 20)."""
    invitation = await brand.client.post(
        f"/campaigns/{campaign['id']}/invitations", {"creator_id": creator.creator_id, "message": "Cook with us?"}
    )
    waiting = await creator.client.get("/invitations")
    assert invitation["id"] in {one["id"] for one in waiting["data"]}, waiting
    return await creator.client.post(f"/invitations/{invitation['id']}/accept")


async def agreed(brand: Side, creator: Side, campaign: dict[str, Any], *, price: int, counter: int | None = None) -> Answer:
    """Offer, perhaps counter, accept; give the order (rows 21 to 24)."""
    currency = campaign["budget"]["currency"]
    offer = await brand.client.post(
        "/offers",
        {"campaign_id": campaign["id"], "creator_id": creator.creator_id, "price": {"value": price, "currency": currency}},
    )
    accepting = creator
    if counter is not None:
        seen = await creator.client.get(f"/offers/{offer['id']}")
        offer = await creator.client.post(
            f"/offers/{offer['id']}/counter",
            {"price": {"value": counter, "currency": currency}, "message": "It takes a whole day."},
            etag=seen.etag,
        )
        accepting = brand
    accepted = await accepting.client.post(f"/offers/{offer['id']}/accept", etag=offer.etag)
    return await brand.client.get(f"/orders/{accepted['order_id']}")


async def funded(brand: Side, order: dict[str, Any], *, amount: int | None = None, outcome: str = "success") -> Answer:
    """Bring the brand's money in (row 25)."""
    currency = order["price"]["currency"]
    return await brand.client.post(
        "/fundings",
        {
            "amount": {"value": amount if amount is not None else order["price"]["value"], "currency": currency},
            "source": {"type": "sandbox", "sandbox": {"outcome": outcome}},
            "order_id": order["id"],
        },
        key=fresh_key(),
    )


async def uploaded(side: Side, content: bytes, *, content_type: str = "video/mp4") -> Answer:
    """Send a file to its signed address and complete it (row 27)."""
    upload = await side.client.post(
        "/uploads", {"filename": "recipe.mp4", "content_type": content_type, "size_bytes": len(content)}
    )
    async with httpx.AsyncClient(trust_env=False, timeout=30) as files:
        answer = await files.request(upload["method"], upload["url"], headers=upload["headers"], content=content)
    answer.raise_for_status()
    return await side.client.post(f"/uploads/{upload['id']}/complete", {"sha256": hashlib.sha256(content).hexdigest()})


async def submitted_draft(
    creator: Side, order: dict[str, Any], deliverable: dict[str, Any], *, caption: str = CAPTION, film: bytes | None = None
) -> Answer:
    """Upload, make a draft and hand it in (rows 27 to 29)."""
    upload = await uploaded(creator, film or film_of(f"{deliverable['id']} 1"))
    draft = await creator.client.post(
        "/drafts",
        {
            "order_id": order["id"],
            "deliverable_id": deliverable["id"],
            "caption": caption,
            "hashtags": HASHTAGS,
            "upload_ids": [upload["id"]],
        },
    )
    await creator.client.post(f"/drafts/{draft['id']}/submit")
    return draft


async def in_state(side: Side, path: str, *states: str, seconds: float = 15) -> Answer:
    """Wait for an object to reach one of these states."""
    return await soon(lambda: side.client.get(path), lambda value: value["state"] in states, seconds=seconds)


async def reviewed(brand: Side, creator: Side, draft: dict[str, Any], *, rounds: int = 0) -> Answer:
    """Judge a draft: so many rounds of changes, each answered with a new film, then approval (rows 29 to 32)."""
    path = f"/drafts/{draft['id']}"
    for number in range(rounds):
        seen = await in_state(brand, path, "brand_review")
        await brand.client.post(
            f"{path}/request-changes",
            {
                "version_number": seen["version_number"],
                "items": [
                    {"anchor": {"type": "time", "at_milliseconds": 4_000}, "comment": "Show the pan earlier."},
                    {"anchor": {"type": "text", "field": "caption", "start": 0, "end": 3}, "comment": "Say 'ten' in letters."},
                ],
            },
        )
        upload = await uploaded(creator, film_of(f"{draft['deliverable_id']} {number + 2}"))
        await creator.client.post(f"{path}/versions", {"caption": CAPTION, "hashtags": HASHTAGS, "upload_ids": [upload["id"]]})
        await creator.client.post(f"{path}/submit")
    seen = await in_state(brand, path, "brand_review")
    return await brand.client.post(f"{path}/approve", {"version_number": seen["version_number"], "message": "Lovely."})


async def payable_of(creator: Side, deliverable: dict[str, Any]) -> dict[str, Any]:
    """Wait for the money of a deliverable: it is there well under a second after the approval (row 33)."""

    async def found() -> dict[str, Any] | None:
        payables: Sequence[dict[str, Any]] = (await creator.client.get("/payables"))["data"]
        return next((payable for payable in payables if payable["deliverable_id"] == deliverable["id"]), None)

    return await soon(found, lambda payable: payable is not None)


async def can_be_paid(creator: Side, *, currency: str) -> None:
    """Name an account and hand in the tax form (rows 34, 35)."""
    await creator.client.post(
        "/payout-accounts",
        {"type": "sandbox", "currency": currency, "holder_name": "Ana Cooks", "sandbox": {"outcome": "success"}},
        key=fresh_key(),
    )
    await creator.client.post(
        "/tax-forms",
        {
            "type": "w9",
            "name": "Ana Cooks",
            "tax_id": "123-45-6789",
            "address": {
                "line1": "1 Main Street",
                "city": "Springfield",
                "region": "IL",
                "postal_code": "62701",
                "country": "US",
            },
            "signed_at": "2026-01-15T12:00:00Z",
        },
    )


async def paid_out(creator: Side, *, currency: str, amount: int | None = None) -> Answer:
    """Ask for the money and wait until it is paid (row 36)."""
    body: dict[str, Any] = {"currency": currency}
    if amount is not None:
        body["amount"] = {"value": amount, "currency": currency}
    payout = await creator.client.post("/payouts", body, key=fresh_key())
    return await in_state(creator, f"/payouts/{payout['id']}", "paid", "failed")


async def posted(visitor: Client, creator: Side, deliverable: dict[str, Any], *, version: int = 1) -> Answer:
    """Post the film of an approved version and prove it (rows 38, 39)."""
    film = film_of(f"{deliverable['id']} {version}")
    post = await visitor.post(
        f"/sandbox/social-accounts/{creator.handle}/posts",
        {"caption": CAPTION, "hashtags": HASHTAGS, "media_sha256": hashlib.sha256(film).hexdigest()},
    )
    publication = await creator.client.post("/publications", {"deliverable_id": deliverable["id"], "url": post["url"]})
    return await in_state(creator, f"/publications/{publication['id']}", "verified", "mismatch")


async def balance(side: Side, currency: str) -> dict[str, Any]:
    """Read a side's balance in a currency (rows 26, 33)."""
    balances = (await side.client.get("/balances"))["data"]
    return next(one for one in balances if one["currency"] == currency)
