"""Sessions: signing in, refreshing, what an old token's return ends."""

import asyncio
from typing import Any

import pytest

from services.identity.sessions import service as sessions
from services.identity.staff import StaffRole, create_staff
from services.identity.users import passwords
from shared.clock import clock as business_clock
from shared.events.identity import SessionRevoked
from shared.http import INTERNAL_KEY_HEADER, client_of_app
from shared.service import internal_key
from tests.harness import Actor, ServiceUnderTest, inner_token, is_problem
from tests.identity.people import PASSWORD, done, sign_up

ANA = {"email": "ana@example.com", "password": PASSWORD, "name": "Ana", "country": "US"}


@pytest.fixture
async def ana(identity: ServiceUnderTest) -> Actor:
    return await sign_up(identity, email=ANA["email"])


async def signed_in(identity: ServiceUnderTest) -> dict[str, Any]:
    return await done(identity.nobody().post("/sessions", {"email": ANA["email"], "password": PASSWORD}))


async def refresh(identity: ServiceUnderTest, tokens: dict[str, Any]) -> Any:
    return await identity.nobody().post("/sessions/refresh", {"refresh_token": tokens["refresh_token"]})


async def is_alive(identity: ServiceUnderTest, tokens: dict[str, Any]) -> bool:
    """Whether the gateway would still take the access token."""
    headers = {INTERNAL_KEY_HEADER: internal_key(identity.instance.settings)}
    async with client_of_app(identity.app, name="identity", headers=headers) as client:
        answer = await client.post("/internal/inner-tokens", json={"credential": tokens["access_token"]})
    assert answer.status_code in {200, 401}, answer.text
    return answer.status_code == 200


async def test_who_signs_in_is_given_a_pair_of_tokens_that_are_kept_nowhere(identity: ServiceUnderTest, ana: Actor) -> None:
    answer = await identity.nobody().post("/sessions", {"email": "ANA@example.com", "password": PASSWORD})

    body = answer.json()
    assert (answer.status_code, body["object"], body["token_type"], body["expires_in"]) == (201, "session", "Bearer", 600)
    assert (body["id"][:4], body["user_id"]) == ("ses_", ana.user_id)
    for secret in (body["access_token"], body["refresh_token"]):
        for table in ("access_tokens", "refresh_tokens", "outbox", "idempotency_keys"):
            assert await identity.scalar(f"select count(*) from {table} where {table}::text like '%{secret}%'") == 0


async def test_a_wrong_password_and_an_unknown_address_look_the_same(identity: ServiceUnderTest, ana: Actor) -> None:
    wrong = await identity.nobody().post("/sessions", {"email": ANA["email"], "password": "a wrong sentence 7"})
    unknown = await identity.nobody().post("/sessions", {"email": "eve@example.com", "password": PASSWORD})

    assert is_problem(wrong, 401, "invalid_credentials")
    assert is_problem(unknown, 401, "invalid_credentials")
    assert {**wrong.json(), "request_id": ""} == {**unknown.json(), "request_id": ""}
    assert await identity.scalar("select count(*) from sessions") == 0


async def test_an_unknown_address_costs_the_same_work_as_a_wrong_password(
    identity: ServiceUnderTest, ana: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs: list[str] = []

    class Watched:
        def verify(self, password: str, password_hash: str) -> bool:
            costs.append(password_hash.rpartition("$")[0].rpartition("$")[0])
            return False

    monkeypatch.setattr(passwords, "_hasher", Watched())
    for email in (ANA["email"], "eve@example.com"):
        answer = await identity.nobody().post("/sessions", {"email": email, "password": PASSWORD})
        assert is_problem(answer, 401, "invalid_credentials")
    assert costs[0] == costs[1], costs


async def test_a_password_that_changes_while_it_is_checked_signs_nobody_in(
    identity: ServiceUnderTest, ana: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = sessions.verify_password

    async def slow(password: str, password_hash: str | None) -> bool:
        matches = await verify(password, password_hash)
        async with identity.session() as session:
            now, role = business_clock.now(), StaffRole.ADMIN
            await create_staff(session, email=ANA["email"], password="another long sentence 8", role=role, now=now)
        return matches

    monkeypatch.setattr(sessions, "verify_password", slow)
    answer = await identity.nobody().post("/sessions", {"email": ANA["email"], "password": PASSWORD})
    assert is_problem(answer, 401, "invalid_credentials")
    assert await identity.scalar("select count(*) from sessions where ended_at is null") == 0


async def test_a_refresh_gives_the_next_pair_of_the_same_session(identity: ServiceUnderTest, ana: Actor) -> None:
    first = await signed_in(identity)
    second = await done(refresh(identity, first))

    assert (second["id"], second["user_id"]) == (first["id"], ana.user_id)
    assert second["refresh_token"] != first["refresh_token"]
    assert await is_alive(identity, second)
    assert is_problem(
        await identity.nobody().post("/sessions/refresh", {"refresh_token": "glr_unknown"}), 401, "invalid_refresh_token"
    )


async def test_a_lost_answer_is_asked_for_again_within_thirty_seconds(
    identity: ServiceUnderTest, ana: Actor, real_time_later: Any
) -> None:
    first = await signed_in(identity)
    lost = await done(refresh(identity, first))
    real_time_later(seconds=20)
    found = await done(refresh(identity, first))

    assert is_problem(await refresh(identity, lost), 401, "invalid_refresh_token")  # nobody has it: it is dropped
    assert await is_alive(identity, found)
    assert (await refresh(identity, found)).status_code == 200


async def test_after_thirty_seconds_the_old_tokens_return_ends_the_family(
    identity: ServiceUnderTest, ana: Actor, real_time_later: Any
) -> None:
    first = await signed_in(identity)
    second = await done(refresh(identity, first))
    other = await signed_in(identity)
    real_time_later(seconds=31)

    assert is_problem(await refresh(identity, first), 401, "invalid_refresh_token")

    assert is_problem(await refresh(identity, second), 401, "invalid_refresh_token")
    assert not await is_alive(identity, first)
    assert not await is_alive(identity, second)
    [revoked] = await identity.said(SessionRevoked)
    assert (revoked.session_id, revoked.user_id) == (first["id"], ana.user_id)
    assert await is_alive(identity, other)
    assert (await refresh(identity, other)).status_code == 200


async def test_once_the_successor_is_used_the_old_tokens_return_ends_the_family(identity: ServiceUnderTest, ana: Actor) -> None:
    first = await signed_in(identity)
    second = await done(refresh(identity, first))
    third = await done(refresh(identity, second))

    assert is_problem(await refresh(identity, first), 401, "invalid_refresh_token")

    assert is_problem(await refresh(identity, third), 401, "invalid_refresh_token")
    assert not await is_alive(identity, third)


async def test_tokens_end_by_real_time_and_not_by_the_business_clock(
    identity: ServiceUnderTest, ana: Actor, clock: Any, real_time_later: Any
) -> None:
    tokens = await signed_in(identity)
    clock.advance(days=300)
    assert await is_alive(identity, tokens)

    real_time_later(minutes=8)
    assert await is_alive(identity, tokens)
    real_time_later(minutes=10, seconds=1)
    assert not await is_alive(identity, tokens)

    real_time_later(days=29, hours=23)
    renewed = await done(refresh(identity, tokens))
    assert await identity.scalar("select count(*) from access_tokens") == 1  # the first one was over
    real_time_later(days=60)
    assert is_problem(await refresh(identity, renewed), 401, "invalid_refresh_token")


async def test_of_one_token_used_many_times_at_once_one_pair_is_left_to_go_on_with(
    identity: ServiceUnderTest, ana: Actor
) -> None:
    first = await signed_in(identity)
    pairs = [answer.json() for answer in await asyncio.gather(*(refresh(identity, first) for _ in range(5)))]

    assert all("refresh_token" in pair for pair in pairs)  # all within thirty seconds, and no successor was used
    alive = [pair for pair in pairs if (await refresh(identity, pair)).status_code == 200]
    assert len(alive) == 1


async def test_a_rotation_may_take_the_successor_away_while_it_is_used(identity: ServiceUnderTest, ana: Actor) -> None:
    for _ in range(5):
        first = await signed_in(identity)
        second = await done(refresh(identity, first))
        answers = await asyncio.gather(refresh(identity, first), refresh(identity, second))
        # Who comes first decides: the phone that asks again, or the answer that was not lost after all.
        assert sorted(answer.status_code for answer in answers) in ([200, 401], [401, 401])


async def test_signing_out_voids_the_session_at_once(identity: ServiceUnderTest, ana: Actor) -> None:
    own = (await signed_in(identity))["id"]
    [listed] = (await done(ana.get("/sessions")))["data"]
    assert (listed["id"], "refresh_token" in listed) == (own, False)
    assert (await done(ana.get(f"/sessions/{own}")))["user_id"] == ana.user_id
    assert is_problem(await (await sign_up(identity)).get(f"/sessions/{own}"), 404, "not_found")

    token = inner_token(user=ana.user_id, organization=None, organization_type=None, scopes="", role=None, sid=own)
    for _ in range(2):
        answer = await identity.nobody().delete("/sessions/current", headers={"Greenlight-Inner-Token": token})
        assert (answer.status_code, answer.content) == (204, b"")
    assert (await done(ana.get("/sessions")))["data"] == []
    assert [event.session_id for event in await identity.said(SessionRevoked)] == [own]
