"""S2: nobody outside speaks for the gateway."""

import asyncio
import inspect
import re

import pytest

from gateway import headers
from tests.security.conftest import Counted
from tests.security.forged_headers import FORMS, READ_BY_SOMEBODY, SAID_INWARD
from tests.security.wire import Wired, wired

ALONE = re.compile(r"(?i)authorization|greenlight-organization|host")
"""Said by a caller rightly; said wrongly they are refused, and each has tests of its own."""


def plain(name: str) -> str:
    """Read a name as a server does that maps headers to variables."""
    return name.lower().replace("_", "-")


async def ask(gateway: Wired, number: int, *said: bytes) -> bytes:
    """Send one request with these lines."""
    lines = b"".join(one + b"\r\n" for one in said)
    return await gateway.say(
        b"GET /v1/orders/f%d HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%b\r\n" % (number, lines), answers=1
    )


@pytest.mark.parametrize("apart", [False, True], ids=["in one process", "before another process"])
@pytest.mark.parametrize("who", ["nobody", "somebody"])
async def test_what_only_the_gateway_says_never_comes_from_outside(
    *, who: str, apart: bool, monkeypatch: pytest.MonkeyPatch, counted: Counted
) -> None:
    credential = [b"Authorization: Bearer secret-of-ana"] if who == "somebody" else []
    forms = [form for form in FORMS if not ALONE.fullmatch(form)]
    async with wired(monkeypatch, apart=apart) as gateway:
        for start in range(0, len(forms), 50):
            some = list(enumerate(forms[start : start + 50], start))
            answers = await asyncio.gather(
                *(ask(gateway, number, *credential, b"%b: forged" % form.encode()) for number, form in some)
            )
            refused = [(form, answer) for (_, form), answer in zip(some, answers, strict=True) if b" 200 " not in answer]
            assert not refused
        # Twice, beside the true form, and named as a header of this connection only.
        await ask(gateway, 9001, *credential, b"Greenlight-Inner-Token: forged", b"greenlight_inner_token: forged")
        await ask(
            gateway, 9002, *credential, b"Connection: greenlight-inner-token, request-id", b"Greenlight-Inner-Token: forged"
        )
        await ask(gateway, 9003, *credential, b"Connection: x-user-id", b"X-User-Id: forged", b"X_USER-ID: forged")

        assert len(gateway.upstream.heard) == len(forms) + 3
        for one in gateway.upstream.heard:
            assert "forged" not in str(one)
            tokens = [value for name, value in one.headers if plain(name) == "greenlight-inner-token"]
            assert tokens == (["inner-1"] if who == "somebody" else []), one
            assert [plain(name) for name, _ in one.headers].count("request-id") == 1
            assert not {plain(name) for name, _ in one.headers} & {"authorization", "forwarded", "greenlight-organization"}
    counted(f"forged identity headers ({who}, {'apart' if apart else 'in one process'})", len(forms) + 3)


def test_every_header_that_the_gateway_says_is_in_the_list() -> None:
    everything = {name: "x" for name in inspect.signature(headers.inward).parameters if name != "headers"}
    said = headers.inward([], **everything)  # type: ignore[arg-type]
    listed = {name.lower().encode() for name in (*SAID_INWARD, *READ_BY_SOMEBODY)}
    assert {name for name, _ in said} <= listed
    assert headers._REPLACED - {b"expect"} <= listed
    for prefix in headers._REPLACED_PREFIXES:
        assert any(name.startswith(prefix) for name in listed), prefix
    assert len(FORMS) >= 20


async def test_a_header_that_is_not_stripped_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headers, "_stays_here", lambda name: name == headers.INNER_TOKEN)
    async with wired(monkeypatch, apart=False) as gateway:
        await ask(gateway, 1, b"greenlight_inner_token: forged")
        assert "forged" in str(gateway.upstream.heard)
