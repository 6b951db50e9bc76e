"""HTTP/1.1 to a replica, on both loops: an answer is whole or broken, and nobody gets what belongs to somebody else."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import uvloop

from gateway import upstream
from gateway.upstream import LARGEST_HEAD, Body, Broken, Connection, NotReached, Replica, Silent
from tests.gateway.doubles import raw_server, read_request

Scenario = Callable[[], Coroutine[Any, Any, None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@pytest.fixture(params=[asyncio.run, uvloop.run], ids=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Callable[[Scenario], None]:
    """Run a scenario on a loop of its own: the suite's is uvloop's, the one of these tests is not."""

    def run_beside(scenario: Scenario) -> None:
        async def bounded() -> None:
            async with asyncio.timeout(15):
                await scenario()

        with ThreadPoolExecutor(1) as threads:
            threads.submit(request.param, bounded()).result()

    return run_beside


def replica_at(url: str, *, idle_seconds: float = 5) -> Replica:
    """A replica that may be silent for a while."""
    return Replica(url, connect_seconds=1, idle_seconds=idle_seconds)


async def ask(
    replica: Replica, method: str = "GET", *, body: Body | None = None, headers: list[tuple[bytes, bytes]] | None = None
) -> Connection:
    """Ask on a connection that is kept or new, as the gateway does."""
    head, length = replica.head_of(method, b"/v1/orders/x", headers or [], body)
    connection = await replica.connection()
    await connection.ask(head, body or b"", length=length, is_for_head=method == "HEAD")
    return connection


async def whole(connection: Connection) -> bytes:
    """Read an answer to its end, and give the connection back."""
    taken = b""
    try:
        while not connection.is_complete:
            taken += await connection.read()
        return taken + await connection.read()
    finally:
        connection.release()


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    while not holds():
        await asyncio.sleep(0.001)


def answering(*said: bytes, heard: list[bytes] | None = None) -> Callable[..., Awaitable[None]]:
    """Answer one request after the other, and hang up."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for one in said:
            head, body = await read_request(reader)
            if heard is not None:
                heard.append(head + body)
            writer.write(one)
            await writer.drain()

    return answer


@pytest.mark.parametrize(
    ("said", "status", "body", "is_kept"),
    [
        (OK, 200, b"ok", True),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\nX-Trailer: 1\r\n\r\n", 200, b"ok", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok", 200, b"ok", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, b"ok", False),
        (b"HTTP/1.1 200 OK\r\n\r\nto the end", 200, b"to the end", False),
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b"", True),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n", 304, b"", True),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK, 200, b"ok", True),
        (OK + OK, 200, b"ok", False),
        (OK + b"\x00", 200, b"ok", False),
    ],
)
def test_an_answer_is_read_to_its_end(
    run: Callable[[Scenario], None],
    said: bytes,
    status: int,
    body: bytes,
    is_kept: bool,  # noqa: FBT001
) -> None:
    async def scenario() -> None:
        async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await read_request(reader)
            writer.write(said)
            await writer.drain()
            if is_kept:
                await reader.read()

        async with raw_server(speak) as url:
            replica = replica_at(url)
            connection = await ask(replica)
            assert (connection.status, await whole(connection)) == (status, body)
            assert {name.lower() for name, _ in connection.headers} <= {b"content-length", b"transfer-encoding", b"connection"}
            if not is_kept:
                await until(lambda: not replica.connections)
            assert len(replica.free) == is_kept
            await replica.close()

    run(scenario)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ncut",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-A: b\rX-C: d\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nX-A: \x00\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"x" * (LARGEST_HEAD + 1),
    ],
)
def test_what_breaks_off_or_is_no_answer(run: Callable[[Scenario], None], said: bytes) -> None:
    async def scenario() -> None:
        async with raw_server(answering(said)) as url:
            replica = replica_at(url)
            with pytest.raises(Broken):
                await whole(await ask(replica))
            await until(lambda: not replica.connections)
            assert not replica.free

    run(scenario)


def test_a_connection_is_used_again_and_one_that_was_closed_is_not(run: Callable[[Scenario], None]) -> None:
    async def scenario() -> None:
        heard: list[bytes] = []
        async with raw_server(answering(OK, OK, heard=heard)) as url:
            replica = replica_at(url)
            first = await ask(replica)
            await whole(first)
            second = await ask(replica)
            await whole(second)
            assert second is first
            await until(lambda: not replica.free)  # the server has hung up
            third = await ask(replica)
            assert third is not first
            assert await whole(third) == b"ok"
            assert len(heard) == 3
            await replica.close()

    run(scenario)


def test_what_comes_unasked_is_nobodys_answer(run: Callable[[Scenario], None]) -> None:
    async def scenario() -> None:
        async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await read_request(reader)
            writer.write(OK)
            await writer.drain()
            await asyncio.sleep(0.05)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\npoison!")
            await reader.read()

        async with raw_server(speak) as url:
            replica = replica_at(url)
            assert await whole(await ask(replica)) == b"ok"
            assert len(replica.free) == 1
            await until(lambda: not replica.free)
            assert await whole(await ask(replica)) == b"ok"
            await replica.close()

    run(scenario)


@pytest.mark.parametrize("behind", [b"", b"a body where none may be"])
def test_the_answer_to_head_has_no_body(run: Callable[[Scenario], None], behind: bytes) -> None:
    async def scenario() -> None:
        said = b"HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n"
        async with raw_server(answering(said + behind, OK)) as url:
            replica = replica_at(url)
            connection = await ask(replica, "HEAD")
            assert (connection.status, await whole(connection)) == (200, b"")
            if behind:
                await until(lambda: not replica.connections)
            assert len(replica.free) == (not behind)
            if not behind:
                assert await whole(await ask(replica)) == b"ok"
            await replica.close()

    run(scenario)


async def in_parts(*parts: bytes) -> AsyncIterator[bytes]:
    """A body that comes in parts."""
    for part in parts:
        await asyncio.sleep(0)
        yield part


def test_a_body_goes_as_it_was_announced(run: Callable[[Scenario], None]) -> None:
    async def scenario() -> None:
        heard: list[bytes] = []
        async with raw_server(answering(*[OK] * 5, heard=heard)) as url:
            replica = replica_at(url)
            length = [(b"content-length", b"4")]
            await whole(await ask(replica, "POST", body=b"ab"))
            await whole(await ask(replica, "POST", body=b"abcd", headers=length))
            await whole(await ask(replica, "POST", body=in_parts(b"ab", b"cd"), headers=length))
            await whole(await ask(replica, "POST", body=in_parts(b"ab", b"cd")))
            await whole(await ask(replica, "DELETE"))
            await replica.close()
        heads = [one.partition(b"\r\n\r\n")[0].lower().split(b"\r\n")[2:] for one in heard]
        assert heads == [
            [b"content-length: 2"],
            [b"content-length: 4"],
            [b"content-length: 4"],
            [b"transfer-encoding: chunked"],
            [b"content-length: 0"],
        ]
        assert [one.partition(b"\r\n\r\n")[2] for one in heard] == [b"ab", b"abcd", b"abcd", b"abcd", b""]

    run(scenario)


@pytest.mark.parametrize("parts", [[b"ab", b"c"], [b"ab", b"cde"]])
def test_a_body_of_another_length_than_announced_is_not_sent_to_its_end(
    run: Callable[[Scenario], None], parts: list[bytes]
) -> None:
    async def scenario() -> None:
        seen: list[bytes] = []

        async def listen(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            seen.append(await reader.read())

        async with raw_server(listen) as url:
            replica = replica_at(url)
            with pytest.raises(Broken):
                await ask(replica, "POST", body=in_parts(*parts), headers=[(b"content-length", b"4")])
            with pytest.raises(Broken):
                await ask(replica, "POST", body=b"".join(parts), headers=[(b"content-length", b"4")])
            await until(lambda: not replica.connections)
            await until(lambda: len(seen) == 1)
        assert b"cde" not in seen[0]

    run(scenario)


@pytest.mark.parametrize("value", [b"a\r\nX-Forged: 1", b"a\nX-Forged: 1", b"a\rb", b"a\r\n\r\nGET / HTTP/1.1"])
def test_a_header_never_ends_its_line(run: Callable[[Scenario], None], value: bytes) -> None:
    async def scenario() -> None:
        replica = replica_at("http://127.0.0.1:9")
        for header in [(b"x-a", value), (value, b"x-a")]:
            with pytest.raises(Broken):
                replica.head_of("GET", b"/v1/orders/x", [header], None)

    run(scenario)


def test_silence_ends_an_exchange_and_idleness_a_connection(
    run: Callable[[Scenario], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upstream, "KEEP_ALIVE_SECONDS", 0.05)

    async def scenario() -> None:
        async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await read_request(reader)
            writer.write(OK)
            await read_request(reader)
            await reader.read()

        async with raw_server(speak) as url:
            replica = replica_at(url, idle_seconds=0.2)
            assert await whole(await ask(replica)) == b"ok"
            with pytest.raises(Silent):
                await ask(replica)
            assert await whole(await ask(replica)) == b"ok"
            await until(lambda: not replica.connections)
            assert not replica.free

    run(scenario)


def test_a_slow_reader_holds_the_answer_up_and_is_not_taken_for_silence(run: Callable[[Scenario], None]) -> None:
    size = 24 * 1024 * 1024
    sent = 0

    async def scenario() -> None:
        async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal sent
            await read_request(reader)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size)
            for _ in range(size // 65536):
                writer.write(b"x" * 65536)
                await writer.drain()
                sent += 65536
            await reader.read()

        async with raw_server(pour) as url:
            replica = replica_at(url, idle_seconds=1.0)
            connection = await ask(replica)
            await asyncio.sleep(2.5)
            assert sent < size / 2  # what the system's buffers hold
            assert len(await whole(connection)) == size
            await replica.close()

    run(scenario)


def test_nobody_there(run: Callable[[Scenario], None]) -> None:
    async def scenario() -> None:
        with pytest.raises(NotReached):
            await replica_at("http://127.0.0.1:9").connection()

    run(scenario)


def test_whoever_gives_up_ends_the_exchange(run: Callable[[Scenario], None]) -> None:
    async def scenario() -> None:
        ended = asyncio.Event()

        async def listen(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
            await read_request(reader)
            await reader.read()
            ended.set()

        async with raw_server(listen) as url:
            replica = replica_at(url)
            asking = asyncio.create_task(ask(replica))
            await until(lambda: len(replica.connections) == 1)
            await asyncio.sleep(0.01)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            await ended.wait()
            await until(lambda: not replica.connections)

    run(scenario)
