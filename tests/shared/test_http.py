"""What somebody outside answers is read within bounds, whatever they do."""

import asyncio
import time
from contextlib import suppress

import pytest

from shared.http import NoAnswer, answer_from_outside
from tests.gateway.doubles import RawHandler, raw_server, read_request

HEAD = b"HTTP/1.1 200 OK\r\n"


async def ask(url: str, *, seconds: float = 5, content: bytes | None = None) -> bytes:
    method = "GET" if content is None else "POST"
    return await answer_from_outside(
        method, url, headers={"Accept": "text/plain"}, content=content, seconds=seconds, most_bytes=1000
    )


async def says(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: bytes) -> None:
    """Answer one request, and hang up."""
    await read_request(reader)
    writer.write(answer)
    await writer.drain()


async def test_an_answer_is_read_as_it_was_sent() -> None:
    asked: list[tuple[bytes, bytes]] = []

    async def takes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await read_request(reader))
        writer.write(HEAD + b"Content-Length: 1000\r\n\r\n" + b"x" * 1000)
        await writer.drain()

    async with raw_server(takes) as url:
        assert await ask(url) == b"x" * 1000
        assert await ask(f"{url}/there?a=b", content=b"what") == b"x" * 1000

    (read, nothing), (told, body) = asked
    assert read.startswith(b"GET / HTTP/1.1\r\n")
    assert told.startswith(b"POST /there?a=b HTTP/1.1\r\n")
    assert (nothing, body) == (b"", b"what")
    for head in (read.lower(), told.lower()):
        assert b"\r\naccept: text/plain\r\n" in head
        assert b"\r\naccept-encoding: identity\r\n" in head


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", "refused"),
        (b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", "refused"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", "refused"),
        (HEAD + b"Content-Length: 1001\r\n\r\n" + b"x" * 1001, "too_large"),
        (HEAD + b"Content-Length: 9\r\n\r\n{", "unreachable"),
        (b"no HTTP\r\n\r\n", "unreachable"),
        (b"", "unreachable"),
    ],
)
async def test_what_cannot_be_used_is_no_answer(answer: bytes, code: str) -> None:
    async with raw_server(lambda reader, writer: says(reader, writer, answer)) as url:
        with pytest.raises(NoAnswer, match=f"^{code}$"):
            await ask(url)
    with pytest.raises(NoAnswer, match=r"^unreachable$"):
        await ask(url)  # nobody listens there any more


async def _silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    await asyncio.sleep(30)


async def _drips(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(HEAD + b"Content-Length: 999\r\n\r\n")
    while True:
        writer.write(b"x")
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("slow", [_silent, _drips])
async def test_its_time_is_one_to_the_last_byte(slow: RawHandler) -> None:
    async with raw_server(slow) as url:
        began = time.perf_counter()
        with pytest.raises(NoAnswer, match=r"^timeout$"):
            await ask(url, seconds=0.3)
        assert 0.3 <= time.perf_counter() - began < 3


async def test_an_answer_without_end_is_not_read_on() -> None:
    written, hung_up = 0, asyncio.Event()

    async def pours(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal written
        await read_request(reader)
        writer.write(HEAD + b"\r\n")
        with suppress(ConnectionError):
            while True:
                writer.write(b"x" * 65_536)
                await writer.drain()
                written += 65_536
        hung_up.set()

    async with raw_server(pours) as url:
        with pytest.raises(NoAnswer, match=r"^too_large$"):
            await ask(url)
        async with asyncio.timeout(5):
            await hung_up.wait()
    assert written < 32 * 1024 * 1024, "more than the buffers on the way hold"
