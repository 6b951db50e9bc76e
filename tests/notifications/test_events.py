"""What happened, looked up: who sees which event, in which form, for how long."""

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, get_origin

import pytest
from sqlalchemy import text

from services import REGISTER
from services.__main__ import service_named
from services.notifications.app import service
from services.notifications.feeds import service as feeds
from services.notifications.feeds.content import PUBLIC, seen_by, shown, subject_of
from shared.clock import clock as business_clock
from shared.events import Event, EventId
from shared.events.asyncapi import load_catalogue
from shared.events.campaigns import OrderId
from shared.events.identity import MemberAdded, OrganizationId, UserId
from shared.ids import Id
from tests.harness import Actor, ServiceUnderTest, TestClock, envelope_of, is_problem
from tests.notifications.facts import draft_approved, hold_funded, offer_countered, order_activated


@pytest.fixture
def brand(notifications: ServiceUnderTest) -> Actor:
    """Somebody of a brand."""
    return notifications.brand()


@pytest.fixture
def creator(notifications: ServiceUnderTest) -> Actor:
    """Somebody of a creator's organization."""
    return notifications.creator()


def sides(brand: Actor, creator: Actor) -> tuple[OrganizationId, OrganizationId]:
    assert brand.organization_id is not None
    assert creator.organization_id is not None
    return brand.organization_id, creator.organization_id


async def listed(actor: Actor, query: str = "") -> list[dict[str, Any]]:
    answer = await actor.get(f"/events?limit=100{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def types(events: Sequence[dict[str, Any]]) -> list[str]:
    return [event["type"] for event in events]


# --- what is shown, and to whom -----------------------------------------------------------------------------------------


async def test_each_side_sees_the_declared_fields_and_itself_only(
    notifications: ServiceUnderTest, brand: Actor, creator: Actor
) -> None:
    told = draft_approved(*sides(brand, creator))
    await notifications.hear(told)

    (of_brand,), (of_creator,) = await listed(brand), await listed(creator)

    assert of_brand == {
        "id": of_brand["id"],
        "object": "event",
        "type": "draft.approved",
        "timestamp": of_brand["timestamp"],
        "organization_ids": [brand.organization_id],
        "sequence": 1,
        "subject": {"object": "draft", "id": told.draft_id, "url": f"http://127.0.0.1:8080/v1/drafts/{told.draft_id}"},
        "data": {
            "draft_id": told.draft_id,
            "order_id": told.order_id,
            "deliverable_id": told.deliverable_id,
            "version_number": 2,
            "state": "approved",
            "occurred_at": "2027-03-01T12:00:00Z",
            "is_deemed": False,
        },
    }
    assert of_creator == {**of_brand, "organization_ids": [creator.organization_id]}
    assert EventId(of_brand["id"])
    assert (await brand.get(f"/events/{of_brand['id']}")).json() == of_brand


async def test_another_organization_sees_nothing(notifications: ServiceUnderTest, brand: Actor, creator: Actor) -> None:
    await notifications.hear(draft_approved(*sides(brand, creator)))
    (event,) = await listed(brand)
    stranger = notifications.brand()

    assert await listed(stranger) == []
    assert is_problem(await stranger.get(f"/events/{event['id']}"), 404, "not_found")
    assert is_problem(await brand.get(f"/events/{EventId.new()}"), 404, "not_found")
    assert is_problem(await notifications.nobody().get("/events"), 401, "unauthenticated")


async def test_an_event_whose_scope_the_caller_lacks_is_not_there(
    notifications: ServiceUnderTest, brand: Actor, creator: Actor
) -> None:
    both = sides(brand, creator)
    await notifications.hear(order_activated(*both), hold_funded(*both), draft_approved(*both))
    reviewer = notifications.brand(organization_id=brand.organization_id, scopes="organizations:read campaigns:read reviews:read")
    (hold,) = [event for event in await listed(brand) if event["type"] == "hold.funded"]

    assert set(types(await listed(brand))) == {"order.activated", "hold.funded", "draft.approved"}
    assert set(types(await listed(reviewer))) == {"order.activated", "draft.approved"}
    assert is_problem(await reviewer.get(f"/events/{hold['id']}"), 404, "not_found")
    without = notifications.brand(organization_id=brand.organization_id, scopes="reviews:read")
    assert is_problem(await without.get("/events"), 403, "missing_scope")


async def test_what_is_private_comes_into_no_feed(notifications: ServiceUnderTest, brand: Actor) -> None:
    assert brand.organization_id is not None
    await notifications.hear(MemberAdded(organization_id=brand.organization_id, user_id=UserId.new(), role="owner"))

    assert await listed(brand) == []
    assert await notifications.scalar("select count(*) from feed_entries") == 0


def test_every_public_event_of_the_catalogue_is_taken_and_no_private_one() -> None:
    assert set(service.handlers.of_event) == {name for name, event in load_catalogue().items() if event.public}
    assert len(PUBLIC) > 50


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_event_can_be_shown_and_its_subject_read(name: str) -> None:
    reads = {
        operation.path
        for each in REGISTER
        for operation in service_named(each).operations()
        if "GET" in (operation.methods or set())
    }
    event = an_example_of(PUBLIC[name])

    subject = subject_of(event)
    template = re.sub(r"/[a-z]{3}_[0-9a-z]{26}$", "/{}", subject.path)
    assert template in {re.sub(r"\{\w+\}$", "{}", path) for path in reads}, subject
    assert subject.id in subject.path
    assert set(shown(event)) == set(PUBLIC[name].public.fields)  # type: ignore[union-attr]
    assert seen_by(event)


def an_example_of(kind: type[Event]) -> Event:
    """An event with an id in each field of ids; nobody looks at the others."""
    values: dict[str, Any] = {}
    for field, info in kind.model_fields.items():
        classes = [one for one in (info.annotation, *getattr(info.annotation, "__args__", ())) if isinstance(one, type)]
        ids = [one for one in classes if issubclass(one, Id)]
        values[field] = None if not ids else [ids[0].new()] if get_origin(info.annotation) is list else ids[0].new()
    return kind.model_construct(**values)


# --- finding -------------------------------------------------------------------------------------------------------------


async def test_filters_narrow_and_a_repeated_one_means_either(
    notifications: ServiceUnderTest, brand: Actor, creator: Actor
) -> None:
    both = sides(brand, creator)
    order_id = OrderId.new()
    offer = offer_countered(*both)
    draft = draft_approved(*both, order_id=order_id)
    await notifications.hear(offer, draft, hold_funded(*both, order_id=order_id), order_activated(*both))

    assert types(await listed(brand, "&type=draft.approved")) == ["draft.approved"]
    assert set(types(await listed(brand, "&type=draft.approved&type=offer.countered"))) == {"draft.approved", "offer.countered"}
    assert set(types(await listed(brand, f"&order_id={order_id}"))) == {"draft.approved", "hold.funded"}
    assert types(await listed(brand, f"&order_id={order_id}&type=hold.funded")) == ["hold.funded"]
    assert types(await listed(brand, f"&subject={draft.draft_id}")) == ["draft.approved"]
    assert len(await listed(brand, f"&subject={draft.draft_id}&subject={offer.offer_id}")) == 2


@pytest.mark.parametrize(
    "query", ["type=no.such", "type=session.revoked", "subject=7", "subject=ord_%00", "order_id=drf_7", "sort=type", "since=1"]
)
async def test_a_filter_that_means_nothing_is_refused(brand: Actor, query: str) -> None:
    assert is_problem(await brand.get(f"/events?{query}"), 422, "validation_failed")


async def test_pages_keep_their_place_while_events_come(notifications: ServiceUnderTest, brand: Actor, creator: Actor) -> None:
    both = sides(brand, creator)
    for _ in range(5):
        await notifications.hear(offer_countered(*both))
    first = (await brand.get("/events?limit=2")).json()
    await notifications.hear(offer_countered(*both))
    second = (await brand.get(f"/events?limit=2&cursor={first['next_cursor']}")).json()
    third = (await brand.get(f"/events?limit=2&cursor={second['next_cursor']}")).json()

    assert [event["sequence"] for page in (first, second, third) for event in page["data"]] == [5, 4, 3, 2, 1]
    assert (first["has_more"], third["has_more"], third["next_cursor"]) == (True, False, None)
    foreign = await creator.get(f"/events?limit=2&cursor={first['next_cursor']}")
    assert is_problem(foreign, 422, "cursor_invalid")


async def test_who_syncs_reads_on_in_order(notifications: ServiceUnderTest, brand: Actor, creator: Actor) -> None:
    both = sides(brand, creator)
    for _ in range(3):
        await notifications.hear(offer_countered(*both))
    page = (await brand.get("/events?sort=updated_at&limit=2")).json()
    rest = (await brand.get(f"/events?sort=updated_at&limit=2&cursor={page['next_cursor']}")).json()
    times = [event["timestamp"] for event in [*page["data"], *rest["data"]]]

    assert [event["sequence"] for event in [*page["data"], *rest["data"]]] == [1, 2, 3]
    assert times == sorted(times)
    for parameter in ("updated_at_min", "created_at_min"):
        assert [event["sequence"] for event in await listed(brand, f"&{parameter}={times[1]}")] == [3, 2]
    assert [event["sequence"] for event in await listed(brand, f"&created_at_max={times[1]}")] == [2, 1]


# --- once, in order, without a hole ------------------------------------------------------------------------------------


async def test_an_event_delivered_in_every_way_comes_once(notifications: ServiceUnderTest, brand: Actor, creator: Actor) -> None:
    envelopes = [envelope_of(offer_countered(*sides(brand, creator))) for _ in range(8)]
    consumer = notifications.instance.consumer

    await asyncio.gather(*(consumer.handle(envelopes) for _ in range(5)))
    await consumer.handle(envelopes[3:5])

    assert sorted(event["sequence"] for event in await listed(brand)) == list(range(1, 9))
    assert sorted(event["sequence"] for event in await listed(creator)) == list(range(1, 9))


async def test_an_event_has_its_own_id_and_says_when_it_happened(
    notifications: ServiceUnderTest, brand: Actor, creator: Actor, clock: TestClock
) -> None:
    envelope = envelope_of(offer_countered(*sides(brand, creator)))
    clock.advance(hours=2)
    await notifications.instance.consumer.handle([envelope])

    (of_brand,), (of_creator,) = await listed(brand), await listed(creator)
    assert of_brand["id"] == of_creator["id"] == envelope.id
    assert datetime.fromisoformat(of_brand["timestamp"]) == envelope.occurred_at


async def test_what_comes_late_stands_last_and_keeps_its_time(
    notifications: ServiceUnderTest, brand: Actor, creator: Actor, clock: TestClock
) -> None:
    both = sides(brand, creator)
    early = envelope_of(offer_countered(*both, terms_version=7))
    clock.advance(hours=1)
    between = business_clock.now().isoformat().replace("+00:00", "Z")
    clock.advance(hours=1)
    await notifications.hear(offer_countered(*both, terms_version=8))
    page = (await brand.get("/events?sort=updated_at&limit=1")).json()
    await notifications.instance.consumer.handle([early])

    events = await listed(brand)
    assert [(event["sequence"], event["data"]["terms_version"]) for event in events] == [(2, 7), (1, 8)]
    assert events[0]["timestamp"] < between < events[1]["timestamp"]
    assert types(page["data"]) == ["offer.countered"]

    async def versions(query: str) -> list[int]:
        return [event["data"]["terms_version"] for event in await listed(brand, query)]

    assert await versions(f"&created_at_min={between}") == [8]
    assert await versions(f"&created_at_max={between}") == [7]
    assert await versions(f"&sort=updated_at&updated_at_min={events[1]['timestamp']}") == [8, 7], "who syncs misses nothing"


async def test_what_is_told_again_without_its_receipt_is_not_added_twice(
    notifications: ServiceUnderTest, brand: Actor, creator: Actor
) -> None:
    envelopes = [envelope_of(offer_countered(*sides(brand, creator), terms_version=version)) for version in (2, 3, 4)]
    await notifications.instance.consumer.handle(envelopes[:2])
    before = await listed(brand)
    async with notifications.session() as session:
        await session.execute(text("delete from receipts"))

    await notifications.instance.consumer.handle(envelopes)

    events = await listed(brand)
    assert events[1:] == before
    assert [event["sequence"] for event in events] == [3, 2, 1], "and it leaves no hole"


async def test_a_batch_keeps_the_order_of_each_key(notifications: ServiceUnderTest, brand: Actor, creator: Actor) -> None:
    both = sides(brand, creator)
    offers = [offer_countered(*both) for _ in range(4)]
    rounds = [offer.model_copy(update={"terms_version": version}) for version in range(2, 7) for offer in offers]
    await notifications.hear(*rounds)

    for offer in offers:
        events = await listed(brand, f"&subject={offer.offer_id}&sort=updated_at")
        assert [event["data"]["terms_version"] for event in events] == [2, 3, 4, 5, 6]


async def test_what_commits_later_never_stands_before_what_was_seen(
    notifications: ServiceUnderTest, brand: Actor, creator: Actor
) -> None:
    """Two transactions: the second may not take a place while the first, which has a lower one, is not yet to be seen."""
    both = sides(brand, creator)
    context = notifications.instance.context
    elsewhere = sides(notifications.brand(), notifications.creator())

    async with context.sessions() as first:
        await feeds.tell(first, [envelope_of(offer_countered(*both, terms_version=7)).event()])
        second = asyncio.create_task(notifications.hear(offer_countered(*both, terms_version=8)))
        # The other feeds do not wait.
        await notifications.hear(offer_countered(*elsewhere))
        await asyncio.sleep(0.05)
        assert not second.done()
        assert await listed(brand) == []
        await first.commit()
    await second

    events = await listed(brand)
    assert [(event["sequence"], event["data"]["terms_version"]) for event in events] == [(2, 8), (1, 7)]


async def test_a_place_given_back_is_taken_by_the_next(notifications: ServiceUnderTest, brand: Actor, creator: Actor) -> None:
    both = sides(brand, creator)
    async with notifications.instance.context.sessions() as session:
        await feeds.tell(session, [envelope_of(offer_countered(*both)).event()])
        await session.rollback()
    await notifications.hear(offer_countered(*both))

    assert [event["sequence"] for event in await listed(brand)] == [1]


# --- for how long ---------------------------------------------------------------------------------------------------------


async def test_events_are_forgotten_after_thirty_days_but_for_the_newest(
    notifications: ServiceUnderTest, brand: Actor, creator: Actor, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MOST_FORGOTTEN_AT_ONCE", 2)
    both = sides(brand, creator)
    for _ in range(4):
        await notifications.hear(offer_countered(*both))
    assert await notifications.scalar("select count(*) from timers") == 1

    clock.advance(days=30)
    await notifications.run_timers()
    assert len(await listed(brand)) == 4

    clock.advance(days=1)
    await notifications.run_timers()
    assert [event["sequence"] for event in await listed(brand)] == [4]
    assert await notifications.scalar("select count(*) from feed_entries") == 2

    await notifications.hear(offer_countered(*both))
    assert [event["sequence"] for event in await listed(brand)] == [5, 4]
    clock.advance(days=31)
    await notifications.run_timers()
    assert [event["sequence"] for event in await listed(brand)] == [5]
    assert await notifications.scalar("select count(*) from timers where due_at <= :now", now=business_clock.now()) == 0
