"""The door: addresses, request ids, headers of every answer, the sandbox's token, health."""

import asyncio
import re
import socket
from typing import Any

import pytest
from pydantic import SecretStr

from gateway.problems import AddressInvalid, AddressTooLong
from gateway.routes import check_address, service_of
from services import REGISTER
from shared.errors import RouteNotFound
from shared.settings import Settings
from tests.gateway.doubles import Running, Toy, assert_problem, running

PRODUCTION: dict[str, Any] = {
    "environment": "production",
    "database_url": "postgresql://u:p@db/x",
    "kafka_bootstrap_servers": "kafka:9092",
    "kafka_security_protocol": "SSL",
    "secret": SecretStr("x" * 40),
}

TRICKS = [
    "/v1//orders",
    "//v1/orders",
    "/v1/orders//x",
    "/v1/../internal/status",
    "/v1/orders/..",
    "/v1/./orders",
    "/v1/orders/.",
    "/v1/%2e%2e/internal",
    "/v1/%2E%2E/internal",
    "/v1/.%2e/internal",
    "/v1/orders/%2e",
    "/v1%2forders",
    "/v1/orders%2Fx",
    "/v1/orders/%5c..%5cx",
    "/v1/orders/\\x",
    "/v1/orders;a=b",
    "/v1/orders;/../x",
    "/v1/orders%3bx",
    "/v1/orders/%00",
    "/v1/orders/%0d%0aX: y",
    "/v1/orders/%0d%0a",
    "/v1/orders/%7f",
    "/v1/orders/%252e%252e",
    "/v1/orders/%3fa=b",
    "/v1/orders/%23x",
    "/v1/orders/%ff",
    "/v1/orders/%c0%ae",
    "/v1/orders/%zz",
    "/v1/orders/%4",
    "/v1/orders/a b",
    "/v1/orders/<x>",
    "/v1/orders/é",
    "http://evil.example/v1/orders",
    "v1/orders",
    "*",
    "",
]


@pytest.mark.parametrize("path", TRICKS)
def test_an_unusual_path_is_refused(path: str) -> None:
    with pytest.raises(AddressInvalid):
        check_address(path.encode(), b"")


@pytest.mark.parametrize("query", ["a=%", "a=%0", "a=%00", "a b", "a#b", "a=\x01", "a=é", "a=\n"])
def test_an_unusual_query_is_refused(query: str) -> None:
    with pytest.raises(AddressInvalid):
        check_address(b"/v1/orders", query.encode())


def test_too_long() -> None:
    with pytest.raises(AddressTooLong):
        check_address(b"/" + b"a" * 3000, b"")
    with pytest.raises(AddressTooLong):
        check_address(b"/v1/orders", b"a" * 9000)


def test_usual_addresses_pass() -> None:
    assert check_address(b"/v1/sandbox/social-accounts/caf%C3%A9_~x.y@z", b"q=a%20b&q=%F0%9F%98%80&c=a+b") == (
        "/v1/sandbox/social-accounts/café_~x.y@z"
    )


@pytest.mark.parametrize(
    "path",
    [
        "/v1",
        "/v1/",
        "/v1/nothing",
        "/v1/Orders",
        "/v1/%6frders",
        "/v2/orders",
        "/V1/orders",
        "/orders",
        "/internal/status",
        "/internal/inner-tokens",
        "/v1/internal/status",
        "/.well-known/openid-configuration",
        "/.well-known/jwks.json/",
        "/metrics/x",
    ],
)
async def test_an_unknown_address(path: str) -> None:
    async with running() as suite:
        assert_problem(await suite.get(path), 404, "route_not_found")
        assert suite.toy.calls == 0


def test_every_resource_has_its_service() -> None:
    for name, registered in REGISTER.items():
        for resource in registered.resources:
            assert service_of(f"/v1/{resource}/x".encode(), is_sandbox=True) == name
    with pytest.raises(RouteNotFound):
        service_of(b"/v1/sandbox/clock", is_sandbox=False)
    assert service_of(b"/.well-known/jwks.json", is_sandbox=False) == "identity"


async def test_tricks_on_the_wire() -> None:
    """Whatever a raw client writes, the answer is a 4xx, and no service hears of it."""
    async with running(with_socket=True) as suite:
        for path in TRICKS:
            if path.startswith("http"):
                continue  # the server shows the app an absolute address as its path
            answer = await spoken(suite, b"GET " + path.encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert re.match(rb"HTTP/1.1 4\d\d ", answer), (path, answer)
        assert suite.toy.calls == 0


async def test_an_absolute_address_names_no_other_host() -> None:
    async with running(with_socket=True) as suite:
        head = b"GET http://evil.example/v1/orders/x HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
        assert b"evil.example" not in await spoken(suite, head)


SMUGGLED = [
    b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    b"Content-Length: -1\r\n\r\n",
    b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    b"Content-Length: +2\r\n\r\n{}",
    b"Content-Length: 2, 2\r\n\r\n{}",
    b"Content-Length : 2\r\n\r\n{}",
    b"Content-Length: 99999999999999999999999\r\n\r\n{}",
    b"X-A: a\rGreenlight-Inner-Token: forged\r\n\r\n",
    b"X-A: a\x00b\r\n\r\n",
    b"X-A: b\nGreenlight-Inner-Token: forged\r\n\r\n",
]


async def spoken(suite: Running, request: bytes) -> bytes:
    """Write bytes to the gateway as they are, and read until it closes."""
    reader, writer = await asyncio.open_connection(*str(suite.url).removeprefix("http://").split(":"))
    writer.write(request)
    async with asyncio.timeout(15):
        answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


async def test_nothing_is_smuggled() -> None:
    async with running(with_socket=True) as suite:
        for smuggled in SMUGGLED:
            answer = await spoken(suite, b"POST /v1/offers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + smuggled)
            assert answer.startswith(b"HTTP/1.1 400"), (smuggled, answer)
        assert suite.toy.calls == 0


PROTOCOL = [
    (b"HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"400"),
    (b"HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", b"400"),
    (b"HTTP/1.0\r\nContent-Length: 0\r\n\r\n", b"200"),
]


async def test_what_a_version_of_http_does_not_know_is_refused() -> None:
    async with running(with_socket=True) as suite:
        for head, status in PROTOCOL:
            answer = await spoken(suite, b"POST /v1/offers " + head)
            assert answer.startswith(b"HTTP/1.1 " + status), (head, answer)
        assert suite.toy.calls == 1


async def test_a_trailer_says_nothing() -> None:
    async with running(with_socket=True) as suite:
        head = b"POST /v1/offers HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
        body = b"2\r\n{}\r\n0\r\nGreenlight-Inner-Token: forged\r\n\r\n"
        answer = await spoken(suite, head + b"Trailer: Greenlight-Inner-Token\r\n\r\n" + body)
        assert answer.startswith(b"HTTP/1.1 200")
        assert b"forged" not in answer
        assert b"trailer" not in answer.lower()


async def test_headers_out_of_bounds() -> None:
    async with running() as suite:
        assert_problem(await suite.get("/v1/orders/x", headers={"X-Large": "x" * 40_000}), 431, "headers_too_large")
        assert_problem(await suite.get("/v1/orders/x", headers={"X-Bytes": b"\xff"}), 400, "headers_invalid")
        keys = [("Idempotency-Key", "a"), ("Idempotency-Key", "b")]
        assert_problem(await suite.client.post("/v1/offers", headers=keys), 400, "headers_invalid")
        assert suite.toy.calls == 0


async def test_every_answer_has_one_request_id_of_its_own() -> None:
    async with running() as suite:
        paths = [
            "/v1/orders/x",
            "/v1/nope",
            "/healthz",
            "/docs/nope",
            "/v1/orders/fails",
            "/v1/orders/nothing",
            "/v1//x",
            "/metrics",
        ]
        answers = [await suite.get(path, headers={"Request-Id": "req_mine"}) for path in paths * 2]
        ids = [answer.headers.get_list("request-id") for answer in answers]

        assert all(len(one) == 1 and re.fullmatch(r"req_[0-9a-z]{26}", one[0]) for one in ids)
        assert len({one[0] for one in ids}) == len(answers)


async def test_headers_of_every_answer() -> None:
    async with running() as suite:
        for path in ("/v1/orders/x", "/v1/nope", "/healthz"):
            answer = await suite.get(path)
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
            assert "strict-transport-security" not in answer.headers
        tagged = await suite.get("/v1/orders/x")
        assert tagged.headers["cache-control"] == "private, no-cache"
        assert tagged.headers["vary"] == "Authorization, Greenlight-Organization, Accept-Encoding"
        assert (await suite.get("/v1/nope")).headers["cache-control"] == "no-store"


async def test_production(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings.model_validate(PRODUCTION)
    async with running(settings=settings) as suite:
        assert_problem(await suite.get("/v1/sandbox/clock"), 404, "route_not_found")
        assert_problem(await suite.get("/v1/sandbox/clock", headers={"Greenlight-Sandbox-Token": "x"}), 404, "route_not_found")
        assert "max-age" in (await suite.get("/v1/orders/x")).headers["strict-transport-security"]
        assert "sandbox" not in (await suite.get("/readyz")).json()["services"]


# --- sandbox token ----------------------------------------------------------------------------------------------


async def test_the_sandbox_is_open_on_loopback() -> None:
    async with running() as suite:
        assert (await suite.get("/v1/sandbox/clock")).status_code == 200


async def test_the_sandbox_token() -> None:
    settings = Settings.model_validate(
        {"environment": "sandbox", "gateway_host": "0.0.0.0", "sandbox_token": "open sesame", "secret": "s" * 32}
    )
    async with running(settings=settings) as suite:
        for headers in (
            {},
            {"Greenlight-Sandbox-Token": ""},
            {"Greenlight-Sandbox-Token": "open"},
            {"Greenlight-Sandbox-Token": "ü"},
        ):
            encoded = {name: value.encode() for name, value in headers.items()}
            assert_problem(await suite.get("/v1/sandbox/clock", headers=encoded), 401, "sandbox_token_required")
        assert suite.toy.calls == 0
        right = await suite.get("/v1/sandbox/clock", headers={"Greenlight-Sandbox-Token": "open sesame"})
        assert right.status_code == 200
        assert "open sesame" not in right.text
        assert (await suite.get("/v1/orders/x")).status_code == 200


# --- health -----------------------------------------------------------------------------------------------------


async def test_health() -> None:
    async with running(toy=Toy(ready=503)) as suite:
        assert (await suite.get("/healthz")).json() == {"status": "alive"}
        alone = await suite.get("/readyz?self")
        assert (alone.status_code, alone.json()) == (200, {"status": "ready", "gateway": "ready"})
        waiting = await suite.get("/readyz")
        assert waiting.status_code == 503
        assert waiting.json()["services"] == {name: "ready" if name == "identity" else "starting" for name in REGISTER}
        suite.toy.ready = 200
        await asyncio.sleep(0.3)
        ready = await suite.get("/readyz")
        assert (ready.status_code, ready.json()["status"]) == (200, "ready")


async def test_ready_names_what_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        for name in REGISTER:
            monkeypatch.setenv(f"GREENLIGHT_{name.upper()}_URLS", f"http://127.0.0.1:{closed.getsockname()[1]}")
        async with running(inside=False) as suite:
            answer = await suite.get("/readyz")
            assert answer.status_code == 503
            assert answer.json()["services"] == {name: "ready" if name == "identity" else "unreachable" for name in REGISTER}


async def test_before_it_runs_it_is_not_ready() -> None:
    async with running() as suite:
        suite.gateway._is_running = False
        assert (await suite.get("/readyz?self")).status_code == 503


COUNTED = (
    'requests_total{operation="get_order",service="gateway",status="200"}',
    'requests_total{operation="get_order",service="gateway",status="401"}',
    'requests_total{operation="campaigns",service="gateway",status="200"}',
    'requests_total{operation="none",service="gateway",status="404"}',
    'request_seconds_count{operation="get_order",service="gateway"}',
)


async def counted(suite: Running, name: str) -> float:
    lines = (await suite.get("/metrics")).text.splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"greenlight_{name} "))


async def test_metrics_count_and_time_each_operation_and_no_path() -> None:
    async with running() as suite:
        before = [await counted(suite, name) for name in COUNTED]
        await suite.get("/v1/orders/x")
        await suite.get("/v1/orders/x", headers={"Authorization": "Bearer revoked"})
        await suite.get("/v1/orders/x", headers={"Prefer": "wait=1", "If-None-Match": '"v0"'})
        await suite.get("/v1/orders/x/no/such/operation")
        await suite.get("/v1/nobodys/own-path")
        now = [await counted(suite, name) for name in COUNTED]
        assert "own-path" not in (await suite.get("/metrics")).text
    assert [one - other for one, other in zip(now, before, strict=True)] == [2, 1, 1, 1, 2]


async def test_metrics_need_their_token_where_others_reach_the_gateway() -> None:
    outside = PRODUCTION | {"gateway_host": "0.0.0.0"}
    async with running(settings=Settings.model_validate(outside)) as suite:
        assert_problem(await suite.get("/metrics"), 404, "route_not_found")
    async with running(settings=Settings.model_validate(outside | {"metrics_token": "monitoring"})) as suite:
        for said in ({}, {"Authorization": "Bearer guessed"}, {"Authorization": "Basic monitoring"}):
            assert_problem(await suite.get("/metrics", headers=said), 401, "unauthenticated")
        shown = await suite.get("/metrics", headers={"Authorization": "Bearer monitoring"})
        assert (shown.status_code, b"greenlight_requests_total" in shown.content) == (200, True)


async def test_other_methods_on_own_pages() -> None:
    async with running() as suite:
        refused = await suite.client.post("/healthz")
        assert_problem(refused, 405, "method_not_allowed")
        assert refused.headers["allow"] == "GET, HEAD, OPTIONS"
        options = await suite.client.options("/healthz")
        assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
        assert (await suite.client.head("/healthz")).content == b""
