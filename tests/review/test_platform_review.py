"""The platform's review of drafts: rules, appeals, reviewers."""

from typing import Any

from services.review.drafts.service import ReviewDraft
from shared.events.review import (
    DraftId,
    DraftPassed,
    DraftPolicyRejected,
)
from shared.tasks import ask
from tests.harness import ServiceUnderTest, is_problem
from tests.review.conftest import TestPlatform, World
from tests.review.films import mp4


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
    newest = f"/drafts/{draft['id']}/versions/2"
    handed = await world.brand.get(newest)
    assert handed.headers["etag"] == '"v1"'
    await world.creator.post(f"/drafts/{draft['id']}/submit")
    await world.review.run_tasks()
    assert (await world.read(draft["id"]))["state"] == "brand_review"
    judged = await world.brand.get(newest, headers={"If-None-Match": handed.headers["etag"]})
    assert (judged.status_code, judged.json()["reviewed_by"], handed.json()["reviewed_by"]) == (200, "automatic", None)
    same = await world.brand.get(newest, headers={"If-None-Match": judged.headers["etag"]})
    assert (same.status_code, same.headers["etag"]) == (304, f'"v{judged.json()["version"]}"')

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


async def test_an_appeal_that_nobody_judges_in_time_leaves_the_rejection(world: World, clock: Any) -> None:
    judged = await world.draft(state="policy_rejected")
    waiting = await world.draft(state="policy_rejected", place=1)
    for draft in (judged, waiting):
        await world.creator.post(f"/drafts/{draft['id']}/appeal", {"message": "m"})
    await world.review.staff().post(f"/drafts/{judged['id']}/pass")

    clock.advance(days=4, hours=23)
    await world.review.run_timers()
    assert (await world.read(waiting["id"]))["state"] == "platform_review"
    clock.advance(hours=1, seconds=1)
    await world.review.run_timers()

    body = await world.read(waiting["id"])
    assert (body["state"], body["actions"], body["findings"]) == ("policy_rejected", ["add_version"], waiting["findings"])
    assert (await world.read(judged["id"]))["state"] == "brand_review"
    assert [event.draft_id for event in await world.review.said(DraftPolicyRejected)] == [
        judged["id"],
        waiting["id"],
        waiting["id"],
    ]
