"""Completeness, badges and quality: what earns them, and what is shown of them."""

from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from services.discovery.policy import BADGES, COMPLETENESS, QUALITY
from services.discovery.profiles.models import Creator
from services.discovery.profiles.worth import PARTS, Badge, badges_of, completeness_of, missing_parts, quality_of
from shared.events.identity import Audience, CreatorId, OrganizationId
from tests.discovery.creators import approved, measured, rate, statistics
from tests.discovery.orders import Asked, Ordered
from tests.harness import ServiceUnderTest

EXAMPLES = [{"title": f"Dish {number}", "url": f"https://example.com/{number}"} for number in range(2)]
WHOLE: dict[str, Any] = {
    "bio": "Weeknight recipes, each of them cooked in ten minutes.",
    "shown_categories": ["food"],
    "languages": ["en"],
    "formats": ["video"],
    "rates": [{"deliverable_type": "video"}],
    "content_examples": EXAMPLES,
    "audience_countries": {"US": 0.6},
    "audience_genders": {"female": 0.7},
    "audience_ages": {"18-24": 0.5},
}
GONE = {
    "bio": {"bio": " " * 50 + "Recipes." + " " * 50},
    "categories": {"shown_categories": []},
    "languages": {"languages": []},
    "formats": {"formats": []},
    "rates": {"rates": []},
    "content_examples": {"content_examples": EXAMPLES[:1]},
    "audience": {"audience_ages": {}},
}


def a_profile(**change: Any) -> Creator:
    return Creator(id=CreatorId.new(), organization_id=OrganizationId.new(), **{**WHOLE, **change})


def test_the_policy_weighs_every_part_in_percents() -> None:
    assert COMPLETENESS.weights.keys() == PARTS.keys() == GONE.keys()
    assert sum(COMPLETENESS.weights.values()) == sum(QUALITY.weights.values()) == 100
    assert QUALITY.in_words == "completeness 40 %, authenticity 20 %, responsive 20 %, experienced 20 %"


def test_completeness_is_the_sum_of_what_is_there_and_names_the_rest() -> None:
    assert completeness_of(a_profile()) == 100
    assert missing_parts(a_profile()) == []
    for count in (1, 2, 7):
        for gone in combinations(GONE, count):
            profile = a_profile(**{name: value for part in gone for name, value in GONE[part].items()})
            missing = missing_parts(profile)
            assert completeness_of(profile) == 100 - sum(COMPLETENESS.weights[part] for part in gone)
            assert {one["code"] for one in missing} == set(gone)
            assert [one["weight"] for one in missing] == sorted((one["weight"] for one in missing), reverse=True)


@pytest.mark.parametrize(
    ("orders", "seconds", "answers", "badges"),
    [
        (0, None, 0, []),
        (BADGES.experienced_from - 1, None, 0, []),
        (BADGES.experienced_from, None, 0, [Badge.EXPERIENCED]),
        (0, 48 * 3600 - 1, 3, [Badge.RESPONSIVE]),
        (0, 48 * 3600, 3, []),
        (0, 0, 3, [Badge.RESPONSIVE]),
        (0, 60, 2, []),
        (5, 60, 20, [Badge.EXPERIENCED, Badge.RESPONSIVE]),
    ],
)
def test_badges_begin_exactly_where_the_policy_says(orders: int, seconds: int | None, answers: int, badges: list[str]) -> None:
    profile = a_profile(completed_orders=orders, response_time_seconds=seconds, answer_count=answers)
    assert badges_of(profile) == badges
    profile.completeness = 100
    assert badges_of(profile) == [Badge.COMPLETE, *badges]


def test_quality_weighs_four_things_and_rounds_down() -> None:
    every_badge = [badge.value for badge in Badge]
    assert quality_of(completeness=100, authenticity_score=100, badges=every_badge) == 100
    assert quality_of(completeness=0, authenticity_score=None, badges=[]) == 0
    assert quality_of(completeness=85, authenticity_score=77, badges=["responsive"]) == 34 + 15 + 20
    assert quality_of(completeness=100, authenticity_score=None, badges=["complete"]) == 40


def test_what_a_change_derives_is_the_same_again() -> None:
    profile = a_profile(categories=["food"], completed_orders=7, authenticity_score=90)
    profile.derive()
    first = (profile.completeness, profile.badges, profile.quality)
    profile.derive()
    profile.derive_worth()
    assert (profile.completeness, profile.badges, profile.quality) == first == (100, ["complete", "experienced"], 78)


async def test_a_creator_is_told_what_is_missing_and_can_add_it(discovery: ServiceUnderTest) -> None:
    """Every call that the profile names adds what it says; others see the score alone."""
    untold = statistics(audience=Audience(countries={"US": 0.6}))
    ana = approved(bio="", categories=[], languages=[], formats=[], rates=[], accounts=[untold])
    await discovery.hear(ana)
    me = discovery.creator(organization_id=ana.organization_id)

    own = (await me.get("/creators/me")).json()["completeness"]
    assert (own["score"], {one["code"] for one in own["missing"]}) == (0, set(PARTS))
    resolved = {one["code"]: (one["resolve"]["method"], one["resolve"]["path"]) for one in own["missing"]}
    assert resolved.pop("audience") == ("POST", "/v1/social-accounts")
    assert set(resolved.values()) == {("PATCH", "/v1/creators/me")}
    answer = await me.patch(
        "/creators/me",
        {
            "bio": WHOLE["bio"],
            "categories": ["food"],
            "languages": ["en"],
            "formats": ["video"],
            "content_examples": EXAMPLES,
            "rates": [rate("video", 5).model_dump(mode="json")],
        },
    )
    assert answer.json()["completeness"]["score"] == 85
    assert [one["code"] for one in answer.json()["completeness"]["missing"]] == ["audience"]

    await discovery.hear(measured(ana))

    own = (await me.get("/creators/me")).json()
    seen = (await discovery.brand().get(f"/creators/{ana.creator_id}")).json()
    assert own["completeness"] == {"score": 100, "missing": []}
    assert seen["completeness"] == {"score": 100}
    assert (seen["badges"], seen["languages"], seen["formats"]) == (["complete"], ["en"], ["video"])
    assert seen["content_examples"] == EXAMPLES
    # A later approval, which never knew of examples, leaves what was said here alone.
    await discovery.hear(ana.model_copy(update={"version": 7, "accounts": [statistics()]}))
    again = (await discovery.brand().get(f"/creators/{ana.creator_id}")).json()
    assert (again["languages"], again["content_examples"], again["completeness"]) == (["en"], EXAMPLES, {"score": 100})


async def test_a_block_cannot_be_told_by_what_is_missing(discovery: ServiceUnderTest) -> None:
    """Who blocks their only category looks like one who names none."""
    scores = []
    for changes in ({"categories": []}, {"categories": ["gambling"], "blocked_categories": ["gambling"]}):
        ana = approved()
        await discovery.hear(ana)
        await discovery.creator(organization_id=ana.organization_id).patch("/creators/me", changes)
        seen = (await discovery.brand().get(f"/creators/{ana.creator_id}")).json()
        scores.append((seen["categories"], seen["completeness"], seen["badges"]))
    assert scores[0] == scores[1]


async def test_badges_are_earned_by_what_happens(discovery: ServiceUnderTest) -> None:
    ana = approved()
    await discovery.hear(ana)
    row = "select jsonb_build_array(badges, quality) from creators where id = :id"

    for number in range(5):
        assert (await discovery.scalar(row, id=ana.creator_id.uuid))[0] == []
        order = Ordered(ana)
        await discovery.hear(order.created(), order.completed(5 + number))
    assert await discovery.scalar(row, id=ana.creator_id.uuid) == [["experienced"], (40 * 70 + 20 * 100) // 100]

    asked = [Asked(ana, since=Asked(ana).since + timedelta(days=day)) for day in range(6)]
    for number in range(3):
        await discovery.hear(asked[number].invited(), asked[number].joined(47.9))
    assert (await discovery.scalar(row, id=ana.creator_id.uuid))[0] == ["experienced", "responsive"]
    for number in range(3, 6):
        await discovery.hear(asked[number].invited(), asked[number].joined(150))
    assert (await discovery.scalar(row, id=ana.creator_id.uuid))[0] == ["experienced"], "the median grew"
    seen = (await discovery.brand().get(f"/creators/{ana.creator_id}")).json()
    assert (seen["response_time_seconds"], seen["answer_count"]) == (int((47.9 + 150) * 1800), 6)
    assert seen["is_search_only"] is False
