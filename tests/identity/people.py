"""Who takes part in identity's tests, and the outside world that they meet: a mailbox and a social platform."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, Request, Response

from services.identity.organizations.roles import Role, scopes_of
from services.identity.staff import StaffRole, create_staff
from shared.clock import clock
from shared.events.identity import OrganizationId
from tests.harness import STAFF_SCOPES, Actor, ServiceUnderTest

PASSWORD = "a long sentence 7"
BRAND = {
    "type": "brand",
    "name": "Lumen",
    "country": "US",
    "currency": "USD",
    "website": "https://lumen.example",
    "industry": "cookware",
    "description": "Pans that last.",
    "collaboration_goals": ["awareness"],
}
CREATOR = {"type": "creator", "name": "Lena Cooks", "country": "US", "currency": "USD"}
ACCOUNT = {
    "platform": "sandbox",
    "name": "Lena",
    "bio": "Recipes.",
    "country": "US",
    "language": "en",
    "follower_count": 24_000,
    "likes_last_28_days": 180_000,
    "posts_last_30_days": 12,
    "average_views": 9_000,
    "median_views": 7_000,
    "engagement_rate": 0.05,
    "community_guideline_strikes": 0,
    "original_content": True,
    "audience": {"countries": {"US": 0.6}, "genders": {"female": 0.7}, "ages": {"18-24": 0.5}, "devices": {}},
}
PROFILE = {
    "categories": ["food"],
    "languages": ["en"],
    "formats": ["video"],
    "bio": "Recipes in ten minutes.",
    "rates": [{"deliverable_type": "video", "price": {"value": 60_000, "currency": "USD"}, "negotiable": True}],
}


@dataclass
class Outside:
    """The sandbox as identity's adapters meet it; a status other than 200 is its bad day."""

    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)
    emails: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200

    def account(self, handle: str, **values: Any) -> str:
        """Let the platform have an account."""
        self.accounts[handle] = {**ACCOUNT, "handle": handle, **values}
        return handle

    def token_to(self, to: str, type: str) -> str:
        """Take the token of the newest letter."""
        return next(letter["data"]["token"] for letter in reversed(self.emails) if (letter["to"], letter["type"]) == (to, type))

    def app(self) -> FastAPI:
        """Answer as the sandbox's service does."""
        app = FastAPI()

        @app.get("/outside/social-accounts/{handle}")
        async def read_account(handle: str) -> Any:
            if self.status != 200 or handle not in self.accounts:
                return Response(status_code=self.status if self.status != 200 else 404)
            return self.accounts[handle]

        @app.post("/outside/emails", status_code=204)
        async def deliver(request: Request) -> Response:
            letter = await request.json()
            if self.status == 200 and letter["key"] not in {one["key"] for one in self.emails}:
                self.emails.append(letter)
            return Response(status_code=204 if self.status == 200 else self.status)

        return app


async def sign_up(identity: ServiceUnderTest, **how: Any) -> Actor:
    """A new person, who belongs nowhere yet."""
    body = {
        "email": f"{uuid4().hex[:12]}@example.com",
        "password": PASSWORD,
        "name": "Ana",
        "country": "US",
        "date_of_birth": "1996-04-12",
        **how,
    }
    answer = await identity.nobody().post("/users", {name: value for name, value in body.items() if value is not None})
    assert answer.status_code == 201, answer.text
    return Actor(identity.app, None, None, user_id=answer.json()["id"])


async def founder(identity: ServiceUnderTest, body: dict[str, Any], *, person: Actor | None = None, **how: Any) -> Actor:
    """The owner of a new organization."""
    person = person or await sign_up(identity, **how)
    answer = await person.post("/organizations", body)
    assert answer.status_code == 201, answer.text
    organization = answer.json()
    return Actor(
        identity.app,
        organization["type"],
        OrganizationId(organization["id"]),
        user_id=person.user_id,
        scopes=" ".join(scopes_of(organization["type"], Role.OWNER)),
    )


async def brand(identity: ServiceUnderTest, **changes: Any) -> Actor:
    """The owner of a new brand."""
    return await founder(identity, {**BRAND, **changes})


async def creator(identity: ServiceUnderTest, *, date_of_birth: str | None = "1996-04-12", **changes: Any) -> Actor:
    """The owner of a new creator's organization."""
    return await founder(identity, {**CREATOR, **changes}, date_of_birth=date_of_birth)


async def staff(identity: ServiceUnderTest, role: StaffRole = StaffRole.ADMIN) -> Actor:
    """A member of staff, made as the command makes one."""
    async with identity.session() as session:
        email = f"{uuid4().hex[:12]}@greenlight.example"
        user = await create_staff(session, email=email, password=PASSWORD, role=role, now=clock.now())
    platform = await identity.scalar("select id from organizations where type = 'platform'")
    return Actor(identity.app, "platform", OrganizationId.of(platform), user_id=user.id, scopes=STAFF_SCOPES)


async def under_review(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> None:
    """Take a brand through its link."""
    email = f"{uuid4().hex[:12]}@lumen.example"
    answer = await owner.post(f"/organizations/{owner.organization_id}/verification", {"business_email": email})
    assert answer.status_code == 201, answer.text
    await identity.run_tasks()
    token = outside.token_to(email, "brand_verification")
    answer = await identity.nobody().post("/verifications/confirm", {"token": token})
    assert answer.status_code == 200, answer.text


async def connected(outside: Outside, owner: Actor, handle: str = "lena_cooks", **values: Any) -> str:
    """Connect an account of the platform; gives its id."""
    outside.account(handle, **values)
    answer = await owner.post("/social-accounts", {"platform": "sandbox", "handle": handle})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def drafted(owner: Actor, *social_account_ids: str, **changes: Any) -> dict[str, Any]:
    """Begin an application."""
    answer = await owner.post("/creator-applications", {**PROFILE, "social_account_ids": list(social_account_ids), **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def done(answer: Any) -> dict[str, Any]:
    """Give what an operation that must succeed has answered."""
    answer = await answer
    assert answer.is_success, answer.text
    return answer.json()
