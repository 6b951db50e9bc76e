"""What review does about orders: each (state, event) acts or records or defers, in every order, and none raises."""

import asyncio
from itertools import permutations
from typing import Any

import pytest

from services.review.drafts.models import Draft, DraftState
from services.review.handlers import handlers
from shared.events.review import DraftApproved
from tests.harness import ServiceUnderTest, envelope_of, is_problem
from tests.review.conftest import FIXED, TestPlatform, World

HEARD = {
    "order.created": lambda world: world.created(),
    "order.activated": lambda world: world.activated(),
    "order.updated": lambda world: world.updated("disputed"),
    "order.cancelled": lambda world: world.cancelled(),
    "order.completed": lambda world: world.completed(),
    "deliverable.cancelled": lambda world: world.given_up(0),
}
CLOSES = {"order.cancelled", "order.completed", "deliverable.cancelled"}


def test_every_event_that_is_heard_stands_in_the_matrix() -> None:
    assert set(HEARD) == set(handlers.of_event)


async def test_each_event_in_each_state_of_a_draft_has_its_effect_and_none_raises(
    review: ServiceUnderTest, platform: TestPlatform
) -> None:
    reached = set()
    for state in DraftState:
        worlds = {name: await World(review, platform, review.brand(), review.creator()).begin(type="text") for name in HEARD}
        for name, world in worlds.items():
            draft = await world.draft(state=state, upload_ids=[])
            assert draft["state"] == state
            reached.add(state)

            event = HEARD[name](world)
            envelope = envelope_of(event)
            for _ in range(2):  # delivered twice, it acts once
                await review.instance.consumer.handle([envelope])

            after = await world.read(draft["id"])
            closes = name in CLOSES and Draft.moves["close"].source & {state}
            assert after["state"] == ("closed" if closes else state), (state, name)
            moved = closes or (name == "order.updated" and state == "brand_review")
            assert after["version"] == draft["version"] + bool(moved), (state, name)
            if after["state"] == "closed":
                assert (after["actions"], after["is_final"], after["review_due_at"]) == ([], True, None)
    assert reached == set(DraftState)
    assert await review.scalar("select count(*) from parked_events") == 0


@pytest.mark.usefixtures("brief_wait")
async def test_whatever_the_order_of_events_an_ended_order_stays_ended(review: ServiceUnderTest, platform: TestPlatform) -> None:
    told = ["order.activated", "order.updated", "order.cancelled"]
    for several in permutations(told):
        world = World(review, platform, review.brand(), review.creator())
        await review.hear(world.created(type="text"))
        facts = {name: HEARD[name](world) for name in told}

        await review.hear(*(facts[name] for name in several))

        state = await review.scalar("select state from order_copies where id = :id", id=world.order_id.uuid)
        assert state == "closed", several
    assert await review.scalar("select count(*) from parked_events") == 0
    assert is_problem(await world.create(place=1), 409, "order_not_active")


async def test_what_arrives_before_its_order_waits_for_it(review: ServiceUnderTest, platform: TestPlatform) -> None:
    for name in sorted(set(HEARD) - {"order.created"}):
        world = World(review, platform, review.brand(), review.creator())
        await review.hear(HEARD[name](world))
        assert await review.scalar("select count(*) from parked_events") == 1, name
        envelope = envelope_of(world.created())
        async with review.session() as session:
            await handlers.of_event["order.created"][0].function(session, [envelope.event()])

        while await review.scalar("select count(*) from parked_events"):
            await review.instance.consumer.retry_due()
            await asyncio.sleep(0.02)

    states = await review.scalar("select string_agg(state, ' ' order by created_at) from order_copies")
    assert states == "awaiting active closed closed awaiting"


async def test_an_order_is_copied_once_and_an_older_version_changes_nothing(world: World) -> None:
    await world.review.hear(world.created(brief={"must_mention": ["Something else"]}))
    assert await world.review.scalar("select count(*) from order_copies") == 1
    assert await world.review.scalar("select count(*) from deliverable_copies") == 2
    assert await world.review.scalar("select brief->>'must_mention' from order_copies") == '["Lumen Pan"]'

    draft = await world.draft()
    await world.review.hear(world.fact(type(world.updated("x")), state="in_review", version=9))
    await world.review.hear(world.fact(type(world.updated("x")), state="disputed", version=8))
    assert (await world.read(draft["id"]))["review_due_at"] == draft["review_due_at"], "the older version came later"


async def test_a_deliverable_that_was_given_up_takes_no_draft(world: World) -> None:
    await world.review.hear(world.given_up(0))

    assert is_problem(await world.create(place=0), 409, "deliverable_cancelled")
    assert (await world.create(place=1)).status_code == 201


async def test_an_end_and_an_approval_at_once_are_one_decision(world: World) -> None:
    draft = await world.draft()

    answer, _ = await asyncio.gather(world.verdict(draft), world.review.hear(world.cancelled()))

    state = (await world.read(draft["id"]))["state"]
    assert (answer.status_code, state) in {(200, "approved"), (409, "closed")}
    assert len(await world.review.said(DraftApproved)) == (1 if state == "approved" else 0)


@pytest.mark.parametrize(("terms", "rounds"), [({"revision_rounds": 0}, 0), ({"revision_rounds": None}, 2)])
async def test_terms_that_are_silent_have_defaults(
    review: ServiceUnderTest, platform: TestPlatform, terms: Any, rounds: int
) -> None:
    world = World(review, platform, review.brand(), review.creator())
    await world.begin(terms={**terms, "review_window_days": None, "disclosure": None})

    draft = await world.draft(caption="Lumen Pan")

    assert (draft["state"], draft["rounds_allowed"]) == ("brand_review", rounds)
    refused = await world.verdict(draft, "request-changes", **FIXED)
    assert refused.status_code == (409 if rounds == 0 else 200)
