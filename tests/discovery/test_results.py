"""Results: what campaigns tells of orders and answers, in whatever order, and what is shown of it."""

import asyncio
import random
from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from services.campaigns.app import service as campaigns_service
from services.discovery.handlers import handlers
from services.discovery.policy import BADGES
from services.discovery.results.arithmetic import response_time
from shared.clock import clock as business_clock
from shared.events import Event, catalogue
from shared.events.discovery import CreatorUpdated
from tests.campaigns.factories import a_brand, a_campaign, a_creator, an_invitation, an_offer, engage, seen, usd
from tests.discovery.creators import HIDES, approved, measured, old_id
from tests.discovery.orders import NOW, Asked, Ordered
from tests.harness import ServiceUnderTest, Templates, TestClock, service_under_test

WORTH = """
    select jsonb_build_array(completed_orders, past_results, exclusive_categories, response_time_seconds, answer_count, badges,
                             is_shown)
    from creators where id = :id
"""
INDUSTRIES = "select industries from creators where id = :id"
NOTHING_WAITS = "select count(*) from parked_events"


async def worth_of(discovery: ServiceUnderTest, creator: Any) -> Any:
    return await discovery.scalar(WORTH, id=creator.creator_id.uuid)


async def test_past_results_are_shown_to_everybody_without_prices(discovery: ServiceUnderTest) -> None:
    ana = approved()
    first = Ordered(ana)
    orders = [first, Ordered(ana, brand=first.brand), Ordered(ana, category="travel", deliverable_count=1), Ordered(ana)]
    await discovery.hear(ana, *(order.created() for order in orders))
    await discovery.hear(orders[0].overdue(), orders[0].overdue(), *(order.completed() for order in orders[:3]))
    await discovery.hear(orders[3].cancelled())

    body = (await discovery.brand().get(f"/creators/{ana.creator_id}")).json()

    assert body["past_results"] == {
        "completed_orders": 3,
        "categories": [{"category": "food", "completed_orders": 2}, {"category": "travel", "completed_orders": 1}],
        "on_time_share": 0.8,
        "repeat_brand_count": 1,
    }
    told = await discovery.scalar("select string_agg(copy::text, ' ') from order_copies as copy")
    assert "60000" not in told


async def test_three_facts_of_an_order_end_alike_in_every_order_and_twice(discovery: ServiceUnderTest) -> None:
    """Each order of created, overdue, completed and a late approval; then each of them again."""
    ends = []
    for number, places in enumerate(permutations(range(4))):
        ana = approved(creator_id=old_id(number))
        order = Ordered(ana, exclusivity={"category": "food", "duration_days": 30}, ends_at=NOW + timedelta(days=3650))
        history = [ana, order.created(), order.overdue(), order.completed()]
        for place in places:
            await discovery.hear(history[place])
        ends.append(await worth_of(discovery, ana))
        version = await discovery.scalar("select version from creators where id = :id", id=ana.creator_id.uuid)
        await discovery.hear(*history)
        assert await discovery.scalar("select version from creators where id = :id", id=ana.creator_id.uuid) == version
        assert await discovery.scalar(INDUSTRIES, id=ana.creator_id.uuid) == ["food"]

    results = {"categories": [{"category": "food", "completed_orders": 1}], "on_time_share": 0.5, "repeat_brand_count": 0}
    assert ends == [[1, results, ["food"], None, 0, [], True]] * 24
    assert await discovery.scalar(NOTHING_WAITS) == 0
    assert await discovery.scalar("select count(*) from timers where name = 'creator.end_exclusivity'") == 24


async def test_of_two_ends_the_later_version_stands(discovery: ServiceUnderTest) -> None:
    """Campaigns tells one; a copy must not depend on it."""
    ends = []
    for number, places in enumerate(permutations(range(3))):
        ana = approved(creator_id=old_id(number))
        order = Ordered(ana)
        history = [order.created(), order.cancelled(8), order.completed(9)]
        await discovery.hear(ana, *(history[place] for place in places))
        ends.append((await worth_of(discovery, ana))[0])
    assert ends == [1] * 6


async def test_industries_are_those_of_completed_orders(discovery: ServiceUnderTest) -> None:
    """The most frequent first, each once; neither those that run nor those that were cancelled."""
    ana = approved()
    names = ("travel", "food", "food", "beauty", "drinks")
    travel, *food, running, cancelled = orders = [Ordered(ana, category=name) for name in names]
    await discovery.hear(ana, *(order.created() for order in orders), cancelled.cancelled())
    path, brand = f"/creators/{ana.creator_id}", discovery.brand()
    assert (await brand.get(path)).json()["industries"] == []
    assert (await brand.get("/creators?industry=food")).json()["total_count"] == 0

    await discovery.hear(travel.completed(), *(order.completed() for order in food))

    body = (await brand.get(path)).json()
    me = (await discovery.creator(organization_id=ana.organization_id).get("/creators/me")).json()
    assert body["industries"] == me["industries"] == ["food", "travel"]
    assert body["industries"] == [one["category"] for one in body["past_results"]["categories"]]
    assert await discovery.scalar(INDUSTRIES, id=ana.creator_id.uuid) == body["industries"]
    assert running.category not in body["industries"]


async def test_an_industry_is_known_when_outcome_and_order_have_come_and_goes_with_the_outcome(
    discovery: ServiceUnderTest,
) -> None:
    first, second = approved(), approved(creator_id=old_id(1))
    early = Ordered(first)
    await discovery.hear(first, early.completed())
    assert await discovery.scalar(INDUSTRIES, id=first.creator_id.uuid) == [], "what it was about has not come"
    await discovery.hear(early.created(), early.completed())
    assert await discovery.scalar(INDUSTRIES, id=first.creator_id.uuid) == ["food"]

    for number, places in enumerate(permutations(range(3))):
        ana = approved(creator_id=old_id(10 + number))
        order = Ordered(ana)
        history = [order.created(), order.completed(8), order.cancelled(9)]
        await discovery.hear(ana, *(history[place] for place in places), *history)
        assert await discovery.scalar(INDUSTRIES, id=ana.creator_id.uuid) == [], places

    await discovery.hear(Ordered(second).created())
    assert await discovery.scalar(INDUSTRIES, id=second.creator_id.uuid) == []


async def test_exclusivity_binds_at_once_and_ends_on_time(discovery: ServiceUnderTest, clock: TestClock) -> None:
    now = business_clock.now()
    ana = approved()
    short = Ordered(ana, exclusivity={"category": "food", "duration_days": 1}, ends_at=now + timedelta(days=1))
    long = Ordered(ana, exclusivity={"category": "drinks", "duration_days": 30}, ends_at=now + timedelta(days=1))
    again = Ordered(ana, exclusivity={"category": "food", "duration_days": 9}, ends_at=now + timedelta(days=1))
    brands_only = Ordered(ana, exclusivity={"category": None, "competitors": ["OtherPan"], "duration_days": 9})
    over = Ordered(ana, exclusivity={"category": "travel", "duration_days": 0}, ends_at=now - timedelta(days=1))
    await discovery.hear(ana, *(order.created() for order in (short, long, again, brands_only, over)))
    assert (await worth_of(discovery, ana))[2] == ["drinks", "food"]
    assert await discovery.scalar("select count(*) from timers where name = 'creator.end_exclusivity'") == 3

    clock.advance(days=2, seconds=1)
    await discovery.run_timers()
    assert (await worth_of(discovery, ana))[2] == ["drinks", "food"], "another order still binds"

    await discovery.hear(again.cancelled())
    assert (await worth_of(discovery, ana))[2] == ["drinks"]
    await discovery.hear(long.completed())
    assert (await worth_of(discovery, ana))[2] == ["drinks"], "what was promised holds beyond the work"

    clock.advance(days=29)
    await discovery.run_timers()
    assert (await worth_of(discovery, ana))[2] == []
    assert await discovery.scalar("select count(*) from timers where failures > 0") == 0


async def test_answers_give_a_response_time(discovery: ServiceUnderTest) -> None:
    ana = approved()
    first, second = Asked(ana), Asked(ana)
    await discovery.hear(ana, first.invited(), first.joined(10))
    assert (await worth_of(discovery, ana))[3:6] == [36_000, 1, []]

    # Asked at 20 and answered at 22; the brand's answer at 90 is not the creator's; asked again at 90, answered at 120.
    await discovery.hear(
        second.offered(20),
        second.countered_by_creator(22, 2),
        second.countered_by_brand(90, 3),
        second.agreed(120, 3),
    )
    assert (await worth_of(discovery, ana))[3:6] == [36_000, 3, ["responsive"]]

    # The brand's agreement to the creator's terms answers no question put to the creator, and silence is no answer.
    third = Asked(ana)
    await discovery.hear(third.offered(0), third.countered_by_creator(100, 2), third.agreed(101, 2), Asked(ana).invited())
    assert (await worth_of(discovery, ana))[3:6] == [(10 + 30) * 1800, 4, ["responsive"]]


async def test_who_joins_by_an_invite_link_answers_nothing(discovery: ServiceUnderTest) -> None:
    ana = approved()
    asked = Asked(ana)
    by_link = [Asked(ana, by_invite_link=True) for _ in range(5)]
    await discovery.hear(ana, *(event for one in by_link for event in (one.invited(), one.joined(0))))
    assert (await worth_of(discovery, ana))[3:6] == [None, 0, []]
    await discovery.hear(asked.invited(), asked.joined(10))
    assert (await worth_of(discovery, ana))[3:6] == [36_000, 1, []]


async def test_what_campaigns_really_tells_gives_the_same(
    discovery: ServiceUnderTest, templates: Templates, clock: TestClock
) -> None:
    """Invited, accepted after 30 hours; offered, countered after 10, countered back, accepted after 50; bound until the end."""
    async with service_under_test(campaigns_service, templates) as campaigns:
        brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
        campaign = await a_campaign(brand)
        invitation = await an_invitation(brand, campaign, creator_id)
        clock.advance(hours=30)
        await creator.post(f"/invitations/{invitation['id']}/accept")
        offer = await an_offer(brand, campaign, creator_id)
        clock.advance(hours=10)
        offer = (await creator.post(f"/offers/{offer['id']}/counter", {"price": usd(70_000)}, **seen(offer))).json()
        clock.advance(hours=70)
        offer = (await brand.post(f"/offers/{offer['id']}/counter", {"price": usd(65_000)}, **seen(offer))).json()
        clock.advance(hours=50)
        assert (await creator.post(f"/offers/{offer['id']}/accept", **seen(offer))).status_code == 200
        told = await campaigns.said()

    await discovery.hear(*told)

    row = "select jsonb_build_array(response_time_seconds, answer_count, exclusive_categories) from creators where id = :id"
    seconds, answers, bound = await discovery.scalar(row, id=creator_id.uuid)
    assert (seconds // 60, answers, bound) == (30 * 60, 3, ["food"])
    clock.advance(days=100)
    await discovery.run_timers()
    assert (await discovery.scalar(row, id=creator_id.uuid))[2] == []


async def test_answers_end_alike_in_every_order(discovery: ServiceUnderTest) -> None:
    ends = []
    for number, places in enumerate(permutations(range(5))):
        ana = approved(creator_id=old_id(number))
        asked = Asked(ana)
        history = [
            asked.offered(0),
            asked.countered_by_creator(2, 2),
            asked.countered_by_brand(50, 3),
            asked.turned_down(60, 3),
            asked.refused(1),
        ]
        await discovery.hear(*(history[place] for place in places), ana, asked.invited(0), *history)
        ends.append((await worth_of(discovery, ana))[3:5])
    assert ends == [[7_200, 3]] * 120
    assert await discovery.scalar(NOTHING_WAITS) == 0


async def test_only_the_newest_answers_count_and_what_has_no_time_says_nothing(discovery: ServiceUnderTest) -> None:
    ana = approved()
    old = [Asked(ana, since=NOW - timedelta(days=100 + day)) for day in range(9)]
    new = [Asked(ana, since=NOW + timedelta(days=day)) for day in range(20)]
    events: list[Event] = [event for asked in old for event in (asked.invited(), asked.joined(90))]
    events += [event for asked in new for event in (asked.invited(), asked.joined(1))]
    random.Random(5).shuffle(events)
    await discovery.hear(ana, *events, Asked(ana).invited(None), Asked(ana).joined(None))

    assert (await worth_of(discovery, ana))[3:5] == [3_600, 20]
    assert response_time([(NOW, NOW - timedelta(hours=1))]) == 0
    assert response_time([(NOW, NOW + timedelta(seconds=seconds)) for seconds in (1, 2, 4, 9)]) == 3


@pytest.mark.parametrize(
    ("answered", "silent", "seconds"),
    [(0, 0, None), (0, 3, None), (1, 0, 3_600), (1, 1, None), (2, 1, 3_600), (2, 2, None), (3, 2, 3_600), (3, 97, None)],
)
def test_silence_is_longer_than_any_answer(answered: int, silent: int, seconds: int | None) -> None:
    questions = [(NOW, NOW + timedelta(hours=1))] * answered + [(NOW, None)] * silent
    assert response_time(questions) == response_time(questions[::-1]) == seconds


async def test_who_leaves_most_unanswered_is_not_responsive(discovery: ServiceUnderTest) -> None:
    """Three answers within an hour are worth a badge, until as many questions ran out."""
    ana, brand = approved(), discovery.brand()
    within = "/creators?response_time_seconds_max=3600&facet=badge"
    for asked in (answered := [Asked(ana) for _ in range(3)]):
        await discovery.hear(asked.invited(), asked.joined(1))
    await discovery.hear(ana)
    assert (await worth_of(discovery, ana))[3:6] == [3_600, 3, ["responsive"]]

    silent = [Asked(ana, since=NOW + timedelta(days=1)) for _ in range(3)]
    await discovery.hear(*(event for asked in silent[:2] for event in (asked.invited(), asked.ran_out())))
    assert (await worth_of(discovery, ana))[3:6] == [3_600, 3, ["responsive"]], "two of five"
    assert (await brand.get(within)).json()["total_count"] == 1
    await discovery.hear(silent[2].offered(0), silent[2].terms_ran_out(168, 1))
    assert (await worth_of(discovery, ana))[3:6] == [None, 3, []]
    assert (await brand.get(within)).json()["total_count"] == 0
    [suggested] = (await brand.post("/creator-suggestions", {"category": "food"})).json()["data"]
    [told] = [one["detail"] for one in suggested["against"] if one["code"] == "response"]
    assert told.startswith("They leave half or more unanswered")

    # The newest twenty count: who answers again has the badge again.
    later = [Asked(ana, since=NOW + timedelta(days=30 + day)) for day in range(20 - len(silent))]
    await discovery.hear(*(event for asked in later for event in (asked.invited(), asked.joined(2))))
    assert (await worth_of(discovery, ana))[3:6] == [7_200, 17, ["responsive"]]
    assert len(answered) == BADGES.least_answers


async def test_what_ran_out_counts_where_the_creator_was_asked_and_had_the_time(discovery: ServiceUnderTest) -> None:
    """Not what ended with its campaign within two days, what waited for the brand, or what the creator had answered."""
    hours = BADGES.silence_from.total_seconds() / 3600
    ana = approved()
    cut, joined, countered, enough = (Asked(ana) for _ in range(4))
    await discovery.hear(ana, joined.invited(), joined.joined(1), joined.ran_out(168))
    assert (await worth_of(discovery, ana))[3:5] == [3_600, 1]
    await discovery.hear(cut.invited(), cut.ran_out(hours - 0.001))
    await discovery.hear(countered.offered(0), countered.countered_by_creator(1, 2), countered.terms_ran_out(169, 2))
    assert (await worth_of(discovery, ana))[3:5] == [3_600, 2]
    await discovery.hear(Asked(ana).ran_out(), Asked(ana).ran_out(None))
    assert (await worth_of(discovery, ana))[3:5] == [3_600, 2], "nobody knows when that was asked"
    for exactly in (enough, Asked(ana)):
        await discovery.hear(exactly.invited(), exactly.ran_out(hours))
    assert (await worth_of(discovery, ana))[3:5] == [None, 2]


async def test_silence_ends_alike_in_every_order(discovery: ServiceUnderTest) -> None:
    ends = []
    for number, places in enumerate(permutations(range(4))):
        ana = approved(creator_id=old_id(number))
        first, second = Asked(ana), Asked(ana)
        history = [first.invited(), first.ran_out(), second.offered(0), second.terms_ran_out(168, 1)]
        third = Asked(ana)
        await discovery.hear(third.invited(), third.joined(3), *(history[place] for place in places), ana, *history)
        ends.append((await worth_of(discovery, ana))[3:5])
    assert ends == [[None, 1]] * 24
    assert await discovery.scalar(NOTHING_WAITS) == 0


async def test_campaigns_really_tells_of_silence(discovery: ServiceUnderTest, templates: Templates, clock: TestClock) -> None:
    """An invitation and an offer of which nobody took notice, and one that the creator left to the brand."""
    async with service_under_test(campaigns_service, templates) as campaigns:
        brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
        campaign, other = await a_campaign(brand), await a_campaign(brand)
        await engage(brand, campaign, creator, creator_id)
        await engage(brand, other, creator, creator_id)
        await an_offer(brand, campaign, creator_id)
        offer = await an_offer(brand, other, creator_id)
        answer = await creator.post(f"/offers/{offer['id']}/counter", {"price": usd(70_000)}, **seen(offer))
        assert answer.status_code == 200
        await an_invitation(brand, await a_campaign(brand), creator_id)
        clock.advance(days=8)
        await campaigns.run_timers()
        told = await campaigns.said()
    assert [event.wire_name for event in told if event.wire_name.endswith("expired")].count("offer.expired") == 2

    await discovery.hear(*told)

    rows = "select array_agg(answered_at is null order by answered_at is null) from answers where asked_at is not null"
    assert await discovery.scalar(rows) == [False, False, False, True, True]
    ended = "select count(*) from answers where asked_at is not null and answered_at is null and expired_at is not null"
    assert await discovery.scalar(ended) == 2
    row = "select jsonb_build_array(response_time_seconds, answer_count) from creators where id = :id"
    seconds, answers = await discovery.scalar(row, id=creator_id.uuid)
    assert (seconds // 60, answers) == (0, 3)


async def test_every_event_of_campaigns_acts_or_is_passed_over_in_every_state(discovery: ServiceUnderTest) -> None:
    """The matrix: a creator unknown, active, hidden, on vacation, known by statistics only, by each event; none parks."""

    def makers(ana: Any) -> dict[str, Event]:
        order, asked = Ordered(ana, exclusivity={"category": "food", "duration_days": 3650}), Asked(ana)
        made: Sequence[Event] = [
            order.created(), order.completed(), order.cancelled(), order.overdue(), asked.invited(), asked.joined(1),
            asked.refused(1), asked.offered(1), asked.countered_by_brand(2, 2), asked.agreed(3, 2), asked.turned_down(3, 2), asked.ran_out(),
            asked.terms_ran_out(9, 2),
        ]  # fmt: skip
        return {event.wire_name: event for event in made}

    heard = {name for name in handlers.of_event if catalogue[name].topic == "campaigns"}
    assert makers(approved()).keys() == heard
    for state in ("unknown", "active", *HIDES, "on_vacation", "statistics_only"):
        for name in sorted(heard):
            ana = approved()
            if state != "unknown":
                await discovery.hear(measured(ana) if state == "statistics_only" else ana)
            if state in HIDES:
                await discovery.hear(HIDES[state](ana))
            if state == "on_vacation":
                me = discovery.creator(organization_id=ana.organization_id)
                await me.patch("/creators/me", {"availability": "on_vacation"})
            await discovery.hear(makers(ana)[name])
            found = await worth_of(discovery, ana)
            if name == "deliverable.overdue" and state == "unknown":
                assert found is None, "the event does not say whose it is"
                continue
            assert found[0] == (name == "order.completed"), (state, name)
            assert found[2] == (["food"] if name == "order.created" else []), (state, name)
            assert found[-1] == (state == "active"), (state, name)
            assert await discovery.scalar(INDUSTRIES, id=ana.creator_id.uuid) == [], (state, name)
    assert await discovery.scalar(NOTHING_WAITS) == 0


async def test_what_both_services_tell_at_once_is_all_taken(discovery: ServiceUnderTest) -> None:
    """Identity's and campaigns' events of one new creator, and of many at once, meet in one row each."""
    creators = [approved(creator_id=old_id(number)) for number in range(12)]
    orders = [Ordered(ana) for ana in creators]
    asked = [Asked(ana) for ana in creators]
    # The three of one creator stand together, so that they are in hand at once.
    events: list[Event] = [
        event for ana, order, one in zip(creators, orders, asked, strict=True) for event in (ana, order.created(), one.invited())
    ]
    await asyncio.gather(*(discovery.hear(event) for event in events))
    later: list[Event] = [
        *(order.completed() for order in orders),
        *(one.joined(1) for one in asked),
        *(measured(ana, 2, minutes=5) for ana in creators),
    ]
    await asyncio.gather(*(discovery.hear(event) for event in later))

    assert await discovery.scalar(NOTHING_WAITS) == 0
    ends = [await worth_of(discovery, ana) for ana in creators]
    assert [end[0] for end in ends] == [1] * 12
    assert [end[3:5] for end in ends] == [[3_600, 1]] * 12
    assert [end[-1] for end in ends] == [True] * 12


async def test_results_tell_campaigns_nothing_new(discovery: ServiceUnderTest) -> None:
    ana = approved()
    order, asked = Ordered(ana, exclusivity={"category": "food", "duration_days": 30}), Asked(ana)
    await discovery.hear(ana, order.created(), order.completed(), asked.invited(), asked.joined(1))
    assert await discovery.said() == []

    me = discovery.creator(organization_id=ana.organization_id)
    await me.patch("/creators/me", {"minimum_offer": {"value": 500, "currency": "USD"}})
    await discovery.hear(order.overdue(), Asked(ana).invited())
    [told] = await discovery.said(CreatorUpdated)
    assert told.minimum_offer.value == 500
    assert (await me.get("/creators/me")).json()["minimum_offer"] == {"value": 500, "currency": "USD"}
