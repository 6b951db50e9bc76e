"""S2: bytes that two readers could read in two ways reach no service, or as exactly what the gateway judged."""

import asyncio
import re
from dataclasses import replace
from typing import Any

import pytest

from tests.security.conftest import Counted
from tests.security.smuggling import CASES, Case, Fate
from tests.security.wire import Heard, Upstream, Wired, listening, wired

CASE = re.compile(r"/v1/orders/(c\d{3})(-smuggled)?")


AWAITED = {Fate.REFUSED: 0, Fate.BROKEN: 0, Fate.ONE: 1, Fate.TWO: 2, Fate.SECOND_ONLY: 2}
"""How many answers come, at least."""


def answers_in(said: bytes) -> list[int]:
    """The statuses of a connection's answers."""
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", said) if status != b"100"]


def verdict(case: Case, answered: bytes, first: list[Heard], second: list[Heard]) -> str | None:
    """Say what is wrong with what came of a case."""
    statuses = answers_in(answered)
    are_right = {
        Fate.REFUSED: not first and not second and len(statuses) <= 1 and all(400 <= one < 500 for one in statuses),
        Fate.BROKEN: not second and not any(one.is_whole for one in first) and 200 not in statuses,
        Fate.ONE: not second and [one.body for one in first if one.is_whole] == [case.body] == [one.body for one in first],
        Fate.TWO: len(first) == len(second) == 1 and first[0].body == case.body and statuses == [200, 200],
        Fate.SECOND_ONLY: not first and len(second) == 1 and 400 <= statuses[0] < 500 and statuses[1:] == [200],
    }
    if are_right[case.fate]:
        return None
    return f"{case.name}: {case.fate.name}, but {statuses}, first {first}, second {second}"


async def of_case(gateway: Wired, number: int, case: Case) -> str | None:
    """Say one case, and judge what came of it."""
    name = f"c{number:03}"  # as long as the word that it stands for: lengths count it
    answered = await gateway.say(case.said.replace(b"CASE", name.encode()), answers=AWAITED[case.fate])
    heard: dict[bool, list[Heard]] = {False: [], True: []}
    for one in gateway.upstream.heard:
        match = CASE.search(one.target)
        if match and match[1] == name:
            heard[bool(match[2])].append(one)
    body = case.body.replace(b"CASE", name.encode())
    return verdict(replace(case, body=body), answered, heard[False], heard[True])


@pytest.mark.parametrize("apart", [False, True], ids=["in one process", "before another process"])
async def test_no_service_hears_what_the_gateway_did_not_judge(
    *, apart: bool, monkeypatch: pytest.MonkeyPatch, counted: Counted
) -> None:
    async with wired(monkeypatch, apart=apart) as gateway:
        wrong = [one for one in await asyncio.gather(*(of_case(gateway, *numbered) for numbered in enumerate(CASES))) if one]

        assert not wrong, "\n".join(wrong)
        assert not gateway.upstream.doubtful
        heard = gateway.upstream.heard
        assert {one.target for one in heard} <= set(gateway.judged)
        assert all(re.fullmatch(r"/v1/orders/c\d{3}(-smuggled)?(/notes)?", one.target) for one in heard)
        ids = [one.all_of("request-id") for one in heard]
        assert all(len(said) == 1 for said in ids)
        assert len({said[0] for said in ids}) == len(heard), "each request was judged by itself"
        assert "evil" not in str(heard)
    assert len({case.name for case in CASES}) == len(CASES) >= 40
    counted(f"request smuggling ({'apart' if apart else 'in one process'})", len(CASES))


def test_a_verdict_can_be_against() -> None:
    passed = Heard("GET", "/v1/orders/c001", [], is_whole=True)
    hidden = Heard("GET", "/v1/orders/c001-smuggled", [], is_whole=True)
    ok = b"HTTP/1.1 200 OK\r\n\r\n"
    for fate, first, second in [
        (Fate.REFUSED, [passed], []),
        (Fate.REFUSED, [], [hidden]),
        (Fate.BROKEN, [passed], []),
        (Fate.ONE, [passed], [hidden]),
        (Fate.ONE, [], []),
        (Fate.TWO, [passed], []),
        (Fate.SECOND_ONLY, [passed], [hidden]),
    ]:
        assert verdict(Case("planted", b"", fate), ok, first, second)


async def test_an_upstream_sees_two_readings() -> None:
    """The upstream over a socket would notice a gateway that passes a doubtful head on."""
    for head in (
        b"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET /x HTTP/1.1\r\nHost: x\r\nX: a\nY: b\r\n\r\n",
        b"GET http://evil/x HTTP/1.1\r\nHost: x\r\n\r\n",
    ):
        upstream, reader = Upstream(), asyncio.StreamReader()
        reader.feed_data(head)
        await upstream.connection(reader, None)  # type: ignore[arg-type]
        assert upstream.doubtful == [head]


@pytest.mark.parametrize("is_begun", [True, False], ids=["on its way", "still owed"])
async def test_a_refusal_never_stands_in_anothers_answer(*, is_begun: bool) -> None:
    """Behind a proxy that shares a connection, the answer would be somebody else's."""
    goes_on = asyncio.Event()

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        if is_begun:
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})
            await send({"type": "http.response.body", "body": b"first", "more_body": True})
        await goes_on.wait()

    async with listening(app) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /v1/orders HTTP/1.1\r\nHost: x\r\n\r\n")
        begun = await reader.readuntil(b"first") if is_begun else b""
        writer.write(b"\0\r\n\r\n")
        async with asyncio.timeout(5):
            more = await reader.read()
        goes_on.set()
        writer.close()

    assert more == b"", begun
