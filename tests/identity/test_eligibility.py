"""Whom the marketplace admits: the rules as pure functions, and the self-check over the API."""

from datetime import date
from typing import Any

import pytest

from services.identity.eligibility.rules import age, rules, views_per_follower
from services.identity.policy import ELIGIBILITY, EligibilityPolicy, in_force
from shared.platforms import PlatformAccount
from tests.harness import ServiceUnderTest, TestClock, is_problem
from tests.identity.people import ACCOUNT, Outside, brand, connected, creator, done

DAY = date(2027, 3, 1)
WORLD = in_force(ELIGIBILITY, region="US", on=DAY)
KOREA = in_force(ELIGIBILITY, region="KR", on=DAY)


def failed(policy: EligibilityPolicy = WORLD, *, date_of_birth: date | None = date(1996, 4, 12), **values: Any) -> list[str]:
    account = PlatformAccount.model_validate({**ACCOUNT, "handle": "lena", **values})
    return [rule.code for rule in rules(account, date_of_birth=date_of_birth, on=DAY, policy=policy) if not rule.passed]


@pytest.mark.parametrize(
    ("at", "below", "code"),
    [
        ({"follower_count": 10_000}, {"follower_count": 9_999}, "follower_count"),
        ({"likes_last_28_days": 100_000}, {"likes_last_28_days": 99_999}, "likes_last_28_days"),
        ({"posts_last_30_days": 3}, {"posts_last_30_days": 2}, "posts_last_30_days"),
        ({"community_guideline_strikes": 0}, {"community_guideline_strikes": 1}, "community_guidelines"),
        ({"original_content": True}, {"original_content": False}, "original_content"),
        ({"engagement_rate": 0.01}, {"engagement_rate": 0.0099}, "engagement_rate"),
        ({"average_views": 240}, {"average_views": 239}, "authentic_audience"),
        ({"date_of_birth": date(2009, 3, 1)}, {"date_of_birth": date(2009, 3, 2)}, "age"),
        ({}, {"date_of_birth": None}, "age"),
    ],
)
def test_each_rule_has_its_edge(at: dict[str, Any], below: dict[str, Any], code: str) -> None:
    assert failed(**at) == []
    assert failed(**below) == [code]


def test_korea_asks_for_more() -> None:
    assert failed(KOREA, follower_count=50_000, average_views=500, date_of_birth=date(2008, 3, 1)) == []
    assert failed(KOREA, follower_count=49_999, date_of_birth=date(2008, 3, 2)) == ["age", "follower_count"]
    assert failed(WORLD, follower_count=49_999, date_of_birth=date(2008, 3, 2)) == []


def test_an_account_without_followers_has_no_authentic_audience() -> None:
    account = PlatformAccount.model_validate({**ACCOUNT, "handle": "lena", "follower_count": 0})
    assert views_per_follower(account) is None
    assert failed(follower_count=0) == ["follower_count", "authentic_audience"]


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2000, 1, 1), date(2026, 1, 1), 26),
        (date(2000, 12, 31), date(2026, 12, 30), 25),
    ],
)
def test_years_are_full_years(born: date, on: date, years: int) -> None:
    assert age(born, on=on) == years


def test_the_newest_version_in_force_of_a_region_holds() -> None:
    versions = [
        EligibilityPolicy(**{**vars(WORLD), "version": version, "effective_on": begins, "region": region})
        for version, begins, region in [
            ("a", date(2026, 1, 1), "*"),
            ("b", date(2026, 7, 1), "*"),
            ("c", date(2026, 7, 1), "KR"),
        ]
    ]
    assert in_force(versions, region="KR", on=date(2026, 6, 30)).version == "a"
    assert in_force(versions, region="KR", on=date(2026, 7, 1)).version == "c"
    assert in_force(versions, region="US", on=date(2026, 7, 1)).version == "b"


async def test_the_self_check_lists_every_rule(identity: ServiceUnderTest, outside: Outside) -> None:
    lena = await creator(identity)
    id = await connected(outside, lena, "lena_cooks")
    seen = await done(lena.get(f"/creator-eligibility?social_account_id={id}"))

    assert (seen["object"], seen["eligible"], seen["social_account_id"]) == ("creator_eligibility", True, id)
    assert seen["policy"] == {"region": "US", "version": "creator-eligibility-2026-01", "effective_on": "2026-01-01"}
    assert len(seen["rules"]) == 8
    assert all(rule["passed"] and rule["comparison"] == "gte" for rule in seen["rules"])
    by_code = {rule["code"]: rule for rule in seen["rules"]}
    assert by_code["likes_last_28_days"] == {
        "code": "likes_last_28_days",
        "value": 180_000,
        "comparison": "gte",
        "threshold": 100_000,
        "unit": "count",
        "window_days": 28,
        "passed": True,
    }
    assert (by_code["original_content"]["value"], by_code["original_content"]["unit"]) == (1, "flag")
    assert by_code["authentic_audience"]["value"] == 9_000 / 24_000

    outside.account("lena_cooks", follower_count=9_000)
    now = await done(lena.get(f"/creator-eligibility?social_account_id={id}"))
    assert not now["eligible"]  # by what the platform says now, not when the account was connected


async def test_an_unknown_age_does_not_pass_and_a_birthday_does(
    identity: ServiceUnderTest, outside: Outside, clock: TestClock
) -> None:
    from shared.clock import clock as business_clock

    today = business_clock.now().date()
    young = await creator(identity, date_of_birth=f"{today.year - 18}-12-31")
    nameless = await creator(identity, date_of_birth=None)

    async def age_of(owner: Any, handle: str) -> tuple[float | None, bool]:
        id = (await done(owner.get("/social-accounts")))["data"][0]["id"]
        seen = await done(owner.get(f"/creator-eligibility?social_account_id={id}"))
        rule = next(rule for rule in seen["rules"] if rule["code"] == "age")
        assert seen["eligible"] is rule["passed"]
        return rule["value"], rule["passed"]

    await connected(outside, young, "young")
    await connected(outside, nameless, "nameless")
    assert await age_of(nameless, "nameless") == (None, False)
    if (today.month, today.day) != (12, 31):
        assert await age_of(young, "young") == (17, False)
    clock.advance(days=(date(today.year, 12, 31) - today).days)
    assert await age_of(young, "young") == (18, True)


async def test_the_region_is_the_creators_country(identity: ServiceUnderTest, outside: Outside) -> None:
    lena = await creator(identity, country="KR")
    id = await connected(outside, lena, "lena_cooks")
    seen = await done(lena.get(f"/creator-eligibility?social_account_id={id}"))
    assert (seen["eligible"], seen["policy"]["region"]) == (False, "KR")
    assert [(rule["code"], rule["threshold"]) for rule in seen["rules"] if not rule["passed"]] == [("follower_count", 50_000)]


async def test_the_self_check_refuses_what_it_cannot_judge(identity: ServiceUnderTest, outside: Outside) -> None:
    lena, other, lumen = await creator(identity), await creator(identity), await brand(identity)
    id = await connected(outside, lena, "lena_cooks")
    path = f"/creator-eligibility?social_account_id={id}"

    assert is_problem(await other.get(path), 404, "not_found")
    assert is_problem(await lumen.get(path), 404, "not_found")
    assert is_problem(await lena.get("/creator-eligibility"), 422, "validation_failed")
    assert is_problem(await lena.get(f"/creator-eligibility?social_account_id={lena.organization_id}"), 422, "validation_failed")
    outside.status = 500
    assert is_problem(await lena.get(path), 503, "upstream_unavailable")
    outside.status = 200
    outside.accounts.clear()
    assert is_problem(await lena.get(path), 409, "account_gone")
    await lena.post(f"/social-accounts/{id}/disconnect")
    assert is_problem(await lena.get(path), 409, "account_disconnected")
