"""Files on their way: so many at once in a process and of an organization, and a place is given back however its file ends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import pytest

from services.discovery.app import service as discovery_service
from services.discovery.exports import downloads, service
from services.discovery.exports.policy import EXPORTS
from services.discovery.search.memory.index import MemoryIndex
from tests.discovery.test_exports import asked, crowd, fetched
from tests.gateway.doubles import serving, until
from tests.harness import Actor, ServiceUnderTest, inner_token, is_problem

SEARCH = {"sort": "follower_count"}


@dataclass
class Rows:
    """What files read: the first page comes at once, and the others when a test lets them, or lets them fail."""

    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    fail: bool = False


@pytest.fixture
async def rows(discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> Rows:
    """A market of three, one on each page."""
    first, rows, read = (await crowd(discovery, 3))[0].creator_id, Rows(), service.queries.rows_of_search

    async def read_when_it_may(session: Any, ids: list[Any]) -> Any:
        if first not in ids:
            await rows.go_on.wait()
            if rows.fail:
                raise ConnectionError
        return await read(session, ids)

    monkeypatch.setattr(service, "PAGE", 1)
    monkeypatch.setattr(service.queries, "rows_of_search", read_when_it_may)
    return rows


def on_their_way(discovery: ServiceUnderTest) -> int:
    return len(discovery.instance.context.ports.downloads)


@asynccontextmanager
async def begun(url: str, actor: Actor, export: dict[str, Any]) -> AsyncIterator[httpx.Response]:
    """Fetch a file over a socket, as far as its head, and leave."""
    token = inner_token(user=actor.user_id, organization=actor.organization_id, organization_type="brand", scopes=actor.scopes)
    async with (
        httpx.AsyncClient(base_url=url, timeout=15, trust_env=False) as client,
        client.stream("GET", export["download"], headers={"Greenlight-Inner-Token": token}) as answer,
    ):
        yield answer


async def test_so_many_are_on_their_way_at_once_and_fewer_of_one_organization(discovery: ServiceUnderTest, rows: Rows) -> None:
    ana, bob, eve = (discovery.brand() for _ in range(3))
    exports = {actor.user_id: await asked(actor, search=SEARCH) for actor in (ana, bob, eve)}
    async with serving(discovery.app) as url, AsyncExitStack() as all_of_them:

        async def begin(actor: Actor) -> httpx.Response:
            return await all_of_them.enter_async_context(begun(url, actor, exports[actor.user_id]))

        answers = [await begin(actor) for actor in (ana, ana)]
        one_too_many = await begin(ana)
        answers.append(await begin(bob))
        full = await begin(eve)

        assert [answer.status_code for answer in answers] == [200, 200, 200]
        for refused, maximum in ((one_too_many, EXPORTS.most_at_once_of_one), (full, EXPORTS.most_at_once)):
            await refused.aread()
            assert is_problem(refused, 429, "too_many_downloads")
            assert (refused.json()["maximum"], refused.json()["retryable"]) == (maximum, True)
            assert refused.headers["retry-after"] == "5"
        assert one_too_many.json()["detail"] != full.json()["detail"]

        rows.go_on.set()
        for answer in answers:
            assert (await answer.aread()).count(b"\r\n") == 4
        await until(lambda: on_their_way(discovery) == 0)
        assert (await begin(eve)).status_code == 200


@pytest.mark.parametrize("form", ["csv", "parquet"])
async def test_who_leaves_in_the_middle_makes_room(form: str, discovery: ServiceUnderTest, rows: Rows) -> None:
    brand = discovery.brand()
    export = await asked(brand, search=SEARCH, format=form)
    async with serving(discovery.app) as url:
        async with begun(url, brand, export) as answer:
            assert (answer.status_code, on_their_way(discovery)) == (200, 1)
        await until(lambda: on_their_way(discovery) == 0)
    assert not rows.go_on.is_set(), "the rest was never read"


async def test_a_file_that_fails_or_is_cancelled_makes_room(discovery: ServiceUnderTest, rows: Rows) -> None:
    brand = discovery.brand()
    export = await asked(brand, search=SEARCH)
    cancelled = asyncio.create_task(fetched(brand, export))
    await until(lambda: on_their_way(discovery) == 1)
    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    assert on_their_way(discovery) == 0

    rows.fail = True
    async with serving(discovery.app) as url, begun(url, brand, export) as answer:
        assert on_their_way(discovery) == 1
        rows.go_on.set()
        with pytest.raises(httpx.RemoteProtocolError):
            await answer.aread()
    assert on_their_way(discovery) == 0


async def test_what_is_refused_before_the_first_byte_holds_no_place(
    discovery: ServiceUnderTest, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "EXPORTS", replace(EXPORTS, most_at_once=1, most_at_once_of_one=1))
    rows.go_on.set()
    brand, context = discovery.brand(), discovery.instance.context
    export, ports = await asked(brand, search=SEARCH), context.ports
    where = export["download"].removeprefix("/v1")

    for _ in range(2):
        monkeypatch.setattr(context, "ports", replace(ports, memory_index=MemoryIndex()))
        assert is_problem(await brand.get(where), 503, "index_not_ready")
        monkeypatch.setattr(context, "ports", ports)
        assert is_problem(await discovery.brand().get(where), 404, "not_found")
        assert (await brand.request("HEAD", where)).status_code == 200
        assert (await fetched(brand, export)).text.count("\r\n") == 4
    assert on_their_way(discovery) == 0


async def test_who_is_refused_costs_no_reading(discovery: ServiceUnderTest, rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "EXPORTS", replace(EXPORTS, most_at_once=0))
    brand = discovery.brand()
    export = await asked(brand, search=SEARCH)
    monkeypatch.setattr(service.queries, "rows_of_search", None)
    assert is_problem(await brand.get(export["download"].removeprefix("/v1")), 429, "too_many_downloads")


def test_one_organization_never_takes_all_places_and_the_contract_tells_of_the_refusal() -> None:
    assert 0 < EXPORTS.most_at_once_of_one < EXPORTS.most_at_once
    contract = discovery_service.contract(discovery_service.create_app())
    told = contract["paths"]["/v1/creator-exports/{creator_export_id}/content"]["get"]["responses"]["429"]["description"]
    assert "`too_many_downloads`" in told
