"""Similar creators: the formula against one written anew, who is found, and who is not."""

import asyncio
import math
from datetime import UTC, datetime
from typing import Any

import pytest

from services.discovery.app import service
from services.discovery.similar.arithmetic import closeness, common_shares, currency_of, likeness, lowest_prices
from services.discovery.similar.policy import LIKENESS
from services.discovery.similar.words import amount, listed
from shared.events.identity import Audience
from tests.discovery.creators import HIDES, approved, old_id, statistics, suspended
from tests.discovery.market import factor
from tests.harness import Actor, ServiceUnderTest, Templates, is_problem, service_under_test

Market = tuple[ServiceUnderTest, list[dict[str, Any]]]


# --- the formula written anew, from what everybody may read -------------------------------------------------------------


def near(one: float, other: float, times: float) -> float:
    if one == other:
        return 1.0
    if min(one, other) <= 0:
        return 0.0
    return max(0.0, 1 - abs(math.log(one / other)) / math.log(times))


def in_common(one: dict[str, float], other: dict[str, float]) -> float:
    mine, theirs = sum(one.values()), sum(other.values())
    if not theirs:
        return 0.0
    return sum(min(one.get(value, 0) / mine, other.get(value, 0) / theirs) for value in {*one, *other})


def lowest(rates: list[dict[str, Any]], currency: str) -> dict[str, int]:
    prices: dict[str, list[int]] = {}
    for one in rates:
        worth = factor(one["price"]["currency"], currency) if currency else None
        if worth is not None:
            prices.setdefault(one["deliverable_type"], []).append(math.floor(one["price"]["value"] * worth))
    return {type_: min(amounts) for type_, amounts in prices.items()}


def expected(one: dict[str, Any], other: dict[str, Any]) -> dict[str, float | None]:
    """Compare two answers of `GET /v1/creators/{id}`."""
    told = [name for name in ("countries", "genders", "ages") if sum(one["audience"][name].values()) > 0]
    currencies = [rate_["price"]["currency"] for rate_ in one["rates"]]
    currency = max(sorted(set(currencies)), key=currencies.count, default="")
    mine, theirs = lowest(one["rates"], currency), lowest(other["rates"], currency)
    audience = [in_common(one["audience"][name], other["audience"][name]) for name in told]
    return {
        "categories": len({*one["categories"]} & {*other["categories"]}) / len({*one["categories"], *other["categories"]})
        if one["categories"]
        else None,
        "audience": sum(audience) / len(audience) if audience else None,
        "followers": near(one["follower_count"], other["follower_count"], 10),
        "price": sum(near(price, theirs[type_], 4) for type_, price in mine.items() if type_ in theirs) / len(mine)
        if mine
        else None,
        "engagement": near(one["engagement_rate"], other["engagement_rate"], 4),
    }


WEIGHTS = {"categories": 30, "audience": 30, "followers": 15, "price": 15, "engagement": 10}


def mean(values: dict[str, float | None]) -> float:
    said = {code: value for code, value in values.items() if value is not None}
    return sum(WEIGHTS[code] * value for code, value in said.items()) / sum(WEIGHTS[code] for code in said)


def is_candidate(one: dict[str, Any], other: dict[str, Any]) -> bool:
    near_in_size = one["follower_count"] // 4 <= other["follower_count"] <= one["follower_count"] * 4
    return bool({*one["categories"]} & {*other["categories"]}) or near_in_size


async def everybody(brand: Actor) -> dict[str, dict[str, Any]]:
    found, cursor = {}, ""
    while True:
        page = (await brand.get(f"/creators?limit=100{cursor}")).json()
        found |= {creator["id"]: creator for creator in page["data"]}
        if not page["has_more"]:
            return found
        cursor = f"&cursor={page['next_cursor']}"


async def test_the_most_alike_are_found_in_order_with_every_part(market: Market) -> None:
    """Whoever shares a category or the size is a candidate, as long as they are few: the answer is the best of them."""
    brand = market[0].brand()
    shown = await everybody(brand)
    proven = {"null", "no price", "converted", "no category in common"}
    for one in list(shown.values())[::9]:
        answer = await brand.get(f"/creators/{one['id']}/similar?limit=50")
        assert answer.status_code == 200, answer.text
        body = answer.json()
        others = {id: other for id, other in shown.items() if id != one["id"]}
        by_hand = {id: expected(one, other) for id, other in others.items()}
        candidates = [id for id, other in others.items() if is_candidate(one, other)]
        best = sorted((mean(by_hand[id]) for id in candidates), reverse=True)[:50]

        assert one["id"] not in {row["creator"]["id"] for row in body["data"]}
        assert body["compared_count"] <= len(candidates)
        assert {row["creator"]["id"] for row in body["data"]} <= {*candidates}
        similarities = [row["similarity"] for row in body["data"]]
        assert [(-row["similarity"], row["creator"]["id"]) for row in body["data"]] == sorted(
            (-row["similarity"], row["creator"]["id"]) for row in body["data"]
        )
        for row in body["data"]:
            assert row["creator"] == shown[row["creator"]["id"]]
            parts = by_hand[row["creator"]["id"]]
            assert {reason["code"]: reason["weight"] for reason in row["reasons"]} == WEIGHTS
            for reason in row["reasons"]:
                assert reason["value"] == (None if (value := parts[reason["code"]]) is None else pytest.approx(value, abs=6e-5))
                assert reason["detail"].endswith(".")
            assert row["similarity"] == pytest.approx(mean(parts), abs=2e-4)
            proven -= {"null"} if None in parts.values() else set()
            proven -= {"no price"} if parts["price"] is None else set()
            proven -= {"no category in common"} if parts["categories"] == 0 else set()
        if body["compared_count"] == len(candidates):  # no look was cut off: all of them were compared
            assert similarities == pytest.approx(best, abs=2e-4)
            proven -= {"converted"} if body["exchange_rates"] else set()
    assert proven == set()


async def test_the_same_market_gives_the_same_answer(market: Market) -> None:
    brand = market[0].brand()
    [one] = (await brand.get("/creators?limit=1&category=food")).json()["data"]

    answers = [(await brand.get(f"/creators/{one['id']}/similar")).json() for _ in range(3)]

    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0]["data"]) == 10
    assert (answers[0]["object"], answers[0]["creator_id"]) == ("similar_creators", one["id"])
    assert answers[0]["formula"] == {"version": LIKENESS.version, "effective_on": "2026-01-01", "weights": WEIGHTS}
    fewer = (await brand.get(f"/creators/{one['id']}/similar?limit=3")).json()
    assert fewer["data"] == answers[0]["data"][:3]


# --- who is found -------------------------------------------------------------------------------------------------------


async def similar(brand: Actor, id: str, limit: int = 50) -> list[dict[str, Any]]:
    answer = await brand.get(f"/creators/{id}/similar?limit={limit}")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def test_twins_are_alike_in_everything_and_stand_in_the_order_of_ids(discovery: ServiceUnderTest) -> None:
    twins = [approved(creator_id=old_id(number)) for number in (3, 1, 2)]
    far = approved(creator_id=old_id(0), categories=["travel"], accounts=[statistics(follower_count=100_000)])
    await discovery.hear(*twins, far)

    rows = await similar(discovery.brand(), old_id(3))

    assert [row["creator"]["id"] for row in rows] == [old_id(1), old_id(2), old_id(0)]
    assert [row["similarity"] for row in rows[:2]] == [1.0, 1.0]
    assert [reason["value"] for reason in rows[0]["reasons"]] == [1.0] * 5
    details = {reason["code"]: reason["detail"] for reason in rows[2]["reasons"]}
    assert details["categories"] == "They have no category in common."
    assert details["followers"] == "It is 100,000 followers beside 25,000."
    assert details["price"] == "It is 600.00 USD beside 600.00 USD for video."
    assert details["audience"] == "By country, age and gender, 100 % of their audiences are alike."


@pytest.mark.parametrize("how", [*HIDES, "on vacation", "not approved"])
async def test_who_is_hidden_is_like_nobody(discovery: ServiceUnderTest, how: str) -> None:
    hidden, one, other = (approved(creator_id=old_id(number), handle=f"number{number}") for number in range(3))
    await discovery.hear(one, other)
    if how == "not approved":
        await discovery.hear(suspended(hidden, 1))
    else:
        await discovery.hear(hidden)
        assert {row["creator"]["id"] for row in await similar(discovery.brand(), old_id(1))} == {old_id(0), old_id(2)}
    if how in HIDES:
        await discovery.hear(HIDES[how](hidden))
    if how == "on vacation":
        me = discovery.creator(organization_id=hidden.organization_id)
        assert (await me.patch("/creators/me", {"availability": "on_vacation"})).status_code == 200

    answer = await discovery.brand().get(f"/creators/{old_id(1)}/similar")

    assert [row["creator"]["id"] for row in answer.json()["data"]] == [old_id(2)]
    assert answer.json()["compared_count"] == 1
    assert old_id(0) not in answer.text
    assert "number0" not in answer.text


async def test_floors_and_blocks_change_nothing(discovery: ServiceUnderTest) -> None:
    one, other = approved(creator_id=old_id(1)), approved(creator_id=old_id(2), categories=["food", "gambling"])
    plain = approved(creator_id=old_id(3))
    await discovery.hear(one, other, plain)
    secrets = {"minimum_offer": {"value": 7654321, "currency": "CHF"}, "blocked_categories": ["gambling", "weapons"]}
    for event in (one, other):
        me = discovery.creator(organization_id=event.organization_id)
        assert (await me.patch("/creators/me", secrets)).status_code == 200

    answer = await discovery.brand().get(f"/creators/{old_id(1)}/similar")

    # The category that the other blocks does not count: both are as like as the third, who blocks nothing.
    assert [(row["creator"]["id"], row["similarity"]) for row in answer.json()["data"]] == [(old_id(2), 1.0), (old_id(3), 1.0)]
    for secret in ("7654321", "CHF", "gambling", "weapons", "minimum_offer", "blocked"):
        assert secret not in answer.text


async def test_a_creator_on_vacation_may_be_asked_about(discovery: ServiceUnderTest) -> None:
    one, other = approved(creator_id=old_id(1)), approved(creator_id=old_id(2))
    await discovery.hear(one, other)
    await discovery.creator(organization_id=one.organization_id).patch("/creators/me", {"availability": "on_vacation"})
    assert [row["creator"]["id"] for row in await similar(discovery.brand(), old_id(1))] == [old_id(2)]


async def test_who_tells_nothing_is_compared_by_size_alone(discovery: ServiceUnderTest) -> None:
    silent = {"categories": [], "languages": [], "rates": [], "accounts": [statistics(audience=Audience())]}
    await discovery.hear(*(approved(creator_id=old_id(number), **silent) for number in (1, 2)))

    [row] = await similar(discovery.brand(), old_id(1))

    values = {reason["code"]: reason["value"] for reason in row["reasons"]}
    assert values == {"categories": None, "audience": None, "followers": 1.0, "price": None, "engagement": 1.0}
    assert row["similarity"] == 1.0


async def test_the_index_in_memory_gives_the_same_answer(templates: Templates) -> None:
    answers = []
    for where in ("memory", "postgres"):
        async with service_under_test(service, templates, settings={"discovery_index": where}) as under_test:
            for number in range(1, 30):
                account = statistics(f"n{number}", follower_count=20_000 + 997 * number, engagement_rate=0.02 + 0.001 * number)
                event = approved(
                    creator_id=old_id(number),
                    organization_id="org_01k4s3m7v8e9tb2h6jq0xyzwpn",
                    handle=f"n{number}",
                    accounts=[account],
                    categories=[["food", "travel", "beauty"][number % 3]],
                )
                await under_test.hear(event)
            async with under_test.running():
                while not service.is_prepared(under_test.instance.context):
                    await asyncio.sleep(0.01)
                answer = (await under_test.brand().get(f"/creators/{old_id(7)}/similar?limit=20")).json()
            answers.append([(row["creator"]["id"], row["similarity"], row["reasons"]) for row in answer["data"]])
    assert answers[0] == answers[1]
    assert len(answers[0]) == 20


# --- bad input ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["limit=0", "limit=51", "limit=x", "limit=", "limit=1.5", "unknown=1", "cursor=abc"])
async def test_bad_queries_are_refused(shared_creator: Any, query: str) -> None:
    under_test, event = shared_creator
    assert is_problem(await under_test.brand().get(f"/creators/{event.creator_id}/similar?{query}"), 422, "validation_failed")


async def test_bad_ids_and_callers_are_refused(shared_creator: Any) -> None:
    under_test, event = shared_creator
    brand = under_test.brand()
    for id in (old_id(99), "org_01k4s3m7v8e9tb2h6jq0xyzwpn", "nothing", "%F0"):
        assert is_problem(await brand.get(f"/creators/{id}/similar"), 404, "not_found"), id
    assert is_problem(await under_test.nobody().get(f"/creators/{event.creator_id}/similar"), 401, "unauthenticated")
    writer = under_test.brand(scopes="creators:write")
    assert is_problem(await writer.get(f"/creators/{event.creator_id}/similar"), 403, "missing_scope")


# --- the arithmetic -----------------------------------------------------------------------------------------------------


def test_the_policy_is_whole() -> None:
    assert sum(LIKENESS.weights.values()) == 100
    assert LIKENESS.effective_on <= datetime.now(UTC).date()
    assert LIKENESS.times.keys() <= LIKENESS.weights.keys()


def test_numbers_are_near_by_their_ratio() -> None:
    assert [closeness(one, other, 10) for one, other in ((5, 5), (0, 0), (0, 5), (1, 10), (1, 99))] == [1, 1, 0, 0, 0]
    assert closeness(1, 10**0.5, 10) == pytest.approx(0.5)
    assert closeness(3, 7, 10) == closeness(7, 3, 10)


def test_shares_of_what_is_told_have_in_common_the_smaller() -> None:
    assert common_shares({"US": 0.5}, {"US": 0.25}) == 1.0
    assert common_shares({"US": 0.6, "CA": 0.4}, {"US": 0.3, "DE": 0.7}) == pytest.approx(0.3)
    assert [common_shares({}, {"US": 1.0}), common_shares({"US": 0.0}, {"US": 1.0}), common_shares({"US": 1}, {"DE": 1})] == [
        0,
        0,
        0,
    ]


def test_rates_meet_in_the_currency_of_most() -> None:
    rates = [
        {"deliverable_type": type_, "price": {"value": value, "currency": currency}}
        for type_, value, currency in (("video", 900, "EUR"), ("video", 1000, "USD"), ("story", 10, "USD"), ("live", 5, "KWD"))
    ]
    assert currency_of(rates) == "USD"
    assert currency_of(rates[:2]) == "EUR"
    assert currency_of([]) is None
    assert lowest_prices(rates, {"USD": 1.0, "EUR": 1.1}) == {"video": 990, "story": 10}


def test_what_only_the_other_lacks_is_not_alike() -> None:
    class Told:
        def __init__(self, **figures: Any) -> None:
            self.__dict__.update(
                {"shown_categories": ["food"], "follower_count": 5, "engagement_rate": 0.1}
                | {"audience_countries": {"US": 1.0}, "audience_genders": {}, "audience_ages": {}}
                | figures
            )

    full, empty = Told(), Told(shown_categories=[], audience_countries={})
    assert likeness(full, empty, prices={"video": 1}, other_prices={}).similarity == 0.25
    assert likeness(empty, full, prices={}, other_prices={"video": 1}).similarity == 1.0


def test_a_long_list_is_cut() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed([*"abcdefg"])] == ["a", "a and b", "a, b, c, d, e and 2 more"]


def test_money_is_written_by_its_decimals() -> None:
    assert [amount(60_000, "USD"), amount(1_234_567, "JPY"), amount(5, "KWD")] == ["600.00 USD", "1,234,567 JPY", "0.005 KWD"]
