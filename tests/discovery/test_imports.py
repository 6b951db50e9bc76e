"""Handles in bulk: each row says what became of it, a crash doubles nothing, and whoever is hidden is unknown."""

import asyncio
import json
import time
from collections import Counter
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from services.discovery.imports import queries, reading, service
from services.discovery.imports.policy import IMPORTS
from services.discovery.lists.items.ordering import FARTHEST
from shared import routing
from shared.errors import Invalid
from shared.events.discovery import CreatorImportCompleted, CreatorImportFailed, CreatorImportId, ListId
from shared.events.identity import OrganizationId
from tests.discovery.creators import approved, old_id, suspended
from tests.discovery.test_lists import all_items, fill, made, people
from tests.harness import Actor, ServiceUnderTest, is_problem


async def sent(actor: Actor, body: str | bytes, kind: str = "text/csv", **how: Any) -> httpx.Response:
    content = body.encode() if isinstance(body, str) else body
    headers = {"Content-Type": kind, **how.pop("headers", {})}
    return await actor.request("POST", "/creator-imports", content=content, headers=headers, params=how)


async def brought(discovery: ServiceUnderTest, actor: Actor, body: str, kind: str = "text/csv", **how: Any) -> dict[str, Any]:
    """Bring handles, have them worked off, and read the import."""
    answer = await sent(actor, body, kind, **how)
    assert answer.status_code == 202, answer.text
    await discovery.run_tasks()
    return (await actor.get(answer.headers["location"].removeprefix("/v1"))).json()


async def rows_of(actor: Actor, id: str, **params: Any) -> list[dict[str, Any]]:
    rows, cursor = [], None
    while True:
        asked = {**params, **({"cursor": cursor} if cursor else {})}
        answer = await actor.get(f"/creator-imports/{id}/rows", params=asked)
        assert answer.status_code == 200, answer.text
        rows += answer.json()["data"]
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            return rows


def told(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(one["row"], one["status"], one["creator_id"], one["problem"] and one["problem"]["code"]) for one in rows]


async def test_each_row_says_what_became_of_it(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    into = (await made(brand))["id"]
    zoe, ana, kept = approved(handle="Zoë_Runs"), approved(handle="ana.cooks"), approved(handle="kept")
    await discovery.hear(zoe, ana, kept)
    await brand.post(f"/lists/{into}/items", {"creator_id": kept.creator_id, "note": "Stays."})
    body = (
        "handle,platform\n@ZOE_runs,sandbox\n\nana.cooks,\nAna.Cooks,Sandbox\nkept,sandbox\nnobody,sandbox\nana.cooks,elsewhere\n"
    )
    body += '"two words",sandbox\n,sandbox\nana.cooks,no platform\n'

    answer = await sent(brand, body, platform="sandbox", list_id=into)

    assert answer.status_code == 202
    begun = answer.json()
    assert answer.headers["location"] == f"/v1/creator-imports/{begun['id']}"
    assert (begun["object"], begun["state"], begun["row_count"], begun["matched_count"]) == ("creator_import", "pending", 9, 0)
    assert (begun["actions"], begun["is_final"], begun["list_id"]) == ([], False, into)
    await discovery.run_tasks()
    done = (await brand.get(f"/creator-imports/{begun['id']}")).json()
    assert (done["state"], done["is_final"]) == ("completed", True)
    assert (done["matched_count"], done["added_count"], done["failed_count"]) == (4, 2, 5)
    rows = await rows_of(brand, done["id"])
    assert told(rows) == [
        (2, "added", zoe.creator_id, None),
        (4, "added", ana.creator_id, None),
        (5, "duplicate", ana.creator_id, "repeated"),
        (6, "duplicate", kept.creator_id, "already_in_list"),
        (7, "not_found", None, "not_found"),
        (8, "not_found", None, "not_found"),
        (9, "invalid", None, "handle_invalid"),
        (10, "invalid", None, "handle_invalid"),
        (11, "invalid", None, "platform_invalid"),
    ]
    assert [(one["handle"], one["platform"]) for one in rows[:2]] == [("@ZOE_runs", "sandbox"), ("ana.cooks", "sandbox")]
    assert all(one["problem"]["detail"] for one in rows if one["problem"])
    assert [item["creator_id"] for item in await all_items(brand, into)] == [kept.creator_id, zoe.creator_id, ana.creator_id]
    assert (await brand.get(f"/lists/{into}")).json()["item_count"] == 3
    assert (await brand.get("/creator-imports?state=completed")).json()["data"] == [done]
    assert (await brand.get("/creator-imports?state=pending&state=failed")).json()["data"] == []


async def test_json_lines_do_the_same_and_no_list_is_needed(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand(organization_type="agency")
    (event,) = await people(discovery, 1)
    body = '{"handle": "creator.0", "platform": "sandbox"}\r\n\n{"handle": "cr\\u00e9ator.0"}\n{"handle": "nobody"}'

    done = await brought(discovery, brand, body, "application/x-ndjson; charset=UTF-8", platform="sandbox")

    assert told(await rows_of(brand, done["id"])) == [
        (1, "matched", event.creator_id, None),
        (3, "duplicate", event.creator_id, "repeated"),
        (4, "not_found", None, "not_found"),
    ]
    assert (done["list_id"], done["added_count"], done["matched_count"]) == (None, 0, 2)


async def test_signs_tell_handles_apart_and_of_the_same_the_one_that_is_written_so_is_meant(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    handles = ["ana.cooks", "ana_cooks", "anacooks", "zoé", "zoe", "__"]
    events = {handle: approved(handle=handle) for handle in handles}
    await discovery.hear(*events.values())

    body = "\n".join(["handle", *handles, "ZOE", "ana-cooks", "___"])
    done = await brought(discovery, brand, body, platform="sandbox")

    rows = await rows_of(brand, done["id"])
    assert [one["creator_id"] for one in rows[:6]] == [events[handle].creator_id for handle in handles]
    assert told(rows)[6:] == [
        (8, "duplicate", events["zoe"].creator_id, "repeated"),  # written like neither: the newest
        (9, "not_found", None, "not_found"),
        (10, "not_found", None, "not_found"),
    ]


async def test_who_is_hidden_is_as_unknown_as_who_never_was_here(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    gone, away = approved(handle="gone"), approved(handle="away")
    await discovery.hear(gone, away, suspended(gone, version=2))
    await discovery.creator(organization_id=away.organization_id).patch("/creators/me", {"availability": "on_vacation"})

    done = await brought(discovery, brand, "handle\ngone\naway\nnever\n", platform="sandbox")

    rows = await rows_of(brand, done["id"])
    assert {json.dumps({**one, "row": 0, "handle": ""}) for one in rows} == {
        json.dumps({**rows[2], "row": 0, "handle": ""}),
    }
    assert (done["matched_count"], done["failed_count"]) == (0, 3)


async def test_an_import_is_nobody_elses(discovery: ServiceUnderTest) -> None:
    brand, other = discovery.brand(), discovery.brand()
    into = (await made(brand))["id"]
    done = await brought(discovery, brand, "handle\nx\n", platform="sandbox", list_id=into)

    for path in (f"/creator-imports/{done['id']}", f"/creator-imports/{done['id']}/rows"):
        assert is_problem(await other.get(path), 404, "not_found")
    assert (await other.get("/creator-imports")).json()["data"] == []
    assert is_problem(await sent(other, "handle\nx\n", platform="sandbox", list_id=into), 404, "not_found")
    assert is_problem(await sent(discovery.creator(), "handle\nx\n", platform="sandbox"), 403, "forbidden")
    reader = discovery.brand(scopes="lists:read")
    assert is_problem(await sent(reader, "handle\nx\n", platform="sandbox"), 403, "missing_scope")
    assert await discovery.scalar("select count(*) from creator_imports") == 1


# --- the work -------------------------------------------------------------------------------------------------------------


async def a_crowd(discovery: ServiceUnderTest, number: int) -> None:
    """Make so many shown creators, `crowd.1` and on, by SQL."""
    await discovery.hear(approved(creator_id=old_id(1), handle="one"))
    async with discovery.session() as session:
        own = ("id", "handle", "search_text")
        columns = await session.scalar(
            text(
                "select string_agg(quote_ident(column_name), ', ') from information_schema.columns"
                " where table_name = 'creators' and column_name <> all(:own) and is_generated = 'NEVER'"
            ),
            {"own": list(own)},
        )
        await session.execute(
            text(
                f"insert into creators (id, handle, search_text, {columns})"
                " select ('01700000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid, 'crowd.' || number,"
                f" 'crowd ' || number || ' crowd' || number || chr(10), {columns}"
                " from (select * from creators limit 1) as one, generate_series(1, :number) as number"
            ),
            {"number": number},
        )


def crowd(number: int) -> str:
    return "handle\n" + "".join(f"Crowd.{one}\n" for one in range(1, number + 1))


async def test_a_crash_at_any_batch_doubles_nothing_and_leaves_nothing_out(
    discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    brand = discovery.brand()
    into = (await made(brand))["id"]
    await a_crowd(discovery, 25)
    monkeypatch.setattr(service, "BATCH", 10)
    answer = await sent(brand, crowd(25), platform="sandbox", list_id=into)
    keep, calls = queries.keep_results, 0

    async def fails_after_the_list_was_written(*args: Any, **how: Any) -> None:
        nonlocal calls
        calls += 1
        await keep(*args, **how)
        if calls in {1, 3}:
            raise ConnectionError

    monkeypatch.setattr(queries, "keep_results", fails_after_the_list_was_written)
    id, counts = answer.json()["id"], []
    for _ in range(3):
        try:
            await service.work_off(discovery.instance.context.step, CreatorImportId(id))
        except ConnectionError:
            seen = (await brand.get(f"/creator-imports/{id}")).json()
            counts.append((seen["state"], seen["added_count"], (await brand.get(f"/lists/{into}")).json()["item_count"]))
    # Two replicas that have the task at once are one after the other.
    await asyncio.gather(
        *(service.work_off(discovery.instance.context.step, CreatorImportId(id)) for _ in range(2)), discovery.run_tasks()
    )

    assert counts == [("pending", 0, 0), ("running", 10, 10)]
    done = (await brand.get(f"/creator-imports/{id}")).json()
    assert (done["state"], done["added_count"], done["matched_count"], done["failed_count"]) == ("completed", 25, 25, 0)
    assert [event.added_count for event in await discovery.said(CreatorImportCompleted)] == [25], "its end is told once"
    rows = await rows_of(brand, id, limit=7)
    assert [one["row"] for one in rows] == list(range(2, 27))
    items = await all_items(brand, into)
    assert [item["creator_id"] for item in items] == [one["creator_id"] for one in rows]
    assert len({item["creator_id"] for item in items}) == 25
    assert await discovery.scalar("select count(*) from tasks") == 0


async def test_a_full_list_takes_no_more_and_says_so(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    into = (await made(brand))["id"]
    newcomers = await people(discovery, 4)
    await fill(discovery, into, 9_997)

    first, second = await asyncio.gather(
        sent(brand, "handle\ncreator.0\ncreator.1\n", platform="sandbox", list_id=into),
        sent(brand, "handle\ncreator.3\ncreator.2\nnobody\n", platform="sandbox", list_id=into),
    )
    work = [service.work_off(discovery.instance.context.step, CreatorImportId(one.json()["id"])) for one in (first, second)]
    await asyncio.gather(*work)

    rows = [row for one in (first, second) for row in await rows_of(brand, one.json()["id"])]
    left_out = [row for row in rows if row["problem"] and row["problem"]["code"] == "list_full"]
    assert sorted(row["status"] for row in rows) == ["added", "added", "added", "matched", "not_found"]
    assert [row["status"] for row in left_out] == ["matched"]
    assert left_out[0]["creator_id"] in {one.creator_id for one in newcomers}
    assert (await brand.get(f"/lists/{into}")).json()["item_count"] == 10_000
    assert await discovery.scalar("select count(*) from list_items") == 10_000


async def test_where_the_order_of_a_list_has_no_room_at_its_end_it_gets_new_positions(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    into = (await made(brand))["id"]
    events = await people(discovery, 3)
    await brand.post(f"/lists/{into}/items", {"creator_id": events[0].creator_id})
    async with discovery.session() as session:
        await session.execute(text("update list_items set position = :last"), {"last": FARTHEST})

    await brought(discovery, brand, "handle\ncreator.1\ncreator.2\n", platform="sandbox", list_id=into)

    assert [item["creator_id"] for item in await all_items(brand, into)] == [one.creator_id for one in events]


async def test_a_list_that_is_removed_ends_the_import(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    into = (await made(brand))["id"]
    answer = await sent(brand, 'handle\nx\n" "\n', platform="sandbox", list_id=into)
    assert (await brand.delete(f"/lists/{into}")).status_code == 204

    await discovery.run_tasks()

    seen = (await brand.get(f"/creator-imports/{answer.json()['id']}")).json()
    assert (seen["state"], seen["is_final"], seen["matched_count"], seen["failed_count"]) == ("failed", True, 0, 1)
    assert [one["status"] for one in await rows_of(brand, seen["id"])] == ["invalid"]
    assert ListId(seen["list_id"]) == into
    (event,) = await discovery.said(CreatorImportFailed)
    assert (event.creator_import_id, event.list_id, event.state, event.failed_count) == (seen["id"], into, "failed", 1)
    assert await discovery.said(CreatorImportCompleted) == []


async def test_the_end_of_an_import_is_told(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    await people(discovery, 2)
    answer = await sent(brand, "handle\ncreator.0\ncreator.1\n@creator.1\nnobody\n", platform="sandbox")
    assert await discovery.said() == []
    await discovery.run_tasks()

    (event,) = await discovery.said()
    done = (await brand.get(f"/creator-imports/{answer.json()['id']}")).json()
    assert event == CreatorImportCompleted(
        creator_import_id=done["id"],
        organization_id=OrganizationId(done["organization_id"]),
        version=done["version"],
        list_id=None,
        state="completed",
        row_count=4,
        matched_count=3,
        added_count=0,
        failed_count=1,
    )


async def test_so_many_imports_of_an_organization_are_under_way(
    discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "IMPORTS", type(IMPORTS)(**{**vars(IMPORTS), "most_under_way": 2}))
    brand = discovery.brand()

    async def another(key: str) -> httpx.Response:
        return await sent(brand, "handle\nx\n", platform="sandbox", headers={"Idempotency-Key": key})

    answers = dict(zip("abcdef", await asyncio.gather(*map(another, "abcdef")), strict=True))

    assert Counter(answer.status_code for answer in answers.values()) == {202: 2, 429: 4}
    key, refused = next((key, answer) for key, answer in answers.items() if answer.status_code == 429)
    assert is_problem(refused, 429, "too_many_imports")
    assert (refused.json()["maximum"], refused.json()["retryable"]) == (2, True)
    assert int(refused.headers["retry-after"]) > 0
    assert await discovery.scalar("select count(*) from creator_imports") == 2
    assert await discovery.scalar("select count(*) from tasks") == 2
    kept = next(key for key, answer in answers.items() if answer.status_code == 202)
    assert (await another(kept)).headers["idempotent-replayed"] == "true"
    assert (await sent(discovery.brand(), "handle\nx\n", platform="sandbox")).status_code == 202

    # What is begun counts until it has ended; then the same request is taken.
    async with discovery.session() as session:
        await session.execute(text("update creator_imports set state = 'running'"))
    assert is_problem(await another(key), 429, "too_many_imports")
    await discovery.run_tasks()
    assert (await another(key)).status_code == 202


async def test_ten_thousand_rows_are_worked_off_in_the_running_service(discovery: ServiceUnderTest) -> None:
    brand = discovery.brand()
    into = (await made(brand))["id"]
    await a_crowd(discovery, 9_000)
    body = crowd(10_000)

    async with discovery.running():
        answer = await sent(brand, body, platform="sandbox", list_id=into)
        assert answer.status_code == 202, answer.text
        where, etag = f"/creator-imports/{answer.json()['id']}", answer.headers["etag"]
        async with asyncio.timeout(60):
            while not (seen := await brand.get(where, headers={"If-None-Match": etag, "Prefer": "wait=5"})).json()["is_final"]:
                etag = seen.headers["etag"]

    done = seen.json()
    assert (done["state"], done["added_count"], done["failed_count"]) == ("completed", 9_000, 1_000)
    assert (await brand.get(f"/lists/{into}")).json()["item_count"] == 9_000


async def test_a_key_is_honoured_and_a_repeat_brings_nothing_twice(discovery: ServiceUnderTest) -> None:
    brand, key = discovery.brand(), {"Idempotency-Key": "k-1"}

    first = await sent(brand, "handle\nx\n", platform="sandbox", headers=key)
    again = await sent(brand, "handle\nx\n", platform="sandbox", headers=key)
    other = await sent(brand, "handle\ny\n", platform="sandbox", headers=key)

    assert (again.status_code, again.json(), again.headers["location"]) == (202, first.json(), first.headers["location"])
    assert again.headers["idempotent-replayed"] == "true"
    assert is_problem(other, 422, "idempotency_key_reused")
    assert await discovery.scalar("select count(*) from creator_imports") == 1


# --- the form -------------------------------------------------------------------------------------------------------------

ROWS = "".join(f"h{one}\n" for one in range(10_001))
BAD: dict[str, tuple[str, bytes, str, int]] = {
    "nothing": ("text/csv", b"", "no_rows", 1),
    "only a header": ("text/csv", b"handle\n", "no_rows", 1),
    "no header": ("text/csv", b"ana\nzoe\n", "wrong_columns", 1),
    "a column twice": ("text/csv", b"handle,handle\nana,x\n", "wrong_columns", 1),
    "too many values": ("text/csv", b"handle\nana\nzoe,sandbox\n", "wrong_columns", 3),
    "too few values": ("text/csv", b"handle,platform\nana,sandbox\n\nzoe\n", "wrong_columns", 4),
    "an open quote": ("text/csv", b'handle\nana\n"zoe\nkot\n', "malformed_row", 3),
    "a stray quote": ("text/csv", b'handle\n"ana"b\n', "malformed_row", 2),
    "NUL": ("text/csv", b"handle\nana\nz\0e\n", "nul", 3),
    "not UTF-8": ("text/csv", b"handle\nana\nzo\xe9\n", "not_utf8", 3),
    "UTF-16": ("text/csv", "handle\nana\n".encode("utf-16-be"), "nul", 1),
    "too many rows": ("text/csv", f"handle\n{ROWS}".encode(), "too_many_rows", 10_002),
    "a cell beyond bounds": ("text/csv", b"handle\n" + b"x" * 200_000, "malformed_row", 2),
    "no JSON": ("application/x-ndjson", b'{"handle": "ana"}\n{"handle"\n', "malformed_row", 2),
    "an array": ("application/x-ndjson", b'[["handle", "ana"]]\n', "wrong_columns", 1),
    "a text": ("application/x-ndjson", b'"ana"\n', "wrong_columns", 1),
    "no handle": ("application/x-ndjson", b'\n{"platform": "sandbox"}\n', "wrong_columns", 2),
    "a member twice": ("application/x-ndjson", b'{"handle": "ana", "handle": "zoe"}\n', "wrong_columns", 1),
    "a number": ("application/x-ndjson", b'{"handle": 7}\n', "not_text", 1),
    "null": ("application/x-ndjson", b'{"handle": "a"}\n{"handle": "b", "platform": null}\n', "not_text", 2),
    "NUL in JSON": ("application/x-ndjson", b'{"handle": "a\\u0000"}\n', "nul", 1),
    "a lone surrogate": ("application/x-ndjson", b'{"handle": "\\ud800"}\n', "not_text", 1),
    "a deep one": ("application/x-ndjson", b'{"handle": ' + b"[" * 200_000, "malformed_row", 1),
    "a huge number": ("application/x-ndjson", b'{"handle": ' + b"9" * 100_000 + b"}", "malformed_row", 1),
}


@pytest.mark.parametrize("name", BAD)
async def test_a_wrong_form_is_refused_by_its_line_and_keeps_nothing(name: str, shared_creator: Any) -> None:
    discovery, _ = shared_creator
    kind, body, code, line = BAD[name]

    answer = await sent(discovery.brand(), body, kind, platform="sandbox")

    assert is_problem(answer, 422, "validation_failed")
    (error,) = answer.json()["errors"]
    assert (error["code"], error["pointer"], error["params"]) == (code, f"/{line}", {"row": line})
    assert await discovery.scalar("select count(*) from creator_imports") == 0
    assert await discovery.scalar("select count(*) from tasks") == 0


UNREAD: dict[str, tuple[str, str, list[str], int]] = {
    "a typing error": ("text/csv", "handle,plattform\nana,sandbox\n", ["plattform"], 1),
    "a sheet from elsewhere": ("text/csv", "\nName, Handle ,E-Mail\nAna,ana,a@example.com\n", ["Name", "E-Mail"], 2),
    "a column without a name": ("text/csv", "handle,\nana,\n", [""], 1),
    "a member": ("application/x-ndjson", '{"handle": "a"}\n{"handle": "b", "plattform": 1}\n', ["plattform"], 2),
    "members are not folded": ("application/x-ndjson", '{"handle": "a", "Platform": "sandbox"}\n', ["Platform"], 1),
    "a lone surrogate": ("application/x-ndjson", '{"handle": "a", "\\ud800": ""}\n', ["\ufffd"], 1),
}


@pytest.mark.parametrize("name", UNREAD)
async def test_a_column_that_nobody_reads_is_refused_by_its_name(name: str, shared_creator: Any) -> None:
    """A typing error in `platform` would else send every handle to the platform of the parameter, and nobody would see it."""
    discovery, _ = shared_creator
    kind, body, columns, line = UNREAD[name]

    answer = await sent(discovery.brand(), body, kind, platform="sandbox")

    assert is_problem(answer, 422, "validation_failed")
    (error,) = answer.json()["errors"]
    assert (error["code"], error["pointer"], error["params"]) == ("wrong_columns", f"/{line}", {"row": line, "unknown": columns})
    assert all(f"`{column}`" in error["detail"] for column in ["handle", "platform", *columns])
    assert await discovery.scalar("select count(*) from creator_imports") == 0


def test_of_many_columns_and_long_names_some_are_told() -> None:
    header = ",".join(["handle", *(f"{number}{'x' * 1000}" for number in range(500))])
    with pytest.raises(Invalid) as caught:
        reading.read(f"{header}\n".encode(), "text/csv", platform=None)

    assert len(caught.value.errors[0]["params"]["unknown"]) == 20
    assert len(json.dumps(caught.value.body(None))) < 10_000


async def test_what_no_reader_takes_is_refused_before_it_is_read(shared_creator: Any) -> None:
    discovery, _ = shared_creator
    brand = discovery.brand()
    for kind in ("application/json", "text/plain", "", "text/csv; charset=iso-8859-1"):
        answer = await sent(brand, "handle\nx\n", kind, platform="sandbox")
        assert is_problem(answer, 415, "file_type_unsupported")
        assert answer.headers["accept-post"] == "text/csv, application/x-ndjson"
    large = b"handle\n" + b"x\n" * (1024 * 1024)
    for headers in ({}, {"Idempotency-Key": "k-large"}):
        answer = await sent(brand, large, platform="sandbox", headers=headers)
        assert is_problem(answer, 413, "body_too_large")
        assert answer.json()["limit_bytes"] == 2 * 1024 * 1024
    assert is_problem(await sent(brand, "handle\nx\n", platform="No Platform"), 422, "validation_failed")
    missing = await sent(brand, "handle,platform\nx,sandbox\ny,\n")
    assert missing.json()["errors"][0]["code"] == "platform_missing"
    assert missing.json()["errors"][0]["params"] == {"row": 3}
    assert is_problem(await sent(brand, "handle\nx\n", unknown="1"), 422, "validation_failed")


def test_forms_that_programs_write_are_read() -> None:
    def handles(body: bytes, kind: str = "text/csv") -> list[tuple[int, str, str]]:
        return [(one.row, one.platform, one.handle) for one in reading.read(body, kind, platform="sandbox")]

    assert handles(b"\xef\xbb\xbfHandle\r\nana\r\n\r\nzoe") == [(2, "sandbox", "ana"), (4, "sandbox", "zoe")]
    assert handles(b'platform , handle\n other,"a""b"\n') == [(2, "other", 'a"b')]
    assert handles("handle\nzoe\u0308\n".encode()) == [(2, "sandbox", "zoë")]
    assert handles(b'{"handle": " ana "}', "Application/X-NDJSON") == [(1, "sandbox", "ana")]
    long = reading.read(b"handle\n" + b"x" * 5000 + b"\n", "text/csv", platform="sandbox")[0]
    assert (len(long.handle), long.problem) == (100, "handle_invalid")


@pytest.mark.parametrize(
    ("kind", "form"), [(reading.CSV, "handle\nana\n{}\nzoe\n"), (reading.JSON_LINES, '{{"handle": "ana"}}\n{{"handle": "{}"}}\n')]
)
def test_a_letter_under_a_pile_of_marks_is_no_handle_and_holds_nobody_up(kind: str, form: str) -> None:
    """In a whole body, composing them took minutes, in which nothing else of the process ran."""
    written = form.format("a" + "\u0327\u0301" * 50_000)
    began = time.process_time()
    rows = reading.read(written.encode(), kind, platform="sandbox")
    assert [row.problem for row in rows][:2] == [None, "handle_invalid"]
    assert time.process_time() - began < 1, "composing all of it takes fifteen"


def test_handles_that_mislead_are_no_handles() -> None:
    for handle in ("\u202eana", "a\tb", "a\u00a0b", "a\u200bb", "@", "", "a b"):
        (row,) = reading.read(json.dumps({"handle": handle}).encode(), reading.JSON_LINES, platform="sandbox")
        assert row.problem == "handle_invalid", handle
    for handle in ("ana", "@ana", "лена.готовит", "李小龍", "_kot_", "a-b", "=1+1"):
        (row,) = reading.read(json.dumps({"handle": handle}).encode(), reading.JSON_LINES, platform="sandbox")
        assert row.problem is None, handle


async def test_a_cursor_belongs_to_its_import_and_filter(discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "LATE_COPY_SECONDS", 0.0)
    brand = discovery.brand()
    one = await brought(discovery, brand, "handle\na\nb\n", platform="sandbox")
    other = await brought(discovery, brand, "handle\na\nb\n", platform="sandbox")
    cursor = (await brand.get(f"/creator-imports/{one['id']}/rows?limit=1")).json()["next_cursor"]

    assert (await brand.get(f"/creator-imports/{one['id']}/rows?limit=1&cursor={cursor}")).json()["data"][0]["row"] == 3
    for path in (f"{other['id']}/rows?cursor={cursor}", f"{one['id']}/rows?status=added&cursor={cursor}"):
        assert is_problem(await brand.get(f"/creator-imports/{path}"), 422, "cursor_invalid")
