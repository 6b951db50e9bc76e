"""Rows 1 to 13: from an empty database to a verified brand and an approved creator."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from demo.client import Client, soon

PASSWORD = "a long sentence about pans 7"  # noqa: S105 - of people of the sandbox


@dataclass
class Side:
    """Somebody of one organization, signed in."""

    client: Client
    organization: dict[str, Any]
    creator_id: str | None = None
    handle: str | None = None


def an_address(word: str) -> str:
    """Make an e-mail address that nobody has."""
    return f"{word}-{uuid4().hex[:10]}@example.com"


async def person(visitor: Client, word: str, *, country: str) -> tuple[Client, str]:
    """Sign somebody up, confirm the address, sign in (rows 1, 1b, 2, 5)."""
    email = an_address(word)
    await visitor.post(
        "/users",
        {"email": email, "password": PASSWORD, "name": word.title(), "country": country, "date_of_birth": "1996-04-12"},
    )
    letter = await mail_to(visitor, email, "email_confirmation")
    await visitor.post("/users/confirm-email", {"token": letter["data"]["token"]})
    session = await visitor.post("/sessions", {"email": email, "password": PASSWORD})
    return visitor.signed_in(session["access_token"]), email


async def mail_to(visitor: Client, email: str, type: str) -> dict[str, Any]:
    """Wait for an e-mail in the sandbox's mailbox (row 5)."""

    async def letters() -> list[dict[str, Any]]:
        return [letter for letter in (await visitor.get("/sandbox/emails", to=email))["data"] if letter["type"] == type]

    return (await soon(letters, bool))[0]


async def verified_brand(visitor: Client, staff: Client, *, currency: str, country: str = "US") -> Side:
    """Make a brand and have it verified (rows 3 to 7)."""
    client, email = await person(visitor, "brand", country=country)
    organization = await client.post(
        "/organizations",
        {
            "type": "brand",
            "name": "Lumen Kitchen",
            "country": country,
            "currency": currency,
            "website": "https://lumen.example",
            "industry": "kitchenware",
            "description": "Pans that last.",
            "collaboration_goals": ["awareness"],
        },
    )
    await client.post(f"/organizations/{organization['id']}/verification", {"business_email": email})
    letter = await mail_to(visitor, email, "brand_verification")
    await visitor.post("/verifications/confirm", {"token": letter["data"]["token"]})
    await staff.post(f"/organizations/{organization['id']}/verification/pass")
    return Side(client, organization)


async def approved_creator(visitor: Client, staff: Client, *, currency: str, country: str = "US") -> Side:
    """Make a creator, with an account on the sandbox's platform, and have the application approved (rows 8 to 13)."""
    return await approved(await newcomer(visitor, currency=currency, country=country), visitor, staff)


async def newcomer(visitor: Client, *, currency: str, country: str = "US") -> Side:
    """Make a creator who has not applied yet (row 8)."""
    client, _ = await person(visitor, "creator", country=country)
    organization = await client.post(
        "/organizations", {"type": "creator", "name": "Ana Cooks", "country": country, "currency": currency}
    )
    return Side(client, organization)


async def approved(side: Side, visitor: Client, staff: Client) -> Side:
    """Connect an account on the sandbox's platform, apply as a creator, and be approved (rows 9 to 13)."""
    client, country, currency = side.client, side.organization["country"], side.organization["currency"]
    handle = f"ana_{uuid4().hex[:10]}"
    await visitor.put(f"/sandbox/social-accounts/{handle}", {"name": "Ana Cooks", "country": country, "follower_count": 42_000})
    account = await client.post("/social-accounts", {"platform": "sandbox", "handle": handle})
    eligibility = await client.get("/creator-eligibility", social_account_id=account["id"])
    assert eligibility["eligible"], eligibility
    application = await client.post(
        "/creator-applications",
        {
            "social_account_ids": [account["id"]],
            "categories": ["food"],
            "languages": ["en"],
            "formats": ["video"],
            "bio": "Home cooking in ten minutes.",
            "rates": [{"deliverable_type": "video", "price": {"value": 60_000, "currency": currency}, "negotiable": True}],
        },
    )
    await client.post(f"/creator-applications/{application['id']}/submit")
    await staff.post(f"/creator-applications/{application['id']}/claim")
    admitted = await staff.post(f"/creator-applications/{application['id']}/approve")
    return Side(client, side.organization, creator_id=admitted["creator_id"], handle=handle)


async def short_cut(visitor: Client, type: str, *, currency: str = "USD", country: str = "US", **account: Any) -> Side:
    """Make a verified brand or an approved creator in one call of the sandbox."""
    body: dict[str, Any] = {"type": type, "country": country, "currency": currency}
    if account:
        body["social_account"] = account
    made = await visitor.post("/sandbox/organizations", body)
    return Side(visitor.signed_in(made["session"]["access_token"]), made["organization"], creator_id=made["creator_id"])
