"""Suggestions: who has what a brief demands, the points against a formula written anew, and what is never told or counted."""

import asyncio
import math
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from services.discovery.app import service
from services.discovery.search.countries import COUNTRIES
from services.discovery.suggestions.arithmetic import SuggestionPart, telling_words, wishes_of
from services.discovery.suggestions.policy import OWN_RANKING, SUGGESTIONS
from services.discovery.suggestions.ranking import Brief, Objective
from services.discovery.suggestions.words import FULL
from shared.money import Money
from tests.discovery.creators import HIDES, approved, old_id, rate, statistics, suspended
from tests.discovery.market import fitting, matches, words_in
from tests.harness import Actor, ServiceUnderTest, Templates, is_problem, service_under_test

Market = tuple[ServiceUnderTest, list[dict[str, Any]]]

WEIGHTS = {
    "awareness": {"audience": 28, "views": 24, "topic": 10, "authenticity": 10, "engagement": 8, "price": 8, "deliverables": 4, "results": 4, "response": 4},
    "engagement": {"audience": 24, "engagement": 26, "topic": 12, "authenticity": 12, "views": 8, "price": 6, "deliverables": 4, "results": 4, "response": 4},
    "traffic": {"audience": 26, "views": 16, "engagement": 16, "topic": 12, "authenticity": 8, "price": 8, "deliverables": 4, "results": 5, "response": 5},
    "sales": {"audience": 26, "engagement": 16, "topic": 14, "authenticity": 12, "views": 8, "price": 8, "results": 8, "deliverables": 4, "response": 4},
}  # fmt: skip

BRIEFS: list[dict[str, Any]] = [
    {"category": "food"},
    {"category": "food", "objective": "engagement", "languages": ["en", "es"], "audience": {"countries": ["US"]}},
    {
        "category": "travel",
        "objective": "sales",
        "summary": "Our studio light, with recipes!",
        "deliverable_types": ["video", "story"],
        "budget_per_creator": {"value": 6000, "currency": "EUR"},
        "audience": {"countries": ["US", "CA"], "ages": ["18-24", "25-34"], "genders": ["female"]},
    },
    {
        "category": "beauty",
        "objective": "traffic",
        "summary": "Café weeknight",
        "deliverable_types": ["photo_set"],
        "budget_per_creator": {"value": 5000, "currency": "USD"},
        "follower_count_min": 5000,
        "follower_count_max": 20_000,
    },
    {"category": "music", "budget_per_creator": {"value": 40_000, "currency": "JPY"}, "audience": {"genders": ["male"]}},
    {"category": "sports", "summary": "with your from this", "deliverable_types": ["video", "story", "photo_set"]},
]


def search_of(brief: dict[str, Any]) -> dict[str, Any]:
    """The same demands as a search makes them."""
    ask = {
        "category": [brief["category"]],
        "campaign_category": brief["category"],
        "exclusivity_category": brief["category"],
        "language": brief.get("languages", []),
        "deliverable_type": brief.get("deliverable_types", []),
    }
    ask |= {name: brief[name] for name in ("follower_count_min", "follower_count_max") if name in brief}
    if budget := brief.get("budget_per_creator"):
        ask |= {"currency": budget["currency"], "price_max": budget["value"]}
    return {name: value for name, value in ask.items() if value != []}


def between(number: float, none: float, full: float) -> float:
    if number <= 0:
        return float(full < none)
    return min(1.0, max(0.0, (math.log(number) - math.log(none)) / (math.log(full) - math.log(none))))


def parts_of(brief: dict[str, Any], person: dict[str, Any]) -> dict[str, float]:
    """The formula written anew, for who completed one order at most in a category, on time: what is asked for, 0 to 1."""
    figures, wanted = person["figures"], {name: values for name, values in brief.get("audience", {}).items() if values}
    parts = {
        "views": between(figures["median_views"], 1000, 1_000_000),
        "engagement": min(1, figures["engagement_rate"] / 0.08),
        "authenticity": (person["authenticity_score"] or 0) / 100,
        "results": 1 / 5 if brief["category"] in person["industries"] else 0.0,
        "response": 0.0 if person["response_time_seconds"] is None else between(person["response_time_seconds"], 604_800, 43_200),
    }
    if wanted:
        shares = [min(1, sum(person["shares"][name].get(value, 0) for value in values)) for name, values in wanted.items()]
        parts["audience"] = sum(shares) / len(shares)
    words = {"Our studio light, with recipes!": ["studi", "light", "recip"], "Café weeknight": ["cafe", "weekn"]}
    if stems := words.get(brief.get("summary", "")):
        written = {word[:5] for words in words_in(person).values() for word in words}
        parts["topic"] = min(1, len(written & {*stems}) / len(stems))
    types = brief.get("deliverable_types", [])
    if len(types) > 1:
        offered = {one.deliverable_type for one in person["rates"]}
        parts["deliverables"] = sum(type_ in offered for type_ in types) / len(types)
    if budget := brief.get("budget_per_creator"):
        lowest: dict[str, int] = {}
        for type_, amount in fitting(person, {"currency": budget["currency"]}):
            if amount is not None:
                lowest[type_] = min(amount, lowest.get(type_, amount))
        asked = [lowest[type_] for type_ in types if type_ in lowest] if types else [min(lowest.values())]
        parts["price"] = between(sum(asked) / budget["value"], 2, 0.5)
    return parts


async def suggested(brand: Actor, brief: dict[str, Any], limit: int = 50) -> dict[str, Any]:
    answer = await brand.post("/creator-suggestions", {**brief, "limit": limit})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief["category"])
async def test_who_has_what_is_demanded_is_ranked_by_the_published_formula(market: Market, brief: dict[str, Any]) -> None:
    under_test, people = market
    having = {person["creator_id"]: person for person in people if matches(person, search_of(brief))}
    answer = await suggested(under_test.brand(), brief)

    assert 3 < len(having) < SUGGESTIONS.candidates_a_look  # no look is cut off: all of them are ranked
    assert (answer["matching_count"], answer["considered_count"]) == (len(having), len(having))
    assert [row["creator"]["id"] for row in answer["data"]] == [
        row["creator"]["id"] for row in sorted(answer["data"], key=lambda row: (-row["score"], row["creator"]["id"]))
    ]
    weights = WEIGHTS[brief.get("objective", "awareness")]
    scores = {}
    for id, person in having.items():
        parts = parts_of(brief, person)
        scores[id] = 100 * sum(weights[code] * value for code, value in parts.items()) / sum(weights[code] for code in parts)
    assert len(answer["data"]) == min(50, len(having))
    best = sorted(scores.values(), reverse=True)[: len(answer["data"])]
    assert [row["score"] for row in answer["data"]] == pytest.approx(best, abs=0.6)
    for row in answer["data"]:
        parts = parts_of(brief, having[row["creator"]["id"]])
        whole = sum(weights[code] for code in parts)
        for code, value in parts.items():
            earned = sum(one["points"] for one in row["reasons"] if one["code"] == code)
            missed = sum(one["points"] for one in row["against"] if one["code"] == code)
            assert earned == pytest.approx(100 * weights[code] / whole * value, abs=0.16), (code, row["creator"]["id"])
            assert earned - missed == pytest.approx(100 * weights[code] / whole, abs=0.11), code
        assert {one["code"] for one in (*row["reasons"], *row["against"])} == parts.keys()


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief["category"])
async def test_reasons_add_up_to_the_score_and_what_is_against_to_what_it_lacks(market: Market, brief: dict[str, Any]) -> None:
    answer = await suggested(market[0].brand(), brief)
    for row in answer["data"]:
        reasons, against = ([round(10 * one["points"]) for one in row[side]] for side in ("reasons", "against"))
        assert sum(reasons) == round(10 * row["score"])
        assert sum(against) == round(10 * row["score"]) - 1000
        assert reasons == sorted(reasons, reverse=True)
        assert against == sorted(against)
        assert min(reasons, default=1) > 0 > max(against, default=-1)
        for one in (*row["reasons"], *row["against"]):
            assert one["detail"].endswith(".")
            assert one["detail"][0].isupper() or one["detail"].startswith(f"1 order in {brief['category']} was completed here")


async def test_the_same_market_gives_the_same_answer(market: Market) -> None:
    brand = market[0].brand()
    answers = [await suggested(brand, BRIEFS[2], limit=7) for _ in range(3)]

    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["object"] == "creator_suggestions"
    assert answers[0]["ranking"] == {"name": "greenlight", "version": SUGGESTIONS.version, "fallback": None}
    assert answers[0]["exchange_rates"]["source"].startswith("European Central Bank")
    assert (await suggested(brand, BRIEFS[0]))["exchange_rates"] is None
    assert (await suggested(brand, BRIEFS[2]))["data"][:7] == answers[0]["data"]
    default = await brand.post("/creator-suggestions", BRIEFS[2])
    assert len(default.json()["data"]) == min(20, answers[0]["matching_count"])


async def test_creators_are_as_searches_show_them(market: Market) -> None:
    brand = market[0].brand()
    [row] = (await suggested(brand, {"category": "food"}, limit=1))["data"]
    assert row["creator"] == (await brand.get(f"/creators/{row['creator']['id']}")).json()


async def test_a_brief_that_nobody_fits_has_an_empty_answer(market: Market) -> None:
    answer = await suggested(market[0].brand(), {"category": "falconry"})
    assert (answer["data"], answer["matching_count"], answer["considered_count"]) == ([], 0, 0)


async def test_orders_and_answers_on_the_marketplace_count(discovery: ServiceUnderTest) -> None:
    await discovery.hear(*(approved(creator_id=old_id(number)) for number in (1, 2)))
    results = '{"categories": [{"category": "food", "completed_orders": 3}], "on_time_share": 0.5, "repeat_brand_count": 1}'
    async with discovery.session() as session:
        statement = text(
            "update creators set past_results = cast(:results as jsonb), completed_orders = 3, response_time_seconds = 10800,"
            " authenticity_score = 80 where id = :id"
        )
        await session.execute(statement, {"results": results, "id": old_id(2).uuid})

    first, second = (await suggested(discovery.brand(), {"category": "food"}))["data"]

    assert (first["creator"]["id"], second["creator"]["id"]) == (old_id(2), old_id(1))
    details = {one["code"]: (one["points"], one["detail"]) for one in first["reasons"]}
    weights = {
        code: weight
        for code, weight in WEIGHTS["awareness"].items()
        if code not in {"audience", "topic", "price", "deliverables"}
    }
    whole = sum(weights.values())
    assert details["results"][0] == pytest.approx(100 * weights["results"] / whole * 3 / 5 * 0.5, abs=0.1)
    assert details["response"] == (pytest.approx(100 * weights["response"] / whole, abs=0.1), "They usually answer in 3 hours.")
    assert details["results"][1] == "3 orders in food were completed here, and 50 % of all deliverables came on time."
    assert details["authenticity"][1] == "The authenticity score is 80."
    assert {one["code"] for one in second["against"]} >= {"results", "response", "authenticity"}


# --- who is not suggested -----------------------------------------------------------------------------------------------


async def ids_for(brand: Actor, **brief: Any) -> list[str]:
    return [row["creator"]["id"] for row in (await suggested(brand, {"category": "food", **brief}))["data"]]


@pytest.mark.parametrize("how", [*HIDES, "on vacation", "not approved"])
async def test_who_is_hidden_is_not_suggested(discovery: ServiceUnderTest, how: str) -> None:
    hidden, other = approved(creator_id=old_id(0), handle="hider"), approved(creator_id=old_id(1))
    await discovery.hear(other)
    if how == "not approved":
        await discovery.hear(suspended(hidden, 1))
    else:
        await discovery.hear(hidden)
        assert len(await ids_for(discovery.brand())) == 2
    if how in HIDES:
        await discovery.hear(HIDES[how](hidden))
    if how == "on vacation":
        me = discovery.creator(organization_id=hidden.organization_id)
        assert (await me.patch("/creators/me", {"availability": "on_vacation"})).status_code == 200

    answer = await discovery.brand().post("/creator-suggestions", {"category": "food"})

    assert [row["creator"]["id"] for row in answer.json()["data"]] == [old_id(1)]
    assert (answer.json()["matching_count"], answer.json()["considered_count"]) == (1, 1)
    assert "hider" not in answer.text


async def test_a_floor_is_found_in_coarse_steps_only(discovery: ServiceUnderTest) -> None:
    """As by searches: a floor of 137 lies from 100 to 199, and no more. Within a step it changes nothing."""
    event = approved(creator_id=old_id(1), rates=[rate("video", 1)])
    await discovery.hear(event, approved(creator_id=old_id(2), rates=[rate("video", 1)]))
    me, brand = discovery.creator(organization_id=event.organization_id), discovery.brand()
    learnt, told = set(), set()
    for floor in (100, 137, 199):
        await me.patch("/creators/me", {"minimum_offer": {"value": floor, "currency": "USD"}})
        prices = [1, 50, 99, 100, 136, 137, 138, 200]
        answers = [
            await suggested(brand, {"category": "food", "budget_per_creator": {"value": price, "currency": "USD"}})
            for price in prices
        ]
        learnt.add(tuple(price for price, answer in zip(prices, answers, strict=True) if answer["matching_count"] == 2))
        told.add(str([[(row["creator"]["id"], row["score"], row["reasons"]) for row in answer["data"]] for answer in answers]))
    assert learnt == {(100, 136, 137, 138, 200)}
    assert len(told) == 1


async def test_floors_and_blocks_are_never_told(discovery: ServiceUnderTest) -> None:
    event = approved(creator_id=old_id(1), categories=["food", "gambling"])
    await discovery.hear(event)
    secrets = {"minimum_offer": {"value": 7654321, "currency": "CHF"}, "blocked_categories": ["gambling", "weapons"]}
    assert (await discovery.creator(organization_id=event.organization_id).patch("/creators/me", secrets)).status_code == 200

    answer = await discovery.brand().post("/creator-suggestions", {"category": "food"})

    assert [row["creator"]["id"] for row in answer.json()["data"]] == [old_id(1)]
    for secret in ("7654321", "CHF", "gambling", "weapons", "minimum_offer", "blocked", "search_text"):
        assert secret not in answer.text
    assert await ids_for(discovery.brand(), category="gambling") == []


async def test_who_is_bound_in_the_category_is_left_out(discovery: ServiceUnderTest) -> None:
    await discovery.hear(*(approved(creator_id=old_id(number)) for number in (1, 2)))
    async with discovery.session() as session:
        await session.execute(text("update creators set exclusive_categories = '{food}' where id = :id"), {"id": old_id(1).uuid})
    assert await ids_for(discovery.brand()) == [old_id(2)]


async def test_the_index_in_memory_gives_the_same_answer(templates: Templates) -> None:
    answers = []
    for where in ("memory", "postgres"):
        async with service_under_test(service, templates, settings={"discovery_index": where}) as under_test:
            for number in range(1, 40):
                account = statistics(f"n{number}", follower_count=20_000 + 997 * number, median_views=5000 + 700 * (number % 7))
                await under_test.hear(
                    approved(
                        creator_id=old_id(number),
                        handle=f"n{number}",
                        accounts=[account],
                        rates=[rate("video", 10_000 + 1000 * (number % 11)), rate("story", 3000, "EUR")],
                    )
                )
            async with under_test.running():
                while not service.is_prepared(under_test.instance.context):
                    await asyncio.sleep(0.01)
                brief = {"category": "food", "audience": {"countries": ["US"]}, "deliverable_types": ["video", "story"]}
                budget = {"budget_per_creator": {"value": 15_000, "currency": "USD"}}
                answer = await suggested(under_test.brand(), {**brief, **budget})
            answers.append([(row["creator"]["id"], row["score"], row["reasons"], row["against"]) for row in answer["data"]])
            assert answer["matching_count"] == 39
    assert answers[0] == answers[1]
    assert len({score for _, score, _, _ in answers[0]}) > 5


# --- bad input ----------------------------------------------------------------------------------------------------------

MANY = [f"{a}{b}" for a in "abcdefghijk" for b in "abcdefghijk"]


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"category": None}, "/category", "string_type"),
        ({"category": "Food & drink"}, "/category", "string_pattern_mismatch"),
        ({"category": ["food"]}, "/category", "string_type"),
        ({"summary": "x" * 5001}, "/summary", "too_long"),
        ({"summary": "a\x07b"}, "/summary", "control_characters"),
        ({"summary": 7}, "/summary", "string_type"),
        ({"objective": "fame"}, "/objective", "unknown_value"),
        ({"audience": []}, "/audience", None),
        ({"audience": {"countries": ["us"]}}, "/audience/countries/0", "string_pattern_mismatch"),
        ({"audience": {"countries": ["US", "UK"]}}, "/audience/countries/1", "unknown_value"),
        ({"audience": {"countries": ["US", "US"]}}, "/audience/countries", "repeated_value"),
        ({"audience": {"countries": [one.upper() for one in MANY]}}, "/audience/countries", "too_long"),
        ({"audience": {"ages": ["18 to 24"]}}, "/audience/ages/0", "string_pattern_mismatch"),
        ({"audience": {"ages": ["18-24", "18-24"]}}, "/audience/ages", "repeated_value"),
        ({"audience": {"genders": ["\u202e"]}}, "/audience/genders/0", "string_pattern_mismatch"),
        ({"audience": {"genders": MANY}}, "/audience/genders", "too_long"),
        ({"audience": {"devices": ["ios"]}}, "/audience/devices", "unknown_field"),
        ({"languages": ["EN"]}, "/languages/0", "string_pattern_mismatch"),
        ({"languages": ["en", "en"]}, "/languages", "repeated_value"),
        ({"languages": MANY}, "/languages", "too_long"),
        ({"deliverable_types": ["a video"]}, "/deliverable_types/0", "string_pattern_mismatch"),
        ({"deliverable_types": ["video", "video"]}, "/deliverable_types", "repeated_value"),
        ({"deliverable_types": MANY}, "/deliverable_types", "too_long"),
        ({"budget_per_creator": 500}, "/budget_per_creator", None),
        ({"budget_per_creator": {"value": 0, "currency": "USD"}}, "/budget_per_creator", "amount_too_small"),
        ({"budget_per_creator": {"value": -1, "currency": "USD"}}, "/budget_per_creator", "amount_too_small"),
        ({"budget_per_creator": {"value": 2**53, "currency": "USD"}}, "/budget_per_creator/value", "less_than_equal"),
        ({"budget_per_creator": {"value": "500", "currency": "USD"}}, "/budget_per_creator/value", "int_type"),
        ({"budget_per_creator": {"value": 500, "currency": "XXY"}}, "/budget_per_creator/currency", "currency_unknown"),
        ({"budget_per_creator": {"value": 500}}, "/budget_per_creator/currency", "missing"),
        ({"follower_count_min": -1}, "/follower_count_min", "greater_than_equal"),
        ({"follower_count_max": 2**53}, "/follower_count_max", "less_than_equal"),
        ({"follower_count_max": "9"}, "/follower_count_max", "int_type"),
        ({"follower_count_min": True}, "/follower_count_min", "int_type"),
        ({"follower_count_min": 9, "follower_count_max": 8}, "/follower_count_min", "range_upside_down"),
        ({"limit": 0}, "/limit", "greater_than_equal"),
        ({"limit": 51}, "/limit", "less_than_equal"),
        ({"limit": "5"}, "/limit", "int_type"),
        ({"campaign_id": "cmp_01k4s3m7v8e9tb2h6jq0xyzwpn"}, "/campaign_id", "unknown_field"),
        ({"minimum_offer": {"value": 1, "currency": "USD"}}, "/minimum_offer", "unknown_field"),
    ],
)  # fmt: skip
async def test_bad_briefs_are_refused(shared_creator: Any, change: dict[str, Any], pointer: str, code: str | None) -> None:
    answer = await shared_creator[0].brand().post("/creator-suggestions", {"category": "food", **change})
    assert is_problem(answer, 422, "validation_failed")
    error = answer.json()["errors"][0]
    assert (error["in"], error["pointer"]) == ("body", pointer)
    assert code is None or error["code"] == code


async def test_a_brief_needs_its_category(shared_creator: Any) -> None:
    answer = await shared_creator[0].brand().post("/creator-suggestions", {})
    assert is_problem(answer, 422, "validation_failed")
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [("/category", "missing")]


async def test_the_largest_brief_is_answered(market: Market) -> None:
    brief = {
        "category": "food",
        "summary": "أنا أطبخ e\u0301\u0302 ﬁ \u202eana " * 200,
        "audience": {"countries": [*sorted(COUNTRIES - {"US"})[:99], "US"], "ages": MANY[:20], "genders": MANY[:20]},
        "languages": MANY[:20],
        "deliverable_types": MANY[:20],
        "budget_per_creator": {"value": 2**53 - 1, "currency": "KWD"},
        "follower_count_min": 0,
        "follower_count_max": 2**53 - 1,
    }
    assert (await suggested(market[0].brand(), brief))["matching_count"] == 0
    wide = {name: brief[name] for name in ("category", "summary", "audience", "budget_per_creator")}
    assert (await suggested(market[0].brand(), wide))["matching_count"] > 0


async def test_bad_callers_are_refused(shared_creator: Any) -> None:
    brief = {"category": "food"}
    assert is_problem(await shared_creator[0].nobody().post("/creator-suggestions", brief), 401, "unauthenticated")
    writer = shared_creator[0].brand(scopes="creators:write")
    assert is_problem(await writer.post("/creator-suggestions", brief), 403, "missing_scope")
    assert is_problem(await shared_creator[0].brand().get("/creator-suggestions"), 405, "method_not_allowed")


# --- the arithmetic -----------------------------------------------------------------------------------------------------


def brief_of(**how: Any) -> Brief:
    nothing = dict.fromkeys(("countries", "ages", "genders", "languages", "deliverable_types"), ())
    rest = {"category": "food", "summary": "", "objective": Objective.AWARENESS, "budget": None}
    return Brief(**{**nothing, **rest, "follower_count_min": None, "follower_count_max": None, **how})


def test_the_policy_is_whole() -> None:
    assert SUGGESTIONS.weights == WEIGHTS
    for objective in Objective:
        assert sum(SUGGESTIONS.weights[objective].values()) == 100
        assert SUGGESTIONS.weights[objective].keys() == {*SuggestionPart} == FULL.keys()
        assert objective in SUGGESTIONS.objective_sorts
    assert max(SUGGESTIONS.effective_on, OWN_RANKING.effective_on) <= datetime.now(UTC).date()


@pytest.mark.parametrize("objective", Objective)
def test_points_are_a_hundred_whatever_is_asked(objective: Objective) -> None:
    asked = {"countries": ("US",), "summary": "pans", "budget": Money(1, "USD"), "deliverable_types": ("video", "story")}
    sizes = Counter()
    for number in range(16):
        chosen = {name: value for place, (name, value) in enumerate(asked.items()) if number >> place & 1}
        possible = wishes_of(brief_of(objective=objective, **chosen)).possible
        assert sum(possible.values()) == 1000
        sizes[len(possible)] += 1
    assert sizes == {5: 1, 6: 4, 7: 6, 8: 4, 9: 1}


def test_words_that_tell_nothing_are_left_out() -> None:
    told = telling_words("With a PAN: Cooking, cookies and Crème brûlée für dich! 料理 54")
    assert told == {"cooki": "cooking", "creme": "creme", "brule": "brulee", "dich": "dich", "料理": "料理"}
