"""Lists and their entries: shared in one organization, in an order of its own, and nobody else's business."""

import asyncio
import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from services.discovery.lists.items.ordering import FARTHEST, GAP, between
from shared import routing
from shared.events.discovery import ListId
from shared.events.identity import CreatorApproved, CreatorId, OrganizationId
from shared.schemas import ONE_LINE
from tests.discovery.creators import approved, old_id, suspended
from tests.harness import Actor, ServiceUnderTest, TestClock, is_problem


async def made(actor: Actor, name: str = "Shortlist", **how: Any) -> dict[str, Any]:
    answer = await actor.post("/lists", {"name": name, **how})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def added(actor: Actor, list_id: str, creator_id: str, **how: Any) -> dict[str, Any]:
    answer = await actor.post(f"/lists/{list_id}/items", {"creator_id": creator_id, **how})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def people(discovery: ServiceUnderTest, number: int) -> list[CreatorApproved]:
    events = [approved(handle=f"creator.{one}") for one in range(number)]
    await discovery.hear(*events)
    return events


async def all_items(actor: Actor, list_id: str, limit: int = 100, **params: Any) -> list[dict[str, Any]]:
    items, cursor = [], None
    while True:
        params = {**params, "limit": limit, **({"cursor": cursor} if cursor else {})}
        answer = await actor.get(f"/lists/{list_id}/items", params=params)
        assert answer.status_code == 200, answer.text
        items += answer.json()["data"]
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            return items


async def test_a_list_is_kept_by_all_members_of_its_organization(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    colleague = discovery.brand(organization_id=brand.organization_id)
    made_list = await made(brand, description="For the pan.", metadata={"season": "spring"}, external_reference="S-7")
    assert made_list["object"] == "creator_list"
    assert made_list["item_count"] == 0

    changed = await colleague.patch(
        f"/lists/{made_list['id']}", {"name": "Second round", "metadata": {"season": None, "round": "2"}}
    )

    assert changed.status_code == 200, changed.text
    seen = (await brand.get(f"/lists/{made_list['id']}")).json()
    assert seen == changed.json()
    assert (seen["name"], seen["description"], seen["metadata"]) == ("Second round", "For the pan.", {"round": "2"})
    assert seen["version"] == made_list["version"] + 1
    assert [one["id"] for one in (await colleague.get("/lists?external_reference=S-7")).json()["data"]] == [made_list["id"]]
    assert (await colleague.get("/lists?external_reference=S-8")).json()["data"] == []

    assert (await colleague.delete(f"/lists/{made_list['id']}")).status_code == 204
    assert is_problem(await brand.get(f"/lists/{made_list['id']}"), 404, "not_found")


async def test_agencies_keep_lists_and_creators_do_not(discovery: ServiceUnderTest) -> None:
    agency = discovery.brand(organization_type="agency")
    assert (await made(agency))["organization_id"] == agency.organization_id
    for other in (discovery.creator(), discovery.staff(scopes="lists:read lists:write")):
        assert is_problem(await other.post("/lists", {"name": "Mine"}), 403, "forbidden")
    reader = discovery.brand(scopes="lists:read creators:write")
    assert is_problem(await reader.post("/lists", {"name": "Mine"}), 403, "missing_scope")


async def test_an_external_reference_is_used_once_in_an_organization(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    await made(brand, external_reference="A")
    other = await made(brand, external_reference="B")

    assert is_problem(await brand.post("/lists", {"name": "x", "external_reference": "A"}), 409, "external_reference_taken")
    taken = await brand.patch(f"/lists/{other['id']}", {"external_reference": "A"})
    assert is_problem(taken, 409, "external_reference_taken")
    assert (await made(discovery.brand(), external_reference="A"))["external_reference"] == "A"


async def test_every_organization_has_its_favourites_once(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    answers = await asyncio.gather(*(brand.get("/lists/favourites") for _ in range(8)))

    assert {answer.status_code for answer in answers} == {200}
    (id,) = {answer.json()["id"] for answer in answers}
    assert answers[0].json()["is_favourites"]
    assert [one["id"] for one in (await brand.get("/lists")).json()["data"]] == [id]
    assert is_problem(await brand.delete(f"/lists/{id}"), 409, "favourites_stay")
    (creator,) = await people(discovery, 1)
    await added(brand, id, creator.creator_id)
    assert (await brand.get("/lists/favourites")).json()["item_count"] == 1
    assert (await discovery.brand().get("/lists/favourites")).json()["id"] != id


async def test_favourites_are_named_without_their_id_wherever_a_list_is(discovery: ServiceUnderTest) -> None:
    brand, other = discovery.brand(), discovery.brand()
    first, second, third = await people(discovery, 3)
    for path in ("/lists/favourites/items", "/lists/favourites/approvals", "/list-approvals?list_id=favourites"):
        assert (await brand.get(path)).json()["data"] == []
    assert is_problem(await brand.get("/lists/favourites/items/lit_01k4s3m7v8e9tb2h6jq0xyzwpn"), 404, "not_found")
    assert await discovery.scalar("select count(*) from lists") == 0, "a read makes nothing"

    item = await added(brand, "favourites", first.creator_id)
    batch = await brand.post("/lists/favourites/items/batch", {"items": [{"creator_id": second.creator_id}]})
    assert batch.json()["succeeded"] == 1
    where = f"/lists/favourites/items/{item['id']}"
    assert (await brand.patch(where, {"note": "Mine.", "position": {"after": batch.json()["data"][0]["item"]["id"]}})).is_success
    assert (await brand.get(where)).json()["note"] == "Mine."
    assert [one["creator_id"] for one in await all_items(brand, "favourites", limit=1)] == [second.creator_id, first.creator_id]
    assert (await brand.delete(where)).status_code == 204
    renamed = (await brand.patch("/lists/favourites", {"name": "Ours"})).json()
    assert (renamed["id"], renamed["name"], renamed["item_count"]) == (item["list_id"], "Ours", 1)
    assert is_problem(await brand.delete("/lists/favourites"), 409, "favourites_stay")

    asked = (await brand.post("/lists/favourites/approvals", {"client_name": "Lumen"})).json()
    export = (await brand.post("/creator-exports", {"list_id": "favourites"})).json()
    assert (export["list_id"], export["total_count"]) == (renamed["id"], 1)
    csv = {"Content-Type": "text/csv"}
    brought = await brand.post("/creator-imports?list_id=favourites", content=b"platform,handle\nsandbox,nobody\n", headers=csv)
    assert brought.json()["list_id"] == renamed["id"]
    elsewhere = (await made(brand))["id"]
    await brand.post(f"/lists/{elsewhere}/approvals", {"client_name": "Lumen"})
    for noun, id in (("list-approvals", asked["id"]), ("creator-exports", export["id"])):
        assert [one["id"] for one in (await brand.get(f"/{noun}?list_id=favourites")).json()["data"]] == [id]
        assert (await other.get(f"/{noun}?list_id=favourites")).json()["data"] == []
    both = (await brand.get(f"/list-approvals?list_id=favourites&list_id={elsewhere}")).json()["data"]
    assert len(both) == 2
    assert (await other.get("/lists/favourites/items")).json()["data"] == []
    assert (await added(other, "favourites", third.creator_id))["list_id"] != renamed["id"]


async def test_favourites_that_many_use_first_are_one_list(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    creators = await people(discovery, 6)

    answers = await asyncio.gather(*(brand.post("/lists/favourites/items", {"creator_id": one.creator_id}) for one in creators))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["list_id"] for answer in answers}) == 1
    assert (await brand.get("/lists/favourites")).json()["item_count"] == 6


async def test_favourites_are_kept_by_those_who_keep_lists(discovery: ServiceUnderTest) -> None:
    reader = discovery.brand(scopes="lists:read")
    for method, path in (("POST", "/items"), ("POST", "/items/batch"), ("POST", "/approvals"), ("PATCH", ""), ("DELETE", "")):
        refused = await reader.request(method, f"/lists/favourites{path}", json={})
        assert is_problem(refused, 403, "missing_scope")
        assert is_problem(await discovery.creator().request(method, f"/lists/favourites{path}", json={}), 403, "forbidden")
    assert is_problem(await discovery.creator().get("/lists/favourites/items"), 403, "forbidden")
    assert await discovery.scalar("select count(*) from lists") == 0


async def test_a_stale_change_is_refused_where_the_caller_says_what_they_saw(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    id = (await made(brand))["id"]
    (creator,) = await people(discovery, 1)
    item = await added(brand, id, creator.creator_id)

    stale = await brand.patch(f"/lists/{id}", {"name": "Late"}, headers={"If-Match": '"v1"'})
    assert is_problem(stale, 412, "precondition_failed")
    where = f"/lists/{id}/items/{item['id']}"
    assert (await brand.patch(where, {"note": "One"}, headers={"If-Match": '"v1"'})).status_code == 200
    for answer in (
        await brand.patch(where, {"note": "Two"}, headers={"If-Match": '"v1"'}),
        await brand.delete(where, headers={"If-Match": '"v1"'}),
        await brand.delete(f"/lists/{id}", headers={"If-Match": '"v1"'}),
    ):
        assert is_problem(answer, 412, "precondition_failed")
    assert (await brand.get(where)).json()["note"] == "One"

    for there in (where, f"/lists/{id}"):
        assert (await brand.delete(there, headers={"If-Match": (await brand.get(there)).headers["etag"]})).status_code == 204


async def test_an_entry_shows_the_creator_as_they_are_now(discovery: ServiceUnderTest) -> None:
    brand, id = discovery.brand(), ""
    id = (await made(brand))["id"]
    (event,) = await people(discovery, 1)
    item = await added(brand, id, event.creator_id, note="Cooks.", tags=["maybe", "spring", "maybe"])
    assert item["creator"]["handle"] == "creator.0"
    assert (item["note"], item["tags"], item["creator_state"], item["decision"]) == (
        "Cooks.",
        ["maybe", "spring"],
        "available",
        None,
    )
    assert "minimum_offer" not in item["creator"]

    creator = discovery.creator(organization_id=event.organization_id)
    await creator.patch(
        "/creators/me", {"bio": "Pans.", "availability": "on_vacation", "minimum_offer": {"value": 7, "currency": "USD"}}
    )

    (seen,) = await all_items(brand, id)
    assert (seen["creator"]["bio"], seen["creator_state"]) == ("Pans.", "on_vacation")

    await discovery.hear(suspended(event, version=2))

    hidden = await brand.get(f"/lists/{id}/items/{item['id']}")
    assert (hidden.json()["creator"], hidden.json()["creator_state"]) == (None, "unavailable")
    assert hidden.json()["note"] == "Cooks."
    assert "creator.0" not in hidden.text
    assert "Pans" not in hidden.text


async def test_a_creator_is_in_a_list_once(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    id = (await made(brand))["id"]
    (creator,) = await people(discovery, 1)

    answers = await asyncio.gather(*(brand.post(f"/lists/{id}/items", {"creator_id": creator.creator_id}) for _ in range(6)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"already_in_list"}
    assert (await brand.get(f"/lists/{id}")).json()["item_count"] == 1
    item = (await all_items(brand, id))[0]
    assert (await brand.delete(f"/lists/{id}/items/{item['id']}")).status_code == 204
    assert (await brand.get(f"/lists/{id}")).json()["item_count"] == 0
    await added(brand, id, creator.creator_id)


async def test_a_list_takes_so_many_creators_and_no_more_however_many_come_at_once(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    id = (await made(brand))["id"]
    late = await people(discovery, 6)
    await fill(discovery, id, 9_997)

    answers = await asyncio.gather(
        *(brand.post(f"/lists/{id}/items", {"creator_id": one.creator_id}) for one in late[:5]),
        brand.post(f"/lists/{id}/items/batch", {"items": [{"creator_id": late[5].creator_id}]}),
    )

    singles, batch = answers[:5], answers[5].json()
    taken = sum(answer.status_code == 201 for answer in singles) + batch["succeeded"]
    refused = [answer.json() for answer in singles if answer.status_code != 201]
    refused += [one["problem"] for one in batch["data"] if one["problem"]]
    assert taken == 3
    assert {(problem["status"], problem["code"], problem["maximum"]) for problem in refused} == {(409, "list_full", 10_000)}
    assert (await brand.get(f"/lists/{id}")).json()["item_count"] == 10_000
    assert await discovery.scalar("select count(*) from list_items") == 10_000


async def fill(discovery: ServiceUnderTest, list_id: str, number: int) -> None:
    """Put so many creators into a list, by SQL."""
    async with discovery.session() as session:
        columns = await session.scalar(
            text(
                "select string_agg(quote_ident(column_name), ', ') from information_schema.columns"
                " where table_name = 'creators' and column_name <> 'id' and is_generated = 'NEVER'"
            )
        )
        await session.execute(
            text(
                f"insert into creators (id, {columns}) select ('01700000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid,"
                f" {columns} from (select * from creators limit 1) as one, generate_series(1, :number) as number"
            ),
            {"number": number},
        )
        await session.execute(
            text(
                "insert into list_items (id, list_id, creator_id, position, note, tags, version, created_at, updated_at)"
                " select gen_random_uuid(), :list, id, row_number() over () * 4294967296, '', '{}', 1, now(), now()"
                " from creators where id::text like '01700000-%'"
            ),
            {"list": ListId(list_id).uuid},
        )
        await session.execute(
            text("update lists set item_count = :number where id = :list"), {"number": number, "list": ListId(list_id).uuid}
        )


async def test_a_batch_says_what_became_of_each(discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "LATE_COPY_SECONDS", 0.0)
    monkeypatch.setattr("services.discovery.lists.items.routes.LATE_COPY_SECONDS", 0.0)
    brand = discovery.brand()
    id = (await made(brand))["id"]
    first, second = await people(discovery, 2)
    gone = approved(creator_id=old_id(2))
    await discovery.hear(gone, suspended(gone, version=2))
    unknown = CreatorId.of(UUID("01700000-0000-7000-8000-000000000001"))

    answer = await brand.post(
        f"/lists/{id}/items/batch",
        {
            "items": [
                {"creator_id": first.creator_id, "note": "One."},
                {"creator_id": unknown},
                {"creator_id": first.creator_id},
                {"creator_id": gone.creator_id},
                {"creator_id": second.creator_id, "position": {"before": "lit_01k4s3m7v8e9tb2h6jq0xyzwpn"}},
                {"creator_id": second.creator_id},
                {"creator_id": CreatorId.new()},
            ]
        },
    )

    assert answer.status_code == 200, answer.text
    result = answer.json()
    assert (result["object"], result["succeeded"], result["failed"]) == ("batch_result", 2, 5)
    assert [one["index"] for one in result["data"]] == list(range(7))
    assert [one["status"] for one in result["data"]] == [201, 404, 409, 404, 404, 201, 409]
    assert [one["problem"] and one["problem"]["code"] for one in result["data"]] == [
        None, "not_found", "already_in_list", "not_found", "not_found", None, "not_yet_known",
    ]  # fmt: skip
    assert [item["note"] for item in await all_items(brand, id)] == ["One.", ""]
    assert (await brand.get(f"/lists/{id}")).json()["item_count"] == 2


# --- the order ------------------------------------------------------------------------------------------------------------


def test_positions_leave_room_and_say_when_there_is_none() -> None:
    assert between(None, None) == 0
    assert between(5, None) == 5 + GAP
    assert between(None, 5) == 5 - GAP
    assert between(5, 8) == 6
    assert between(5, 6) is None
    assert between(-6, -5) is None
    assert between(-7, -5) == -6
    assert between(FARTHEST, None) is None
    assert between(None, -FARTHEST) is None
    before, after, moves = 0, GAP, 0
    while (position := between(before, after)) is not None:
        assert before < position < after
        after, moves = position, moves + 1
    assert moves == 32


async def test_entries_stand_where_they_are_put(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    id = (await made(brand))["id"]
    a, b, c, d = [one.creator_id for one in await people(discovery, 4)]
    one = await added(brand, id, a)
    two = await added(brand, id, b)
    await added(brand, id, c, position={"before": one["id"]})
    await added(brand, id, d, position={"after": one["id"]})
    assert [item["creator_id"] for item in await all_items(brand, id)] == [c, a, d, b]

    where = f"/lists/{id}/items"
    assert (await brand.patch(f"{where}/{two['id']}", {"position": {"before": one["id"]}})).status_code == 200
    assert [item["creator_id"] for item in await all_items(brand, id)] == [c, b, a, d]
    assert (await brand.patch(f"{where}/{two['id']}", {"position": {"after": two["id"]}})).status_code == 200
    assert [item["creator_id"] for item in await all_items(brand, id)] == [c, b, a, d]
    elsewhere = await made(brand)
    stranger = await added(brand, elsewhere["id"], a)
    assert is_problem(await brand.patch(f"{where}/{two['id']}", {"position": {"after": stranger["id"]}}), 404, "not_found")


async def test_a_thousand_moves_keep_the_order_that_was_asked_for(discovery: ServiceUnderTest) -> None:
    """Moves into one and the same place use its room up, so that all entries get new positions: the order does not care."""
    brand, dice = discovery.brand(), random.Random(5)
    id = (await made(brand))["id"]
    items = [(await added(brand, id, one.creator_id))["id"] for one in await people(discovery, 12)]
    renumbered = 0
    for number in range(300):
        moved, anchor = dice.sample(items, 2)
        if number % 3:  # always the same gap
            anchor, side = items[0], "after"
        else:
            side = dice.choice(["before", "after"])
        if moved == anchor:
            continue
        answer = await brand.patch(f"/lists/{id}/items/{moved}", {"position": {side: anchor}})
        assert answer.status_code == 200, answer.text
        items.remove(moved)
        items.insert(items.index(anchor) + (side == "after"), moved)
    assert [item["id"] for item in await all_items(brand, id)] == items
    renumbered = await discovery.scalar("select renumberings from lists")
    assert renumbered > 0


async def test_moves_at_once_end_in_one_order_with_everybody_in_it(discovery: ServiceUnderTest) -> None:
    brand, dice = discovery.brand(), random.Random(6)
    id = (await made(brand))["id"]
    items = [(await added(brand, id, one.creator_id))["id"] for one in await people(discovery, 8)]
    moves = [dice.sample(items, 2) for _ in range(40)]

    answers = await asyncio.gather(
        *(brand.patch(f"/lists/{id}/items/{moved}", {"position": {"after": anchor}}) for moved, anchor in moves)
    )

    assert {answer.status_code for answer in answers} == {200}
    seen = [item["id"] for item in await all_items(brand, id, limit=3)]
    assert sorted(seen) == sorted(items)
    assert seen == [item["id"] for item in await all_items(brand, id)]
    assert await discovery.scalar("select count(distinct position) from list_items") == len(items)


async def test_a_page_goes_on_behind_its_last_entry_while_others_come_go_and_move(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    id = (await made(brand))["id"]
    creators = [one.creator_id for one in await people(discovery, 9)]
    items = [(await added(brand, id, one))["id"] for one in creators[:8]]
    page = (await brand.get(f"/lists/{id}/items?limit=3")).json()
    assert [item["id"] for item in page["data"]] == items[:3]

    where = f"/lists/{id}/items"
    await brand.delete(f"{where}/{items[4]}")
    await brand.patch(f"{where}/{items[7]}", {"position": {"before": items[0]}})
    new = await added(brand, id, creators[8], position={"before": items[3]})
    for _ in range(40):  # until all entries get new positions
        await brand.patch(f"{where}/{items[7]}", {"position": {"after": items[0]}})
        await brand.patch(f"{where}/{items[1]}", {"position": {"after": items[0]}})
    assert await discovery.scalar("select renumberings from lists") > 0

    rest = (await brand.get(f"{where}?limit=100&cursor={page['next_cursor']}")).json()
    assert [item["id"] for item in rest["data"]] == [new["id"], items[3], items[5], items[6]]

    await brand.delete(f"{where}/{items[2]}")
    assert is_problem(await brand.get(f"{where}?cursor={page['next_cursor']}"), 422, "cursor_invalid")


async def test_entries_are_found_by_tag_creator_and_time(discovery: ServiceUnderTest, clock: TestClock) -> None:
    brand = discovery.brand()
    id = (await made(brand))["id"]
    a, b, c = [one.creator_id for one in await people(discovery, 3)]
    first = await added(brand, id, a, tags=["maybe"])
    await added(brand, id, b, tags=["yes", "spring"])
    await added(brand, id, c)
    clock.advance(hours=1)
    changed = (await brand.patch(f"/lists/{id}/items/{first['id']}", {"note": "Now."})).json()

    async def found(**params: Any) -> list[str]:
        return [item["creator_id"] for item in await all_items(brand, id, **params)]

    assert await found(tag=["maybe", "spring"]) == [a, b]
    assert await found(tag="none") == []
    assert await found(creator_id=[c, a]) == [a, c]
    assert await found(sort="updated_at") == [b, c, a]
    assert await found(sort="created_at") == [c, b, a]
    assert await found(sort="updated_at", updated_at_min=changed["updated_at"]) == [a]
    assert await found(updated_at_min=changed["updated_at"]) == [a]
    assert await found(sort="updated_at", limit=1) == [b, c, a]
    cursor = (await brand.get(f"/lists/{id}/items?limit=1")).json()["next_cursor"]
    other = await brand.get(f"/lists/{id}/items?limit=1&sort=updated_at&cursor={cursor}")
    assert is_problem(other, 422, "cursor_invalid")


# --- whose it is, and what is refused -------------------------------------------------------------------------------------


async def test_nobody_else_sees_touches_or_guesses_a_list(discovery: ServiceUnderTest) -> None:
    brand, other = discovery.brand(), discovery.brand(organization_type="agency")
    kept = await made(brand, name="Very secret", description="Hush", external_reference="SECRET")
    id = kept["id"]
    (creator,) = await people(discovery, 1)
    item = await added(brand, id, creator.creator_id, note="A secret note.", tags=["hidden"])
    own = await made(other)
    paths = [f"/lists/{id}", f"/lists/{id}/items", f"/lists/{id}/items/{item['id']}", f"/lists/{id}/approvals"]
    paths.append(f"/lists/{own['id']}/items/{item['id']}")

    answers: list[httpx.Response] = [await other.get(path) for path in paths]
    answers += [
        await other.patch(f"/lists/{id}", {"name": "x"}),
        await other.delete(f"/lists/{id}"),
        await other.post(f"/lists/{id}/items", {"creator_id": creator.creator_id}),
        await other.post(f"/lists/{id}/items/batch", {"items": [{"creator_id": creator.creator_id}]}),
        await other.patch(f"/lists/{id}/items/{item['id']}", {"note": "x"}),
        await other.patch(f"/lists/{own['id']}/items/{item['id']}", {"note": "x"}),
        await other.delete(f"/lists/{id}/items/{item['id']}"),
        await other.delete(f"/lists/{own['id']}/items/{item['id']}"),
        await other.post(f"/lists/{id}/approvals", {"client_name": "Me"}),
        await other.post(f"/lists/{own['id']}/items", {"creator_id": creator.creator_id, "position": {"after": item["id"]}}),
    ]

    for answer in answers:
        assert is_problem(answer, 404, "not_found")
    for path in ("/lists", "/lists?external_reference=SECRET", f"/lists/{own['id']}/items?tag=hidden", "/list-approvals"):
        seen = await other.get(path)
        assert seen.status_code == 200
        assert not any(secret in seen.text for secret in ("ecret", "Hush", "hidden", id, item["id"])), path
    nothing = await other.get(f"/lists/{ListId.of(UUID('01700000-0000-7000-8000-000000000001'))}")
    assert {**nothing.json(), "request_id": 0} == {**answers[0].json(), "request_id": 0}
    assert (await brand.get(f"/lists/{id}/items/{item['id']}")).json() == item


BAD: Mapping[str, list[Any]] = {
    "/lists": [
        {}, {"name": ""}, {"name": "  "}, {"name": None}, {"name": "x" * 201}, {"name": "a\u0001"}, {"name": 1}, {"name": "x", "id": "lst"},
        {"name": "x", "is_favourites": True}, {"name": "x", "description": "x" * 5001}, {"name": "x", "metadata": {"a": 1}},
        {"name": "x", "metadata": {f"k{n}": "v" for n in range(51)}}, {"name": "x", "external_reference": ""},
    ],
    "/lists/{list}": [
        {"name": None}, {"name": ""}, {"description": None}, {"metadata": None}, {"metadata": {f"k{n}": "v" for n in range(51)}},
        {"metadata": {f"n{n}": "v" for n in range(50)}}, {"item_count": 7}, {"organization_id": OrganizationId.new()},
    ],
    "/lists/{list}/items": [
        {}, {"creator_id": None}, {"creator_id": "crt_x"}, {"creator_id": ListId.new()}, {"creator_id": "{creator}", "note": 1},
        {"creator_id": "{creator}", "note": "x" * 5001}, {"creator_id": "{creator}", "tags": ["x" * 41]},
        {"creator_id": "{creator}", "tags": [""]}, {"creator_id": "{creator}", "tags": [str(n) for n in range(21)]},
        {"creator_id": "{creator}", "tags": "x"}, {"creator_id": "{creator}", "position": 7},
        {"creator_id": "{creator}", "position": {}}, {"creator_id": "{creator}", "decision": "approve"},
        {"creator_id": "{creator}", "position": {"after": "{item}", "before": "{item}"}},
        {"creator_id": "{creator}", "position": {"after": "lit_nothing"}},
    ],
    "/lists/{list}/items/batch": [{}, {"items": []}, {"items": [{}]}, {"items": [{"creator_id": "{creator}"}] * 101}, {"items": {}}],
    "/lists/{list}/items/{item}": [
        {"note": None}, {"tags": None}, {"tags": [1]}, {"position": None}, {"position": {"after": None}}, {"creator_id": "{creator}"},
        {"position": {"after": "{item}", "before": "{item}"}}, {"decision": {}},
    ],
}  # fmt: skip


NOT_A_LINE: list[tuple[str, str]] = [
    ("a\nb", "line_breaks"), ("a\r\nb", "line_breaks"), ("a\rb", "line_breaks"), ("a\x85b", "line_breaks"), ("a\u2028b", "line_breaks"),
    ("a\u2029b", "line_breaks"), ("a\tb", "tabs"), ("\u200b", "nothing_visible"), ("\ufeff\u200d", "nothing_visible"),
    ("\u202e \u200f", "nothing_visible"), ("\u00ad", "nothing_visible"), ("\u3164", "nothing_visible"), ("\u2800\ufe0f", "nothing_visible"),
    ("\U000e0041", "nothing_visible"), ("a\x0bb", "control_characters"), (" \n\t ", "too_short"),
]  # fmt: skip
LINES = ["Zażółć", "قائمة", "ชื่อ", "名前", "👩\u200d🍳", "e\u0301", "\u200eleft", "a\u00a0b", "x" * 200]


async def test_a_line_is_one_line_of_which_something_is_seen(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    id = (await made(brand))["id"]
    (creator,) = await people(discovery, 1)
    places: dict[str, tuple[str, Callable[[str], dict[str, Any]]]] = {
        "/name": ("/lists", lambda line: {"name": line}),
        "/tags/0": (f"/lists/{id}/items", lambda line: {"creator_id": creator.creator_id, "tags": [line]}),
        "/client_name": (f"/lists/{id}/approvals", lambda line: {"client_name": line}),
    }

    for line, code in NOT_A_LINE:
        for pointer, (path, body) in places.items():
            answer = await brand.post(path, body(line))
            assert is_problem(answer, 422, "validation_failed"), (line, path)
            assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [(pointer, code)]
    for line in LINES:
        assert (await made(brand, name=f" {line}\n"))["name"] == unicodedata.normalize("NFC", line)
    assert await discovery.scalar("select count(*) from lists") == 1 + len(LINES)
    assert (
        await discovery.scalar("select count(*) from list_items") + await discovery.scalar("select count(*) from list_approvals")
        == 0
    )


@pytest.mark.parametrize(("line", "code"), NOT_A_LINE)
def test_the_contract_says_what_a_line_is(line: str, code: str) -> None:
    """What a pattern can say; which characters are seen is a table beyond it."""
    assert bool(re.search(ONE_LINE, line)) is (code == "nothing_visible")


async def test_bad_input_is_refused_at_its_place_and_changes_nothing(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    id = (await made(brand, metadata={"own": "1"}))["id"]
    (creator,) = await people(discovery, 1)
    item = await added(brand, id, creator.creator_id)
    names = {"{list}": id, "{item}": item["id"], "{creator}": creator.creator_id}

    def named(value: Any) -> Any:
        match value:
            case dict():
                return {key: named(one) for key, one in value.items()}
            case list():
                return [named(one) for one in value]
            case str():
                for name, known in names.items():
                    value = value.replace(name, known)
                return value
            case _:
                return value

    before = await discovery.scalar(
        "select sum(version) + count(*) from (select version from lists union all select version from list_items) as rows"
    )
    for path, bodies in BAD.items():
        method = "PATCH" if path.endswith("}") else "POST"
        for body in bodies:
            answer = await brand.request(method, named(path), json=named(body))
            assert is_problem(answer, 422, "validation_failed"), (path, body)
            assert all(error["pointer"] and error["code"] for error in answer.json()["errors"]), (path, body)
    for query in (
        "sort=note",
        "limit=0",
        "limit=101",
        "tag=",
        f"tag={'x' * 41}",
        "creator_id=crt_x",
        "cursor=x",
        "nothing=1",
        "updated_at_min=x",
    ):
        answer = await brand.get(f"/lists/{id}/items?{query}")
        assert answer.status_code == 422, query
    for path in ("/lists/favorites", "/lists/crt_01k4s3m7v8e9tb2h6jq0xyzwpn", f"/lists/{id}/items/x"):
        assert (await brand.get(path)).status_code in {404, 422}, path
    after = await discovery.scalar(
        "select sum(version) + count(*) from (select version from lists union all select version from list_items) as rows"
    )
    assert after == before
