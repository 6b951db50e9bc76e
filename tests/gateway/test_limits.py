"""How often: kinds from the contract, limits for each caller, headers, and what goes on while the shared store is away."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from gateway.limits.counters import MOST_KEPT, Counters, Memory
from gateway.limits.limiter import Caller, Limiter, address_key
from gateway.limits.policy import GENEROUS, POLICIES, STRICT, Kind, Limit, Policy, kind_of
from gateway.operations import Operations, operations_of
from gateway.reference import CONTRACT
from shared.errors import UpstreamUnavailable
from shared.events.identity import OrganizationId, SessionId
from shared.settings import Settings
from tests.gateway.doubles import FakeIdentity, Running, assert_problem, running

HOME, ABROAD = ip_address("192.0.2.1"), ip_address("198.51.100.7")
BEARER = {"Authorization": "Bearer somebody"}
LOW = replace(
    STRICT,
    credential=dict.fromkeys(Kind, Limit(2)),
    organization=dict.fromkeys(Kind, Limit(3)),
    address=dict.fromkeys(Kind, Limit(2)),
    refused_credentials=Limit(2),
)


@pytest.fixture(scope="module")
def operations() -> Operations:
    return operations_of(CONTRACT)


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("GET", "/v1/campaigns/cmp_x", Kind.READ),
        ("HEAD", "/v1/campaigns/cmp_x", Kind.READ),
        ("POST", "/v1/campaigns", Kind.WRITE),
        ("PATCH", "/v1/campaigns/cmp_x", Kind.WRITE),
        ("GET", "/v1/creators", Kind.SEARCH),
        ("HEAD", "/v1/creators", Kind.SEARCH),
        ("POST", "/v1/creators/search", Kind.SEARCH),
        ("GET", "/v1/creators/crt_x/similar", Kind.SEARCH),
        ("POST", "/v1/creator-comparisons", Kind.SEARCH),
        ("POST", "/v1/creator-suggestions", Kind.SEARCH),
        ("POST", "/v1/list-approvals/current/decisions", Kind.WRITE),
        ("GET", "/v1/creators/me", Kind.READ),
        ("POST", "/v1/fundings", Kind.MONEY),
        ("POST", "/v1/payouts", Kind.MONEY),
        ("POST", "/v1/payout-accounts", Kind.MONEY),
        ("GET", "/v1/payouts", Kind.READ),
        ("POST", "/v1/uploads", Kind.UPLOAD),
        ("PUT", "/v1/uploads/upl_x/content", Kind.UPLOAD),
        ("GET", "/v1/uploads/upl_x/content", Kind.READ),
        ("POST", "/v1/sessions", Kind.SIGN_IN),
        ("POST", "/v1/users", Kind.SIGN_IN),
        ("POST", "/v1/users/confirm-email", Kind.SIGN_IN),
        ("POST", "/v1/sessions/refresh", Kind.WRITE),
        ("POST", "/v1/sandbox/organizations", Kind.WRITE),
        ("POST", "/v1/offers/off_x/unheard-of", Kind.WRITE),
        ("GET", "/v1/offers/off_x/unheard-of", Kind.READ),
    ],
)
def test_the_kind_of_an_operation(operations: Operations, method: str, path: str, kind: Kind) -> None:
    assert kind_of(method, operations.at(path).get("GET" if method == "HEAD" else method)) is kind


def test_every_operation_of_the_contract_is_found(operations: Operations) -> None:
    paths = json.loads(CONTRACT.read_bytes())["paths"]
    for path, item in paths.items():
        found = operations.at("/".join("x_1" if part.startswith("{") else part for part in path.split("/")))
        assert {operation.path for operation in found.values()} == {path}
        assert set(found) == {method.upper() for method in item if method != "parameters"}


def test_what_takes_its_time_is_known() -> None:
    streaming = {"200": {"content": {"text/event-stream": {}}}}
    plain = {"200": {"content": {"application/json": {}}}}
    a_file = {"content": {"application/octet-stream": {}}}
    paths = {
        "/v1/events/stream": {"get": {"responses": streaming}},
        "/v1/events": {"get": {"responses": plain}, "post": {"requestBody": {"content": {"application/json": {}}}}},
        "/v1/uploads/{id}/content": {"put": {"requestBody": a_file}, "get": {"responses": plain}},
        "/v1/creator-exports/{id}": {"get": {"responses": plain}},
        "/v1/creator-exports/{id}/content": {"get": {"responses": {"200": {"content": {"text/csv": {}}}}}},
    }
    operations = Operations({"paths": paths})
    unhurried = [
        (path, method)
        for path, item in paths.items()
        for method in item
        if operations.is_unhurried(operations.at(path.replace("{id}", "upl_x"))[method.upper()])
    ]
    assert unhurried == [
        ("/v1/events/stream", "get"),
        ("/v1/uploads/{id}/content", "put"),
        ("/v1/uploads/{id}/content", "get"),
        ("/v1/creator-exports/{id}/content", "get"),
    ]
    assert not operations.is_unhurried(None)


def test_without_a_contract_the_method_decides(tmp_path: Path) -> None:
    assert operations_of(tmp_path / "none.json").at("/v1/payouts") == {}
    assert (kind_of("GET", None), kind_of("POST", None)) == (Kind.READ, Kind.WRITE)


def test_policies_are_whole_and_the_sandbox_is_beyond_one_machine() -> None:
    for policy in (STRICT, GENEROUS):
        for limits in (policy.credential, policy.organization, policy.address):
            assert set(limits) == set(Kind)
        assert all(policy.credential[kind].requests <= policy.organization[kind].requests for kind in Kind)
        assert policy.version
    every = [*GENEROUS.credential.values(), *GENEROUS.organization.values(), *GENEROUS.address.values()]
    assert min(limit.requests / limit.seconds for limit in [*every, GENEROUS.refused_credentials]) >= 10_000
    assert Settings().limits_name == "generous"
    assert POLICIES[Settings(limits="off").limits_name] is None


# --- counting ---------------------------------------------------------------------------------------------------


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


def limiter(policy: Policy = LOW) -> tuple[Limiter, Clock]:
    clock = Clock()
    return Limiter(policy, Counters(), now=clock), clock


def someone(organization: str | None = "org_a", credential: str = "ses_a") -> Caller:
    return Caller(HOME, credential, organization)


async def test_a_limit_holds_and_begins_anew() -> None:
    limits, clock = limiter()
    standing = [await limits.count(Kind.READ, someone()) for _ in range(3)]

    assert [one.retry_after is None for one in standing] == [True, True, False]
    wait = standing[2].retry_after
    assert wait is not None
    assert 1 <= wait <= 60
    clock.at += wait
    assert (await limits.count(Kind.READ, someone())).retry_after is None


async def test_limits_are_apart() -> None:
    """Kinds, credentials, and the organizations that one credential acts for."""
    limits, _ = limiter(replace(LOW, organization=dict.fromkeys(Kind, Limit(100))))
    for _ in range(3):
        last = await limits.count(Kind.READ, someone())
    assert last.retry_after

    assert (await limits.count(Kind.MONEY, someone())).retry_after is None
    assert (await limits.count(Kind.READ, someone(credential="ses_b"))).retry_after is None
    assert (await limits.count(Kind.READ, someone("org_b"))).retry_after is None


async def test_all_credentials_of_an_organization_count_together() -> None:
    limits, _ = limiter()
    standing = [await limits.count(Kind.WRITE, someone(credential=f"ses_{number}")) for number in range(4)]
    assert [one.retry_after is None for one in standing] == [True, True, True, False]


async def test_a_refused_credential_uses_up_nothing_of_its_organization() -> None:
    limits, _ = limiter()
    for _ in range(20):
        await limits.count(Kind.READ, someone())
    assert (await limits.count(Kind.READ, someone(credential="ses_b"))).retry_after is None


async def test_anonymous_callers_count_by_address_and_so_does_sign_in() -> None:
    limits, _ = limiter()
    for _ in range(2):
        assert (await limits.count(Kind.SIGN_IN, Caller(HOME))).retry_after is None

    assert (await limits.count(Kind.SIGN_IN, Caller(HOME))).retry_after
    assert (await limits.count(Kind.SIGN_IN, someone())).retry_after  # a credential buys no more guesses
    assert (await limits.count(Kind.SIGN_IN, Caller(ABROAD))).retry_after is None


def test_a_network_of_ipv6_is_one_caller() -> None:
    one, other, beyond = (IPv6Address(f"2001:db8:{part}::{host}") for part, host in ((0, 1), (0, "ffff"), ("0:1", 1)))
    assert address_key(one) == address_key(other) != address_key(beyond)


async def test_callers_do_not_all_begin_anew_at_once() -> None:
    limits, _ = limiter()
    waits = {(await limits.count(Kind.READ, someone(credential=f"ses_{n}", organization=None))).headers[1][1] for n in range(20)}
    assert len(waits) > 5


def test_memory_is_bounded() -> None:
    clock = Clock()
    memory = Memory(now=clock)
    for number in range(MOST_KEPT + 100):
        memory.add(str(number), 60)
    assert len(memory) == MOST_KEPT

    clock.at += 61
    assert memory.add("later", 60) == 1
    assert len(memory) == 1


# --- at the door ------------------------------------------------------------------------------------------------


@pytest.fixture
def low(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.app.POLICIES", {"generous": LOW, "strict": LOW, "off": None})


@pytest.fixture
async def suite(low: None) -> AsyncIterator[Running]:
    async with running() as suite:
        yield suite


async def test_too_many(suite: Running) -> None:
    for left in (1, 0):
        passed = await suite.get("/v1/orders/x", headers=BEARER)
        assert passed.status_code == 200
        assert passed.headers["ratelimit-policy"] == '"credential-read";q=2;w=60, "organization-read";q=3;w=60'
        assert passed.headers["ratelimit"].startswith(f'"credential-read";r={left};t=')
    calls = suite.toy.calls
    refused = await suite.get("/v1/orders/x", headers=BEARER)

    assert assert_problem(refused, 429, "rate_limited")["retryable"] is True
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["ratelimit"] == f'"credential-read";r=0;t={refused.headers["retry-after"]}'
    assert suite.toy.calls == calls
    assert (await suite.client.post("/v1/offers", json={}, headers=BEARER)).status_code == 200


async def test_an_encoded_address_is_no_way_around(suite: Running) -> None:
    spellings = ["/v1/users/confirm-email", "/v1/users/confirm%2Demail", "/v1/users/%63onfirm-email"]
    answers = [await suite.client.post(path, json={}) for path in spellings]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


FORGED = [
    {"X-Forwarded-For": "203.0.113.9"},
    {"X-Forwarded-For": "203.0.113.9, 127.0.0.1"},
    {"Forwarded": "for=203.0.113.9"},
    {"X-Real-IP": "203.0.113.9"},
    {"True-Client-IP": "203.0.113.9"},
    {"CF-Connecting-IP": "203.0.113.9"},
    {"X-Client-IP": "203.0.113.9"},
    {"X-Forwarded-Host": "elsewhere"},
    {"Greenlight-Inner-Token": "x"},
    {"X-User-Id": "usr_x"},
    {"User-Agent": "another"},
    {"Idempotency-Key": "another"},
    {"Request-Id": "req_mine"},
    {"Accept-Language": "de"},
]


async def test_forged_headers_are_no_way_around(suite: Running) -> None:
    for _ in range(2):
        await suite.client.post("/v1/sessions", json={})
    for forged in FORGED:
        assert_problem(await suite.client.post("/v1/sessions", json={}, headers=forged), 429, "rate_limited")
    for path in ("/v1/sessions?x=1", "/v1/sessions?"):
        assert_problem(await suite.client.post(path, json={}), 429, "rate_limited")


async def test_bad_credentials_are_refused_before_identity_is_asked(suite: Running) -> None:
    for _ in range(2):
        assert_problem(await suite.get("/v1/orders/x", headers={"Authorization": "Bearer revoked"}), 401, "unauthenticated")
    asked = suite.identity.minted
    refused = await suite.get("/v1/orders/x", headers={"Authorization": "Bearer another"})

    assert_problem(refused, 429, "rate_limited")
    assert int(refused.headers["retry-after"]) >= 1
    assert suite.identity.minted == asked
    assert (await suite.get("/v1/sandbox/clock")).status_code == 200  # without a credential it is counted otherwise


async def test_an_organization_of_others_is_no_bad_credential(suite: Running) -> None:
    for _ in range(3):
        said = {**BEARER, "Greenlight-Organization": OrganizationId.new()}
        assert_problem(await suite.get("/v1/orders/x", headers=said), 404, "not_found")


async def test_health_and_pages_are_not_counted(suite: Running) -> None:
    for path in ("/healthz", "/readyz?self", "/metrics", "/docs"):
        answers = [await suite.get(path) for _ in range(4)]
        assert {answer.status_code for answer in answers} == {200}
        assert "ratelimit" not in answers[0].headers


async def test_limits_can_be_off(low: None) -> None:
    async with running(settings=Settings(limits="off")) as suite:
        answers = [await suite.get("/v1/orders/x", headers=BEARER) for _ in range(10)]
        assert {answer.status_code for answer in answers} == {200}
        assert "ratelimit" not in answers[0].headers


# --- the shared store -------------------------------------------------------------------------------------------


@contextmanager
def a_closed_port() -> Iterator[int]:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@pytest.mark.parametrize("scheme", ["valkey", "redis"])
async def test_while_the_store_is_away(low: None, scheme: str) -> None:
    """Reads and writes go on, counted here; money and sign-in are closed."""
    with a_closed_port() as port:
        settings = Settings.model_validate({"limits_url": f"{scheme}://127.0.0.1:{port}/0"})
        async with running(settings=settings) as suite:
            statuses = [(await suite.get("/v1/orders/x", headers=BEARER)).status_code for _ in range(3)]
            assert statuses == [200, 200, 429]
            assert (await suite.client.post("/v1/offers", json={}, headers=BEARER)).status_code == 200
            calls = suite.toy.calls
            for path, said in (("/v1/payouts", BEARER), ("/v1/fundings", BEARER), ("/v1/sessions", {}), ("/v1/users", {})):
                closed = await suite.client.post(path, json={}, headers=said)
                assert assert_problem(closed, 503, "upstream_unavailable")["retryable"] is True
                assert closed.headers["retry-after"] == "1"
            assert suite.toy.calls == calls


async def test_a_store_that_hangs_is_away_soon_and_asked_rarely() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        counters = Counters(f"valkey://127.0.0.1:{silent.getsockname()[1]}/0")
        started = time.perf_counter()
        assert [await counters.add("k", 60) for _ in range(50)] == list(range(1, 51))
        with pytest.raises(UpstreamUnavailable):
            await counters.add("k", 60, must_be_shared=True)
        assert time.perf_counter() - started < 5
        await counters.close()


@contextmanager
def a_store() -> Iterator[str]:
    """A real server: development machines need none, so the test is skipped where there is none."""
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        pytest.skip("no valkey-server or redis-server on this machine")
    with a_closed_port() as port:
        pass
    with TemporaryDirectory() as directory:
        process = subprocess.Popen(
            [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", directory], stdout=subprocess.DEVNULL
        )
        try:
            until = time.monotonic() + 10
            while time.monotonic() < until:
                with socket.socket() as probe:
                    if not probe.connect_ex(("127.0.0.1", port)):
                        break
                time.sleep(0.02)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait()


async def test_gateways_that_share_a_store_count_together(low: None) -> None:
    with a_store() as url:
        settings: Any = Settings.model_validate({"limits_url": url})
        identity = FakeIdentity(session_id=SessionId.new())
        async with running(settings=settings, identity=identity) as one, running(settings=settings, identity=identity) as other:
            statuses = [(await suite.get("/v1/orders/x", headers=BEARER)).status_code for suite in (one, other, one, other)]
            assert statuses == [200, 200, 429, 429]
            assert (await one.client.post("/v1/payouts", json={}, headers=BEARER)).status_code == 200


def test_production_has_strict_limits() -> None:
    production: dict[str, Any] = {
        "environment": "production",
        "database_url": "postgresql://u:p@db/x",
        "kafka_bootstrap_servers": "kafka:9092",
        "kafka_security_protocol": "SSL",
        "secret": "x" * 40,
    }
    assert POLICIES[Settings.model_validate(production).limits_name] is STRICT
    with pytest.raises(ValueError, match="production refuses to run without rate limits"):
        Settings.model_validate(production | {"limits": "off"})
