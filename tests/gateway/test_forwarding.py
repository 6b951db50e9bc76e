"""Forwarding, in the same process and over sockets: bodies stream, heads are right, and nothing acts twice."""

import asyncio
import tracemalloc
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TypeVar

import httpx
import pytest

from gateway.forwarding import HttpForwarder
from tests.gateway.doubles import LARGE, RawHandler, Running, Toy, assert_problem, raw_server, read_request, running, serving

SOON = 15
"""The machine may be busy."""

T = TypeVar("T")


async def soon(coming: Awaitable[T]) -> T:
    """Await what must not take long."""
    async with asyncio.timeout(SOON):
        return await coming


@pytest.fixture(params=["inside", "apart"])
async def suite(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Running]:
    """A gateway on a socket, before a service of its own process, or of another one."""
    toy = Toy()
    async with AsyncExitStack() as stack:
        if request.param == "apart":
            url = await stack.enter_async_context(serving(toy.app()))
            for service in ("CAMPAIGNS", "REVIEW"):
                monkeypatch.setenv(f"GREENLIGHT_{service}_URLS", url)
        yield await stack.enter_async_context(running(toy=toy, with_socket=True, inside=request.param == "inside"))


@asynccontextmanager
async def before(monkeypatch: pytest.MonkeyPatch, *urls: str) -> AsyncIterator[Running]:
    """A gateway before replicas at these addresses."""
    monkeypatch.setenv("GREENLIGHT_CAMPAIGNS_URLS", ",".join(urls))
    async with running(inside=False, with_socket=True) as suite:
        yield suite


# --- both ways --------------------------------------------------------------------------------------------------


async def test_a_request_arrives_as_it_was_sent(suite: Running) -> None:
    answer = await suite.client.request(
        "PATCH",
        "/v1/orders/caf%C3%A9/a%20b?x=1&x=%2F2&y",
        content=b'{"a":1}',
        headers={b"X-Thing": "ü".encode(), b"If-Match": b'"v7"'},
    )

    seen = answer.json()
    assert answer.status_code == 200
    assert (seen["method"], seen["path"], seen["query"]) == ("PATCH", "/v1/orders/café/a b", "x=1&x=%2F2&y")
    assert seen["raw_path"] == "/v1/orders/caf%C3%A9/a%20b"
    assert seen["body"] == '{"a":1}'
    assert dict(seen["headers"])["x-thing"] == "ü"
    assert dict(seen["headers"])["if-match"] == '"v7"'
    assert dict(seen["headers"])["content-length"] == "7"


async def test_what_concerns_one_connection_does_not_pass(suite: Running) -> None:
    answer = await suite.get(
        "/v1/orders/x",
        headers={"Connection": "keep-alive, X-Drop", "X-Drop": "1", "X-Keep": "2", "TE": "trailers", "Proxy-Authorization": "x"},
    )

    names = {name for name, _ in answer.json()["headers"]}
    assert "x-keep" in names
    assert not names & {"x-drop", "te", "proxy-authorization", "keep-alive", "upgrade"}
    assert answer.headers["x-public"] == "2"
    assert "x-private" not in answer.headers
    assert "greenlight-inner-token" not in answer.headers
    assert len(answer.headers.get_list("date")) == 1


async def test_what_only_the_gateway_may_say_is_stripped(suite: Running) -> None:
    forged = {
        "Greenlight-Inner-Token": "forged",
        "Greenlight_Inner_Token": "forged",
        "Greenlight-Internal-Key": "forged",
        "X-User-Id": "forged",
        "X_User_Id": "forged",
        "X-Forwarded-For": "forged",
        "X-Forwarded-Host": "forged",
        "Forwarded": "for=forged",
        "Request-Id": "forged",
        "Host": "forged",
        "Greenlight-Sandbox-Token": "forged",
    }
    answer = await suite.get("/v1/orders/x", headers=forged)

    assert "forged" not in str(answer.json()["headers"])
    assert answer.headers.get_list("request-id") == [dict(answer.json()["headers"])["request-id"]]


async def test_a_well_formed_traceparent_passes(suite: Running) -> None:
    good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    traced = await suite.get("/v1/orders/x", headers={"traceparent": good, "tracestate": "a=1"})
    bad = await suite.get("/v1/orders/x", headers={"traceparent": "00-" + "0" * 32 + "-00f067aa0ba902b7-01", "tracestate": "a=1"})

    assert dict(traced.json()["headers"])["traceparent"] == good
    assert dict(traced.json()["headers"])["tracestate"] == "a=1"
    assert not {"traceparent", "tracestate"} & {name for name, _ in bad.json()["headers"]}


async def test_each_chunk_of_a_request_arrives_before_the_next_is_sent(suite: Running) -> None:
    sent: asyncio.Queue[bytes | None] = asyncio.Queue()

    async def body() -> AsyncIterator[bytes]:
        while (chunk := await sent.get()) is not None:
            yield chunk

    asking = asyncio.create_task(suite.client.put("/v1/uploads/chunks/content", content=body()))
    for chunk in (b"one", b"two"):
        await sent.put(chunk)
        assert await soon(suite.toy.received.get()) == chunk
    await sent.put(None)

    assert (await soon(asking)).json() == {"size": 6}


async def test_the_beginning_of_an_answer_arrives_before_its_end_is_made(suite: Running) -> None:
    async with suite.client.stream("GET", "/v1/orders/stream") as answer:
        pieces = answer.aiter_raw()
        assert await soon(anext(pieces)) == b"first"
        suite.toy.going_on.set()
        assert await soon(anext(pieces)) == b"second"
        with pytest.raises(StopAsyncIteration):
            await anext(pieces)


async def test_head(suite: Running) -> None:
    got, head = await suite.get("/v1/orders/x"), await suite.client.head("/v1/orders/x")

    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == got.headers["etag"]
    assert int(head.headers["content-length"]) > 0
    assert (await suite.get("/v1/orders/x")).status_code == 200  # the connection is still in step


async def test_answers_pass_untouched(suite: Running) -> None:
    async with suite.client.stream("GET", "/v1/orders/zipped") as zipped:
        assert [chunk async for chunk in zipped.aiter_raw()] == [b"\x1f\x8bnot really"]
    away, nothing = await suite.get("/v1/orders/away"), await suite.get("/v1/orders/nothing")

    assert zipped.headers["content-encoding"] == "gzip"
    assert (away.status_code, away.headers["location"]) == (303, "/v1/orders/echo")
    assert (nothing.status_code, nothing.content) == (204, b"")
    suite.client.cookies.clear()
    assert "cookie" not in dict((await suite.get("/v1/orders/x")).json()["headers"])


async def test_large_bodies_pass_in_little_memory(suite: Running) -> None:
    async def upload() -> AsyncIterator[bytes]:
        for _ in range(LARGE // 65536):
            yield b"x" * 65536

    await suite.get("/v1/orders/x")  # imports and pools are not what is measured
    tracemalloc.start()
    try:
        sent = await suite.client.post("/v1/offers/count/accept", content=upload())
        size = 0
        async with suite.client.stream("GET", "/v1/orders/large") as answer:
            async for chunk in answer.aiter_raw():
                size += len(chunk)
                await asyncio.sleep(0)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert sent.json() == {"size": LARGE}
    assert size == LARGE
    assert answer.headers["content-length"] == str(size)
    assert peak < LARGE / 4


async def test_a_caller_who_leaves_ends_the_work_behind(suite: Running) -> None:
    async with suite.client.stream("GET", "/v1/orders/endless") as answer:
        await anext(answer.aiter_raw())
    await soon(suite.toy.ended.wait())

    suite.toy.ended.clear()
    with pytest.raises(httpx.ReadTimeout):
        await suite.get("/v1/orders/hanging", timeout=0.3)
    await soon(suite.toy.ended.wait())


async def test_a_body_that_breaks_off_is_never_taken_for_whole(suite: Running) -> None:
    async def body() -> AsyncIterator[bytes]:
        yield b"part"
        await suite.toy.received.get()
        message = "gone"
        raise ConnectionError(message)

    with pytest.raises(ConnectionError):
        await suite.client.put("/v1/uploads/chunks/content", content=body())
    await soon(suite.toy.ended.wait())


async def test_an_answer_that_breaks_off_is_never_taken_for_whole(suite: Running) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        await suite.get("/v1/orders/breaks")

    assert (await suite.get("/v1/orders/x")).status_code == 200


async def test_a_failure_tells_nothing_of_its_reason(suite: Running) -> None:
    answer = await suite.get("/v1/orders/fails")

    assert_problem(answer, 500, "internal")
    assert "secret" not in answer.text


async def test_expect_continue_is_answered_here(suite: Running) -> None:
    reader, writer = await asyncio.open_connection(*str(suite.url).removeprefix("http://").split(":"))
    writer.write(b"POST /v1/offers HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
    assert (await soon(reader.readline())).startswith(b"HTTP/1.1 100")
    await reader.readline()
    writer.write(b"hi")
    assert (await soon(reader.readline())).startswith(b"HTTP/1.1 200")
    writer.close()
    await writer.wait_closed()


# --- replicas ---------------------------------------------------------------------------------------------------


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def saying(name: bytes) -> RawHandler:
    """Answer every request with a name."""

    async def say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await read_request(reader)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + name)

    return say


async def test_replicas_take_turns_and_one_that_is_gone_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    async with AsyncExitStack() as one, AsyncExitStack() as other:
        kept = [await one.enter_async_context(raw_server(saying(name))) for name in (b"a", b"c")]
        gone = await other.enter_async_context(raw_server(saying(b"b")))
        async with before(monkeypatch, kept[0], gone, kept[1]) as suite:
            everybody = {(await suite.get("/v1/orders/x")).text for _ in range(6)}
            await other.aclose()
            left = [await suite.get("/v1/orders/x") for _ in range(9)]
            posted = [await suite.client.post("/v1/offers", content=b"{}") for _ in range(9)]
            await one.aclose()
            nobody = [await suite.client.post("/v1/offers", content=b"{}") for _ in range(3)]

    assert everybody == {"a", "b", "c"}
    assert {answer.text for answer in left} == {"a", "c"}
    assert all(answer.status_code == 200 for answer in posted)
    assert_problem(nobody[-1], 503, "upstream_unavailable")
    assert nobody[-1].headers["retry-after"] == "1"


async def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    async with before(monkeypatch, "http://127.0.0.1:9", "http://127.0.0.1:10") as suite:
        answer = await suite.client.post("/v1/offers", content=b"{}")

        body = assert_problem(answer, 503, "upstream_unavailable")
        assert body["retryable"] is True
        assert answer.headers["retry-after"] == "1"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("content", [b"", b'{"amount": 1}'])
async def test_what_may_have_acted_is_never_sent_twice(monkeypatch: pytest.MonkeyPatch, method: str, content: bytes) -> None:
    heard: list[bytes] = []

    async def hang_up(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        head, _ = await read_request(reader)
        heard.append(head)

    async with raw_server(hang_up) as one, raw_server(hang_up) as other, before(monkeypatch, one, other) as suite:
        answer = await suite.client.request(method, "/v1/orders/x/y", content=content)
        keyed = await suite.client.request(method, "/v1/orders/x/y", content=content, headers={"Idempotency-Key": "k"})

    assert len(heard) == 2
    assert assert_problem(answer, 502, "upstream_broken")["retryable"] is (method in {"PUT", "DELETE"})
    assert assert_problem(keyed, 502, "upstream_broken")["retryable"] is True


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_a_pooled_connection_that_was_closed_repeats_nothing_unsafe(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    heard: list[bytes] = []

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append((await read_request(reader))[0])
        writer.write(OK)
        heard.append((await read_request(reader))[0])  # and hang up

    async with raw_server(answer_once) as url, before(monkeypatch, url) as suite:
        first = await suite.get("/v1/orders/x")
        second = await suite.client.request(method, "/v1/orders/x/y", content=b"{}")

    assert first.text == "ok"
    assert_problem(second, 502, "upstream_broken")
    assert len(heard) == 2


async def test_a_read_is_repeated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append((await read_request(reader))[0])
        writer.write(OK)
        heard.append((await read_request(reader))[0])

    async def hang_up(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        heard.append((await read_request(reader))[0])

    async with raw_server(answer_once) as url, before(monkeypatch, url) as suite:
        assert [(await suite.get("/v1/orders/x")).text for _ in range(2)] == ["ok", "ok"]
    assert len(heard) == 3

    heard.clear()
    async with raw_server(hang_up) as url, before(monkeypatch, url) as suite:
        assert_problem(await suite.get("/v1/orders/x"), 502, "upstream_broken")
    assert len(heard) == 2


async def test_a_service_that_answers_before_it_has_read_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig")
        await writer.drain()
        while await reader.read(65536):
            pass

    async def body() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b"x" * 65536

    async with raw_server(refuse) as url, before(monkeypatch, url) as suite:
        answer = await suite.client.post("/v1/offers", content=body())

    assert (answer.status_code, answer.text) == (413, "big")


@pytest.mark.parametrize(
    "said",
    [
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    ],
)
async def test_what_is_no_answer(monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(said)
        await writer.drain()

    async with raw_server(speak) as url, before(monkeypatch, url) as suite:
        assert_problem(await suite.client.post("/v1/offers", content=b"{}"), 502, "upstream_broken")


async def test_early_hints_are_not_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK)
        await writer.drain()
        await reader.read()

    async with raw_server(speak) as url, before(monkeypatch, url) as suite:
        answer = await suite.get("/v1/orders/x")

    assert (answer.status_code, answer.text) == (200, "ok")
    assert "link" not in answer.headers


async def test_a_service_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head, _ = await read_request(reader)
        if b"/half" in head:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        await reader.read()

    async with raw_server(listen) as url, before(monkeypatch, url) as suite:
        suite.gateway._elsewhere = HttpForwarder({"campaigns": [url]}, idle_seconds=0.1)
        try:
            assert assert_problem(await suite.get("/v1/orders/x"), 504, "upstream_timeout")["retryable"] is True
            posted = await suite.client.post("/v1/offers", content=b"{}")
            assert assert_problem(posted, 504, "upstream_timeout")["retryable"] is False
            with pytest.raises(httpx.RemoteProtocolError):
                await suite.get("/v1/orders/half")
        finally:
            await suite.gateway._elsewhere.close()
