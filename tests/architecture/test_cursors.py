"""A cursor belongs to the list, the filter and the organization that it was made for: asked of every list that takes one.

Each list's own way of reading `cursor` is tried with each of its parameters, apart from its rows: no database is needed, and a
list that reads it in a way of its own is tried in that way.
"""

import json
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any

import httpx
import pytest
from fastapi import Depends, FastAPI, Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from services import REGISTER
from services.__main__ import service_named
from services.discovery.lists.approvals.client_routes import _opened  # pyright: ignore[reportPrivateUsage]
from shared.acting import Principal, caller
from shared.auth import PUBLIC
from shared.errors import Problem
from shared.events.identity import OrganizationId, UserId
from shared.pages import Page
from shared.routing import Operation, Router

CONTRACT = json.loads((Path(__file__).parents[2] / "openapi/public.json").read_text())

NEVER_MORE = {"list_balances", "list_faults"}
"""Lists that are always whole: their answer has no next page."""
BY_BODY = {"search_creators"}
"""Lists that are asked for by a body: the same reader as that of `list_creators` makes their cursor."""

SAME_ROWS = {"limit": "how many", "facet": "what is counted beside", "facet_limit": "how much of that", "fields": "what is shown"}
"""Parameters that may differ from page to page: they choose no rows and no order."""

NEEDS = {"price_min": {"currency": "USD"}, "price_max": {"currency": "USD"}}

OPERATIONS = {
    str(operation.operation_id): operation
    for name in REGISTER
    for operation in service_named(name).operations()
    if "cursor" in operation.query_names
}


def reader_of_cursor(dependant: Dependant) -> list[Callable[..., Awaitable[Any]]]:
    """Find the dependencies that read the parameter `cursor`."""
    read: set[str] = set()
    for parameter in dependant.query_params:
        kind = parameter.field_info.annotation
        read |= set(kind.model_fields) if isinstance(kind, type) and issubclass(kind, BaseModel) else {parameter.alias}
    here = [dependant.call] if "cursor" in read and dependant.call else []
    return [*here, *(found for inner in dependant.dependencies for found in reader_of_cursor(inner))]  # type: ignore[list-item]


class Counter:
    """Where one list's cursors are made and shown: its path and its reader of `cursor`, without its rows."""

    def __init__(self, path: str, reader: Callable[..., Awaitable[Any]]) -> None:
        self.approval = SimpleNamespace(id="one")
        self._path, self._app = path, FastAPI()

        async def rates_to(*_: Any, **__: Any) -> Any:
            return SimpleNamespace(factors={})

        async def opened() -> Any:
            return self.approval

        async def counter(asked: Annotated[Any, Depends(reader)]) -> dict[str, str]:
            page = asked if isinstance(asked, Page) else asked.page
            return {"cursor": page.seal(["place"])}

        async def refuse(_request: Request, problem: Exception) -> JSONResponse:
            assert isinstance(problem, Problem)
            return JSONResponse({"code": problem.code}, status_code=problem.status)

        self._app.state.context = SimpleNamespace(
            settings=SimpleNamespace(derived_key=lambda _: b"a key"),
            ports=SimpleNamespace(exchange_rates=SimpleNamespace(rates_to=rates_to)),
        )
        self._app.dependency_overrides[_opened] = opened
        self._app.add_api_route(path, counter)
        self._app.add_exception_handler(Problem, refuse)

    async def ask(self, query: Mapping[str, Any], *, places: str = "one") -> httpx.Response:
        """Ask for a page; `places` stands for every id of the path."""
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://list") as client:
            return await client.get(re.sub(r"\{\w+\}", places, self._path), params=dict(query))

    async def cursor(self, query: Mapping[str, Any]) -> str:
        """Make a cursor, which is good where it was made."""
        made = await self.ask(query)
        assert made.status_code == 200, (self._path, query, made.text)
        cursor = made.json()["cursor"]
        assert (await self.ask({**query, "cursor": cursor})).status_code == 200, self._path
        return cursor

    async def refuses(self, cursor: str, query: Mapping[str, Any], *, places: str = "one") -> bool:
        """Say whether a cursor is refused; whatever else is wrong is an error of the test."""
        answer = await self.ask({**query, "cursor": cursor}, places=places)
        assert answer.status_code == 200 or answer.json().get("code") == "cursor_invalid", (self._path, query, answer.text)
        return answer.status_code != 200


async def unbound(counter: Counter, samples: Mapping[str, tuple[str, str]]) -> set[str]:
    """Name the parameters by which a list chooses its rows and to which its cursor is not bound."""
    loose = set()
    for name, (one, other) in samples.items():
        needs = NEEDS.get(name, {})
        without, of_one = await counter.cursor(needs), await counter.cursor({**needs, name: one})
        refused = [await counter.refuses(without, {**needs, name: one}), await counter.refuses(of_one, needs)]
        if other != one:
            refused.append(await counter.refuses(of_one, {**needs, name: other}))
        if not all(refused):
            loose.add(name)
    return loose


def samples_of(operation_id: str) -> dict[str, tuple[str, str]]:
    """Two values for each parameter of a list, as its contract describes them."""
    [told] = [
        operation
        for item in CONTRACT["paths"].values()
        for operation in item.values()
        if operation.get("operationId") == operation_id
    ]
    query = [one for one in told["parameters"] if one.get("in") == "query" and one["name"] != "cursor"]
    return {one["name"]: two_of(one["schema"]) for one in query}


def two_of(schema: Mapping[str, Any]) -> tuple[str, str]:
    """Two values that a schema allows, which differ from its default; the same twice where it is not told of two."""
    if "$ref" in schema:
        return two_of(CONTRACT["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "items" in schema:
        return two_of(schema["items"])
    if values := [value for value in schema.get("enum", ()) if value != schema.get("default")]:
        return values[0], values[-1]
    if schema.get("format") == "date-time":
        return "2030-01-01T00:00:00Z", "2030-01-02T00:00:00Z"
    if schema.get("type") in {"integer", "number"}:
        return str(schema.get("minimum", 1)), str(schema["maximum"])
    if "(:(" in schema.get("pattern", ""):
        part = "US" if "A-Z]{2}" in schema["pattern"] else "other"
        return f"{part}:0.5", f"{part}:0.25"  # of an audience
    if examples := schema.get("examples"):
        return examples[0], examples[-1]
    return "one", "another"


def test_every_list_that_may_have_a_next_page_reads_its_cursor_in_one_place() -> None:
    may_have_more = {
        operation["operationId"]
        for item in CONTRACT["paths"].values()
        for operation in item.values()
        for said in [operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})]
        for schema in [CONTRACT["components"]["schemas"].get(said.get("$ref", "").rpartition("/")[2], said)]
        if "next_cursor" in schema.get("properties", {})
    }

    assert may_have_more == OPERATIONS.keys() | NEVER_MORE | BY_BODY
    for name, operation in OPERATIONS.items():
        readers = reader_of_cursor(operation.dependant)
        assert len(readers) == 1, name
        assert readers != [operation.endpoint], f"{name} reads its cursor itself: a dependency gives a Page"


@pytest.mark.parametrize("name", sorted(OPERATIONS))
async def test_a_cursor_is_refused_with_another_filter_for_another_object_and_for_another_organization(name: str) -> None:
    operation, samples = OPERATIONS[name], samples_of(name)
    assert samples.keys() | {"cursor"} == operation.query_names
    [reader] = reader_of_cursor(operation.dependant)
    counter = Counter(operation.path, reader)
    here = None if operation.scope == PUBLIC else somebody()

    with called_by(here):
        filters = samples.keys() - SAME_ROWS.keys()
        assert await unbound(counter, {filter: samples[filter] for filter in filters}) == set()

        cursor = await counter.cursor({})
        assert not await counter.refuses(cursor, {"limit": "7"})
        if "{" in operation.path:
            assert await counter.refuses(cursor, {}, places="two")
    if here is not None:
        with called_by(somebody()):
            assert await counter.refuses(cursor, {})
    if "current" in operation.path:
        counter.approval = SimpleNamespace(id="two")
        assert await counter.refuses(cursor, {})


@contextmanager
def called_by(principal: Principal | None) -> Iterator[None]:
    """Let somebody be the caller meanwhile."""
    token = caller.set(principal)
    try:
        yield
    finally:
        caller.reset(token)


def somebody() -> Principal:
    """Somebody of an organization of their own."""
    return Principal(UserId.new(), None, OrganizationId.new(), "brand", "owner")


async def _loose_page(
    request: Request,
    limit: Annotated[int, Query()] = 20,
    cursor: Annotated[str | None, Query()] = None,
    sort: Annotated[str, Query()] = "created_at",
) -> Page:
    return Page(limit=limit, cursor=cursor, sort=sort, updated_at_min=None, key=b"a key", bound_to=request.scope["path"])


async def test_a_list_whose_cursor_is_not_bound_is_found() -> None:
    router = Router(tags=["toys"])

    @router.get("/toys", scope=PUBLIC)
    async def list_toys(page: Annotated[Page, Depends(_loose_page)], state: Annotated[str, Query()] = "") -> dict[str, str]:
        """List toys."""
        return {"state": state, "sort": page.sort}

    @router.get("/bare-toys", scope=PUBLIC)
    async def list_bare_toys(cursor: str | None = None) -> dict[str, str | None]:
        """List toys without a page."""
        return {"cursor": cursor}

    bound, bare = [route for route in router.routes if isinstance(route, Operation)]
    samples = {"state": ("new", "old"), "sort": ("updated_at", "created_at")}

    assert await unbound(Counter("/v1/toys", *reader_of_cursor(bound.dependant)), samples) == {"state", "sort"}
    assert reader_of_cursor(bare.dependant) == [bare.endpoint]
