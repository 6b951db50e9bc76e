"""Drafts: made, reviewed by the platform, judged by the brand."""

import asyncio
from typing import Any

from services.review.drafts.service import ReviewDraft
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.review import (
    DraftApproved,
    DraftChangesRequested,
    DraftId,
    DraftPassed,
    DraftPolicyRejected,
    DraftSubmitted,
    UploadId,
)
from shared.routing import LATE_COPY_SECONDS
from shared.tasks import ask
from tests.harness import Actor, ServiceUnderTest, is_problem
from tests.review.conftest import CAPTION, HASHTAGS, TestPlatform, World, path_of
from tests.review.films import mp4

FIXED = {"items": [{"comment": "brighter"}]}


async def verdict(world: World, draft: dict[str, Any], what: str = "approve", **body: Any) -> Any:
    """Judge a draft as the brand does."""
    return await world.brand.post(f"/drafts/{draft['id']}/{what}", {"version_number": 1, **body})


# --- making ---------------------------------------------------------------------------------------------------------


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

    approved = await verdict(world, draft, message="lovely")
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
    again = await verdict(world, draft)
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


# --- the platform's review ------------------------------------------------------------------------------------------


async def test_findings_reject_a_version_and_a_new_one_passes(world: World) -> None:
    draft = await world.draft(caption="Pasta with OtherPan", hashtags=[])

    assert (draft["state"], draft["actions"]) == ("policy_rejected", ["appeal", "add_version"])
    assert {finding["code"] for finding in draft["findings"]} == {
        "must_mention_missing",
        "must_not_mention_present",
        "hashtag_missing",
        "disclosure_missing",
    }
    banned = next(one for one in draft["findings"] if one["code"] == "must_not_mention_present")
    assert banned == {
        "code": "must_not_mention_present",
        "severity": "error",
        "rule": "brief.must_not_mention",
        "place": {"field": "caption", "start": 11, "end": 19, "upload_id": None},
        "detail": "the caption mentions “OtherPan”",
    }
    assert len(await world.review.said(DraftPolicyRejected)) == 1

    film = draft["media"][0]["upload_id"]
    second = await world.creator.post(f"/drafts/{draft['id']}/versions", world.content(upload_ids=[film]))
    body = second.json()
    assert (second.status_code, body["state"], body["version_number"], body["rounds_used"]) == (201, "created", 2, 0)
    assert (body["findings"], body["submitted_at"]) == ([], None)
    await world.creator.post(f"/drafts/{draft['id']}/submit")
    await world.review.run_tasks()
    assert (await world.read(draft["id"]))["state"] == "brand_review"

    versions = (await world.brand.get(f"/drafts/{draft['id']}/versions")).json()
    assert [one["version_number"] for one in versions["data"]] == [2, 1]
    first = (await world.brand.get(f"/drafts/{draft['id']}/versions/1")).json()
    assert (first["caption"], len(first["findings"]), first["media"][0]["upload_id"]) == ("Pasta with OtherPan", 4, film)
    assert is_problem(await world.brand.get(f"/drafts/{draft['id']}/versions/3"), 404, "not_found")
    page = (await world.brand.get(f"/drafts/{draft['id']}/versions?limit=1")).json()
    assert page["has_more"]
    rest = (await world.brand.get(f"/drafts/{draft['id']}/versions?limit=1&cursor={page['next_cursor']}")).json()
    assert [one["version_number"] for one in rest["data"]] == [1]


async def test_files_are_judged_by_what_they_tell(review: ServiceUnderTest, platform: TestPlatform) -> None:
    world = await World(review, platform, review.brand(), review.creator()).begin(shortest=15, longest=60)
    assert (await world.draft(upload_ids=[await world.upload(mp4(20))]))["state"] == "brand_review"
    late = await world.draft(place=1, upload_ids=[await world.upload(mp4(61))])
    assert [one["code"] for one in late["findings"]] == ["duration_too_long"]

    again = await world.of_another_order().begin()
    copied = await again.draft(upload_ids=[await world.upload(mp4(20))])
    assert (copied["state"], [(one["code"], one["severity"]) for one in copied["findings"]]) == (
        "brand_review",
        [("media_duplicate", "warning")],
    )
    assert [one["code"] for one in (await again.draft(place=1, upload_ids=[]))["findings"]] == ["media_missing"]


async def test_the_review_of_a_version_runs_once_and_for_that_version_only(world: World) -> None:
    draft = await world.draft(state="changes_requested")
    async with world.review.session() as session:
        await ask(session, ReviewDraft(draft_id=DraftId(draft["id"]), version_number=1))
        await ask(session, ReviewDraft(draft_id=DraftId.new(), version_number=1))
    await world.creator.post(f"/drafts/{draft['id']}/versions", world.content(upload_ids=[draft["media"][0]["upload_id"]]))
    await world.creator.post(f"/drafts/{draft['id']}/submit")
    before = await world.read(draft["id"])

    async with world.review.session() as session:
        await ask(session, ReviewDraft(draft_id=DraftId(draft["id"]), version_number=1))
    await world.review.run_tasks()

    assert before["state"] == "platform_review"
    assert len(await world.review.said(DraftPassed)) == 2
    assert (await world.read(draft["id"]))["state"] == "brand_review"


async def test_a_rejection_is_appealed_once_and_judged_by_a_person(world: World) -> None:
    draft = await world.draft(state="policy_rejected")
    at, staff = f"/drafts/{draft['id']}", world.review.staff()

    assert is_problem(await world.creator.post(f"{at}/appeal", {"message": ""}), 422, "validation_failed")
    appealed = (await world.creator.post(f"{at}/appeal", {"message": "The pan is in the film."})).json()
    assert (appealed["state"], appealed["appeal_message"]) == ("platform_review", "The pan is in the film.")
    async with world.review.session() as session:
        await ask(session, ReviewDraft(draft_id=DraftId(draft["id"]), version_number=1))  # a repeat, long after its lease
    await world.review.run_tasks()
    queue = (await staff.get("/drafts?state=platform_review")).json()["data"]
    assert [(one["id"], one["actions"]) for one in queue] == [(draft["id"], ["pass", "fail"])], "no rule decides an appeal"

    failed = (await staff.post(f"{at}/fail", {"reasons": [{"code": "misleading", "detail": "It is another pan."}]})).json()
    assert (failed["state"], failed["reviewed_by"]) == ("policy_rejected", "staff")
    assert failed["findings"][-1] == {
        "code": "misleading",
        "severity": "error",
        "rule": "staff.review",
        "place": None,
        "detail": "It is another pan.",
    }
    assert (await world.read(draft["id"]))["actions"] == ["add_version"]
    assert is_problem(await world.creator.post(f"{at}/appeal", {"message": "again"}), 409, "appeal_used")
    assert is_problem(await staff.post(f"{at}/pass"), 409, "invalid_state")


async def test_staff_may_pass_what_the_rules_refused_but_not_their_own(world: World) -> None:
    draft = await world.draft(state="policy_rejected")
    await world.creator.post(f"/drafts/{draft['id']}/appeal", {"message": "m"})
    own = world.review.staff(user_id=world.creator.user_id)

    assert is_problem(await own.post(f"/drafts/{draft['id']}/pass"), 403, "conflict_of_interest")
    assert is_problem(
        await own.post(f"/drafts/{draft['id']}/fail", {"reasons": [{"code": "a", "detail": "d"}]}), 403, "conflict_of_interest"
    )
    passed = (await world.review.staff().post(f"/drafts/{draft['id']}/pass")).json()

    assert (passed["state"], passed["reviewed_by"]) == ("brand_review", "staff")
    assert passed["findings"], "what the rules found stays on record"
    assert passed["review_due_at"]


# --- the brand's review ---------------------------------------------------------------------------------------------


async def test_changes_are_asked_for_and_made_in_capped_rounds(world: World) -> None:
    draft = await world.draft(upload_ids=[film := await world.upload(mp4(20))])
    items = [
        {"anchor": {"type": "time", "at_milliseconds": 20000}, "comment": "cut here"},
        {"anchor": {"type": "text", "field": "caption", "start": 0, "end": len(CAPTION)}, "comment": "shorter"},
        {"comment": "brighter"},
    ]
    for round_number in (1, 2):
        asked = (await verdict(world, draft, "request-changes", version_number=round_number, items=items)).json()
        assert (asked["state"], asked["rounds_used"], asked["rounds_allowed"]) == ("changes_requested", round_number, 2)
        assert asked["review_due_at"] is None
        if round_number == 1:
            stale = await verdict(world, draft, "request-changes", items=items)
            assert is_problem(stale, 409, "invalid_state")
        await world.creator.post(f"/drafts/{draft['id']}/versions", world.content(upload_ids=[film]))
        await world.creator.post(f"/drafts/{draft['id']}/submit")
        await world.review.run_tasks()

    [first, _] = (await world.read(draft["id"]))["change_requests"]
    assert (first["object"], first["version_number"]) == ("change_request", 1)
    assert first["items"][0] == {
        "anchor": {"type": "time", "upload_id": film, "at_milliseconds": 20000, "field": None, "start": None, "end": None},
        "comment": "cut here",
    }
    assert first["items"][2] == {"anchor": None, "comment": "brighter"}
    seen = (await world.brand.get(f"/drafts/{draft['id']}")).json()
    assert (seen["state"], seen["version_number"], seen["actions"]) == ("brand_review", 3, ["approve"])
    refused = await verdict(world, draft, "request-changes", version_number=3, items=items)
    assert is_problem(refused, 409, "revision_rounds_used")
    superseded = await verdict(world, draft, version_number=1)
    assert is_problem(superseded, 409, "version_superseded")
    assert superseded.json()["version_number"] == 3
    assert is_problem(await verdict(world, draft, "request-changes", version_number=4, items=items), 409, "version_superseded")
    assert (await verdict(world, draft, version_number=3)).json()["state"] == "approved"
    assert [event.rounds_used for event in await world.review.said(DraftChangesRequested)] == [1, 2]


BAD_CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"items": []}, "/items"),
    ({"items": [{"comment": ""}]}, "/items/0/comment"),
    ({"items": [{"comment": "a" * 2001}]}, "/items/0/comment"),
    ({"items": [{"comment": "c", "anchor": {"type": "place"}}]}, "/items/0/anchor"),
    (
        {"items": [{"comment": "c", "anchor": {"type": "time", "at_milliseconds": -1}}]},
        "/items/0/anchor/time/at_milliseconds",
    ),
    (
        {"items": [{"comment": "c", "anchor": {"type": "time", "at_milliseconds": True}}]},
        "/items/0/anchor/time/at_milliseconds",
    ),
    ({"items": [{"comment": "c", "anchor": {"type": "time", "at_milliseconds": 20001}}]}, "/items/0/anchor/at_milliseconds"),
    (
        {"items": [{"comment": "c", "anchor": {"type": "time", "upload_id": str(UploadId.new()), "at_milliseconds": 0}}]},
        "/items/0/anchor/upload_id",
    ),
    (
        {"items": [{"comment": "c", "anchor": {"type": "text", "field": "caption", "start": 0, "end": len(CAPTION) + 1}}]},
        "/items/0/anchor",
    ),
    (
        {"items": [{"comment": "c"}, {"comment": "c", "anchor": {"type": "text", "field": "caption", "start": 3, "end": 3}}]},
        "/items/1/anchor",
    ),
    (
        {"items": [{"comment": "c", "anchor": {"type": "text", "field": "title", "start": 0, "end": 1}}]},
        "/items/0/anchor/text/field",
    ),
    ({"items": [{"comment": "c"}], "version_number": 0}, "/version_number"),
    ({"items": [{"comment": "c"}], "version_number": "1"}, "/version_number"),
    ({"items": [{"comment": "c"}], "version_number": 2**53}, "/version_number"),
    ({"items": [{"comment": "c"}], "rounds_used": 0}, "/rounds_used"),
]


async def test_bad_change_requests_are_named_and_change_nothing(world: World) -> None:
    draft = await world.draft(upload_ids=[await world.upload(mp4(20))])
    for body, pointer in BAD_CHANGES:
        answer = await verdict(world, draft, "request-changes", **body)

        assert is_problem(answer, 422, "validation_failed"), body
        assert answer.json()["errors"][0]["pointer"] == pointer
    for body in (
        {},
        {"version_number": 0},
        {"version_number": "1"},
        {"version_number": 1, "x": 1},
        {"version_number": 1, "message": 5},
    ):
        assert is_problem(await world.brand.post(f"/drafts/{draft['id']}/approve", body), 422, "validation_failed"), body
    assert (await world.read(draft["id"]))["version"] == draft["version"]


async def test_anchors_count_code_points_and_name_their_video(world: World) -> None:
    caption = f"👩‍🍳 {CAPTION}"
    films = [await world.upload(mp4(seconds)) for seconds in (20, 30)]
    draft = await world.draft(caption=caption, upload_ids=films)
    text = {"type": "text", "field": "caption", "start": 0, "end": len(caption)}

    without = await verdict(
        world, draft, "request-changes", items=[{"comment": "c", "anchor": {"type": "time", "at_milliseconds": 1}}]
    )
    assert is_problem(without, 422, "validation_failed")
    assert without.json()["errors"][0]["pointer"] == "/items/0/anchor/upload_id"
    items = [
        {"comment": "c", "anchor": text},
        {"comment": "c", "anchor": {"type": "time", "upload_id": films[1], "at_milliseconds": 29000}},
    ]
    assert (await verdict(world, draft, "request-changes", items=items)).status_code == 200


async def test_of_reviewers_at_once_exactly_one_wins(world: World) -> None:
    draft = await world.draft()
    colleagues = [world.brand, Actor(world.review.app, "brand", world.brand.organization_id)]

    answers = await asyncio.gather(
        *(one.post(f"/drafts/{draft['id']}/approve", {"version_number": 1}) for one in colleagues),
        *(one.post(f"/drafts/{draft['id']}/request-changes", {"version_number": 1, **FIXED}) for one in colleagues),
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert all(answer.json()["code"] == "invalid_state" for answer in answers if answer.status_code == 409)
    assert len(await world.review.said(DraftApproved)) + len(await world.review.said(DraftChangesRequested)) == 1


async def test_who_made_a_version_does_not_judge_it_for_the_brand(world: World) -> None:
    draft = await world.draft()
    both = Actor(world.review.app, "brand", world.brand.organization_id, world.creator.user_id)

    assert is_problem(await both.post(f"/drafts/{draft['id']}/approve", {"version_number": 1}), 403, "conflict_of_interest")
    refused = await both.post(f"/drafts/{draft['id']}/request-changes", {"version_number": 1, **FIXED})
    assert is_problem(refused, 403, "conflict_of_interest")


async def test_a_repeated_approval_with_one_key_is_one(world: World) -> None:
    draft = await world.draft()
    answers = [
        await world.brand.post(f"/drafts/{draft['id']}/approve", {"version_number": 1}, headers={"Idempotency-Key": "k"})
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["idempotent-replayed"] == "true"
    assert len(await world.review.said(DraftApproved)) == 1


# --- the window -----------------------------------------------------------------------------------------------------


async def test_silence_past_the_window_approves(world: World, clock: Any) -> None:
    draft = await world.draft()
    clock.advance(days=6, hours=23)
    await world.review.run_timers()
    assert (await world.read(draft["id"]))["state"] == "brand_review"

    clock.advance(hours=1, seconds=1)
    await world.review.run_timers()

    body = await world.read(draft["id"])
    assert (body["state"], body["is_deemed"], body["approved_at"]) == ("approved", True, draft["review_due_at"])
    [event] = await world.review.said(DraftApproved)
    assert event.is_deemed
    assert is_problem(await verdict(world, draft), 409, "invalid_state")


async def test_the_timer_of_an_earlier_window_does_nothing(world: World, clock: Any) -> None:
    draft = await world.draft()
    clock.advance(days=4)
    await verdict(world, draft, "request-changes", **FIXED)
    await world.creator.post(f"/drafts/{draft['id']}/versions", world.content(upload_ids=[draft["media"][0]["upload_id"]]))
    await world.creator.post(f"/drafts/{draft['id']}/submit")
    await world.review.run_tasks()

    clock.advance(days=4)
    await world.review.run_timers()
    assert (await world.read(draft["id"]))["state"] == "brand_review"

    clock.advance(days=4)
    await world.review.run_timers()
    assert (await world.read(draft["id"]))["state"] == "approved"


async def test_the_window_stops_while_the_order_is_disputed_or_to_be_cancelled(world: World, clock: Any) -> None:
    draft = await world.draft()
    clock.advance(days=5)
    await world.review.hear(world.updated("disputed"))
    assert (await world.read(draft["id"]))["review_due_at"] is None
    second = await world.draft(place=1)
    assert (second["state"], second["review_due_at"]) == ("brand_review", None)

    clock.advance(days=20)
    await world.review.run_timers()
    await world.review.hear(world.updated("cancel_requested"))
    assert (await world.read(draft["id"]))["state"] == "brand_review"
    await world.review.hear(world.updated("in_review"))
    clock.advance(days=1, hours=23)
    await world.review.run_timers()
    assert (await world.read(draft["id"]))["state"] == "brand_review", "two days were left"

    clock.advance(hours=2)
    await world.review.run_timers()
    assert (await world.read(draft["id"]))["is_deemed"]
    assert (await world.read(second["id"]))["state"] == "brand_review"
    clock.advance(days=5)
    await world.review.run_timers()
    assert (await world.read(second["id"]))["is_deemed"]


async def test_silence_and_a_verdict_at_once_are_one_decision(world: World, clock: Any) -> None:
    draft = await world.draft()
    clock.advance(days=8)

    _, answer = await asyncio.gather(world.review.run_timers(), verdict(world, draft, "request-changes", **FIXED))

    body = await world.read(draft["id"])
    assert (answer.status_code, body["state"]) in {(200, "changes_requested"), (409, "approved")}
    assert len(await world.review.said(DraftApproved)) + len(await world.review.said(DraftChangesRequested)) == 1
