"""From the end of a session, or of a membership, to its refusal at the gateway: as soon as the event is told."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from gateway.app import create_gateway
from services import REGISTER
from services.identity.organizations import queries
from services.identity.organizations.roles import Role
from services.identity.organizations.service import change_role, remove_member
from shared.events.identity import OrganizationId, UserId
from shared.http import client_of_app
from shared.process import Neighbours
from shared.settings import Settings
from tests.harness import ServiceUnderTest, is_problem
from tests.identity.people import CREATOR, PASSWORD, done, sign_up

EMAIL = "ana@example.com"
SOON = 15
"""Below the 55 s for which the gateway keeps an inner token: what is refused by then was refused by an event."""


@pytest.fixture
async def gateway(identity: ServiceUnderTest) -> AsyncIterator[httpx.AsyncClient]:
    """A gateway before identity, whose relay and bus are at work."""
    apps = {"identity": identity.app}
    identity.instance.context.peers._apps["identity"] = identity.app  # type: ignore[attr-defined]
    neighbours = Neighbours(Settings(), {name: registered.port for name, registered in REGISTER.items()}, apps=apps)
    part = create_gateway(Settings(), neighbours, identity.bus, "ins_test")
    hearing = asyncio.create_task(part.run())
    async with identity.running(), client_of_app(part.app, name="gateway") as client:
        yield client
    hearing.cancel()
    await asyncio.gather(hearing, return_exceptions=True)
    await neighbours.close()


@pytest.fixture
async def tokens(identity: ServiceUnderTest, gateway: httpx.AsyncClient) -> dict[str, Any]:
    """Ana, signed in, with an organization: the gateway keeps her inner token."""
    await sign_up(identity, email=EMAIL)
    answer = await gateway.post("/v1/sessions", json={"email": EMAIL, "password": PASSWORD})
    tokens = answer.json()
    made = await gateway.post("/v1/organizations", json=CREATOR, headers=bearer(tokens))
    assert made.status_code == 201, made.text
    seen = await done(gateway.get("/v1/me", headers=bearer(tokens)))
    assert seen["organization_id"] == made.json()["id"]
    return {**tokens, "organization_id": made.json()["id"]}


def bearer(tokens: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens['access_token']}"}


async def once_refused(gateway: httpx.AsyncClient, path: str, tokens: dict[str, Any]) -> httpx.Response:
    """Ask until the answer is a refusal."""
    async with asyncio.timeout(SOON):
        while (answer := await gateway.get(path, headers=bearer(tokens))).is_success:
            await asyncio.sleep(0.001)
    return answer


async def test_an_old_refresh_token_ends_the_access_tokens_of_its_family(
    gateway: httpx.AsyncClient, tokens: dict[str, Any]
) -> None:
    async def refreshed(old: dict[str, Any]) -> httpx.Response:
        return await gateway.post("/v1/sessions/refresh", json={"refresh_token": old["refresh_token"]})

    second = await done(refreshed(tokens))
    third = await done(refreshed(second))
    assert (await gateway.get("/v1/me", headers=bearer(third))).is_success

    assert is_problem(await refreshed(tokens), 401, "invalid_refresh_token")
    for family in (tokens, second, third):
        assert is_problem(await once_refused(gateway, "/v1/me", family), 401, "unauthenticated")


async def test_who_signs_out_is_refused_with_the_next_request(gateway: httpx.AsyncClient, tokens: dict[str, Any]) -> None:
    assert (await gateway.delete("/v1/sessions/current", headers=bearer(tokens))).status_code == 204
    assert is_problem(await gateway.get("/v1/me", headers=bearer(tokens)), 401, "unauthenticated")


async def test_a_smaller_role_and_a_lost_membership_hold_at_once(
    identity: ServiceUnderTest, gateway: httpx.AsyncClient, tokens: dict[str, Any]
) -> None:
    organization = OrganizationId(tokens["organization_id"])

    async with identity.session() as session:
        membership = await queries.membership(session, user=UserId(tokens["user_id"]), organization=organization)
        assert membership is not None
        await change_role(session, membership=membership, role=Role.ARBITER)  # no role of a creator's: it has no scope there
    assert is_problem(await once_refused(gateway, "/v1/social-accounts", tokens), 403, "missing_scope")

    async with identity.session() as session:
        membership = await queries.membership(session, user=UserId(tokens["user_id"]), organization=organization)
        assert membership is not None
        await remove_member(session, membership=membership)
    assert is_problem(await once_refused(gateway, "/v1/organizations/" + organization, tokens), 404, "not_found")
    gone = await gateway.get("/v1/me", headers={**bearer(tokens), "Greenlight-Organization": organization})
    assert is_problem(gone, 404, "not_found")
