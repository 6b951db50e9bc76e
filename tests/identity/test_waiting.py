"""Who waits for news with a credential that changes meanwhile is told only what they may see then."""

import asyncio
from typing import Any

import pytest

from services.identity.organizations import queries as organizations
from services.identity.organizations.models import Organization
from services.identity.organizations.roles import Role
from services.identity.organizations.service import add_member, change_role
from shared.events.identity import OrganizationId, UserId
from tests.gateway.doubles import assert_problem, until
from tests.harness import Actor, ServiceUnderTest
from tests.identity.people import BRAND, PASSWORD, done, founder, sign_up
from tests.identity.programs import gateways

WATCHED = {"name": "Watched", "scopes": ["campaigns:read"]}
WAIT = {"If-None-Match": '"v1"', "Prefer": "wait=20"}


def watched_by_somebody(identity: ServiceUnderTest) -> bool:
    return bool(identity.instance.context.changes._watched)


async def changed(owner: Actor, key: dict[str, Any]) -> None:
    await done(owner.delete(f"/api-keys/{key['id']}"))


async def test_what_comes_is_told(identity: ServiceUnderTest, owner: Actor) -> None:
    watched = await done(owner.post("/api-keys", WATCHED))
    mine = await done(owner.post("/api-keys", {"name": "Mine", "scopes": ["api_keys:read"]}))
    async with gateways(identity) as [get]:
        waiting = asyncio.create_task(get(mine, path=f"/v1/api-keys/{watched['id']}", **WAIT))
        await until(lambda: watched_by_somebody(identity))
        await changed(owner, watched)
        answer = await waiting

    assert (answer.status_code, answer.headers["preference-applied"]) == (200, "wait=20")
    assert answer.json()["state"] == "revoked"


async def test_a_key_that_was_revoked_while_it_waited_is_refused(identity: ServiceUnderTest, owner: Actor) -> None:
    watched = await done(owner.post("/api-keys", WATCHED))
    mine = await done(owner.post("/api-keys", {"name": "Mine", "scopes": ["api_keys:read"]}))
    async with gateways(identity) as [get]:
        waiting = asyncio.create_task(get(mine, path=f"/v1/api-keys/{watched['id']}", **WAIT))
        await until(lambda: watched_by_somebody(identity))
        await changed(owner, mine)
        async with asyncio.timeout(2):
            while (await get(mine, path="/v1/credential")).status_code != 401:
                await asyncio.sleep(0.01)
        await changed(owner, watched)
        answer = await waiting

    assert_problem(answer, 401, "unauthenticated")
    assert watched["id"] not in answer.text


@pytest.mark.parametrize(("role", "status"), [(Role.VIEWER, 403), (Role.ADMIN, 200)])
async def test_a_person_of_another_role_is_told_what_that_one_may_see(
    identity: ServiceUnderTest, owner: Actor, role: Role, status: int
) -> None:
    email = "ana@lumen.example"
    person = await sign_up(identity, email=email)
    founded = await founder(identity, BRAND, person=person)
    await _second_owner(identity, founded, owner)
    watched = await done(founded.post("/api-keys", WATCHED))
    signed_in = await done(identity.nobody().post("/sessions", {"email": email, "password": PASSWORD}))
    session = {"secret": signed_in["access_token"]}
    async with gateways(identity) as [get]:
        waiting = asyncio.create_task(get(session, path=f"/v1/api-keys/{watched['id']}", **WAIT))
        await until(lambda: watched_by_somebody(identity))
        async with identity.instance.context.step() as step:
            membership = await organizations.membership(
                step, user=UserId(person.user_id), organization=OrganizationId(founded.organization_id)
            )
            assert membership is not None
            await change_role(step, membership=membership, role=role)
        async with asyncio.timeout(2):
            while (await get(session, path="/v1/credential")).json()["role"] != role:
                await asyncio.sleep(0.01)
        await changed(founded, watched)
        answer = await waiting

    assert answer.status_code == status
    assert ("revoked" in answer.text) == (status == 200)


async def _second_owner(identity: ServiceUnderTest, founded: Actor, other: Actor) -> None:
    """The last owner keeps their role."""
    async with identity.instance.context.step() as step:
        organization = await step.get_one(Organization, OrganizationId(founded.organization_id))
        await add_member(step, organization=organization, user=UserId(other.user_id), role=Role.OWNER)
