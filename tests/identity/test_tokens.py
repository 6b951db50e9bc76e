"""Inner tokens: what a credential stands for inside, and who may ask."""

import asyncio
import base64
import json
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey
from typer.testing import CliRunner

from services.identity.organizations.roles import READS, RULES, WRITES, Role, scopes_of
from services.identity.tokens.service import Rotation, rotate
from shared import auth
from shared.auth import InnerTokens
from shared.clock import real_now
from shared.errors import Unauthenticated, UpstreamUnavailable
from shared.events.identity import OrganizationId, OrganizationType
from shared.http import INTERNAL_KEY_HEADER, client_of_app
from shared.service import internal_key
from tests.harness import Actor, ServiceUnderTest, is_problem
from tests.identity.people import BRAND, CREATOR, PASSWORD, done, founder, sign_up


@pytest.fixture
async def inside(identity: ServiceUnderTest) -> AsyncIterator[httpx.AsyncClient]:
    """The gateway's way to identity."""
    headers = {INTERNAL_KEY_HEADER: internal_key(identity.instance.settings)}
    async with client_of_app(identity.app, name="identity", headers=headers) as client:
        yield client


async def credential_of(identity: ServiceUnderTest, person: Actor, email: str) -> str:
    session = await done(identity.nobody().post("/sessions", {"email": email, "password": PASSWORD}))
    assert session["user_id"] == person.user_id
    return session["access_token"]


async def claims_of(inside: httpx.AsyncClient, token: str) -> dict[str, Any]:
    keys = KeySet.import_key_set((await inside.get("/.well-known/jwks.json")).json())
    return jwt.decode(token, keys, algorithms=["Ed25519"]).claims


def kid_of(token: str) -> str:
    header = token.partition(".")[0]
    return json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))["kid"]


async def test_a_credential_stands_for_no_organization_one_or_several(
    identity: ServiceUnderTest, inside: httpx.AsyncClient
) -> None:
    ana = await sign_up(identity, email="ana@example.com")
    credential = await credential_of(identity, ana, "ana@example.com")

    async def swapped(organization_id: str | None = None) -> dict[str, Any]:
        answer = await inside.post("/internal/inner-tokens", json={"credential": credential, "organization_id": organization_id})
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert ana.user_id in body["rests_on"]
        claims = await claims_of(inside, body["token"])
        assert (claims.get("org"), claims["sid"]) == (body["organization_id"], body["credential_id"])
        assert 0 < claims["exp"] - real_now().timestamp() <= 60
        return claims

    none = await swapped()
    assert (none.get("org"), none["several"], none.get("scope")) == (None, False, None)

    brand = await founder(identity, BRAND, person=ana)
    one = await swapped()
    assert (one["org"], one["org_type"], one["role"], one["several"]) == (brand.organization_id, "brand", "owner", False)
    assert set(one["scope"].split()) == READS | WRITES | RULES

    creator = await founder(identity, CREATOR, person=ana)
    several = await swapped()
    assert (several.get("org"), several["several"], several.get("scope")) == (None, True, None)
    named = await swapped(creator.organization_id)
    assert (named["org"], named["org_type"], named["several"]) == (creator.organization_id, "creator", False)


async def test_an_inner_token_is_kept_no_longer_than_the_credential_lives(
    identity: ServiceUnderTest, inside: httpx.AsyncClient, real_time_later: Any
) -> None:
    ana = await sign_up(identity, email="ana@example.com")
    credential = await credential_of(identity, ana, "ana@example.com")

    async def kept_until() -> datetime:
        answer = await inside.post("/internal/inner-tokens", json={"credential": credential})
        return datetime.fromisoformat(answer.json()["expires_at"])

    ends_at = await identity.scalar("select expires_at from access_tokens")
    assert await kept_until() < ends_at
    real_time_later(minutes=9, seconds=50)
    assert await kept_until() == ends_at


async def test_nobody_acts_for_a_foreign_organization(identity: ServiceUnderTest, inside: httpx.AsyncClient) -> None:
    ana = await sign_up(identity, email="ana@example.com")
    credential = await credential_of(identity, ana, "ana@example.com")
    foreign = await founder(identity, BRAND)

    for organization_id in (foreign.organization_id, OrganizationId.new()):
        answer = await inside.post("/internal/inner-tokens", json={"credential": credential, "organization_id": organization_id})
        assert is_problem(answer, 404, "not_found")
    answer = await inside.post("/internal/inner-tokens", json={"credential": credential, "organization_id": "org_1"})
    assert is_problem(answer, 422, "validation_failed")


async def test_an_unknown_or_ended_credential_is_no_credential(identity: ServiceUnderTest, inside: httpx.AsyncClient) -> None:
    ana = await sign_up(identity, email="ana@example.com")
    credential = await credential_of(identity, ana, "ana@example.com")
    await identity.scalar("update sessions set ended_at = now() returning 1")

    for one in (credential, "gls_unknown", ""):
        answer = await inside.post("/internal/inner-tokens", json={"credential": one})
        assert is_problem(answer, 401, "unauthenticated")
        assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'


async def test_two_keys_are_live_and_the_newest_signs(identity: ServiceUnderTest, inside: httpx.AsyncClient) -> None:
    async def published() -> list[str]:
        return [key["kid"] for key in (await inside.get("/.well-known/jwks.json")).json()["keys"]]

    [first] = await published()
    old = await system_token(inside)
    async with identity.session() as session:
        await rotate(session, identity.instance.settings)

    second, kept = await published()
    assert kept == first
    assert (await claims_of(inside, old))["sub"] == "system"  # its tokens live on
    new = await system_token(inside)
    assert (kid_of(old), kid_of(new)) == (first, second)
    assert (await claims_of(inside, new))["sub"] == "system"

    async with identity.session() as session:
        await rotate(session, identity.instance.settings)
    third, kept = await published()
    assert (kept, third in {first, second}) == (second, False)
    keys = (await inside.get("/.well-known/jwks.json")).text
    assert '"d"' not in keys  # no private part
    assert (
        await identity.scalar("select count(*) from signing_keys where encode(private_encrypted, 'escape') like '%\"d\"%'") == 0
    )


async def test_what_identity_signs_the_services_take(identity: ServiceUnderTest, inside: httpx.AsyncClient) -> None:
    async def keys() -> dict[str, Any]:
        return (await inside.get("/.well-known/jwks.json")).json()

    token = (await inside.post("/internal/system-token")).json()["token"]
    principal = await InnerTokens(keys, environment="sandbox").principal(token)
    assert (principal.is_system, principal.is_staff, principal.organization_id) == (True, True, None)
    assert {"staff:review", "creators:read"} <= principal.scopes

    with pytest.raises(Unauthenticated):
        await InnerTokens(keys, environment="production").principal(token)


class Verifier:
    """A running service's check of inner tokens, whose way to identity can break."""

    def __init__(self, inside: httpx.AsyncClient) -> None:
        self._inside = inside
        self.is_cut = False
        self.tokens = InnerTokens(self._keys, environment="sandbox")

    async def _keys(self) -> dict[str, Any]:
        if self.is_cut:
            raise UpstreamUnavailable
        return (await self._inside.get("/.well-known/jwks.json")).json()

    async def takes(self, token: str) -> bool:
        try:
            return (await self.tokens.principal(token)).is_system
        except Unauthenticated:
            return False

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        keeping = asyncio.create_task(self.tokens.keep_current())
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)


@pytest.fixture
def verifier(inside: httpx.AsyncClient) -> Verifier:
    return Verifier(inside)


async def system_token(inside: httpx.AsyncClient) -> str:
    return (await inside.post("/internal/system-token")).json()["token"]


async def rotated(identity: ServiceUnderTest) -> Rotation:
    async with identity.session() as session:
        return await rotate(session, identity.instance.settings)


async def test_no_token_is_refused_because_of_a_rotation(
    identity: ServiceUnderTest, inside: httpx.AsyncClient, verifier: Verifier
) -> None:
    old = await system_token(inside)
    assert await verifier.takes(old)  # the keys are fetched now, just before there is a new one
    await rotated(identity)

    assert await verifier.takes(await system_token(inside))
    assert await verifier.takes(old)


async def test_no_token_is_refused_because_a_loop_wakes_too_soon(
    identity: ServiceUnderTest, inside: httpx.AsyncClient, verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A loop counts in milliseconds, and rounds: it may end a pause before its time."""
    sleep = asyncio.sleep

    async def sleep_for_most_of_it(seconds: float) -> None:
        await sleep(seconds * 0.9)

    monkeypatch.setattr(asyncio, "sleep", sleep_for_most_of_it)
    assert await verifier.takes(await system_token(inside))
    await rotated(identity)

    assert await verifier.takes(await system_token(inside))


async def test_many_strange_tokens_have_the_keys_fetched_once_and_hold_up_no_good_one(
    identity: ServiceUnderTest, inside: httpx.AsyncClient, verifier: Verifier
) -> None:
    assert await verifier.takes(await system_token(inside))
    await rotated(identity)
    fetched: list[float] = []
    keys = verifier._keys

    async def counted() -> dict[str, Any]:
        fetched.append(time.monotonic())
        return await keys()

    verifier.tokens._fetch_keys = counted
    stranger = OKPKey.generate_key("Ed25519", auto_kid=True)
    strange = [
        jwt.encode({"alg": "Ed25519", "typ": auth.TYPE, "kid": f"k{number}"}, {}, stranger, algorithms=["Ed25519"])
        for number in range(50)
    ]

    good = await system_token(inside)
    taken = await asyncio.gather(*(verifier.takes(token) for token in [*strange, good]))

    assert taken == [False] * 50 + [True]
    assert len(fetched) == 1


async def test_a_key_rotated_out_is_trusted_no_more_by_those_who_run(
    identity: ServiceUnderTest, inside: httpx.AsyncClient, verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "KEYS_SECONDS", 0.05)
    old = await system_token(inside)
    async with verifier.running():
        assert await verifier.takes(old)
        first = await rotated(identity)
        second = await rotated(identity)
        assert (second.still_trusted, second.rotated_out) == ([first.signing], first.still_trusted)
        assert await identity.scalar("select count(*) from signing_keys") == 2

        async with asyncio.timeout(5):
            while await verifier.takes(old):  # remembered, until the keys are fetched again
                await asyncio.sleep(0.01)
        assert await verifier.takes(await system_token(inside))


async def test_while_identity_is_away_keys_are_trusted_for_a_time_that_ends(
    inside: httpx.AsyncClient, verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = await system_token(inside)
    assert await verifier.takes(token)
    verifier.is_cut = True
    monkeypatch.setattr(auth, "KEYS_SECONDS", 0.01)
    async with verifier.running():
        await asyncio.sleep(0.05)
        verifier.tokens._verified.clear()
        assert await verifier.takes(token)
        verifier.tokens._verified.clear()
        monkeypatch.setattr(auth, "LONGEST_KEYS_SECONDS", 0.01)
        with pytest.raises(UpstreamUnavailable):
            await verifier.takes(token)
        verifier.is_cut = False
        assert await verifier.takes(token)


async def test_the_newest_key_signs_whatever_the_clocks_say(identity: ServiceUnderTest, inside: httpx.AsyncClient) -> None:
    await identity.scalar("update signing_keys set created_at = now() + interval '40 days' returning 1")
    rotation = await rotated(identity)
    assert kid_of(await system_token(inside)) == rotation.signing


async def test_the_command_rotates_beside_what_runs(
    identity: ServiceUnderTest, inside: httpx.AsyncClient, verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services import __main__ as program

    for name in [name for name in os.environ if name.startswith("GREENLIGHT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GREENLIGHT_ENVIRONMENT", "sandbox")
    monkeypatch.setenv("GREENLIGHT_IDENTITY_DATABASE_URL", identity.url)
    monkeypatch.setattr(program, "configure_logs", lambda **_: None)  # the tests' own logs stay as they are
    old = await system_token(inside)

    said = await asyncio.to_thread(CliRunner().invoke, program.commands, ["rotate-signing-keys"])

    new = await system_token(inside)
    assert said.exit_code == 0, said.output
    assert said.output.splitlines() == [f"signing: {kid_of(new)}", f"still trusted: {kid_of(old)}", "rotated out: none"]
    assert await verifier.takes(old)
    assert await verifier.takes(new)


async def test_there_is_no_system_token_outside_the_sandbox(identity: ServiceUnderTest) -> None:
    from services.identity.tokens.service import system_token
    from shared.errors import NotFound

    class Production:
        is_sandbox = False

    async with identity.session() as session:
        with pytest.raises(NotFound):
            await system_token(session, Production())  # type: ignore[arg-type]


@pytest.mark.parametrize("key", [None, "", "0" * 64])
async def test_only_the_suites_own_processes_may_ask(identity: ServiceUnderTest, key: str | None) -> None:
    headers = {} if key is None else {INTERNAL_KEY_HEADER: key}
    async with client_of_app(identity.app, name="identity", headers=headers) as outsider:
        for path in ("/internal/inner-tokens", "/internal/system-token"):
            assert is_problem(await outsider.post(path, json={"credential": "x"}), 404, "not_found")
        assert (await outsider.get("/.well-known/jwks.json")).status_code == 200


def test_no_role_of_a_member_holds_a_scope_of_the_staff() -> None:
    for kind in set(OrganizationType) - {OrganizationType.PLATFORM}:
        for role in Role:
            assert scopes_of(kind, role) <= READS | WRITES | RULES
    assert scopes_of(OrganizationType.BRAND, Role.ARBITER) == frozenset()
    for role in Role:
        assert not scopes_of(OrganizationType.PLATFORM, role) & (WRITES | RULES), role
    assert "staff:review" not in scopes_of(OrganizationType.PLATFORM, Role.FINANCE)
