"""Social accounts: connecting and giving them up."""

import asyncio

import pytest

from tests.harness import Actor, ServiceUnderTest, is_problem
from tests.identity.people import Outside, brand, connected, creator, done, staff


@pytest.fixture
async def lena(identity: ServiceUnderTest) -> Actor:
    return await creator(identity)


async def connect(owner: Actor, handle: str, platform: str = "sandbox"):
    return await owner.post("/social-accounts", {"platform": platform, "handle": handle})


async def test_a_creator_connects_an_account(identity: ServiceUnderTest, outside: Outside, lena: Actor) -> None:
    outside.account("lena_cooks")
    answer = await connect(lena, "lena_cooks")

    body = answer.json()
    assert (answer.status_code, body["object"], body["id"][:4], body["state"]) == (201, "social_account", "soc_", "connected")
    assert (body["platform"], body["handle"], body["follower_count"]) == ("sandbox", "lena_cooks", 24_000)
    assert (body["organization_id"], body["actions"], body["is_final"]) == (lena.organization_id, ["disconnect"], False)
    assert (await done(lena.get(f"/social-accounts/{body['id']}"))) == body


async def test_one_account_belongs_to_one_organization(identity: ServiceUnderTest, outside: Outside, lena: Actor) -> None:
    other = await creator(identity)
    for name in ("lena_cooks", "LENA_cooks"):
        outside.account(name)
    answers = await asyncio.gather(*(connect(owner, "lena_cooks") for owner in (lena, other, lena, other)))
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409]

    refused = [answer for answer in answers if answer.status_code == 409]
    assert all(is_problem(answer, 409, "account_taken") for answer in refused)
    loser = other if answers[1].status_code == 409 else lena
    assert is_problem(await connect(loser, "LENA_cooks"), 409, "account_taken")
    assert await identity.scalar("select count(*) from social_accounts") == 1


async def test_connecting_ones_own_account_again_renews_its_statistics(
    identity: ServiceUnderTest, outside: Outside, lena: Actor
) -> None:
    id = await connected(outside, lena, "lena_cooks")
    outside.account("lena_cooks", follower_count=31_000)
    again = await done(connect(lena, "lena_cooks"))
    assert (again["id"], again["follower_count"], again["version"]) == (id, 31_000, 2)


async def test_a_disconnected_account_may_be_connected_by_another(
    identity: ServiceUnderTest, outside: Outside, lena: Actor
) -> None:
    other = await creator(identity)
    id = await connected(outside, lena, "lena_cooks")
    gone = await done(lena.post(f"/social-accounts/{id}/disconnect"))
    assert (gone["state"], gone["is_final"], gone["actions"]) == ("disconnected", True, [])

    again = await lena.post(f"/social-accounts/{id}/disconnect")
    assert is_problem(again, 409, "invalid_state")
    assert (again.json()["state"], again.json()["actions"]) == ("disconnected", [])
    assert (await connect(other, "lena_cooks")).status_code == 201
    assert is_problem(await connect(lena, "lena_cooks"), 409, "account_taken")


async def test_what_the_platform_does_not_know_or_say_is_told(identity: ServiceUnderTest, outside: Outside, lena: Actor) -> None:
    unknown = await connect(lena, "nobody")
    assert is_problem(unknown, 422, "validation_failed")
    assert unknown.json()["errors"][0]["code"] == "account_unknown"
    for handle in ("", "a b", "../x", "@lena", "x" * 101):
        assert is_problem(await connect(lena, handle), 422, "validation_failed")
    assert is_problem(await connect(lena, "lena_cooks", platform="myspace"), 422, "validation_failed")

    outside.account("lena_cooks")
    outside.status = 503
    away = await lena.post(
        "/social-accounts", {"platform": "sandbox", "handle": "lena_cooks"}, headers={"Idempotency-Key": "connect"}
    )
    assert is_problem(away, 503, "upstream_unavailable")
    assert (away.json()["retryable"], away.headers["retry-after"]) == (True, "1")
    outside.status = 200
    retried = await lena.post(
        "/social-accounts", {"platform": "sandbox", "handle": "lena_cooks"}, headers={"Idempotency-Key": "connect"}
    )
    assert retried.status_code == 201  # the refused request gave its key back


async def test_only_creators_connect_and_only_the_owner_disconnects(
    identity: ServiceUnderTest, outside: Outside, lena: Actor
) -> None:
    lumen, other, reviewer = await brand(identity), await creator(identity), await staff(identity)
    id = await connected(outside, lena, "lena_cooks")

    assert is_problem(await connect(lumen, "lena_cooks"), 403, "forbidden")
    for who in (lumen, other):
        assert is_problem(await who.get(f"/social-accounts/{id}"), 404, "not_found")
        assert is_problem(await who.post(f"/social-accounts/{id}/disconnect"), 404, "not_found")
        assert (await done(who.get("/social-accounts")))["data"] == []
    assert is_problem(await reviewer.post(f"/social-accounts/{id}/disconnect"), 403, "missing_scope")
    assert (await done(reviewer.get(f"/social-accounts/{id}")))["id"] == id
    assert [one["id"] for one in (await done(reviewer.get("/social-accounts?state=connected")))["data"]] == [id]
    assert (await done(lena.get("/social-accounts?state=disconnected")))["data"] == []
