"""Drafts: made, read by both sides, handed in."""

import asyncio
from typing import Any

from shared.events.campaigns import DeliverableId, OrderId
from shared.events.review import (
    DraftApproved,
    DraftPassed,
    DraftSubmitted,
    UploadId,
)
from shared.routing import LATE_COPY_SECONDS
from tests.harness import ServiceUnderTest, is_problem
from tests.review.conftest import CAPTION, FIXED, HASHTAGS, TestPlatform, World, path_of
from tests.review.films import mp4


async def test_a_draft_goes_its_way_to_approval(world: World) -> None:
    film = await world.upload(mp4(20))
    made = await world.create(upload_ids=[film])
    draft = made.json()

    assert (made.status_code, made.headers["etag"]) == (201, '"v1"')
    assert (draft["object"], draft["state"], draft["version_number"], draft["actions"]) == ("draft", "created", 1, ["submit"])
    assert (draft["caption"], draft["hashtags"], draft["findings"], draft["change_requests"]) == (CAPTION, HASHTAGS, [], [])
    assert draft["brand"] == {"id": world.brand.organization_id, "name": "Lumen"}
    assert draft["creator"] == {"id": world.creator_id, "handle": "ana", "name": "Ana"}
    assert draft["campaign"] == {"id": world.campaign_id, "name": "Spring launch"}
    [medium] = draft["media"]
    assert (medium["upload_id"], medium["content_type"], medium["duration_seconds"]) == (film, "video/mp4", 20.0)
    assert (await world.review.nobody().get(path_of(medium["url"]))).content == mp4(20)

    submitted = await world.creator.post(f"/drafts/{draft['id']}/submit")
    assert (submitted.status_code, submitted.json()["state"], submitted.json()["actions"]) == (200, "platform_review", [])
    await world.review.run_tasks()
    seen = (await world.brand.get(f"/drafts/{draft['id']}")).json()
    assert (seen["state"], seen["findings"], seen["actions"]) == ("brand_review", [], ["approve", "request_changes"])
    assert (seen["policy_version"], seen["reviewed_by"]) == ("review-2026-01", "automatic")
    assert seen["review_due_at"] > seen["submitted_at"]

    approved = await world.verdict(draft, message="lovely")
    body = approved.json()
    assert (approved.status_code, body["state"], body["is_deemed"], body["approval_message"]) == (
        200,
        "approved",
        False,
        "lovely",
    )
    assert (body["is_final"], body["actions"], body["review_due_at"]) == (True, [], None)

    said = [event for event in await world.review.said() if hasattr(event, "draft_id")]
    assert [type(event) for event in said] == [DraftSubmitted, DraftPassed, DraftApproved]
    assert [event.version for event in said] == [2, 3, 4]
    assert {(event.order_id, event.deliverable_id, event.version_number) for event in said} == {
        (world.order_id, world.deliverables[0], 1)
    }
    assert said[-1].is_deemed is False
    assert said[-1].occurred_at.isoformat(timespec="microseconds").replace("+00:00", "Z") == body["approved_at"]
    again = await world.verdict(draft)
    assert is_problem(again, 409, "invalid_state")
    assert (again.json()["state"], again.json()["actions"]) == ("approved", [])
    trail = await world.review.scalar("select string_agg(command, ' ' order by sequence) from audit_log where noun = 'Draft'")
    assert trail == "submit pass approve"


async def test_both_sides_and_staff_read_a_draft_and_nobody_else(world: World) -> None:
    draft = await world.draft(state="created")
    staff = world.review.staff()

    for reader in (world.creator, world.brand, staff):
        assert (await reader.get(f"/drafts/{draft['id']}")).json()["state"] == "created"
        assert [
            one["id"]
            for one in (await reader.get(f"/drafts?order_id={world.order_id}&state=created&state=approved")).json()["data"]
        ] == [draft["id"]]
        assert (await reader.get(f"/drafts?deliverable_id={world.deliverables[1]}")).json()["data"] == []
        assert (await reader.get("/drafts?state=approved")).json()["data"] == []
    for stranger in (world.review.creator(), world.review.brand()):
        assert (await stranger.get("/drafts")).json()["data"] == []
        for method, path in (
            ("GET", ""),
            ("GET", "/versions"),
            ("GET", "/versions/1"),
            ("POST", "/submit"),
            ("POST", "/versions"),
            ("POST", "/appeal"),
            ("POST", "/approve"),
            ("POST", "/request-changes"),
        ):
            wanted = {
                "/versions": {"caption": ""},
                "/appeal": {"message": "m"},
                "/approve": {"version_number": 1},
                "/request-changes": {"version_number": 1, **FIXED},
            }.get(path)
            answer = await stranger.request(method, f"/drafts/{draft['id']}{path}", json=wanted if method == "POST" else None)
            assert is_problem(answer, 404, "not_found"), path
    assert is_problem(await world.review.nobody().get("/drafts"), 401, "unauthenticated")


async def test_each_command_is_for_one_side(world: World) -> None:
    draft = await world.draft(state="created")
    at, staff = f"/drafts/{draft['id']}", world.review.staff(scopes="reviews:read reviews:write staff:review")

    for actor in (world.brand, staff):
        for path, body in (("submit", None), ("versions", {"caption": ""}), ("appeal", {"message": "m"})):
            assert is_problem(await actor.post(f"{at}/{path}", body), 403, "forbidden")
    for actor in (world.creator, staff):
        for path, body in (("approve", {"version_number": 1}), ("request-changes", {"version_number": 1, **FIXED})):
            assert is_problem(await actor.post(f"{at}/{path}", body), 403, "forbidden")
    for actor in (world.creator, world.brand):
        for path, body in (("pass", None), ("fail", {"reasons": [{"code": "spam", "detail": "d"}]})):
            assert is_problem(await actor.post(f"{at}/{path}", body), 403, "missing_scope")
    assert is_problem(await world.brand.post("/drafts", {}), 403, "forbidden")
    assert (await world.read(draft["id"]))["version"] == 1


async def test_a_draft_waits_for_its_order_and_refuses_in_the_end(review: ServiceUnderTest, platform: TestPlatform) -> None:
    world = World(review, platform, review.brand(), review.creator())

    answer = asyncio.create_task(world.create(upload_ids=[]))
    await asyncio.sleep(0.3)
    await review.hear(world.created())
    await asyncio.sleep(0.2)
    await review.hear(world.activated())
    assert (await answer).status_code == 201, "it waited for the late copy"

    other = world.of_another_order()
    await review.hear(other.created())
    began = asyncio.get_running_loop().time()
    answers = await asyncio.gather(
        other.create(),
        world.of_another_order().create(),
        world.of_another_order(order_id=OrderId("ord_01h455vb4pex5vsknk084sn02q")).create(),
        World(review, platform, world.brand, review.creator(), order_id=world.order_id).create(),
    )
    assert asyncio.get_running_loop().time() - began > LATE_COPY_SECONDS - 0.3
    not_active, young, unknown, not_own = answers
    assert is_problem(not_active, 409, "order_not_active")
    assert not_active.json()["state"] == "awaiting"
    assert is_problem(young, 409, "not_yet_known")
    assert is_problem(unknown, 404, "not_found")
    assert is_problem(not_own, 409, "not_yet_known")
    assert await review.scalar("select count(*) from drafts") == 1


async def test_a_deliverable_has_one_draft(world: World) -> None:
    answers = await asyncio.gather(*(world.create() for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    made = next(answer.json()["id"] for answer in answers if answer.status_code == 201)
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert is_problem(refused, 409, "draft_exists")
    assert refused.json()["draft_id"] == made
    assert (await world.create(place=1)).status_code == 201


async def test_uploads_must_be_complete_own_and_free(world: World) -> None:
    pending = (await world.creator.post("/uploads", {"filename": "a", "content_type": "video/mp4", "size_bytes": 5})).json()["id"]
    foreign = await world.upload(by=world.brand)
    own = await world.upload()

    for unknown in (foreign, UploadId.new()):
        refused = await world.create(upload_ids=[own, unknown])
        assert is_problem(refused, 404, "not_found")
        assert refused.json()["errors"][0]["pointer"] == "/upload_ids/1"
    assert is_problem(await world.create(upload_ids=[pending]), 409, "upload_not_complete")
    answers = await asyncio.gather(*(world.create(place=place, upload_ids=[own]) for place in (0, 1)))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert is_problem(next(one for one in answers if one.status_code == 409), 409, "upload_used")
    assert await world.review.scalar("select count(*) from drafts") == 1


BAD_DRAFTS: list[tuple[dict[str, Any], int, str]] = [
    ({"caption": "a" * 5001}, 422, "/caption"),
    ({"caption": None}, 422, "/caption"),
    ({"caption": 5}, 422, "/caption"),
    ({"caption": "a\u0000"}, 422, "/caption"),
    ({"hashtags": ["two words"]}, 422, "/hashtags/0"),
    *(({"hashtags": [f"two{space}words"]}, 422, "/hashtags/0") for space in "\u0085\u00a0\u2028\u3000"),
    ({"hashtags": ["#"]}, 422, "/hashtags/0"),
    ({"hashtags": [""]}, 422, "/hashtags/0"),
    ({"hashtags": ["a"] * 51}, 422, "/hashtags"),
    ({"hashtags": "#ad"}, 422, "/hashtags"),
    ({"upload_ids": ["drf_01h455vb4pex5vsknk084sn02q"]}, 422, "/upload_ids/0"),
    ({"upload_ids": ["upl_01h455vb4pex5vsknk084sn02q"] * 2}, 422, "/upload_ids"),
    ({"upload_ids": [str(UploadId.new()) for _ in range(21)]}, 422, "/upload_ids"),
    ({"deliverable_id": DeliverableId.new()}, 404, "/deliverable_id"),
    ({"deliverable_id": "x"}, 422, "/deliverable_id"),
    ({"order_id": DeliverableId.new()}, 422, "/order_id"),
    ({"state": "approved"}, 422, "/state"),
]


async def test_bad_drafts_are_named_and_change_nothing(world: World) -> None:
    for change, status, pointer in BAD_DRAFTS:
        answer = await world.create(**change)

        assert is_problem(answer, status, "validation_failed" if status == 422 else "not_found"), change
        assert answer.json()["errors"][0]["pointer"] == pointer
    assert await world.review.scalar("select count(*) from drafts") == 0


async def test_a_repeated_step_shows_the_files_at_addresses_that_work_and_stores_none(world: World) -> None:
    film = await world.upload(mp4(20))
    body = {"order_id": world.order_id, "deliverable_id": world.deliverables[0], **world.content(upload_ids=[film])}
    key = {"Idempotency-Key": "k"}
    made = await world.creator.post("/drafts", body, headers=key)
    submitted = await world.creator.post(f"/drafts/{made.json()['id']}/submit", headers=key)
    again = await world.creator.post("/drafts", body, headers=key)
    submitted_again = await world.creator.post(f"/drafts/{made.json()['id']}/submit", headers=key)

    assert "signature" not in await world.review.scalar(
        "select string_agg(convert_from(body, 'UTF8'), ' ') from idempotency_keys"
    )
    for before, after in ((made, again), (submitted, submitted_again)):
        assert after.headers["idempotent-replayed"] == "true"
        assert after.json()["state"] == before.json()["state"]
        [medium] = after.json()["media"]
        assert (await world.review.nobody().get(path_of(medium["url"]))).content == mp4(20)
        assert medium.keys() == before.json()["media"][0].keys()
        assert medium["url_expires_at"] >= before.json()["media"][0]["url_expires_at"]
