"""Creators taken along as a file: as they are when it is fetched, in order, and nothing of who is hidden."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from weakref import WeakSet

import httpx
import pyarrow.parquet as pq
import pytest
from sqlalchemy import text

from services.discovery.app import service as discovery_service
from services.discovery.exports import columns, service, writing
from services.discovery.exports.policy import EXPORTS
from services.discovery.exports.writing import as_csv, as_parquet, harmless
from services.discovery.profiles.schemas import CreatorOut, OwnCreatorOut
from services.discovery.search.index import Found, Query
from services.discovery.search.memory.index import MemoryIndex
from services.discovery.search.postgres import PostgresIndex
from shared.events.identity import CreatorApproved
from tests.discovery.creators import approved, measured, rate, suspended
from tests.discovery.orders import Ordered
from tests.discovery.replicas import replica
from tests.discovery.test_lists import added, made, people
from tests.harness import Actor, ServiceUnderTest, TestClock, is_problem


async def asked(actor: Actor, **wanted: Any) -> dict[str, Any]:
    answer = await actor.post("/creator-exports", wanted)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/v1/creator-exports/{answer.json()['id']}"
    return answer.json()


async def fetched(actor: Actor, export: dict[str, Any]) -> httpx.Response:
    answer = await actor.get(export["download"].removeprefix("/v1"))
    assert answer.status_code == 200, answer.text
    return answer


async def rows_of(actor: Actor, export: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((await fetched(actor, export)).text, newline=""), strict=True))


async def table_of(actor: Actor, export: dict[str, Any]) -> list[dict[str, Any]]:
    return pq.read_table(io.BytesIO((await fetched(actor, export)).content)).to_pylist()


async def crowd(discovery: ServiceUnderTest, number: int) -> list[CreatorApproved]:
    """Creators of whom each has more followers than the one before."""
    events = await people(discovery, number)
    for place, event in enumerate(events):
        await discovery.hear(measured(event, follower_count=1000 + place))
    return events


async def test_a_list_becomes_a_file_in_its_order_with_the_organizations_notes(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand(organization_type="agency")
    id = (await made(brand))["id"]
    first, second = await people(discovery, 2)
    await added(brand, id, second.creator_id, note='Says "hm",\nthen yes.', tags=["maybe", "spring"])
    await added(brand, id, first.creator_id)

    export = await asked(brand, list_id=id)

    assert (export["object"], export["state"], export["format"], export["list_id"]) == ("creator_export", "ready", "csv", id)
    assert (export["row_count"], export["total_count"], export["search"]) == (2, 2, None)
    answer = await fetched(brand, export)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="creators-{export["id"]}.csv"'
    assert (answer.headers["x-content-type-options"], answer.headers["cache-control"]) == ("nosniff", "no-store")
    rows = await rows_of(brand, export)
    assert list(rows[0]) == [column.name for column in columns.OF_LISTS]
    assert rows[0] == {
        "creator_id": second.creator_id,
        "platform": "sandbox",
        "handle": "creator.1",
        "name": "Ana Gómez",
        "bio": "Weeknight recipes.",
        "platforms": "sandbox",
        "country": "US",
        "languages": "en",
        "categories": "food",
        "industries": "",
        "formats": "video",
        "follower_count": "25000",
        "engagement_rate": "0.06",
        "average_views": "9000",
        "median_views": "7500",
        "rates_minor_units": "video:60000:USD",
        "audience_country_shares": "CA:0.1;US:0.61",
        "audience_gender_shares": "male:0.3;female:0.7",
        "audience_age_shares": "18-24:0.5",
        "audience_device_shares": "ios:0.55",
        "badges": "",
        "authenticity_score": "",
        "completeness_score": rows[1]["completeness_score"],
        "completed_orders": "0",
        "on_time_share": "",
        "repeat_brand_count": "0",
        "response_time_seconds": "",
        "answer_count": "0",
        "availability": "available",
        "is_search_only": "false",
        "statistics_updated_at": "2026-03-01T00:00:00.000000Z",
        "note": 'Says "hm",\nthen yes.',
        "tags": "maybe;spring",
    }
    assert (rows[1]["creator_id"], rows[1]["note"], rows[1]["tags"]) == (first.creator_id, "", "")


async def test_a_search_becomes_a_file_in_its_order(discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "PAGE", 3)
    monkeypatch.setattr(service, "PLACES", 6)
    monkeypatch.setattr(writing, "ROWS_A_GROUP", 4)
    brand, events = discovery.brand(), await crowd(discovery, 8)
    other = approved(handle="other", categories=["travel"])
    await discovery.hear(other)
    search = {"category": ["food"], "sort": "-follower_count"}

    lines = await asked(brand, search=search)
    table = await asked(brand, search=search, format="parquet")

    wanted = [event.creator_id for event in reversed(events)]
    assert (lines["search"], lines["row_count"], lines["total_count"]) == (lines["search"] | search, 8, 8)
    rows = await rows_of(brand, lines)
    assert [row["creator_id"] for row in rows] == wanted
    assert "note" not in rows[0]
    answer = await fetched(brand, table)
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    file = pq.ParquetFile(io.BytesIO(answer.content))
    assert [file.metadata.row_group(place).num_rows for place in range(file.num_row_groups)] == [6, 2]
    rows = file.read().to_pylist()
    assert [row["creator_id"] for row in rows] == wanted
    assert rows[0]["follower_count"] == 1007
    assert rows[0]["rates_minor_units"] == [{"deliverable_type": "video", "value": 60_000, "currency": "USD", "negotiable": True}]
    assert dict(rows[0]["audience_country_shares"]) == {"US": 0.61, "CA": 0.1}
    assert rows[0]["statistics_updated_at"] == datetime(2026, 3, 1, tzinfo=UTC)
    assert (rows[0]["languages"], rows[0]["authenticity_score"], rows[0]["is_search_only"]) == (["en"], None, False)


async def test_the_index_in_memory_gives_the_same_file(discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "PAGE", 2)
    monkeypatch.setattr(service, "PLACES", 3)
    brand, events = discovery.brand(), await crowd(discovery, 8)
    export = await asked(brand, search={"sort": "follower_count"})
    by_database = await rows_of(brand, export)

    ports = discovery.instance.context.ports
    async with replica(discovery.instance.context) as made_replica:
        monkeypatch.setattr(discovery.instance.context, "ports", replace(ports, memory_index=made_replica.index))
        in_memory = await rows_of(brand, export)

    assert in_memory == by_database
    assert [row["creator_id"] for row in in_memory] == [event.creator_id for event in events]


async def test_what_no_index_answers_yet_is_told_before_the_file_begins(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    export = await asked(brand, search={})
    context = discovery.instance.context
    ports = context.ports
    context.ports = replace(ports, memory_index=MemoryIndex())
    assert is_problem(await brand.get(export["download"].removeprefix("/v1")), 503, "index_not_ready")
    assert is_problem(await brand.post("/creator-exports", {"search": {}}), 503, "index_not_ready")


async def test_a_file_tells_nothing_of_who_is_hidden_nor_what_is_private(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    id = (await made(brand))["id"]
    gone, away, here = approved(handle="gone"), approved(handle="away"), approved(handle="here", categories=["food", "gambling"])
    await discovery.hear(gone, away, here)
    for event in (gone, away, here):
        await added(brand, id, event.creator_id)
    exports = [
        await asked(brand, **what, format=form) for what in ({"list_id": id}, {"search": {}}) for form in ("csv", "parquet")
    ]
    assert {export["row_count"] for export in exports} == {3}
    await discovery.creator(organization_id=here.organization_id).patch(
        "/creators/me", {"minimum_offer": {"value": 54_321, "currency": "USD"}, "blocked_categories": ["gambling"]}
    )
    await discovery.creator(organization_id=away.organization_id).patch("/creators/me", {"availability": "on_vacation"})
    await discovery.hear(suspended(gone, version=2))

    of_list, list_table, of_search, search_table = exports
    assert [(row["handle"], row["availability"]) for row in await rows_of(brand, of_list)] == [
        ("away", "on_vacation"),
        ("here", "available"),
    ]
    assert [row["handle"] for row in await table_of(brand, list_table)] == ["away", "here"]
    assert [row["handle"] for row in await rows_of(brand, of_search)] == ["here"]
    assert [row["handle"] for row in await table_of(brand, search_table)] == ["here"]
    for export in (of_list, of_search):
        text = (await fetched(brand, export)).text
        assert "gone" not in text
        assert "54321" not in text
        assert "gambling" not in text
    assert (await asked(brand, list_id=id))["row_count"] == 2


async def test_an_export_is_nobody_elses(discovery: ServiceUnderTest) -> None:
    brand, other = discovery.brand(), discovery.brand()
    id = (await made(brand))["id"]
    export = await asked(brand, list_id=id)

    for path in (f"/creator-exports/{export['id']}", export["download"].removeprefix("/v1")):
        assert is_problem(await other.get(path), 404, "not_found")
        assert is_problem(await discovery.creator().get(path), 403, "forbidden")
    assert (await other.get("/creator-exports")).json()["data"] == []
    assert is_problem(await other.post("/creator-exports", {"list_id": id}), 404, "not_found")
    reader = discovery.brand(scopes="lists:read")
    assert is_problem(await reader.post("/creator-exports", {"search": {}}), 403, "missing_scope")
    assert (await brand.get(f"/creator-exports?list_id={id}&state=ready")).json()["data"] == [export]
    assert (await brand.get(f"/creator-exports/{export['id']}")).json() == export
    assert (await brand.delete(f"/lists/{id}")).status_code == 204
    assert is_problem(await brand.get(f"/creator-exports/{export['id']}"), 404, "not_found")


async def test_who_may_not_search_takes_no_search_along(discovery: ServiceUnderTest) -> None:
    keeper = discovery.brand(scopes="lists:read lists:write")
    finder = discovery.brand(scopes="lists:read lists:write creators:read", organization_id=keeper.organization_id)
    assert is_problem(await keeper.post("/creator-exports", {"search": {}, "format": "csv"}), 403, "missing_scope")
    made = (await finder.post("/creator-exports", {"search": {}, "format": "csv"})).json()
    assert is_problem(await keeper.get(f"/creator-exports/{made['id']}/content"), 403, "missing_scope")
    assert (await finder.get(f"/creator-exports/{made['id']}/content")).status_code == 200


async def test_a_file_is_there_for_a_day(discovery: ServiceUnderTest, clock: TestClock) -> None:
    brand = discovery.brand()
    export = await asked(brand, search={})
    where = f"/creator-exports/{export['id']}"
    clock.advance(hours=23.9)
    await discovery.run_timers()
    etag = (await brand.get(where)).headers["etag"]
    await fetched(brand, export)

    clock.advance(hours=0.2)
    assert is_problem(await brand.get(f"{where}/content"), 410, "creator_export_expired")
    await discovery.run_timers()

    seen = await brand.get(where, headers={"If-None-Match": etag})
    assert (seen.json()["state"], seen.json()["download"], seen.json()["is_final"]) == ("expired", None, True)
    assert is_problem(await brand.get(f"{where}/content"), 410, "creator_export_expired")
    assert timedelta(hours=24) == EXPORTS.lifetime


async def test_prices_are_compared_by_the_rates_of_the_day_on_which_it_was_asked(
    discovery: ServiceUnderTest, clock: TestClock
) -> None:
    brand = discovery.brand()
    await discovery.hear(
        approved(handle="euro", rates=[rate("video", 60_000, "EUR")]), approved(handle="dollar", rates=[rate("video", 1_000)])
    )
    export = await asked(brand, search={"price_min": 10_000, "currency": "USD", "sort": "price"})
    clock.advance(hours=12)

    assert export["row_count"] == 1
    assert [row["handle"] for row in await rows_of(brand, export)] == ["euro"]
    for search, code in (
        ({"price_min": 1}, "currency_required"),
        ({"price_min": 2, "price_max": 1, "currency": "USD"}, "range_upside_down"),
    ):
        refused = await brand.post("/creator-exports", {"search": search})
        assert is_problem(refused, 422, "validation_failed")
        assert refused.json()["errors"][0]["code"] == code
        assert refused.json()["errors"][0]["pointer"].startswith("/search/")


@pytest.mark.parametrize(
    "body",
    [
        {}, {"list_id": "lst_01k4s3m7v8e9tb2h6jq0xyzwpn", "search": {}}, {"search": None}, {"search": {"limit": 1}},
        {"search": {"cursor": "x"}}, {"search": {"nothing": 1}}, {"search": {}, "format": "xlsx"}, {"search": {}, "rows": 7},
        {"list_id": "crt_01k4s3m7v8e9tb2h6jq0xyzwpn"},
    ],
)  # fmt: skip
async def test_what_names_no_file_is_refused(body: dict[str, Any], discovery: ServiceUnderTest) -> None:
    assert is_problem(await discovery.brand().post("/creator-exports", body), 422, "validation_failed")
    assert await discovery.scalar("select count(*) from creator_exports") == 0


async def test_a_country_that_does_not_exist_is_refused_and_stays_in_what_was_kept(discovery: ServiceUnderTest) -> None:
    brand, ana = discovery.brand(), approved()
    await discovery.hear(ana, approved(handle="theo", country="DE"))
    refused = await brand.post("/creator-exports", {"search": {"country": ["US", "UK"]}})
    assert is_problem(refused, 422, "validation_failed")
    assert [(error["pointer"], error["code"]) for error in refused.json()["errors"]] == [("/search/country/1", "unknown_value")]

    export = await asked(brand, search={"country": ["US"]})
    async with discovery.session() as session:
        await session.execute(text('update creator_exports set search = \'{"country": ["US", "UK"]}\''))

    shown = (await brand.get(f"/creator-exports/{export['id']}")).json()
    assert shown["search"] == {**export["search"], "country": ["US", "UK"]}
    assert (await brand.get("/creator-exports")).json()["data"] == [shown]
    assert [row["creator_id"] for row in await rows_of(brand, export)] == [ana.creator_id]


async def test_a_file_takes_so_many_and_each_once_while_places_move(
    discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "PAGE", 2)
    monkeypatch.setattr(service, "PLACES", 2)
    monkeypatch.setattr(service, "EXPORTS", replace(EXPORTS, most_rows=5))
    brand, events = discovery.brand(), await crowd(discovery, 8)
    export = await asked(brand, search={"sort": "follower_count"})
    assert (export["row_count"], export["total_count"]) == (5, 8)
    read, moved = service.queries.rows_of_search, False

    async def moves_the_first_to_the_end(*args: Any, **how: Any) -> Any:
        nonlocal moved
        rows = await read(*args, **how)
        if not moved:
            moved = True
            await discovery.hear(measured(events[0], version=3, minutes=5, follower_count=1002))
        return rows

    monkeypatch.setattr(service.queries, "rows_of_search", moves_the_first_to_the_end)

    assert [row["handle"] for row in await rows_of(brand, export)] == [f"creator.{one}" for one in range(5)]
    assert moved


async def test_a_search_is_worked_out_once_for_many_pages(discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "PAGE", 1)
    monkeypatch.setattr(service, "PLACES", 4)
    brand, events = discovery.brand(), await crowd(discovery, 8)
    export = await asked(brand, search={"sort": "follower_count"})
    search, limits = PostgresIndex.search, list[int]()

    async def counted(index: PostgresIndex, query: Query) -> Found:
        limits.append(query.limit)
        return await search(index, query)

    monkeypatch.setattr(PostgresIndex, "search", counted)

    assert [row["creator_id"] for row in await rows_of(brand, export)] == [event.creator_id for event in events]
    assert limits == [4, 4, 4], "the last one finds nobody"


# --- the forms of files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@ana", "\tx", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"])
def test_a_formula_is_defused(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "ana", "a=1", " =1", "'=1", "1-1"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


async def test_formulas_in_handles_names_and_notes_reach_no_spreadsheet(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    id = (await made(brand))["id"]
    event = approved(handle="-kot-", name='=HYPERLINK("http://x","y")')
    await discovery.hear(event)
    await added(brand, id, event.creator_id, note="+1", tags=["@sum", "b"])

    (row,) = await rows_of(brand, await asked(brand, list_id=id))
    (plain,) = await table_of(brand, await asked(brand, list_id=id, format="parquet"))

    assert [row[name] for name in ("handle", "name", "note", "tags")] == [
        "'-kot-", "'=HYPERLINK(\"http://x\",\"y\")", "'+1", "'@sum;b",
    ]  # fmt: skip
    assert [plain[name] for name in ("handle", "name", "note", "tags")] == ["-kot-", event.name, "+1", ["@sum", "b"]]


async def test_nothing_makes_a_file_with_a_head_and_no_rows(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    id = (await made(brand))["id"]

    assert (await fetched(brand, await asked(brand, list_id=id))).text == ",".join(one.name for one in columns.OF_LISTS) + "\r\n"
    empty = await fetched(brand, await asked(brand, search={}, format="parquet"))
    table = pq.read_table(io.BytesIO(empty.content))
    assert (table.num_rows, table.column_names) == (0, [one.name for one in columns.OF_CREATORS])
    head = await brand.request("HEAD", (await asked(brand, list_id=id))["download"].removeprefix("/v1"))
    assert (head.status_code, head.content) == (200, b"")


async def test_a_search_by_industry_becomes_a_file(discovery: ServiceUnderTest) -> None:
    brand, events = discovery.brand(), await crowd(discovery, 3)
    orders = [Ordered(event, category=category) for event, category in zip(events, ("food", "travel", "food"), strict=True)]
    await discovery.hear(*(order.created() for order in orders), *(order.completed() for order in orders[:2]))

    export = await asked(brand, search={"industry": ["food", "beauty"]})

    assert [row["creator_id"] for row in await rows_of(brand, export)] == [events[0].creator_id]


async def test_a_file_says_what_came_of_a_creators_orders(discovery: ServiceUnderTest) -> None:
    brand, event = discovery.brand(), approved()
    first, second = Ordered(event, category="food"), Ordered(event, category="travel")
    again = Ordered(event, category="travel", brand=first.brand)
    await discovery.hear(event, *(told for order in (first, second, again) for told in (order.created(), order.completed())))

    (line,) = await rows_of(brand, await asked(brand, search={}))
    (row,) = await table_of(brand, await asked(brand, search={}, format="parquet"))

    told = [line[name] for name in ("industries", "completed_orders", "on_time_share", "repeat_brand_count")]
    assert told == ["travel;food", "3", "1.0", "1"]
    assert (row["industries"], row["on_time_share"], row["repeat_brand_count"]) == (["travel", "food"], 1.0, 1)
    profile = (await brand.get(f"/creators/{event.creator_id}")).json()
    assert (profile["industries"], profile["past_results"]["on_time_share"]) == (row["industries"], row["on_time_share"])


def test_all_that_others_may_see_of_a_creator_stands_in_a_file_or_is_left_out_on_purpose() -> None:
    parts = {
        "audience": {f"audience_{kind}_shares" for kind in ("country", "gender", "age", "device")},
        "completeness": {"completeness_score"},
        "id": {"creator_id"},
        "past_results": {"completed_orders", "on_time_share", "repeat_brand_count"},
        "rates": {"rates_minor_units"},
        "accounts": {"platforms"},  # what else they say of the one that names the creator stands for itself
        "content_examples": set[str](),  # addresses, in which `;` is no separator
        **{name: set[str]() for name in ("object", "organization_id", "version", "created_at", "updated_at")},
    }
    shown = CreatorOut.model_fields.keys()
    names = {column.name for column in columns.OF_CREATORS}
    assert parts.keys() <= shown
    assert names == set().union(*parts.values()) | (shown - parts.keys())
    assert not names & (OwnCreatorOut.model_fields.keys() - shown)


def test_the_contract_names_every_column_in_its_order() -> None:
    contract = discovery_service.contract(discovery_service.create_app())
    said = contract["paths"]["/v1/creator-exports/{creator_export_id}/content"]["get"]["responses"]["200"]["description"]
    told = re.findall(r"`(\w+)` \(", said)
    assert told == [column.name for column in columns.OF_LISTS]


class Row:
    """Somebody of whom nothing is known."""

    def __getattr__(self, name: str) -> Any:
        lists = {"languages", "platforms", "shown_categories", "industries", "formats", "badges", "rates"}
        return [] if name in lists else {} if name.startswith("audience") else None


async def test_a_file_is_written_while_its_rows_come() -> None:
    read = 0

    async def pages() -> AsyncIterator[Any]:
        nonlocal read
        for _ in range(30):
            read += 1
            yield [Row()] * 500

    for write, most in ((as_csv, 1), (as_parquet, 10)):
        read, ahead = 0, 0
        async for piece in write(pages(), columns.OF_CREATORS):
            assert piece
            ahead = max(ahead, read if ahead == 0 else 0)
        assert read == 30
        assert ahead <= most, "the first bytes are sent before the rest is read"


async def test_rows_are_let_go_with_the_page_that_they_came_with() -> None:
    """What waits for a row group waits as columns: as rows, five thousand are many megabytes, and are turned at one go."""
    alive, most_alive = WeakSet[Row](), 0

    async def pages() -> AsyncIterator[Any]:
        nonlocal most_alive
        for _ in range(12):
            rows = [Row() for _ in range(10)]
            alive.update(rows)
            most_alive = max(most_alive, len(alive))
            yield rows

    for write in (as_csv, as_parquet):
        most_alive = 0
        assert b"".join([piece async for piece in write(pages(), columns.OF_CREATORS)])
        assert 10 <= most_alive <= 20


def test_what_writes_parquet_is_loaded_by_the_first_such_file_only() -> None:
    look = "import sys, services.discovery.app; print([name for name in sys.modules if 'parquet' in name])"
    told = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True).stdout
    assert json.loads(told) == []
