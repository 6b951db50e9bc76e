"""Comparisons: figures and who is best, overlaps and reach against formulas written anew, and who is not told of."""

import random
from itertools import combinations
from typing import Any

import pytest

from services.discovery.comparisons.arithmetic import overlap_of, overlaps_of, reach_of
from services.discovery.comparisons.policy import OVERLAP
from shared import routing
from shared.events.identity import Audience, CreatorId
from tests.discovery.creators import HIDES, approved, old_id, rate, statistics, suspended
from tests.discovery.market import factor
from tests.discovery.test_search_privacy import statements_of
from tests.harness import Actor, ServiceUnderTest, is_problem

Market = tuple[ServiceUnderTest, list[dict[str, Any]]]


async def compared(brand: Actor, ids: list[str], **how: Any) -> dict[str, Any]:
    answer = await brand.post("/creator-comparisons", {"creator_ids": ids, **how})
    assert answer.status_code == 200, answer.text
    return answer.json()


# --- figures ------------------------------------------------------------------------------------------------------------


def value_of(creator: dict[str, Any], code: str) -> Any:
    if code == "views_per_follower":
        return round(creator["median_views"] / creator["follower_count"], 6) if creator["follower_count"] else None
    if code == "completeness":
        return creator["completeness"]["score"]
    return creator["past_results"][code] if code in creator["past_results"] else creator[code]


def price_of(creator: dict[str, Any], type_: str, currency: str) -> int | None:
    amounts = [
        int(one["price"]["value"] * worth)
        for one in creator["rates"]
        if one["deliverable_type"] == type_ and (worth := factor(one["price"]["currency"], currency)) is not None
    ]
    return min(amounts, default=None)


async def test_every_figure_stands_beside_the_others_and_the_best_is_named(market: Market) -> None:
    brand = market[0].brand()
    shown = (await brand.get("/creators?limit=100&sort=-median_views")).json()["data"]
    dice, proven = random.Random(5), dict.fromkeys(("tie", "nobody", "price", "no price", "seconds"), 0)
    for size in range(2, 11):
        creators = dice.sample(shown, size)
        answer = await compared(brand, [creator["id"] for creator in creators], currency="EUR")

        assert answer["creators"] == creators
        assert (answer["object"], answer["currency"]) == ("creator_comparison", "EUR")
        assert answer["exchange_rates"]["source"].startswith("European Central Bank")
        codes = [figure["code"] for figure in answer["figures"]]
        assert len({(figure["code"], figure["deliverable_type"]) for figure in answer["figures"]}) == len(codes) >= 11
        for figure in answer["figures"]:
            type_ = figure["deliverable_type"]
            if type_ is None:
                values = [value_of(creator, figure["code"]) for creator in creators]
            else:
                values = [price_of(creator, type_, "EUR") for creator in creators]
                if figure["code"] == "price_per_thousand_views":
                    values = [
                        None if price is None or not creator["median_views"] else round(1000 * price / creator["median_views"], 2)
                        for price, creator in zip(values, creators, strict=True)
                    ]
                proven["price" if any(value is not None for value in values) else "no price"] += 1
            told = [{"creator_id": creator["id"], "value": value} for creator, value in zip(creators, values, strict=True)]
            assert figure["values"] == told, figure["code"]
            known = sorted(value for value in values if value is not None)
            is_lower = figure["code"] in {"response_time_seconds", "price", "price_per_thousand_views"}
            assert figure["better"] == ("lower" if is_lower else "higher")
            best = [one["creator_id"] for one in told if one["value"] == (known or [None])[0 if is_lower else -1]]
            assert figure["best_creator_ids"] == (best if len(known) > 1 else [])
            proven["tie"] += len(figure["best_creator_ids"]) > 1
            proven["nobody"] += not figure["best_creator_ids"]
            proven["seconds"] += figure["unit"] == "seconds"
    assert {name for name, count in proven.items() if not count} <= {"no price"}


async def test_prices_meet_in_the_currency_of_most_where_none_is_named(discovery: ServiceUnderTest) -> None:
    ours, theirs = [rate("video", 10_000, "EUR"), rate("story", 100, "EUR")], [rate("video", 5000)]
    await discovery.hear(approved(creator_id=old_id(1), rates=ours), approved(creator_id=old_id(2), rates=theirs))
    brand = discovery.brand()

    by_most, by_name = (
        await compared(brand, [old_id(1), old_id(2)]),
        await compared(brand, [old_id(1), old_id(2)], currency="JPY"),
    )

    assert (by_most["currency"], by_name["currency"]) == ("EUR", "JPY")
    [video] = [one for one in by_most["figures"] if (one["code"], one["deliverable_type"]) == ("price", "video")]
    assert video["best_creator_ids"] == [old_id(2)]
    [story] = [one for one in by_most["figures"] if (one["code"], one["deliverable_type"]) == ("price", "story")]
    assert [one["value"] for one in story["values"]] == [100, None]
    assert story["best_creator_ids"] == []


async def test_without_rates_no_price_is_compared(discovery: ServiceUnderTest) -> None:
    await discovery.hear(*(approved(creator_id=old_id(number), rates=[]) for number in (1, 2)))
    answer = await compared(discovery.brand(), [old_id(2), old_id(1)])
    assert (answer["currency"], answer["exchange_rates"]) == (None, None)
    assert not [figure for figure in answer["figures"] if figure["deliverable_type"]]
    assert [creator["id"] for creator in answer["creators"]] == [old_id(2), old_id(1)]


# --- overlaps and reach -------------------------------------------------------------------------------------------------


def similarity(one: dict[str, Any], other: dict[str, Any]) -> tuple[list[str], float]:
    """Divide both audiences into cells, each the product of its shares, by loops."""
    names = [name for name in ("countries", "ages", "genders") if sum(one[name].values()) > 0 and sum(other[name].values()) > 0]
    cells: list[tuple[float, float]] = [(1.0, 1.0)]
    for name in names:
        mine, theirs = sum(one[name].values()), sum(other[name].values())
        values = {*one[name], *other[name]}
        cells = [
            (a * one[name].get(value, 0) / mine, b * other[name].get(value, 0) / theirs) for a, b in cells for value in values
        ]
    return names, sum(min(cell) for cell in cells)


async def test_overlaps_are_the_published_formula(market: Market) -> None:
    brand = market[0].brand()
    shown = (await brand.get("/creators?limit=100&sort=-follower_count")).json()["data"]
    dice, seen = random.Random(6), {"none": 0, "some": 0, "partly": 0}
    for _ in range(12):
        creators = dice.sample(shown, 6)
        answer = await compared(brand, [creator["id"] for creator in creators])
        pairs = list(combinations(creators, 2))
        assert [one["creator_ids"] for one in answer["overlaps"]] == [[a["id"], b["id"]] for a, b in pairs]
        for told, (one, other) in zip(answer["overlaps"], pairs, strict=True):
            names, alike = similarity(one["audience"], other["audience"])
            sizes = sorted((one["follower_count"], other["follower_count"]))
            assert told["dimensions"] == names
            assert told["size_ratio"] == pytest.approx(sizes[0] / sizes[1], abs=6e-5)
            if not names:
                seen["none"] += 1
                assert [told[name] for name in ("audience_similarity", "audience_overlap", "shared_follower_count")] == [None] * 3
                continue
            seen["some" if len(names) == 3 else "partly"] += 1
            overlap = alike * sizes[0] / sizes[1]
            assert told["audience_similarity"] == pytest.approx(alike, abs=6e-5)
            assert told["audience_overlap"] == pytest.approx(overlap, abs=6e-5)
            # Who follows both, over all who follow either, is the overlap.
            both = told["shared_follower_count"]
            assert both / (sum(sizes) - both) == pytest.approx(overlap, abs=1e-3)
            assert 0 <= both <= sizes[0]
        counts = [creator["follower_count"] for creator in creators]
        reach = answer["reach"]
        assert (reach["smallest_follower_count"], reach["largest_follower_count"]) == (max(counts), sum(counts))
        if all(told["shared_follower_count"] is not None for told in answer["overlaps"]):
            assert max(counts) <= reach["estimated_follower_count"] <= sum(counts)
        else:
            assert reach["estimated_follower_count"] is None
    assert all(seen.values()), seen


async def test_the_method_is_named_and_said_to_be_an_estimate(discovery: ServiceUnderTest) -> None:
    await discovery.hear(*(approved(creator_id=old_id(number)) for number in (1, 2)))

    answer = await compared(discovery.brand(), [old_id(1), old_id(2)])

    assert answer["method"] == {
        "name": "audience_similarity_times_size_ratio",
        "version": OVERLAP.version,
        "effective_on": "2026-01-01",
        "is_estimate": True,
        "detail": OVERLAP.in_words,
    }
    assert "estimate" in OVERLAP.in_words
    [twins] = answer["overlaps"]
    assert (twins["audience_similarity"], twins["audience_overlap"], twins["shared_follower_count"]) == (1.0, 1.0, 25_000)
    assert answer["reach"]["estimated_follower_count"] == 25_000


class Followed:
    def __init__(self, number: int, count: int, **audience: dict[str, float]) -> None:
        self.id, self.follower_count = old_id(number), count
        self.audience = {"countries": {}, "ages": {}, "genders": {}, "devices": {}} | audience


def test_two_reach_all_of_both_less_the_shared() -> None:
    one = Followed(1, 50_000, countries={"US": 0.6, "CA": 0.2}, genders={"female": 1.0})
    other = Followed(2, 25_000, countries={"US": 0.4, "DE": 0.4})
    overlap = overlap_of(one, other)
    assert overlap.dimensions == ["countries"]
    assert (overlap.audience_similarity, overlap.size_ratio, overlap.audience_overlap) == (0.5, 0.5, 0.25)
    assert overlap.shared_follower_count == 15_000
    assert reach_of([one, other], [overlap]).estimated_follower_count == 60_000
    assert reach_of([other, one], [overlap_of(other, one)]).estimated_follower_count == 60_000


def test_three_are_joined_from_the_largest() -> None:
    three = [Followed(number, count, ages={"18-24": 1.0}) for number, count in ((1, 10), (2, 1000), (3, 100))]
    assert reach_of(three, overlaps_of(three)).estimated_follower_count == 1000  # each smaller one lies within
    apart = [Followed(number, 100, countries={country: 1.0}) for number, country in ((1, "US"), (2, "CA"), (3, "DE"))]
    assert reach_of(apart, overlaps_of(apart)).estimated_follower_count == 300


def test_nobody_who_is_followed_by_nobody_adds_anything() -> None:
    some, none = Followed(1, 500, countries={"US": 1.0}), Followed(2, 0, countries={"US": 1.0})
    overlaps = overlaps_of([none, some, Followed(3, 0, countries={"US": 1.0})])
    assert [one.shared_follower_count for one in overlaps] == [0, 0, 0]
    assert reach_of([none, some], overlaps[:1]).estimated_follower_count == 500


def test_a_long_list_of_shares_costs_little() -> None:
    many = {f"v{number}": 1 / 5000 for number in range(5000)}
    one, other = (Followed(number, 9, countries=many, ages=many, genders={"female": 1.0}) for number in (1, 2))
    assert overlap_of(one, other).audience_similarity == pytest.approx((OVERLAP.most_values / 5000) ** 2, abs=5e-5)


# --- who is not told of -------------------------------------------------------------------------------------------------


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "LATE_COPY_SECONDS", 0.0)


@pytest.mark.usefixtures("_at_once")
async def test_each_id_that_is_not_there_is_named_by_its_place(discovery: ServiceUnderTest) -> None:
    here = approved(creator_id=old_id(1))
    hidden = [approved(creator_id=old_id(10 + number), handle="hider") for number in range(len(HIDES))]
    await discovery.hear(here, *hidden, suspended(approved(creator_id=old_id(4)), 1))
    await discovery.hear(*(hide(event) for hide, event in zip(HIDES.values(), hidden, strict=True)))
    ids = [old_id(3), old_id(1), *(event.creator_id for event in hidden), old_id(4)]

    answer = await discovery.brand().post("/creator-comparisons", {"creator_ids": ids})

    assert is_problem(answer, 404, "not_found")
    assert [(one["in"], one["pointer"], one["code"]) for one in answer.json()["errors"]] == [
        ("body", f"/creator_ids/{place}", "not_found") for place in (0, 2, 3, 4, 5)
    ]
    assert "hider" not in answer.text


@pytest.mark.usefixtures("_at_once")
async def test_unknown_and_hidden_ids_are_answered_alike(discovery: ServiceUnderTest) -> None:
    hidden = approved(creator_id=old_id(7))
    await discovery.hear(approved(creator_id=old_id(1)), hidden, suspended(hidden))
    brand, told = discovery.brand(), []
    for id in (old_id(7), old_id(8)):
        with statements_of(discovery) as sent:
            answer = await brand.post("/creator-comparisons", {"creator_ids": [old_id(1), id]})
        told.append((answer.status_code, {**answer.json(), "request_id": ""}, sent))
    assert told[0] == told[1]
    assert told[0][2]


@pytest.mark.usefixtures("_at_once")
async def test_a_new_id_may_not_have_arrived_yet(discovery: ServiceUnderTest) -> None:
    await discovery.hear(approved(creator_id=old_id(1)))
    answer = await discovery.brand().post("/creator-comparisons", {"creator_ids": [CreatorId.new(), old_id(1), old_id(2)]})
    assert is_problem(answer, 409, "not_yet_known")
    assert answer.headers["retry-after"] == "1"


async def test_floors_and_blocks_are_not_told(discovery: ServiceUnderTest) -> None:
    event = approved(creator_id=old_id(1), categories=["food", "gambling"])
    await discovery.hear(event, approved(creator_id=old_id(2)))
    before = await compared(discovery.brand(), [old_id(1), old_id(2)])
    secrets = {"minimum_offer": {"value": 7654321, "currency": "CHF"}, "blocked_categories": ["weapons"]}
    assert (await discovery.creator(organization_id=event.organization_id).patch("/creators/me", secrets)).status_code == 200

    answer = await discovery.brand().post("/creator-comparisons", {"creator_ids": [old_id(1), old_id(2)]})

    for secret in ("7654321", "CHF", "weapons", "minimum_offer", "blocked"):
        assert secret not in answer.text
    assert {**answer.json(), "creators": []} == {**before, "creators": []}


async def test_a_creator_on_vacation_is_compared_as_their_profile_is_read(discovery: ServiceUnderTest) -> None:
    event = approved(creator_id=old_id(1), accounts=[statistics(audience=Audience())])
    await discovery.hear(event, approved(creator_id=old_id(2)))
    await discovery.creator(organization_id=event.organization_id).patch("/creators/me", {"availability": "on_vacation"})

    answer = await compared(discovery.brand(), [old_id(1), old_id(2)])

    assert answer["creators"][0]["availability"] == "on_vacation"
    assert answer["overlaps"][0]["audience_overlap"] is None
    assert answer["reach"]["estimated_follower_count"] is None


# --- bad input ----------------------------------------------------------------------------------------------------------

ONE, OTHER = old_id(1), old_id(2)


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/creator_ids", "missing"),
        ({"creator_ids": []}, "/creator_ids", "too_short"),
        ({"creator_ids": [ONE]}, "/creator_ids", "too_short"),
        ({"creator_ids": [old_id(number) for number in range(11)]}, "/creator_ids", "too_long"),
        ({"creator_ids": [old_id(1)] * 10_000}, "/creator_ids", "too_long"),
        ({"creator_ids": [ONE, OTHER, ONE]}, "/creator_ids", "repeated_value"),
        ({"creator_ids": [ONE, "org_01k4s3m7v8e9tb2h6jq0xyzwpn"]}, "/creator_ids/1", None),
        ({"creator_ids": [ONE, "nothing"]}, "/creator_ids/1", None),
        ({"creator_ids": [ONE, 7]}, "/creator_ids/1", None),
        ({"creator_ids": ONE}, "/creator_ids", "list_type"),
        ({"creator_ids": [ONE, OTHER], "currency": "XXY"}, "/currency", "currency_unknown"),
        ({"creator_ids": [ONE, OTHER], "currency": "usd"}, "/currency", "currency_unknown"),
        ({"creator_ids": [ONE, OTHER], "limit": 5}, "/limit", None),
    ],
)
async def test_bad_bodies_are_refused(shared_creator: Any, body: Any, pointer: str, code: str | None) -> None:
    answer = await shared_creator[0].brand().post("/creator-comparisons", body)
    assert is_problem(answer, 422, "validation_failed")
    [error] = answer.json()["errors"]
    assert error["pointer"] == pointer
    assert code is None or error["code"] == code


async def test_bad_callers_are_refused(shared_creator: Any) -> None:
    body = {"creator_ids": [ONE, OTHER]}
    assert is_problem(await shared_creator[0].nobody().post("/creator-comparisons", body), 401, "unauthenticated")
    writer = shared_creator[0].brand(scopes="creators:write")
    assert is_problem(await writer.post("/creator-comparisons", body), 403, "missing_scope")
    assert is_problem(await shared_creator[0].brand().get("/creator-comparisons"), 405, "method_not_allowed")
