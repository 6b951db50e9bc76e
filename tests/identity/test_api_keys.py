"""API keys: what they are given, where they work, and how they end."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from services.identity.api_keys.models import KEYS, ApiKey
from services.identity.organizations.roles import Role, scopes_of
from services.identity.scopes import OF_KEYS
from services.identity.secrets import is_marked, new_marked
from services.identity.tokens import service as tokens
from shared.clock import real_now
from shared.events.identity import ApiKeyCreated, ApiKeyRevoked, ApiKeyRolled, OrganizationType
from shared.http import client_of_app
from shared.settings import Settings
from tests.harness import Actor, ServiceUnderTest, is_problem
from tests.identity.people import BRAND, brand, done, founder, staff
from tests.identity.programs import exchange, gateways, once_refused

KEY = {"name": "Reporting", "scopes": ["campaigns:read", "members:read"]}
ALLOWED = {"networks": ["203.0.113.0/24", "2001:db8::/32"]}


async def made(owner: Actor, **changes: Any) -> dict[str, Any]:
    answer = await owner.post("/api-keys", {**KEY, **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def rolled(owner: Actor, key: dict[str, Any], overlap_seconds: int) -> dict[str, Any]:
    return await done(owner.post(f"/api-keys/{key['id']}/roll", {"overlap_seconds": overlap_seconds}))


# --- the secret -----------------------------------------------------------------------------------------------------


def test_a_secret_names_its_environment_and_carries_a_checksum() -> None:
    sandbox = Settings()
    secrets = {new_marked("gl", sandbox) for _ in range(100)}

    assert len(secrets) == 100
    assert {len(secret) for secret in secrets} == {len("gl_test_") + 43 + 6}
    for secret in secrets:
        assert secret.startswith("gl_test_")
        assert is_marked(secret, "gl", sandbox)


def test_every_slip_of_the_hand_is_known_without_a_query() -> None:
    sandbox = Settings()
    secret = new_marked("gl", sandbox)

    for place in range(len(secret)):
        other = "a" if secret[place] != "a" else "b"
        assert not is_marked(secret[:place] + other + secret[place + 1 :], "gl", sandbox), place
    for wrong in (secret[:-1], secret + "0", secret.replace("test", "live"), secret + "\n", "gl_test_", ""):
        assert not is_marked(wrong, "gl", sandbox)


def test_a_secret_of_the_sandbox_is_none_in_production() -> None:
    class Production:
        is_sandbox = False

    live = new_marked("gl", Production())  # type: ignore[arg-type]
    assert live.startswith("gl_live_")
    assert is_marked(live, "gl", Production())  # type: ignore[arg-type]
    assert not is_marked(live, "gl", Settings())


async def test_a_mistyped_secret_asks_no_table(identity: ServiceUnderTest, owner: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    key = await made(owner)
    asked = []

    async def looked_up(*_: Any, **__: Any) -> None:
        asked.append(1)

    monkeypatch.setattr(tokens, "working_key_of_secret", looked_up)
    for secret in (key["secret"][:-1] + "!", key["secret"][:20] + "0000" + key["secret"][24:], "gl_test_x"):
        with pytest.raises(tokens.Unauthenticated):
            await exchange(identity, {"secret": secret})
    assert asked == []


async def test_the_secret_is_shown_once_and_kept_nowhere(identity: ServiceUnderTest, owner: Actor) -> None:
    answer = await owner.post("/api-keys", KEY, headers={"Idempotency-Key": "k"})
    key = answer.json()
    second = await rolled(owner, key, 3600)

    assert (key["object"], key["state"], key["actions"], key["is_final"]) == ("api_key", "active", ["roll", "revoke"], False)
    assert (key["prefix"], key["last_four"]) == (key["secret"][:12], key["secret"][-4:])
    assert (key["organization_id"], key["created_by"]) == (owner.organization_id, owner.user_id)
    shown = await done(owner.get(f"/api-keys/{key['id']}"))
    assert shown == {name: value for name, value in second.items() if name != "secret"}
    assert (shown["prefix"], shown["last_four"]) == (second["secret"][:12], second["secret"][-4:])
    assert (await done(owner.get("/api-keys")))["data"] == [shown]
    tables = await identity.scalar("select array_agg(tablename::text) from pg_tables where schemaname = 'public'")
    for secret in (key["secret"], second["secret"]):
        for table in tables:
            assert (
                await identity.scalar(
                    f'select count(*) from "{table}" where "{table}"::text like :like', like=f"%{secret[12:-4]}%"
                )
                == 0
            )


# --- what a key is given --------------------------------------------------------------------------------------------


async def test_a_key_acts_for_its_organization_with_its_scopes_only(identity: ServiceUnderTest, owner: Actor) -> None:
    key = await made(owner)
    stranger = await brand(identity)
    async with gateways(identity) as [get]:
        members = await get(key)
        assert [one["id"] for one in members.json()["data"]] == [owner.user_id]
        assert members.headers["greenlight-organization"] == owner.organization_id
        assert (await get(key, **{"Greenlight-Organization": str(owner.organization_id)})).is_success

        foreign = await get(key, **{"Greenlight-Organization": str(stranger.organization_id)})
        assert is_problem(foreign, 404, "not_found")
        assert is_problem(await get(key, path=f"/v1/organizations/{stranger.organization_id}/members"), 404, "not_found")
        assert is_problem(await get(key, path="/v1/social-accounts"), 403, "missing_scope")
        for path in ("/v1/me", "/v1/sessions", "/v1/users", "/v1/organizations"):
            assert is_problem(await get(key, path=path), 403, "forbidden")


async def test_idempotency_keys_of_a_key_are_its_own(identity: ServiceUnderTest, owner: Actor) -> None:
    from shared.auth import InnerTokens

    async def keys() -> dict[str, Any]:
        async with client_of_app(identity.app, name="identity") as client:
            return (await client.get("/.well-known/jwks.json")).json()

    key = await made(owner)
    token = await exchange(identity, key)
    principal = await InnerTokens(keys, environment="sandbox").principal(token.token)

    assert (principal.subject, principal.is_person, principal.role, principal.session_id) == (key["id"], False, None, None)
    assert principal.scope_of_keys == f"{key['id']}/{owner.organization_id}"
    assert principal.scopes == frozenset(KEY["scopes"])
    assert (token.credential_id, token.rests_on) == (key["id"], [key["id"]])


@pytest.mark.parametrize(
    "scope",
    [*sorted({one for kind in OrganizationType for role in Role for one in scopes_of(kind, role)} - OF_KEYS), "person", "x"],
)
async def test_some_scopes_no_key_may_hold(shared_identity: ServiceUnderTest, scope: str) -> None:
    owner = await brand(shared_identity)
    answer = await owner.post("/api-keys", {**KEY, "scopes": ["campaigns:read", scope]})

    assert is_problem(answer, 422, "validation_failed")
    assert answer.json()["errors"][0]["pointer"] == "/scopes/1"


async def test_a_scope_that_keys_lost_is_gone_from_those_that_have_it(identity: ServiceUnderTest, owner: Actor) -> None:
    key = await made(owner)
    async with identity.session() as session:
        await session.execute(ApiKey.__table__.update().values(scopes=["members:read", "members:write", "staff:review"]))

    token = await exchange(identity, key)
    assert '"scope":"members:read"' in _claims(token.token)


def _claims(token: str) -> str:
    import base64

    body = token.split(".")[1]
    return base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode().replace(" ", "")


async def test_nobody_gives_what_they_do_not_hold(identity: ServiceUnderTest, owner: Actor) -> None:
    owner.scopes = "api_keys:write campaigns:read"
    answer = await owner.post("/api-keys", KEY)

    assert is_problem(answer, 403, "missing_scope")
    assert answer.json()["scope"] == "members:read"
    assert await identity.scalar("select count(*) from api_keys") == 0


async def test_only_a_person_of_a_customer_makes_keys(identity: ServiceUnderTest, owner: Actor) -> None:
    key = await made(owner)
    program = Actor(identity.app, "brand", owner.organization_id, user_id=key["id"], scopes=owner.scopes)
    for answer in (
        await program.post("/api-keys", KEY),
        await program.post(f"/api-keys/{key['id']}/roll", {"overlap_seconds": 0}),
        await program.delete(f"/api-keys/{key['id']}"),
    ):
        assert is_problem(answer, 403, "forbidden")
    one_of_us = await staff(identity)
    one_of_us.scopes += " api_keys:write api_keys:read"
    assert is_problem(await one_of_us.post("/api-keys", KEY), 403, "forbidden")
    for role in (Role.MANAGER, Role.REVIEWER, Role.FINANCE, Role.VIEWER):
        owner.scopes = " ".join(scopes_of(OrganizationType.BRAND, role))
        assert is_problem(await owner.post("/api-keys", KEY), 403, "missing_scope")
        assert is_problem(await owner.get("/api-keys"), 403, "missing_scope")


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"scopes": []}, "/scopes", "too_short"),
        ({"networks": ["10.0.0.5/8"]}, "/networks/0", "network_form"),
        ({"networks": ["fe80::1%eth0"]}, "/networks/0", "network_form"),
        ({"networks": ["::ffff:10.0.0.0/104"]}, "/networks/0", "network_form"),
        ({"networks": ["everywhere"]}, "/networks/0", "network_form"),
        ({"networks": ["10.0.0.1"] * 51}, "/networks", "too_long"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "/expires_at", "date_in_the_past"),
        ({"expires_at": "2030-01-01T00:00:00"}, "/expires_at", "timezone_aware"),
        ({"name": ""}, "/name", "too_short"),
        ({"secret": "x"}, "/secret", "unknown_field"),
        ({"state": "active"}, "/state", "unknown_field"),
    ],
)
async def test_what_a_key_cannot_be(shared_identity: ServiceUnderTest, change: dict[str, Any], pointer: str, code: str) -> None:
    owner = await brand(shared_identity)
    answer = await owner.post("/api-keys", {**KEY, **change})

    assert is_problem(answer, 422, "validation_failed")
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [(pointer, code)]


async def test_an_organization_has_so_many_working_keys(
    identity: ServiceUnderTest, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from services.identity.policy import API_KEYS

    assert API_KEYS.most_working == 100
    monkeypatch.setattr("services.identity.api_keys.routes.KEYS", replace(KEYS, policy=replace(API_KEYS, most_working=2)))
    first, _ = await made(owner), await made(owner)
    answers = await asyncio.gather(*(owner.post("/api-keys", KEY) for _ in range(3)))
    for answer in answers:
        assert is_problem(answer, 409, "too_many_keys")
    await owner.delete(f"/api-keys/{first['id']}")
    answers = await asyncio.gather(*(owner.post("/api-keys", KEY) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]


async def test_keys_of_others_are_not_there(identity: ServiceUnderTest, owner: Actor) -> None:
    key, stranger = await made(owner), await brand(identity)
    for answer in (
        await stranger.get(f"/api-keys/{key['id']}"),
        await stranger.post(f"/api-keys/{key['id']}/roll", {"overlap_seconds": 0}),
        await stranger.delete(f"/api-keys/{key['id']}"),
    ):
        assert is_problem(answer, 404, "not_found")
    assert (await done(stranger.get("/api-keys")))["data"] == []


# --- from where -----------------------------------------------------------------------------------------------------


async def test_the_address_is_looked_at_on_every_request(identity: ServiceUnderTest, owner: Actor) -> None:
    key = await made(owner, **ALLOWED)
    assert key["networks"] == ALLOWED["networks"]
    async with gateways(identity) as [get]:
        for address in ("203.0.113.7", "2001:db8::7", "::ffff:203.0.113.7"):
            assert (await get(key, address=address)).is_success, address
        for address in ("203.0.114.7", "2001:db9::7", "127.0.0.1", "nowhere"):  # the inner token is kept by now
            assert is_problem(await get(key, address=address), 403, "address_not_allowed")
        assert (await get(key, address="203.0.113.7")).is_success


async def test_nobody_forges_an_address(identity: ServiceUnderTest, owner: Actor) -> None:
    key = await made(owner, **ALLOWED)
    async with gateways(identity) as [get]:
        for name in ("X-Forwarded-For", "Forwarded", "X-Real-Ip"):
            assert is_problem(await get(key, **{name: "203.0.113.7"}), 403, "address_not_allowed")


async def test_a_trusted_proxy_says_whom_it_speaks_for(identity: ServiceUnderTest, owner: Actor) -> None:
    key = await made(owner, **ALLOWED)
    async with gateways(identity, trusted_proxies="10.0.0.0/8") as [get]:
        assert (await get(key, address="10.0.0.1", **{"X-Forwarded-For": "198.51.100.1, 203.0.113.7, 10.0.0.2"})).is_success
        for address, told in (
            ("10.0.0.1", "203.0.113.7, 198.51.100.1"),  # what stands before the caller, the caller has written
            ("10.0.0.1", "203.0.113.7, unknown"),
            ("10.0.0.1", ""),
            ("198.51.100.1", "203.0.113.7"),
        ):
            assert is_problem(await get(key, address=address, **{"X-Forwarded-For": told}), 403, "address_not_allowed")


async def test_a_use_that_is_refused_is_no_use(identity: ServiceUnderTest, owner: Actor) -> None:
    async def last_used(key: dict[str, Any]) -> Any:
        return (await done(owner.get(f"/api-keys/{key['id']}")))["last_used_at"]

    async with gateways(identity) as [get]:
        bound, free = await made(owner, **ALLOWED), await made(owner)
        for address in ("203.0.114.7", "nowhere"):
            assert is_problem(await get(bound, address=address), 403, "address_not_allowed")
        assert await last_used(bound) is None

        assert (await get(bound, address="203.0.113.7")).is_success  # although the inner token is kept by now
        assert await last_used(bound) is not None
        assert (await get(free, address="nowhere")).is_success
        assert await last_used(free) is not None


# --- how it ends ----------------------------------------------------------------------------------------------------


async def test_a_revoked_key_is_refused_by_every_gateway_within_a_second(identity: ServiceUnderTest, owner: Actor) -> None:
    key, other = await made(owner), await made(owner)
    async with gateways(identity, count=2) as [first, second]:
        for get in (first, second):
            assert (await get(key)).is_success
            assert (await get(other)).is_success

        answer = await done(owner.delete(f"/api-keys/{key['id']}"))
        for get in (first, second):
            assert is_problem(await once_refused(get, key), 401, "unauthenticated")
            assert (await get(other)).is_success

    assert (answer["state"], answer["actions"], answer["is_final"]) == ("revoked", [], True)
    assert answer["revoked_at"] is not None
    assert await done(owner.delete(f"/api-keys/{key['id']}")) == answer
    assert is_problem(await owner.post(f"/api-keys/{key['id']}/roll", {"overlap_seconds": 0}), 409, "invalid_state")


async def test_a_roll_without_overlap_ends_the_old_secret_in_every_gateway(identity: ServiceUnderTest, owner: Actor) -> None:
    key = await made(owner)
    async with gateways(identity, count=2) as [first, second]:
        for get in (first, second):
            assert (await get(key)).is_success
        renewed = await rolled(owner, key, 0)
        for get in (first, second):
            assert is_problem(await once_refused(get, key), 401, "unauthenticated")
            assert (await get(renewed)).is_success


async def test_both_secrets_work_for_the_overlap(
    identity: ServiceUnderTest, owner: Actor, time_goes_on: Callable[..., None]
) -> None:
    key = await made(owner)
    lost = await rolled(owner, key, 3600)
    renewed = await rolled(owner, key, 7 * 24 * 3600)  # the answer before was lost: the first secret must not end by that

    for one in (key, lost, renewed):
        assert (await exchange(identity, one)).credential_id == key["id"]
    time_goes_on(minutes=59, seconds=50)
    assert (await exchange(identity, key)).expires_at < real_now() + timedelta(hours=1, seconds=1)
    time_goes_on(hours=1, seconds=1)
    with pytest.raises(tokens.Unauthenticated):
        await exchange(identity, key)
    assert (await exchange(identity, lost)).credential_id == key["id"]
    time_goes_on(days=7, seconds=1)
    with pytest.raises(tokens.Unauthenticated):
        await exchange(identity, lost)
    assert (await exchange(identity, renewed)).credential_id == key["id"]
    for wrong in (-1, 7 * 24 * 3600 + 1, "1", 1.5, None):
        answer = await owner.post(f"/api-keys/{key['id']}/roll", {"overlap_seconds": wrong})
        assert is_problem(answer, 422, "validation_failed")


async def test_time_ends_a_key(identity: ServiceUnderTest, owner: Actor, time_goes_on: Callable[..., None]) -> None:
    ends_at = real_now() + timedelta(hours=1)
    key = await made(owner, expires_at=ends_at.isoformat())
    lasting = await made(owner)
    time_goes_on(minutes=59, seconds=50)
    assert (await exchange(identity, key)).expires_at == ends_at

    time_goes_on(hours=1, seconds=1)
    with pytest.raises(tokens.Unauthenticated):
        await exchange(identity, key)
    shown = await done(owner.get(f"/api-keys/{key['id']}"))
    assert (shown["state"], shown["actions"], shown["is_final"]) == ("expired", [], True)
    assert is_problem(await owner.post(f"/api-keys/{key['id']}/roll", {"overlap_seconds": 60}), 409, "invalid_state")
    assert (await exchange(identity, lasting)).credential_id == lasting["id"]
    assert (await done(owner.delete(f"/api-keys/{key['id']}")))["state"] == "revoked"


async def test_keys_are_listed_by_state(identity: ServiceUnderTest, owner: Actor, time_goes_on: Callable[..., None]) -> None:
    active, revoked = await made(owner), await made(owner)
    expired = await made(owner, expires_at=(real_now() + timedelta(hours=1)).isoformat())
    await owner.delete(f"/api-keys/{revoked['id']}")

    async def listed(*states: str) -> set[str]:
        from services.identity.api_keys import routes

        routes.real_now = lambda: real_now() + timedelta(hours=2)  # type: ignore[attr-defined]
        try:
            return {one["id"] for one in (await done(owner.get("/api-keys", params={"state": states})))["data"]}
        finally:
            routes.real_now = real_now  # type: ignore[attr-defined]

    assert await listed("active") == {active["id"]}
    assert await listed("expired") == {expired["id"]}
    assert await listed("revoked", "expired") == {revoked["id"], expired["id"]}
    assert await listed() == {active["id"], revoked["id"], expired["id"]}


async def test_the_last_use_is_noted_to_the_minute_and_waits_for_nobody(
    identity: ServiceUnderTest, owner: Actor, time_goes_on: Callable[..., None]
) -> None:
    key = await made(owner)
    assert key["last_used_at"] is None

    async def last_used() -> Any:
        return await identity.scalar("select last_used_at from api_keys")

    async with identity.session() as session:  # somebody rolls the key meanwhile
        await session.execute(ApiKey.__table__.select().with_for_update())
        async with asyncio.timeout(2):
            await exchange(identity, key)
    assert await last_used() is None
    await exchange(identity, key)
    first = await last_used()
    assert real_now() - first < timedelta(seconds=10)
    await exchange(identity, key)
    assert await last_used() == first
    time_goes_on(seconds=61)
    await exchange(identity, key)
    assert await last_used() > first
    shown = await owner.get(f"/api-keys/{key['id']}")
    assert (shown.json()["version"], shown.headers["etag"], shown.json()["updated_at"]) == (1, '"v1"', key["updated_at"])


async def test_what_is_told_of_a_key(identity: ServiceUnderTest, owner: Actor) -> None:
    key = await made(owner)
    await rolled(owner, key, 60)
    await owner.delete(f"/api-keys/{key['id']}")

    for kind in (ApiKeyCreated, ApiKeyRolled, ApiKeyRevoked):
        [event] = await identity.said(kind)
        assert (event.api_key_id, event.organization_id, event.name) == (key["id"], owner.organization_id, "Reporting")
        assert kind.public is not None
        assert (kind.public.to, kind.public.scope) == (("organization_id",), "api_keys:read")
    commands = await identity.scalar(
        "select array_agg(command order by sequence) from audit_log where noun_id = :id", id=key["id"]
    )
    assert commands == ["roll", "revoke"]


async def test_an_agency_and_a_creator_have_keys_too(identity: ServiceUnderTest) -> None:
    for kind in ("agency", "creator"):
        owner = await founder(identity, {**BRAND, "type": kind})
        key = await made(owner)
        assert (await exchange(identity, key)).organization_id == owner.organization_id
