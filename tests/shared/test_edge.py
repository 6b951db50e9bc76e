"""The edge of a request, on a toy service: commit before answer, idempotency, late copies, ETags, clean input."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal

import pytest
from fastapi import FastAPI, Path, Query
from fastapi.responses import StreamingResponse
from pydantic import Field
from sqlalchemy import DDL, event, insert, text, update
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared import changes, routing
from shared.auth import PERSON, Caller, OwnOrganization
from shared.bus.local import LocalBus
from shared.clock import real_now
from shared.db import Versioned, new_metadata, primary_key, type_annotations
from shared.endings import Ending
from shared.errors import NotFound, NotHeardOf, Problem
from shared.etags import ExpectedVersion
from shared.events.identity import OrganizationId
from shared.front import Front
from shared.http import client_of_app
from shared.idempotency import LEASE
from shared.ids import Id
from shared.pages import Listing, Paging
from shared.routing import RequestKey, Router, Session, finish_step
from shared.schemas import Body, Resource
from shared.service import Service
from tests.harness import Actor, ServiceUnderTest, is_problem
from tests.toys import toy_database, until, workshop


class ToyId(Id, prefix="toy"):
    """A toy."""


class Base(DeclarativeBase):
    metadata = new_metadata()
    type_annotation_map = type_annotations


class Toy(Base, Versioned):
    __tablename__ = "toys"

    id: Mapped[ToyId] = primary_key()
    organization_id: Mapped[OrganizationId]
    name: Mapped[str] = mapped_column(unique=True)


# Breaks at COMMIT only, as a deferred constraint of the ledger does.
event.listen(
    Base.metadata,
    "after_create",
    DDL(
        "create function refuse_late() returns trigger language plpgsql as $$ begin"
        " if new.name = 'breaks at commit' then raise exception 'too late'; end if; return null; end $$;"
    ),
)
event.listen(
    Base.metadata,
    "after_create",
    DDL(
        "create constraint trigger late after insert on toys deferrable initially deferred"
        " for each row execute function refuse_late()"
    ),
)


class NewToy(Body):
    name: Annotated[str, Field(max_length=100)]
    size: Annotated[int, Field(strict=True)] = 1


class ToyOut(Resource):
    id: ToyId
    object: Literal["toy"] = "toy"
    version: int
    name: str


class NotCopied(Problem, status=409, code="toy_not_copied", late_copy=True):
    """The copy is not here."""


router = Router(tags=["toys"])
calls: list[str] = []
pauses: list[Callable[[], Awaitable[object]]] = []
"""What the next requests do between their two steps."""


@router.post("/toys", scope="campaigns:write", status_code=201)
async def create_toy(body: NewToy, session: Session, owner: OwnOrganization) -> ToyOut:
    """Make a toy."""
    calls.append(body.name)
    toy = Toy(organization_id=owner, name=body.name)
    session.add(toy)
    await session.flush()
    return toy


@router.post("/toys/pay", scope="campaigns:write", status_code=201, key_required=True)
async def pay_toy(body: NewToy, session: Session, owner: OwnOrganization, key: RequestKey) -> ToyOut:
    """Make a toy in two steps, of which the second counts as the effect."""
    from sqlalchemy import select

    toy = await session.scalar(select(Toy).where(Toy.name == f"{body.name} {key}"))
    if toy is None:
        toy = Toy(organization_id=owner, name=f"{body.name} {key}")
        session.add(toy)
    await finish_step(session)
    if pauses:
        await pauses.pop(0)()
    calls.append(body.name)
    toy.name = f"{toy.name}!"
    if body.name == "fails between":
        raise NotFound
    return toy


@router.get("/toys", scope="campaigns:read")
async def list_toys(session: Session, page: Paging, owner: OwnOrganization) -> Listing[ToyOut]:
    """List toys."""
    from sqlalchemy import select

    return await page.of(session, select(Toy).where(Toy.organization_id == owner), Toy)


@router.get("/toys-of", scope="campaigns:read")
async def list_toys_of(session: Session, page: Paging, name: Annotated[list[str] | None, Query()] = None) -> Listing[ToyOut]:
    """List toys of these names."""
    from sqlalchemy import select

    return await page.of(session, select(Toy).where(Toy.name.in_(name or [])), Toy)


@router.get("/toys/{toy_id}", scope="campaigns:read")
async def get_toy(toy_id: Annotated[ToyId, Path()], session: Session) -> ToyOut:
    """Read a toy."""
    toy = await session.get(Toy, toy_id)
    if toy is None:
        raise NotHeardOf(toy_id)
    return toy


@router.get(
    "/old-toys/{number}",
    scope="campaigns:read",
    ends=Ending(deprecated_on=date(2027, 1, 1), sunset_on=date(2027, 7, 1), instead="/v1/toys"),
)
async def get_old_toy(number: int) -> ToyOut:
    """Read a toy as it was done before."""
    if not number:
        raise NotFound
    return ToyOut(id=ToyId.new(), version=1, name="old", created_at=real_now(), updated_at=real_now())


@router.post("/toys/{toy_id}/rename", scope="campaigns:write")
async def rename_toy(toy_id: ToyId, body: NewToy, session: Session, expected: ExpectedVersion) -> ToyOut:
    """Rename a toy."""
    toy = await session.get(Toy, toy_id, with_for_update=True)
    assert toy is not None
    expected.check(toy)
    toy.name = body.name
    await session.flush()
    return toy


@router.post("/toys/{toy_id}/wash", scope="campaigns:write")
async def wash_toy(toy_id: ToyId, session: Session) -> ToyOut:
    """Wash a toy, whatever its version: this route knows nothing of If-Match."""
    toy = await session.get(Toy, toy_id, with_for_update=True)
    assert toy is not None
    toy.name = f"{toy.name}, washed"
    await session.flush()
    return toy


@router.post("/toys/secret", scope="campaigns:write", status_code=201, keeps_answer=False)
async def create_secret_toy(body: NewToy, session: Session, owner: OwnOrganization) -> ToyOut:
    """Make a toy whose name nobody may keep."""
    return await create_toy(body, session, owner)


@router.post("/toys/own", scope=PERSON, status_code=201)
async def create_own_toy(body: NewToy, session: Session) -> ToyOut:
    """Make a toy for oneself, whomever one acts for."""
    return await create_toy(body, session, OrganizationId.new())


class Colour(StrEnum):
    """Of a toy."""

    RED, BLUE = "red", "blue"


class Paint(Body):
    colour: Literal[Colour.RED, Colour.BLUE]
    notes: dict[Annotated[str, Field(max_length=5)], str] = {}


@router.patch("/toys/{toy_id}", scope="campaigns:write")
async def paint_toy(toy_id: ToyId, body: Paint, session: Session) -> ToyOut:
    """Paint a toy."""
    return await wash_toy(toy_id, session)


@router.post("/toys/needs-copy", scope="campaigns:write", status_code=201)
async def needs_copy(session: Session, caller: Caller) -> ToyOut:
    """Refuse until a toy named `copy` is there."""
    from sqlalchemy import select

    toy = await session.scalar(select(Toy).where(Toy.name == "copy"))
    if toy is None:
        raise NotCopied
    return toy


@router.get("/toys/{toy_id}/looks-only/{how}", scope="campaigns:read")
async def look_at_toy(toy_id: ToyId, how: str, session: Session, owner: OwnOrganization) -> ToyOut:
    """Write, though it is declared to read."""
    toy = await session.get(Toy, toy_id, with_for_update=how == "locks")
    assert toy is not None
    match how:
        case "changes":
            toy.name = "changed"
        case "adds":
            session.add(Toy(organization_id=owner, name="another"))
        case "removes":
            await session.delete(toy)
        case "inserts":
            await session.execute(insert(Toy).values(id=ToyId.new(), organization_id=owner, name="another"))
        case "updates":
            await session.execute(update(Toy).values(name="changed"))
        case _:
            pass
    return toy


@router.post("/toys/{toy_id}/looks-only/{how}", scope="campaigns:read", only_reads=True)
async def look_at_toy_by_post(toy_id: ToyId, how: str, session: Session, owner: OwnOrganization) -> ToyOut:
    """Write, though it is declared to read."""
    return await look_at_toy(toy_id, how, session, owner)


@router.get("/toys/{toy_id}/worn", scope="campaigns:read", only_reads=False)
async def wear_toy(toy_id: ToyId, session: Session) -> ToyOut:
    """Read a toy, which wears it."""
    toy = await session.get(Toy, toy_id, with_for_update=True)
    assert toy is not None
    toy.name = f"{toy.name}, worn"
    return toy


@router.get("/toys/{toy_id}/transaction", scope="campaigns:read")
async def get_transaction(toy_id: ToyId, session: Session) -> ToyOut:
    """Tell whether two statements stand in one transaction, by its beginning."""
    toy = await session.get(Toy, toy_id)
    assert toy is not None
    begun = [await session.scalar(text("select now()")) for _ in range(2)]
    return ToyOut.model_validate(toy).model_copy(update={"name": "one" if begun[0] == begun[1] else "none"})


@router.get("/crash", scope="public")
async def crash() -> ToyOut:
    """Fail."""
    message = "a secret that must not leak"
    raise RuntimeError(message)


toys: Service[None] = Service("toys", metadata=Base.metadata, routers=[router])


@pytest.fixture(scope="module")
async def toy_url(server_url: str) -> AsyncIterator[str]:
    """A database of toys, for one test after the other."""
    async with toy_database(server_url, Base.metadata) as url:
        yield url


@pytest.fixture
async def service(toy_url: str, tmp_path: FilePath) -> AsyncIterator[ServiceUnderTest]:
    calls.clear()
    pauses.clear()
    async with workshop(toys, toy_url, LocalBus(), tmp_path) as shop, shop.replica() as replica:
        yield replica


@pytest.mark.parametrize("how", ["changes", "adds", "removes", "locks", "inserts", "updates"])
async def test_an_operation_that_reads_cannot_write(service: ServiceUnderTest, how: str) -> None:
    brand = service.brand()
    toy = (await brand.post("/toys", {"name": "as it was"})).json()

    assert is_problem(await brand.get(f"/toys/{toy['id']}/looks-only/{how}"), 500, "internal")
    assert is_problem(await brand.post(f"/toys/{toy['id']}/looks-only/{how}"), 500, "internal")
    assert (await brand.get(f"/toys/{toy['id']}")).json() == toy
    assert await service.scalar("select count(*) from toys") == 1


async def test_a_read_that_says_it_writes_does_and_others_leave_no_transaction(service: ServiceUnderTest) -> None:
    brand = service.brand()
    toy = (await brand.post("/toys", {"name": "as it was"})).json()

    assert (await brand.get(f"/toys/{toy['id']}/worn")).json()["name"] == "as it was, worn"
    assert (await brand.get(f"/toys/{toy['id']}")).json()["version"] == 2
    assert (await brand.get(f"/toys/{toy['id']}/transaction")).json()["name"] == "none"
    assert (
        await service.scalar(
            "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'"
        )
        == 0
    )


async def test_a_commit_that_fails_gives_the_caller_an_error_and_not_a_201(service: ServiceUnderTest) -> None:
    brand = service.brand()

    answer = await brand.post("/toys", {"name": "breaks at commit"}, headers={"Idempotency-Key": "k"})

    assert is_problem(answer, 500, "internal")
    assert "too late" not in answer.text
    assert await service.scalar("select count(*) from toys") == 0
    assert await service.scalar("select count(*) from idempotency_keys") == 0, "the key is free again"


async def test_ten_concurrent_duplicates_act_once_and_replay_the_answer(service: ServiceUnderTest) -> None:
    brand = service.brand()

    answers = await asyncio.gather(
        *(brand.post("/toys", {"name": "once"}, headers={"Idempotency-Key": "same"}) for _ in range(10))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert sum("idempotent-replayed" in answer.headers for answer in answers) == 9
    assert {answer.headers["etag"] for answer in answers} == {'"v1"'}
    assert calls == ["once"]


async def test_a_key_belongs_to_one_request_and_one_caller(service: ServiceUnderTest) -> None:
    brand, other = service.brand(), service.brand()
    await brand.post("/toys", {"name": "a"}, headers={"Idempotency-Key": '"k"'})

    assert is_problem(await brand.post("/toys", {"name": "b"}, headers={"Idempotency-Key": "k"}), 422, "idempotency_key_reused")
    assert (await other.post("/toys", {"name": "c"}, headers={"Idempotency-Key": "k"})).status_code == 201
    assert is_problem(
        await brand.post("/toys", {"name": "d"}, headers={"Idempotency-Key": "\x7f"}), 400, "idempotency_key_invalid"
    )


async def test_a_refusal_frees_the_key(service: ServiceUnderTest) -> None:
    brand = service.brand()
    refused = await brand.post("/toys", {"name": "x" * 101}, headers={"Idempotency-Key": "k"})
    assert refused.status_code == 422

    assert (await brand.post("/toys", {"name": "x"}, headers={"Idempotency-Key": "k"})).status_code == 201


async def test_money_needs_a_key_and_a_failure_after_a_step_frees_it(service: ServiceUnderTest) -> None:
    brand = service.brand()

    assert is_problem(await brand.post("/toys/pay", {"name": "p"}), 400, "idempotency_key_required")
    failed = await brand.post("/toys/pay", {"name": "fails between"}, headers={"Idempotency-Key": "k"})
    assert is_problem(failed, 404, "not_found")
    assert await service.scalar("select count(*) from idempotency_keys") == 0
    done = await brand.post("/toys/pay", {"name": "p"}, headers={"Idempotency-Key": "k"})
    again = await brand.post("/toys/pay", {"name": "p"}, headers={"Idempotency-Key": "k"})
    assert done.text == again.text
    assert again.headers["idempotent-replayed"] == "true"


async def test_a_key_held_by_a_request_of_several_steps_is_in_use(service: ServiceUnderTest) -> None:
    brand = service.brand()
    await brand.post("/toys/pay", {"name": "p"}, headers={"Idempotency-Key": "k"})
    async with service.session() as session:
        await session.execute(text("update idempotency_keys set status = null"))

    in_use = await brand.post("/toys/pay", {"name": "p"}, headers={"Idempotency-Key": "k"})
    assert is_problem(in_use, 409, "idempotency_key_in_use")
    assert (in_use.headers["retry-after"], in_use.json()["retryable"]) == ("1", True)


async def pay(brand: Actor) -> Any:
    return await brand.post("/toys/pay", {"name": "p"}, headers={"Idempotency-Key": "k"})


async def let_pass(service: ServiceUnderTest, time: timedelta) -> None:
    """Let so much time go by since the key was claimed."""
    async with service.session() as session:
        await session.execute(
            text("update idempotency_keys set claimed_at = claimed_at - cast(:time as interval)"), {"time": time}
        )


async def test_a_request_that_died_between_its_steps_is_taken_over_once_its_time_is_over(
    service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die() -> None:
        raise RuntimeError

    async def nobody_is_left(*_: object) -> None:
        return

    brand = service.brand()
    with monkeypatch.context() as patched:
        patched.setattr(routing, "_free_key", nobody_is_left)
        pauses.append(die)
        assert (await pay(brand)).status_code == 500
    assert await service.scalar("select name from toys") == "p k", "the first step is done"

    early = await pay(brand)
    assert is_problem(early, 409, "idempotency_key_in_use")
    assert early.headers["retry-after"] == "1"
    await let_pass(service, LEASE - timedelta(seconds=10))
    assert is_problem(await pay(brand), 409, "idempotency_key_in_use")
    assert calls == []

    await let_pass(service, timedelta(seconds=10))
    answers = await asyncio.gather(*(pay(brand) for _ in range(6)))

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert all(answer.headers["retry-after"] == "1" for answer in answers if answer.status_code == 409)
    [done] = [answer for answer in answers if answer.status_code == 201 and "idempotent-replayed" not in answer.headers]
    again = await pay(brand)
    assert (again.status_code, again.text, again.headers["idempotent-replayed"]) == (201, done.text, "true")
    assert calls == ["p"]
    assert await service.scalar("select string_agg(name, ',') from toys") == "p k!"


@pytest.mark.parametrize("ends", ["well", "badly"])
async def test_a_request_slower_than_its_time_acts_no_more_and_frees_nothing(service: ServiceUnderTest, ends: str) -> None:
    slow, other = asyncio.Event(), asyncio.Event()

    async def wait_for_the_slow() -> None:
        await slow.wait()
        if ends == "badly":
            raise NotFound

    pauses[:] = [wait_for_the_slow, other.wait]
    brand = service.brand()
    first = asyncio.create_task(pay(brand))
    await until(lambda: service.scalar("select count(*) from toys"))
    await let_pass(service, LEASE)
    second = asyncio.create_task(pay(brand))
    await until(_all_paused)

    slow.set()
    late = await first
    if ends == "badly":
        assert is_problem(late, 404, "not_found")
    else:
        assert is_problem(late, 409, "idempotency_key_in_use")
        assert late.headers["retry-after"] == "1"
    assert await service.scalar("select name from toys") == "p k", "what it did is undone"
    assert is_problem(await pay(brand), 409, "idempotency_key_in_use"), "the other one still holds the key"

    other.set()
    done = await second
    again = await pay(brand)
    assert (done.status_code, again.text, again.headers["idempotent-replayed"]) == (201, done.text, "true")
    assert await service.scalar("select string_agg(name, ',') from toys") == "p k!"


async def _all_paused() -> bool:
    return not pauses


async def test_a_late_copy_is_waited_for_outside_any_transaction(service: ServiceUnderTest) -> None:
    brand = service.brand()
    waiting = asyncio.create_task(brand.post("/toys/needs-copy"))
    await asyncio.sleep(0.3)
    open_transactions = await service.scalar(
        "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'"
    )
    assert open_transactions == 0
    await brand.post("/toys", {"name": "copy"})

    assert (await waiting).status_code == 201


async def test_what_does_not_arrive_is_refused_after_the_wait(service: ServiceUnderTest) -> None:
    started = real_now()
    assert is_problem(await service.brand().post("/toys/needs-copy"), 409, "toy_not_copied")
    assert (real_now() - started).total_seconds() >= 2


async def test_a_young_unknown_id_is_not_yet_known_and_one_of_another_kind_is_not_found(service: ServiceUnderTest) -> None:
    brand = service.brand()

    young = await brand.get(f"/toys/{ToyId.new()}")
    assert is_problem(young, 409, "not_yet_known")
    assert (young.headers["retry-after"], young.json()["retryable"]) == ("1", True)
    assert is_problem(await brand.get("/toys/org_01h00000000000000000000000"), 404, "not_found")


async def test_nobody_waits_for_an_id_of_long_ago_or_of_a_day_to_come(
    service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_seconds: float) -> None:
        pytest.fail("it was waited for")

    monkeypatch.setattr(service.instance.context.arrivals, "wait", never)
    assert ToyId("toy_01h00000000000000000000000").made_at < real_now() < ToyId("toy_7h000000000000000000000000").made_at

    for id in ("toy_01h00000000000000000000000", "toy_7h000000000000000000000000"):
        assert is_problem(await service.brand().get(f"/toys/{id}"), 404, "not_found")


async def test_etags_count_changes_and_guard_them(service: ServiceUnderTest) -> None:
    brand = service.brand()
    toy = (await brand.post("/toys", {"name": "one"})).json()
    path = f"/toys/{toy['id']}"

    assert is_problem(await brand.post(f"{path}/rename", {"name": "two"}), 428, "precondition_required")
    assert (await brand.post(f"{path}/rename", {"name": "two"}, headers={"If-Match": 'W/"v1"'})).headers["etag"] == '"v2"'
    stale = await brand.post(f"{path}/rename", {"name": "three"}, headers={"If-Match": '"v1"'})
    assert is_problem(stale, 412, "precondition_failed")
    assert stale.json()["version"] == 2
    unchanged = await brand.get(path, headers={"If-None-Match": '"v2"'})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


async def test_if_match_holds_also_where_the_route_does_not_ask_for_it(service: ServiceUnderTest) -> None:
    brand = service.brand()
    toy = (await brand.post("/toys", {"name": "one"})).json()
    path = f"/toys/{toy['id']}"

    stale = await brand.post(f"{path}/wash", headers={"If-Match": '"v7"', "Idempotency-Key": "k"})
    assert is_problem(stale, 412, "precondition_failed")
    assert (stale.json()["version"], stale.headers["etag"]) == (1, '"v1"')
    assert await service.scalar("select name from toys") == "one"
    for header, etag in (({"If-Match": '"v1"', "Idempotency-Key": "k"}, '"v2"'), ({"If-Match": "*"}, '"v3"'), ({}, '"v4"')):
        assert (await brand.post(f"{path}/wash", headers=header)).headers["etag"] == etag
    assert is_problem(await brand.get(path, headers={"If-Match": '"v1"'}), 412, "precondition_failed")
    assert (await brand.get(path, headers={"If-Match": '"v4"'})).status_code == 200


async def test_a_repeat_whose_answer_held_a_secret_does_not_act_and_says_so(service: ServiceUnderTest) -> None:
    brand = service.brand()
    first = await brand.post("/toys/secret", {"name": "hush"}, headers={"Idempotency-Key": "k"})
    again = await brand.post("/toys/secret", {"name": "hush"}, headers={"Idempotency-Key": "k"})
    other = await brand.post("/toys/secret", {"name": "else"}, headers={"Idempotency-Key": "k"})

    assert (first.status_code, first.headers["cache-control"]) == (201, "no-store")
    assert is_problem(again, 409, "answer_not_kept")
    assert is_problem(other, 422, "idempotency_key_reused")
    assert calls == ["hush"]
    kept = await service.scalar("select row_to_json(idempotency_keys)::text from idempotency_keys")
    assert "hush" not in kept
    assert first.json()["id"] not in kept


async def test_what_a_person_does_for_themselves_acts_once_whomever_they_act_for_then(service: ServiceUnderTest) -> None:
    person = service.brand(organization_id=None, organization_type=None)
    member = service.brand(user_id=person.user_id)

    first = await person.post("/toys/own", {"name": "mine"}, headers={"Idempotency-Key": "k"})
    again = await member.post("/toys/own", {"name": "mine"}, headers={"Idempotency-Key": "k"})

    assert (first.status_code, again.status_code, again.text) == (201, 201, first.text)
    assert again.headers["idempotent-replayed"] == "true"
    assert calls == ["mine"]


async def test_a_parameter_of_one_value_stands_once(service: ServiceUnderTest) -> None:
    brand = service.brand()
    for query in ("limit=1&limit=1", "limit=1&sort=created_at&limit=2", "cursor=a&cursor=b"):
        answer = await brand.get(f"/toys?{query}")
        assert is_problem(answer, 422, "validation_failed")
        assert answer.json()["errors"][0]["code"] == "repeated_parameter"
    answer = await brand.get("/toys-of?name=a&name=b")
    assert answer.json()["data"] == []


@pytest.mark.parametrize(
    ("method", "headers", "offer"),
    [
        ("POST", {"Content-Type": "text/plain"}, ("accept-post", "application/json")),
        ("POST", {"Content-Type": "application/merge-patch+json"}, ("accept-post", "application/json")),
        ("POST", {}, ("accept-post", "application/json")),
        (
            "PATCH",
            {"Content-Type": "application/json-patch+json"},
            ("accept-patch", "application/json, application/merge-patch+json"),
        ),
        ("POST", {"Content-Type": "application/json", "Content-Encoding": "gzip"}, ("accept-encoding", "identity")),
    ],
)
async def test_a_body_of_another_form_is_refused_with_what_is_taken(
    service: ServiceUnderTest, method: str, headers: dict[str, str], offer: tuple[str, str]
) -> None:
    path = "/toys" if method == "POST" else f"/toys/{ToyId.new()}"
    answer = await service.brand().request(method, path, content=b'{"name": "a"}', headers=headers)
    assert is_problem(answer, 415, "unsupported_media_type")
    assert answer.headers[offer[0]] == offer[1]


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b'{"name":\n oops}', "The body is not JSON: look at line 2, column 2."),
        (b'{"name": NaN}', "The body is not JSON that this API accepts: NaN is no number of JSON."),
        (b'{"a": {"b": 1, "b": 2}}', "The body is not JSON that this API accepts: a member stands twice in one object."),
    ],
)
async def test_what_is_wrong_with_a_body_is_said(service: ServiceUnderTest, body: bytes, detail: str) -> None:
    answer = await service.brand().request("POST", "/toys", content=body, headers={"Content-Type": "application/json"})
    assert is_problem(answer, 400, "malformed_json")
    assert answer.json()["detail"] == detail


async def test_rules_are_told_in_the_words_of_the_api(service: ServiceUnderTest) -> None:
    brand = service.brand()
    toy = (await brand.post("/toys", {"name": "one"})).json()
    patched = await brand.request(
        "PATCH",
        f"/toys/{toy['id']}",
        content=b'{"colour": "red"}',
        headers={"Content-Type": "application/merge-patch+json; charset=utf-8"},
    )
    refused = (await brand.patch(f"/toys/{toy['id']}", {"colour": "green", "notes": {"a/b~long": "x"}})).json()

    assert patched.headers["etag"] == '"v2"'
    assert {error["pointer"]: error["detail"] for error in refused["errors"]} == {
        "/colour": "Input should be 'red' or 'blue'",
        "/notes/a~1b~0long": "String should have at most 5 characters",
    }
    assert "Colour" not in str(refused)


async def test_pages_keep_their_place_and_cursors_belong_to_their_list(service: ServiceUnderTest) -> None:
    brand = service.brand()
    names = [f"toy {number}" for number in range(7)]
    for name in names:
        await brand.post("/toys", {"name": name})
    await service.brand().post("/toys", {"name": "of another"})
    found: list[str] = []
    for query in ("", "&sort=updated_at"):
        found, cursor = [], ""
        while True:
            page = (await brand.get(f"/toys?limit=3{query}{cursor}")).json()
            found += [toy["name"] for toy in page["data"]]
            if not page["has_more"]:
                break
            await brand.post("/toys", {"name": f"new {query} {len(found)}"})
            cursor = f"&cursor={page['next_cursor']}"
        assert [name for name in found if name in names] == (names if query else names[::-1])
    first = (await brand.get("/toys?limit=3")).json()["next_cursor"]
    assert is_problem(await brand.get(f"/toys?cursor={first}&sort=updated_at"), 422, "cursor_invalid")
    assert is_problem(await service.brand().get(f"/toys?cursor={first}"), 422, "cursor_invalid")
    assert is_problem(await brand.get(f"/toys?cursor={first[:-2]}AA"), 422, "cursor_invalid")
    assert is_problem(await brand.get("/toys?limit=0"), 422, "validation_failed")
    assert is_problem(await brand.get("/toys?limit=101"), 422, "validation_failed")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "validation_failed"),
        (b"{", 400, "malformed_json"),
        (b'{"name": NaN}', 400, "malformed_json"),
        (b'{"name": "a", "name": "b"}', 400, "malformed_json"),
        (b'{"name": "\\ud800"}', 422, "validation_failed"),
        (b'{"name": "a\\u0000"}', 422, "validation_failed"),
        (b'{"name": "a", "size": "1"}', 422, "validation_failed"),
        (b'{"name": "a", "size": true}', 422, "validation_failed"),
        (b'{"name": "a", "size": ' + b"9" * 5000 + b"}", 400, "malformed_json"),
        (b'{"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400, "malformed_json"),
        (b'{"name": ' + b"[" * 40 + b"]" * 40 + b"}", 422, "validation_failed"),
        (b'{"name": "' + b"x" * 1_100_000 + b'"}', 413, "body_too_large"),
        (b"[]", 422, "validation_failed"),
        (b"null", 422, "validation_failed"),
        (b"\xff", 400, "malformed_json"),
    ],
)
async def test_bad_bodies_are_named_and_change_nothing(service: ServiceUnderTest, body: bytes, status: int, code: str) -> None:
    answer = await service.brand().request("POST", "/toys", content=body, headers={"content-type": "application/json"})

    assert is_problem(answer, status, code)
    assert await service.scalar("select count(*) from toys") == 0


async def test_text_is_normalised(service: ServiceUnderTest) -> None:
    answer = await service.brand().post("/toys", {"name": "cafe\u0301"})
    assert answer.json()["name"] == "caf\u00e9"


@pytest.mark.parametrize("pile", ["\u0327\u0301" * 15 + "\u0301", "\u0f73" * 31, "\u0327\u0301" * 100_000])
async def test_a_letter_bears_so_many_marks_and_more_hold_nobody_up(service: ServiceUnderTest, pile: str) -> None:
    """Composing takes the square of the marks in a row: a body full of them held the loop for minutes."""
    began = time.process_time()
    answer = await service.brand().post("/toys", {"name": f"a{pile}"})

    assert is_problem(answer, 422, "validation_failed")
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [("/name", "not_text")]
    assert time.process_time() - began < 5, "composing all of them takes a minute"
    assert (await service.brand().post("/toys", {"name": f"a{pile[:30]}"})).status_code == 201


async def test_a_crash_is_a_problem_without_its_text(service: ServiceUnderTest) -> None:
    answer = await service.nobody().get("/crash")
    assert is_problem(answer, 500, "internal")
    assert "secret" not in answer.text
    assert answer.json()["request_id"] == answer.headers["request-id"]


async def test_scopes_and_organizations_are_needed(service: ServiceUnderTest) -> None:
    assert is_problem(await service.nobody().get("/toys"), 401, "unauthenticated")
    assert is_problem(await service.brand(scopes="campaigns:read").post("/toys", {"name": "a"}), 403, "missing_scope")
    assert is_problem(await service.brand(organization_id=None, organization_type=None).get("/toys"), 403, "forbidden")


async def test_an_action_without_a_body_refuses_one(service: ServiceUnderTest) -> None:
    assert is_problem(await service.brand().post("/toys/needs-copy", {"x": 1}), 422, "validation_failed")


async def test_a_head_reads_no_more_of_a_download_than_its_head() -> None:
    read: list[int] = []

    async def file() -> AsyncIterator[bytes]:
        for number in range(100):
            read.append(number)
            yield b"x" * 1000

    app = FastAPI()

    @app.get("/file")
    async def download() -> StreamingResponse:
        return StreamingResponse(file(), headers={"Content-Length": "100000"})

    async with client_of_app(Front(app, service="toys", allowed_methods=lambda _: []), name="toys") as client:
        head = await client.head("/file")
        assert (head.status_code, head.headers["content-length"], head.content) == (200, "100000", b"")
        assert read == [0]
        assert len((await client.get("/file")).content) == 100_000


async def test_a_list_names_its_next_page_by_a_link(service: ServiceUnderTest) -> None:
    brand = service.brand()
    for name in "abc":
        await brand.post("/toys", {"name": name})
    first = await brand.get("/toys?limit=2&sort=updated_at")
    link, _, relation = first.headers["link"].partition("; ")
    assert relation == 'rel="next"'
    address = link.strip("<>")
    assert address.startswith("/v1/toys?limit=2&sort=updated_at&cursor=")
    second = await brand.get(address.removeprefix("/v1"))
    assert [toy["name"] for page in (first, second) for toy in page.json()["data"]] == ["a", "b", "c"]
    assert "link" not in second.headers


async def test_an_operation_that_ends_says_so(service: ServiceUnderTest) -> None:
    brand = service.brand()
    answers = [
        (await brand.get("/old-toys/1"), 200),
        (await brand.request("HEAD", "/old-toys/1"), 200),
        (await brand.get("/old-toys/1?colour=red"), 422),
        (await brand.get("/old-toys/one"), 404),
        (await brand.get("/old-toys/0"), 404),
        (await service.nobody().get("/old-toys/1"), 401),
        (await service.brand(scopes="campaigns:write").get("/old-toys/1"), 403),
    ]
    for answer, status in answers:
        assert answer.status_code == status
        assert answer.headers["deprecation"] == "@1798761600"
        assert answer.headers["sunset"] == "Thu, 01 Jul 2027 00:00:00 GMT"
        assert answer.headers["link"] == '</v1/toys>; rel="successor-version"'
    other_method = await brand.delete("/old-toys/1")
    assert (other_method.status_code, "deprecation" in other_method.headers) == (405, False)


async def test_the_contract_says_of_an_operation_that_ends_when_and_what_to_use_instead(service: ServiceUnderTest) -> None:
    document = service.service.contract(service.service.create_app())
    old, new = (document["paths"][path]["get"] for path in ("/v1/old-toys/{number}", "/v1/toys"))
    assert old["deprecated"] is True
    assert old["x-ends"] == {
        "deprecated_at": "2027-01-01T00:00:00Z",
        "sunset_at": "2027-07-01T00:00:00Z",
        "instead": "/v1/toys",
    }
    statuses = {status for status in old["responses"] if status != "default"}
    assert {"200", "404", "422"} <= statuses
    for status in statuses:
        assert {"Deprecation", "Sunset", "Link"} <= old["responses"][status]["headers"].keys()
    assert old["responses"]["200"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/ToyOut"}
    assert not {"deprecated", "x-ends"} & new.keys()
    assert not any("headers" in answer for answer in new["responses"].values())


# --- waiting for a change -----------------------------------------------------------------------------------------------


async def test_a_reader_who_waits_is_answered_when_the_object_changes(service: ServiceUnderTest) -> None:
    brand = service.brand()
    toy = (await brand.post("/toys", {"name": "waited for"})).json()
    known = {"If-None-Match": '"v1"', "Prefer": "respond-async, wait=20"}
    waiting = asyncio.create_task(brand.get(f"/toys/{toy['id']}", headers=known))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    began = time.monotonic()
    await brand.post(f"/toys/{toy['id']}/rename", {"name": "changed"}, headers={"If-Match": '"v1"'})
    answer = await waiting
    assert time.monotonic() - began < 1.5, "sooner than the next look"
    assert (answer.status_code, answer.json()["name"], answer.headers["etag"]) == (200, "changed", '"v2"')
    assert answer.headers["preference-applied"] == "wait=20"
    assert not service.instance.context.changes._watched


async def test_a_change_by_another_process_is_seen_at_the_next_look(
    service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "LOOK_SECONDS", 0.2)
    brand = service.brand()
    toy = (await brand.post("/toys", {"name": "far"})).json()
    waiting = asyncio.create_task(brand.get(f"/toys/{toy['id']}", headers={"If-None-Match": '"v1"', "Prefer": "wait=20"}))
    await asyncio.sleep(0.1)
    async with service.session() as session:
        await session.execute(
            text("update toys set version = 2, name = 'far away' where id = :id"), {"id": ToyId(toy["id"]).uuid}
        )
    assert (await waiting).json()["name"] == "far away"


async def test_a_reader_who_waits_in_vain_is_told_so(service: ServiceUnderTest) -> None:
    brand = service.brand()
    toy = (await brand.post("/toys", {"name": "still"})).json()
    answer = await brand.get(f"/toys/{toy['id']}", headers={"If-None-Match": '"v1"', "Prefer": "wait=1"})
    assert (answer.status_code, answer.content, answer.headers["preference-applied"]) == (304, b"", "wait=1")
    for prefer in ("wait=0", "wait=x", "waiting=9", ""):
        began = time.monotonic()
        assert (await brand.get(f"/toys/{toy['id']}", headers={"If-None-Match": '"v1"', "Prefer": prefer})).status_code == 304
        assert time.monotonic() - began < 1.0
    assert (await brand.get(f"/toys/{toy['id']}", headers={"Prefer": "wait=20"})).status_code == 200


async def test_head_and_options(service: ServiceUnderTest) -> None:
    brand = service.brand()
    head = await brand.request("HEAD", "/toys")
    assert (head.status_code, head.content) == (200, b"")
    options = await brand.request("OPTIONS", "/toys")
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")
