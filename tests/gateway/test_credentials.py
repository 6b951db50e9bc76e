"""Credentials: who is swapped for what, how long that is remembered, and when it is forgotten."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from gateway.credentials import MOST_KEPT, Credentials, read_credential
from shared.bus import Bus
from shared.clock import real_now
from shared.errors import Unauthenticated
from shared.events import Event
from shared.events.identity import (
    MemberAdded,
    MemberRemoved,
    MemberRoleChanged,
    OAuthClientId,
    OAuthClientRevoked,
    OAuthClientRolled,
    OAuthTokenId,
    OAuthTokenRevoked,
    OrganizationId,
    SessionId,
    SessionRevoked,
    UserId,
)
from shared.process import Neighbours
from shared.settings import Settings
from tests.gateway.doubles import PORTS, FakeIdentity, Running, assert_problem, running, until
from tests.harness import envelope_of

BEARER = {"Authorization": "Bearer secret-of-ana"}


async def publish(bus: Bus, *events: Event) -> None:
    """Tell the gateway, as the relay does."""
    await bus.publish([envelope_of(event) for event in events])


def headers_of(answer: Any) -> dict[str, str]:
    """Read what the service got."""
    return dict(answer.json()["headers"])


async def test_a_credential_becomes_an_inner_token() -> None:
    async with running() as suite:
        answer = await suite.get("/v1/orders/x", headers=BEARER)

        assert headers_of(answer)["greenlight-inner-token"] == "inner-1"
        assert "authorization" not in headers_of(answer)
        assert "secret-of-ana" not in answer.text
        assert answer.headers.get_list("greenlight-organization") == [suite.identity.organization_id]


async def test_without_a_credential_nobody_is_asked() -> None:
    async with running() as suite:
        answer = await suite.get("/v1/orders/x")

        assert "greenlight-inner-token" not in headers_of(answer)
        assert "greenlight-organization" not in answer.headers
        assert suite.identity.minted == 0


@pytest.mark.parametrize(
    "value", ["Basic YTpi", "Bearer", "Bearer ", "Bearer a b", "secret", "Token x", "Bearer ä", "Bearer " + "a" * 5000, ""]
)
async def test_other_schemes_are_refused(value: str) -> None:
    async with running() as suite:
        answer = await suite.get("/v1/orders/x", headers={"Authorization": value.encode()})

        assert_problem(answer, 401, "unauthenticated")
        assert answer.headers["www-authenticate"] == "Bearer"
        assert suite.toy.calls == 0


async def test_the_scheme_is_read_in_any_case() -> None:
    async with running() as suite:
        assert (await suite.get("/v1/orders/x", headers={"Authorization": "bEARER abc=="})).status_code == 200


async def test_what_identity_refuses_reaches_the_caller_as_it_is() -> None:
    async with running() as suite:
        revoked = await suite.get("/v1/orders/x", headers={"Authorization": "Bearer revoked"})
        foreign = await suite.get("/v1/orders/x", headers={**BEARER, "Greenlight-Organization": OrganizationId.new()})

        assert_problem(revoked, 401, "unauthenticated")
        assert revoked.headers["www-authenticate"] == 'Bearer error="invalid_token"'
        assert assert_problem(foreign, 404, "not_found")["detail"] == "You do not belong to it."
        assert suite.toy.calls == 0


@pytest.mark.parametrize("value", ["", "org_", "usr_01k4s3m7v8e9tb2h6jq0xyzwpn", "org_01k4s3m7v8e9tb2h6jq0xyzwp!", "x" * 300])
async def test_an_organization_of_another_form(value: str) -> None:
    async with running() as suite:
        answer = await suite.get("/v1/orders/x", headers={**BEARER, "Greenlight-Organization": value})

        assert_problem(answer, 400, "organization_invalid")
        assert suite.identity.minted == 0


async def test_two_credentials_are_none() -> None:
    async with running() as suite:
        answer = await suite.get("/v1/orders/x", headers=[("Authorization", "Bearer a"), ("Authorization", "Bearer b")])

        assert_problem(answer, 400, "headers_invalid")


@pytest.mark.parametrize("status", [500, 503])
async def test_identity_in_trouble(status: int) -> None:
    async with running(identity=FakeIdentity(status=status)) as suite:
        answer = await suite.get("/v1/orders/x", headers=BEARER)

        assert_problem(answer, 503, "upstream_unavailable")
        assert answer.headers["retry-after"] == "1"


async def test_identity_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLIGHT_IDENTITY_URLS", "http://127.0.0.1:9")
    async with running() as suite:
        del suite.gateway._neighbours.apps["identity"]
        answer = await suite.get("/v1/orders/x", headers=BEARER)

        assert_problem(answer, 503, "upstream_unavailable")


async def test_a_route_that_identity_does_not_have_is_our_fault() -> None:
    async with running(identity=FakeIdentity(status=404)) as suite:
        assert_problem(await suite.get("/v1/orders/x", headers=BEARER), 500, "internal")


# --- remembering ------------------------------------------------------------------------------------------------


async def test_a_token_is_remembered_for_each_credential_and_organization() -> None:
    async with running() as suite:
        for _ in range(3):
            await suite.get("/v1/orders/x", headers=BEARER)
        assert suite.identity.minted == 1
        await suite.get("/v1/orders/x", headers={**BEARER, "Greenlight-Organization": str(suite.identity.organization_id)})
        assert suite.identity.minted == 2
        await suite.get("/v1/orders/x", headers={"Authorization": "Bearer other"})
        assert suite.identity.minted == 3


async def test_many_at_once_ask_once() -> None:
    async with running(identity=FakeIdentity(gate=asyncio.Event()), settings=Settings(gateway_at_once=20)) as suite:
        asking = [asyncio.create_task(suite.get("/v1/orders/x", headers=BEARER)) for _ in range(20)]
        await suite.identity.arrived.wait()
        asking[0].cancel()  # who came first leaves: the others still get their answer
        assert suite.identity.gate
        suite.identity.gate.set()
        answers = await asyncio.gather(*asking[1:])

        assert suite.identity.minted == 1
        assert {headers_of(answer)["greenlight-inner-token"] for answer in answers} == {"inner-1"}


async def test_a_token_is_not_used_in_its_last_five_seconds() -> None:
    now, identity = real_now(), FakeIdentity()
    neighbours = Neighbours(Settings(), PORTS, apps={"identity": identity.app()})
    credentials = Credentials(neighbours, now=lambda: now)
    await credentials.swap("a", None)
    now += timedelta(seconds=54)
    await credentials.swap("a", None)
    assert identity.minted == 1
    now += timedelta(seconds=2)
    await credentials.swap("a", None)
    assert identity.minted == 2

    identity.lifetime = timedelta(days=30)  # whatever identity's clock says, a minute is the longest
    await credentials.swap("b", None)
    now += timedelta(seconds=61)
    await credentials.swap("b", None)
    assert identity.minted == 4
    await neighbours.close()


async def test_a_short_token_is_used_but_not_kept() -> None:
    async with running(identity=FakeIdentity(lifetime=timedelta(seconds=3))) as suite:
        await suite.get("/v1/orders/x", headers=BEARER)
        await suite.get("/v1/orders/x", headers=BEARER)
        assert suite.identity.minted == 2


async def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_KEPT == 10_000
    monkeypatch.setattr("gateway.credentials.MOST_KEPT", 3)
    async with running() as suite:
        for number in range(5):
            await suite.get("/v1/orders/x", headers={"Authorization": f"Bearer {number}"})
        assert len(suite.gateway._credentials._kept) == 3
        await suite.get("/v1/orders/x", headers={"Authorization": "Bearer 4"})
        assert suite.identity.minted == 5
        await suite.get("/v1/orders/x", headers={"Authorization": "Bearer 0"})
        assert suite.identity.minted == 6


async def test_whoever_has_no_organization_is_asked_for_each_time() -> None:
    async with running(identity=FakeIdentity(organization_id=None)) as suite:
        before = await suite.get("/v1/orders/x", headers=BEARER)
        suite.identity.organization_id = OrganizationId.new()
        after = await suite.get("/v1/orders/x", headers=BEARER)

        assert "greenlight-organization" not in before.headers
        assert after.headers["greenlight-organization"] == suite.identity.organization_id


async def test_a_refusal_is_not_remembered() -> None:
    async with running() as suite:
        for _ in range(2):
            await suite.get("/v1/orders/x", headers={"Authorization": "Bearer revoked"})
        assert suite.identity.minted == 2


# --- forgetting -------------------------------------------------------------------------------------------------


def revoked(suite: Running) -> Event:
    return SessionRevoked(organization_id="x", session_id=suite.identity.session_id, user_id=suite.identity.user_id)


def removed(suite: Running) -> Event:
    return MemberRemoved(organization_id=suite.identity.organization_id or OrganizationId.new(), user_id=suite.identity.user_id)


def role_changed(suite: Running) -> Event:
    return MemberRoleChanged(
        organization_id=suite.identity.organization_id or OrganizationId.new(), user_id=suite.identity.user_id, role="member"
    )


def added(suite: Running) -> Event:
    return MemberAdded(organization_id=OrganizationId.new(), user_id=suite.identity.user_id, role="member")


@pytest.mark.parametrize("fact", [revoked, removed, role_changed, added])
async def test_an_event_voids_what_it_concerns(fact: Any) -> None:
    async with running() as suite:
        await suite.get("/v1/orders/x", headers=BEARER)
        await publish(suite.bus, fact(suite))
        again = await suite.get("/v1/orders/x", headers=BEARER)

        assert headers_of(again)["greenlight-inner-token"] == "inner-2"


async def test_an_oauth_client_and_its_token_void_what_rests_on_them() -> None:
    client, token, organization = OAuthClientId.new(), OAuthTokenId.new(), OrganizationId.new()
    others = {"organization_id": organization, "oauth_client_id": OAuthClientId.new(), "oauth_token_id": OAuthTokenId.new()}
    own = {"organization_id": organization, "oauth_client_id": client, "name": "Import"}
    async with running(identity=FakeIdentity(rests_on=[client, token])) as suite:
        await suite.get("/v1/orders/x", headers=BEARER)
        await publish(suite.bus, OAuthTokenRevoked(**others), OAuthClientRevoked(**others, name="Import"))
        await suite.get("/v1/orders/x", headers=BEARER)
        assert suite.identity.minted == 1

        for number, event in enumerate(
            (
                OAuthTokenRevoked(organization_id=organization, oauth_client_id=client, oauth_token_id=token),
                OAuthClientRolled(**own),
                OAuthClientRevoked(**own),
            )
        ):
            await publish(suite.bus, event)
            await suite.get("/v1/orders/x", headers=BEARER)
            assert suite.identity.minted == number + 2, event


async def test_identity_is_asked_again_for_the_first_who_may_use_a_credential() -> None:
    identity = FakeIdentity(networks=["203.0.113.0/24"])
    async with running(identity=identity) as suite:

        async def get(address: str) -> int:
            transport = httpx.ASGITransport(suite.gateway.app, client=(address, 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as http:
                return (await http.get("/v1/orders/x", headers=BEARER)).status_code

        for address, status in (
            ("198.51.100.1", 403),
            ("198.51.100.2", 403),
            ("203.0.113.7", 200),
            ("198.51.100.1", 403),
            ("203.0.113.8", 200),
        ):
            assert await get(address) == status, address
        assert identity.asked_from == ["198.51.100.1", "203.0.113.7"]


async def test_only_identity_is_told_from_where_a_caller_comes() -> None:
    forged = {"Greenlight-Inner-Address": "192.0.2.1", "Greenlight_Inner_Address": "192.0.2.1"}
    async with running() as suite:
        told = await suite.get("/v1/me", headers=forged)
        others = await suite.get("/v1/orders/x", headers=forged)

        assert [value for name, value in told.json()["headers"] if "address" in name] == ["127.0.0.1"]
        assert [value for name, value in others.json()["headers"] if "address" in name] == []


async def test_an_event_of_others_voids_nothing() -> None:
    async with running() as suite:
        await suite.get("/v1/orders/x", headers=BEARER)
        organization, user = OrganizationId.new(), UserId.new()
        await publish(
            suite.bus,
            SessionRevoked(organization_id="x", session_id=SessionId.new(), user_id=suite.identity.user_id),
            MemberRemoved(organization_id=organization, user_id=user),
            MemberRoleChanged(organization_id=organization, user_id=user, role="member"),
            MemberAdded(organization_id=organization, user_id=user, role="member"),
        )
        await suite.get("/v1/orders/x", headers=BEARER)

        assert suite.identity.minted == 1


async def test_an_event_that_cannot_be_read_voids_everything() -> None:
    async with running() as suite:
        await suite.get("/v1/orders/x", headers=BEARER)
        await suite.bus.publish([envelope_of(revoked(suite)).model_copy(update={"data": b"{"})])
        await suite.get("/v1/orders/x", headers=BEARER)

        assert suite.identity.minted == 2


async def test_a_token_that_was_under_way_when_an_event_came_is_not_kept() -> None:
    gate = asyncio.Event()
    async with running(identity=FakeIdentity(gate=gate)) as suite:
        early = asyncio.create_task(suite.get("/v1/orders/x", headers=BEARER))
        await suite.identity.arrived.wait()
        await publish(suite.bus, revoked(suite))
        late = asyncio.create_task(suite.get("/v1/orders/x", headers=BEARER))  # comes after it: gets a token of its own
        await until(lambda: suite.identity.minted == 2)
        gate.set()

        assert headers_of(await early)["greenlight-inner-token"] == "inner-1"
        assert headers_of(await late)["greenlight-inner-token"] == "inner-2"
        assert headers_of(await suite.get("/v1/orders/x", headers=BEARER))["greenlight-inner-token"] == "inner-2"
        assert suite.identity.minted == 2


async def test_who_changes_something_at_identity_finds_it_so_at_once() -> None:
    async with running() as suite:
        await suite.get("/v1/orders/x", headers=BEARER)
        await suite.get("/v1/me", headers=BEARER)
        assert suite.identity.minted == 1
        await suite.client.delete("/v1/sessions/current", headers=BEARER)
        assert suite.identity.minted == 1
        await suite.get("/v1/orders/x", headers=BEARER)
        assert suite.identity.minted == 2


def test_a_tab_is_no_space() -> None:
    with pytest.raises(Unauthenticated):
        read_credential("Bearer\tx")
