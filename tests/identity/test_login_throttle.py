"""Guessing passwords: it is slowed down for each account and network, tells nothing, and locks nobody out."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from services.identity.app import service
from services.identity.policy import SIGN_IN, SignInPolicy
from services.identity.sessions import service as sessions
from services.identity.sign_in_attempts import service as attempts
from shared.clock import real_now
from shared.http import client_of_app
from tests.harness import Peers, ServiceUnderTest, Templates, is_problem, service_under_test
from tests.identity.people import PASSWORD, Outside, sign_up
from tests.identity.programs import gateways

ANA, NOBODY = "ana@example.com", "eve@example.com"
HOME, ELSEWHERE = "203.0.113.7", "198.51.100.9"
POLICY = SIGN_IN["strict"]
assert POLICY is not None


@pytest.fixture
async def strict(templates: Templates) -> AsyncIterator[ServiceUnderTest]:
    """Identity as production has it, with Ana."""
    peers = Peers(sandbox=Outside().app())
    async with service_under_test(service, templates, peers=peers, settings={"limits": "strict"}) as under_test:
        await service.on_start(under_test.instance.context)
        await sign_up(under_test, email=ANA)
        yield under_test


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let real time have gone on, as attempts see it."""

    def go_on(**how: float) -> None:
        monkeypatch.setattr(attempts, "real_now", lambda: real_now() + timedelta(**how))

    return go_on


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> SignInPolicy:
    """The same policy with wide bounds that a test reaches."""
    from dataclasses import replace

    policy = replace(POLICY, account_failures=6, network_failures=6)
    monkeypatch.setattr(attempts, "SIGN_IN", {"strict": policy})
    return policy


async def sign_in(strict: ServiceUnderTest, email: str = ANA, *, right: bool = False, at: str | None = HOME) -> httpx.Response:
    headers = {"Greenlight-Inner-Address": at} if at else {}
    body = {"email": email, "password": PASSWORD if right else "a wrong sentence 7"}
    return await strict.nobody().post("/sessions", body, headers=headers)


async def failing(strict: ServiceUnderTest, times: int, email: str = ANA, *, at: str | None = HOME) -> None:
    for _ in range(times):
        assert is_problem(await sign_in(strict, email, at=at), 401, "invalid_credentials")


def wait_of(answer: httpx.Response) -> int:
    assert is_problem(answer, 429, "too_many_sign_ins")
    assert answer.json()["retryable"] is True
    return int(answer.headers["retry-after"])


# --- one account from one network -------------------------------------------------------------------------------------


async def test_some_failures_are_free_and_each_more_doubles_the_wait(
    strict: ServiceUnderTest, later: Callable[..., None]
) -> None:
    await failing(strict, POLICY.free_failures)
    seconds, waits = 0.0, []
    for _ in range(12):
        waits.append(wait_of(await sign_in(strict, right=True)))
        seconds += waits[-1]
        later(seconds=seconds)
        await failing(strict, 1)

    longest = int(POLICY.longest_pause.total_seconds())
    assert [round(wait / 2**number) for number, wait in enumerate(waits[:9])] == [1] * 9
    assert waits[-1] == waits[-2] == longest


async def test_what_is_refused_is_not_looked_at_and_counts_for_nothing(
    strict: ServiceUnderTest, later: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    await failing(strict, POLICY.free_failures)
    looked = []

    async def verify(password: str, password_hash: str | None) -> bool:
        looked.append(password)
        return False

    with monkeypatch.context() as patch:
        patch.setattr(sessions, "verify_password", verify)
        for _ in range(5):
            assert wait_of(await sign_in(strict)) == 1
    assert looked == []
    later(seconds=1.5)
    assert (await sign_in(strict, right=True)).status_code == 201


async def test_signing_in_forgets_what_failed_before(strict: ServiceUnderTest) -> None:
    for _ in range(3):
        await failing(strict, POLICY.free_failures - 1)
        assert (await sign_in(strict, right=True)).status_code == 201
    await failing(strict, POLICY.free_failures)
    assert wait_of(await sign_in(strict, right=True)) == 1


async def test_failures_are_forgotten_in_a_day(strict: ServiceUnderTest, later: Callable[..., None]) -> None:
    await failing(strict, POLICY.free_failures)
    later(hours=24, seconds=1)
    await failing(strict, POLICY.free_failures)
    assert await strict.scalar("select max(failures) from sign_in_records") == POLICY.free_failures


async def test_an_account_is_one_whatever_its_case(strict: ServiceUnderTest) -> None:
    await failing(strict, 2, "ANA@example.com")
    await failing(strict, POLICY.free_failures - 2)
    assert wait_of(await sign_in(strict, "Ana@Example.com")) == 1


async def test_one_customers_addresses_are_one_network(strict: ServiceUnderTest) -> None:
    for host in range(POLICY.free_failures):
        await failing(strict, 1, at=f"2001:db8::{host + 1:x}")
    assert wait_of(await sign_in(strict, at="2001:db8::ffff:1")) == 1
    assert (await sign_in(strict, right=True, at="2001:db8:0:1::1")).status_code == 201


async def test_guesses_made_at_once_do_not_pass_together(strict: ServiceUnderTest) -> None:
    answers = await asyncio.gather(*(sign_in(strict) for _ in range(12)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [401] * POLICY.free_failures + [429] * 7, str(statuses)


# --- nobody is locked out -------------------------------------------------------------------------------------------


async def test_guesses_elsewhere_do_not_keep_the_owner_out(strict: ServiceUnderTest, small: SignInPolicy) -> None:
    for number in range(small.account_failures):
        await failing(strict, 1, at=f"198.51.100.{number}")

    assert (await sign_in(strict, right=True, at=HOME)).status_code == 201
    assert (await sign_in(strict, right=True, at="192.0.2.77")).status_code == 201  # from where they never were


async def test_an_account_that_is_attacked_gives_each_network_one_guess(
    strict: ServiceUnderTest, small: SignInPolicy, later: Callable[..., None]
) -> None:
    for number in range(small.account_failures):
        await failing(strict, 1, at=f"198.51.100.{number}")

    for at in ("192.0.2.1", "192.0.2.2"):
        await failing(strict, 1, at=at)
        assert wait_of(await sign_in(strict, at=at)) == 30
    later(seconds=31)
    await failing(strict, 1, at="192.0.2.1")
    assert wait_of(await sign_in(strict, at="192.0.2.1")) == 60


async def test_a_network_that_guesses_for_many_waits_but_who_signed_in_there_before_does_not(
    strict: ServiceUnderTest, small: SignInPolicy, later: Callable[..., None]
) -> None:
    assert (await sign_in(strict, right=True)).status_code == 201
    for number in range(small.network_failures):
        await failing(strict, 1, f"victim{number}@example.com")

    await failing(strict, 1, NOBODY)
    assert wait_of(await sign_in(strict, "another@example.com")) == 1
    assert (await sign_in(strict, right=True)).status_code == 201
    assert is_problem(await sign_in(strict, "another@example.com", at=ELSEWHERE), 401, "invalid_credentials")
    later(days=90, seconds=1)
    for number in range(small.network_failures):
        await failing(strict, 1, f"other{number}@example.com")
    await failing(strict, 1, NOBODY)
    assert wait_of(await sign_in(strict, right=True)) == 1  # it is too long ago


async def test_who_is_signed_in_stays_so(strict: ServiceUnderTest) -> None:
    own = (await sign_in(strict, right=True)).json()
    await failing(strict, POLICY.free_failures)
    assert wait_of(await sign_in(strict)) == 1
    refreshed = await strict.nobody().post("/sessions/refresh", {"refresh_token": own["refresh_token"]})
    assert refreshed.status_code == 200


# --- what it tells --------------------------------------------------------------------------------------------------


async def test_an_unknown_account_is_slowed_down_alike(strict: ServiceUnderTest) -> None:
    told: dict[str, list[Any]] = {}
    for email in (ANA, NOBODY):
        answers = [await sign_in(strict, email) for _ in range(POLICY.free_failures + 2)]
        told[email] = [
            (answer.status_code, answer.headers.get("retry-after"), {**answer.json(), "request_id": ""}) for answer in answers
        ]
    assert told[ANA] == told[NOBODY]


async def test_an_unknown_account_costs_the_same_statements(strict: ServiceUnderTest) -> None:
    from sqlalchemy import event

    engine = strict.instance._engine.sync_engine
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    asked = {}
    event.listen(engine, "before_cursor_execute", note)
    try:
        for email in (ANA, NOBODY):
            statements.clear()
            for _ in range(POLICY.free_failures + 1):
                await sign_in(strict, email)
            asked[email] = list(statements)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert asked[ANA] == asked[NOBODY]
    assert len(asked[ANA]) > POLICY.free_failures


async def test_nobody_reads_who_tried_from_where(strict: ServiceUnderTest) -> None:
    await failing(strict, 1)
    rows = await strict.scalar("select string_agg(sign_in_records::text, ' ') from sign_in_records")
    assert ANA not in rows
    assert HOME not in rows
    assert await strict.scalar("select count(*) from sign_in_records") == 3


async def test_old_records_are_swept(strict: ServiceUnderTest, later: Callable[..., None]) -> None:
    for number in range(5):
        await failing(strict, 1, f"x{number}@example.com", at=f"198.51.100.{number}")
    later(hours=24, seconds=1)
    await failing(strict, 1)
    assert await strict.scalar("select count(*) from sign_in_records") == 3


async def test_the_sandbox_counts_nothing(identity: ServiceUnderTest) -> None:
    for _ in range(POLICY.free_failures + 3):
        assert is_problem(await sign_in(identity), 401, "invalid_credentials")
    assert await identity.scalar("select count(*) from sign_in_records") == 0


async def test_empty_and_odd_addresses_are_counted_apart(strict: ServiceUnderTest) -> None:
    for email in ("", f"\n{HOME}", f"{ANA}\n{HOME}", "pair"):
        await failing(strict, 1, email)
    assert await strict.scalar("select max(failures) from sign_in_records") == 4  # the network's
    assert await strict.scalar("select count(*) from sign_in_records") == 9


# --- through the gateway --------------------------------------------------------------------------------------------


async def test_the_gateway_says_from_where_and_nobody_else_does(strict: ServiceUnderTest) -> None:
    async with gateways(strict) as [get]:
        for forged in range(POLICY.free_failures + 1):
            transport = httpx.ASGITransport(get.app, client=(HOME, 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as http:
                answer = await http.post(
                    "/v1/sessions",
                    json={"email": ANA, "password": "a wrong sentence 7"},
                    headers={"Greenlight-Inner-Address": f"192.0.2.{forged}", "Greenlight_Inner_Address": "192.0.2.1"},
                )
        assert wait_of(answer) == 1
        async with client_of_app(get.app, name="gateway") as http:  # from another address
            answer = await http.post("/v1/sessions", json={"email": ANA, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
