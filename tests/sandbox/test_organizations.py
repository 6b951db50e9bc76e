"""The short cut, against the real identity service in the same process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from services.identity.app import service as identity_service
from services.sandbox.app import service as sandbox_service
from services.sandbox.organizations import service as short_cut
from shared.bus.local import LocalBus
from shared.events.identity import CreatorApproved, OrganizationVerified
from tests.harness import Peers, ServiceUnderTest, Templates, is_problem, service_under_test

WAYS = "/sandbox/organizations"


class Town:
    """Sandbox and identity, reaching each other."""

    def __init__(self, sandbox: ServiceUnderTest, identity: ServiceUnderTest, peers: Peers) -> None:
        self.sandbox, self.identity, self.peers = sandbox, identity, peers


@pytest.fixture(scope="module")
async def town(templates: Templates) -> AsyncIterator[Town]:
    """Both services with a database each; their tasks run, their events wait to be read."""
    peers = Peers()
    async with AsyncExitStack() as stack:
        under_test = [
            await stack.enter_async_context(service_under_test(service, templates, bus=LocalBus(["nobody"]), peers=peers))
            for service in (identity_service, sandbox_service)
        ]
        for one in under_test:
            peers._apps[one.service.name] = one.app
            await one.service.on_start(one.instance.context)
            await stack.enter_async_context(one.running())
        yield Town(under_test[1], under_test[0], peers)


async def test_a_brand_is_verified_in_one_call(town: Town) -> None:
    answer = await town.sandbox.nobody().post(WAYS, {"type": "brand", "country": "DE", "currency": "EUR"})

    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["object"], made["creator_id"]) == ("sandbox_organization", None)
    organization = made["organization"]
    assert organization.items() >= {"object": "organization", "type": "brand", "country": "DE", "currency": "EUR"}.items()
    assert organization["verification"]["state"] == "passed"
    assert made["user"]["email"].endswith("@sandbox.example")
    assert made["user"]["email_verified"] is True
    assert made["session"]["access_token"]
    assert made["session"]["refresh_token"]
    verified = [event for event in await town.identity.said(OrganizationVerified) if event.organization_id == organization["id"]]
    assert len(verified) == 1
    mailed = await town.sandbox.nobody().get("/sandbox/emails", params={"to": made["user"]["email"]})
    assert [letter["type"] for letter in mailed.json()["data"]] == ["email_confirmation"]


async def test_a_creator_is_approved_in_one_call(town: Town) -> None:
    values = {"follower_count": 54_321, "bio": "Soup." * 900, "audience": {"countries": {"US": 0.61}}}
    answer = await town.sandbox.nobody().post(WAYS, {"type": "creator", "social_account": values})

    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["organization"].items() >= {"type": "creator", "country": "US", "currency": "USD"}.items()
    told = [event for event in await town.identity.said(CreatorApproved) if event.creator_id == made["creator_id"]]
    assert len(told) == 1
    assert told[0].organization_id == made["organization"]["id"]
    assert (told[0].accounts[0].follower_count, told[0].accounts[0].audience.countries) == (54_321, {"US": 0.61})
    account = (await town.sandbox.nobody().get(f"/sandbox/social-accounts/{told[0].handle}")).json()
    assert (account["follower_count"], account["name"]) == (54_321, told[0].name)


async def test_several_at_the_same_time_are_several(town: Town) -> None:
    answers = await asyncio.gather(*(town.sandbox.nobody().post(WAYS, {"type": "creator", "country": "KR"}) for _ in range(4)))

    assert [answer.status_code for answer in answers] == [201] * 4
    for what in ("creator_id", "user", "organization"):
        found = [answer.json()[what] for answer in answers]
        assert len({one if isinstance(one, str) else one["id"] for one in found}) == 4


async def test_identitys_refusal_is_passed_on(town: Town) -> None:
    answer = await town.sandbox.nobody().post(WAYS, {"type": "creator", "social_account": {"follower_count": 9_999}})

    assert is_problem(answer, 409, "not_eligible")
    assert [rule["code"] for rule in answer.json()["rules"] if not rule["passed"]] == ["follower_count"]
    assert answer.json()["request_id"] == answer.headers["request-id"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"type": "agency"},
        {"type": "brand", "country": "us"},
        {"type": "brand", "currency": "XQQ"},
        {"type": "brand", "social_account": {}},
        {"type": "creator", "social_account": {"follower_count": -1}},
        {"type": "creator", "name": "x"},
    ],
)
async def test_a_wrong_wish_is_refused(town: Town, body: dict[str, object]) -> None:
    people = await town.identity.scalar("select count(*) from users")

    assert is_problem(await town.sandbox.nobody().post(WAYS, body), 422, "validation_failed")
    assert await town.identity.scalar("select count(*) from users") == people


async def test_an_email_that_does_not_come_is_not_waited_for_long(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short_cut, "MAIL_SECONDS", 0.3)
    nobody = town.sandbox.nobody()
    await nobody.put("/sandbox/faults", {"target": "mail", "mode": "away", "count": 1000})

    assert is_problem(await nobody.post(WAYS, {"type": "brand"}), 503, "busy")
    await nobody.put("/sandbox/faults", {"target": "mail", "mode": "none"})


async def test_identity_that_is_away_is_said_so(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_scope: object, _receive: object, send: object) -> None:
        raise RuntimeError

    monkeypatch.setitem(town.peers._apps, "identity", broken)

    assert is_problem(await town.sandbox.nobody().post(WAYS, {"type": "brand"}), 503, "upstream_unavailable")
