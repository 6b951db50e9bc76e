"""The review window: silence approves, and the clock stops with the order."""

import asyncio
from typing import Any

from shared.clock import clock as world_clock
from shared.events.review import DraftApproved, DraftChangesRequested
from tests.harness import is_problem
from tests.review.conftest import FIXED, World


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
    assert is_problem(await world.verdict(draft), 409, "invalid_state")


async def test_the_timer_of_an_earlier_window_does_nothing(world: World, clock: Any) -> None:
    draft = await world.draft()
    clock.advance(days=4)
    await world.verdict(draft, "request-changes", **FIXED)
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


async def test_a_window_that_ran_out_before_it_was_stopped_ends_when_the_order_goes_on(world: World, clock: Any) -> None:
    draft = await world.draft()
    clock.advance(days=8)
    await world.review.hear(world.updated("disputed"))
    clock.advance(days=3)
    await world.review.run_timers()
    assert (await world.read(draft["id"]))["state"] == "brand_review"

    went_on = world_clock.now()
    await world.review.hear(world.updated("in_review"))
    await world.review.run_timers()

    [approved] = await world.review.said(DraftApproved)
    assert approved.is_deemed
    assert approved.occurred_at >= went_on, "nothing was approved while the window stood"


async def test_silence_and_a_verdict_at_once_are_one_decision(world: World, clock: Any) -> None:
    draft = await world.draft()
    clock.advance(days=8)

    _, answer = await asyncio.gather(world.review.run_timers(), world.verdict(draft, "request-changes", **FIXED))

    body = await world.read(draft["id"])
    assert (answer.status_code, body["state"]) in {(200, "changes_requested"), (409, "approved")}
    assert len(await world.review.said(DraftApproved)) + len(await world.review.said(DraftChangesRequested)) == 1
