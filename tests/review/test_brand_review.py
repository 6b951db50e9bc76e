"""The brand's review of drafts: changes in rounds, one verdict."""

import asyncio
from typing import Any

from shared.events.review import (
    DraftApproved,
    DraftChangesRequested,
    UploadId,
)
from tests.harness import Actor, is_problem
from tests.review.conftest import CAPTION, FIXED, World
from tests.review.films import mp4


async def test_changes_are_asked_for_and_made_in_capped_rounds(world: World) -> None:
    draft = await world.draft(upload_ids=[film := await world.upload(mp4(20))])
    items = [
        {"anchor": {"type": "time", "at_milliseconds": 20000}, "comment": "cut here"},
        {"anchor": {"type": "text", "field": "caption", "start": 0, "end": len(CAPTION)}, "comment": "shorter"},
        {"comment": "brighter"},
    ]
    for round_number in (1, 2):
        asked = (await world.verdict(draft, "request-changes", version_number=round_number, items=items)).json()
        assert (asked["state"], asked["rounds_used"], asked["rounds_allowed"]) == ("changes_requested", round_number, 2)
        assert asked["review_due_at"] is None
        if round_number == 1:
            stale = await world.verdict(draft, "request-changes", items=items)
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
    refused = await world.verdict(draft, "request-changes", version_number=3, items=items)
    assert is_problem(refused, 409, "revision_rounds_used")
    superseded = await world.verdict(draft, version_number=1)
    assert is_problem(superseded, 409, "version_superseded")
    assert superseded.json()["version_number"] == 3
    assert is_problem(await world.verdict(draft, "request-changes", version_number=4, items=items), 409, "version_superseded")
    assert (await world.verdict(draft, version_number=3)).json()["state"] == "approved"
    assert [event.rounds_used for event in await world.review.said(DraftChangesRequested)] == [1, 2]


BAD_CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"items": []}, "/items"),
    ({"items": [{"comment": ""}]}, "/items/0/comment"),
    ({"items": [{"comment": " \n"}]}, "/items/0/comment"),
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
        answer = await world.verdict(draft, "request-changes", **body)

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

    without = await world.verdict(
        draft, "request-changes", items=[{"comment": "c", "anchor": {"type": "time", "at_milliseconds": 1}}]
    )
    assert is_problem(without, 422, "validation_failed")
    assert without.json()["errors"][0]["pointer"] == "/items/0/anchor/upload_id"
    items = [
        {"comment": "c" * 2000, "anchor": text},
        {"comment": "c", "anchor": {"type": "time", "upload_id": films[1], "at_milliseconds": 29000}},
    ]
    assert (await world.verdict(draft, "request-changes", items=items)).status_code == 200


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


async def test_a_new_version_is_one_change_of_its_draft(world: World) -> None:
    draft = await world.draft(state="changes_requested")

    answer = await world.creator.post(f"/drafts/{draft['id']}/versions", world.content(upload_ids=[await world.upload()]))

    assert (answer.status_code, answer.headers["etag"]) == (201, f'"v{draft["version"] + 1}"')
    assert answer.json() == {**await world.read(draft["id"]), "media": answer.json()["media"]}
