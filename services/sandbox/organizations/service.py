"""How the short cut goes: every step is one that a real brand, creator or member of staff would take."""

from secrets import token_hex, token_urlsafe
from time import monotonic
from typing import Any

from services.sandbox.emails.queries import newest_email
from services.sandbox.organizations.identity import Voice
from services.sandbox.organizations.schemas import NewSandboxOrganization, SandboxOrganizationOut
from services.sandbox.social_accounts.schemas import SocialAccountIn
from services.sandbox.social_accounts.service import put_account
from shared.clock import clock
from shared.errors import Busy, Invalid
from shared.events.identity import CreatorId
from shared.platforms import PlatformAccount
from shared.service import Context

MAIL_SECONDS = 15.0
"""How long an e-mail may take to arrive."""
MOST_BIO = 2000
"""What identity takes of a bio."""
BORN = "1990-05-17"


async def make(context: Context[Any], wanted: NewSandboxOrganization) -> SandboxOrganizationOut:
    """Make a verified brand or an approved creator. Raises `IdentityRefused` where identity refuses a step."""
    if wanted.type == "brand" and wanted.social_account is not None:
        raise Invalid.at("/social_account", "not_for_a_brand", "a creator has a social account")

    nobody, word = Voice(context.peers), token_hex(6)
    email, password = f"{wanted.type}-{word}@sandbox.example", token_urlsafe(24)
    name = f"{'Brand' if wanted.type == 'brand' else 'Creator'} {word}"
    user = await nobody.post(
        "/users", {"email": email, "password": password, "name": name, "date_of_birth": BORN, "country": wanted.country}
    )
    await nobody.post("/users/confirm-email", {"token": await _token_from(context, to=email, type="email_confirmation")})
    session = await nobody.post("/sessions", {"email": email, "password": password})

    person, creator_id = await nobody.signed_in(session), None
    if wanted.type == "brand":
        organization_id = await _verified_brand(context, session, person, wanted=wanted, word=word)
    else:
        organization_id, creator_id = await _approved_creator(context, session, person, wanted=wanted, word=word)
    return SandboxOrganizationOut(
        organization=await person.get(f"/organizations/{organization_id}"),
        user=await person.get(f"/users/{user['id']}"),
        session=session,
        creator_id=creator_id,
    )


async def _verified_brand(
    context: Context[Any], session: dict[str, Any], person: Voice, *, wanted: NewSandboxOrganization, word: str
) -> str:
    domain = f"brand-{word}.sandbox.example"
    organization = await person.post(
        "/organizations",
        {
            "type": "brand",
            "name": f"Brand {word}",
            "country": wanted.country,
            "currency": wanted.currency,
            "website": f"https://{domain}",
            "industry": "cookware",
            "description": "A brand of the sandbox.",
            "collaboration_goals": ["awareness"],
        },
    )
    owner = await person.signed_in(session, organization_id=organization["id"])
    await owner.post(f"/organizations/{organization['id']}/verification", {"business_email": f"hello@{domain}"})

    token = await _token_from(context, to=f"hello@{domain}", type="brand_verification")
    await Voice(context.peers).post("/verifications/confirm", {"token": token})
    await (await person.as_system()).post(f"/organizations/{organization['id']}/verification/pass")
    return organization["id"]


async def _approved_creator(
    context: Context[Any], session: dict[str, Any], person: Voice, *, wanted: NewSandboxOrganization, word: str
) -> tuple[str, CreatorId]:
    account = await _account(context, handle=f"creator_{word}", values=wanted.social_account or SocialAccountIn())
    organization = await person.post(
        "/organizations",
        {"type": "creator", "name": account.name, "country": wanted.country, "currency": wanted.currency},
    )
    owner = await person.signed_in(session, organization_id=organization["id"])
    connected = await owner.post("/social-accounts", {"platform": "sandbox", "handle": account.handle})
    application = await owner.post(
        "/creator-applications",
        {
            "social_account_ids": [connected["id"]],
            "categories": ["food"],
            "languages": [account.language],
            "formats": ["video"],
            "bio": account.bio[:MOST_BIO],
            "rates": [
                {
                    "deliverable_type": "video",
                    "price": {"value": max(10_000, account.follower_count // 4), "currency": wanted.currency},
                    "negotiable": True,
                }
            ],
        },
    )
    address = f"/creator-applications/{application['id']}"
    await owner.post(f"{address}/submit")

    staff = await person.as_system()
    await staff.post(f"{address}/claim")
    approved = await staff.post(f"{address}/approve")
    return organization["id"], CreatorId(approved["creator_id"])


async def _account(context: Context[Any], *, handle: str, values: SocialAccountIn) -> PlatformAccount:
    async with context.step() as session:
        account = await put_account(session, handle=handle, values=values, now=clock.now())
        return account.profile


async def _token_from(context: Context[Any], *, to: str, type: str) -> str:
    """Wait for an e-mail and take its token, as a person with a mailbox would. Raises `Busy` when it does not come."""
    until = monotonic() + MAIL_SECONDS
    while monotonic() < until:
        async with context.sessions() as session:
            email = await newest_email(session, to=to, type=type)
        if email is not None:
            return str(email.data["token"])
        await context.arrivals.wait(0.05)
    raise Busy(f"The e-mail {type} has not arrived: try again.", headers={"Retry-After": "1"})
