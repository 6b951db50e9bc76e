"""Accounts on the sandbox's social platform."""

import asyncio
from typing import Any

import pytest

from services.sandbox.social_accounts.likeness import likeness
from shared.platforms import PlatformAccount
from tests.harness import ServiceUnderTest, is_problem

OWN = {"id", "version", "created_at", "updated_at", "object"}


async def put(sandbox: ServiceUnderTest, handle: str, **values: Any) -> dict[str, Any]:
    answer = await sandbox.nobody().put(f"/sandbox/social-accounts/{handle}", values)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_an_account_is_made_from_its_handle_and_keeps_what_was_given(sandbox: ServiceUnderTest) -> None:
    made = await put(sandbox, "lena_cooks")
    assert (
        made.items()
        >= {"object": "sandbox_social_account", "platform": "sandbox", "handle": "lena_cooks", "name": "Lena Cooks"}.items()
    )
    assert await put(sandbox, "lena_cooks") == made

    given = await put(sandbox, "lena_cooks", bio="Soup.", audience={"countries": {"US": 0.61}})
    again = await put(sandbox, "lena_cooks", follower_count=123_456, audience={"genders": {"female": 0.7}})

    assert (given["bio"], given["audience"]["countries"]) == ("Soup.", {"US": 0.61})
    assert (given["audience"]["ages"], given["follower_count"]) == (made["audience"]["ages"], made["follower_count"])
    assert (again["bio"], again["follower_count"], again["version"]) == ("Soup.", 123_456, 3)
    assert again["audience"] == {**made["audience"], "countries": {"US": 0.61}, "genders": {"female": 0.7}}
    back = await put(sandbox, "lena_cooks", bio=None, follower_count=None, audience=None)
    assert {name: back[name] for name in back.keys() - OWN} == {name: made[name] for name in made.keys() - OWN}

    await put(sandbox, "other")
    read = await sandbox.nobody().get("/sandbox/social-accounts/lena_cooks")
    assert (read.json(), read.headers["etag"]) == (back, '"v4"')
    listed = (await sandbox.nobody().get("/sandbox/social-accounts")).json()
    assert [account["handle"] for account in listed["data"]] == ["other", "lena_cooks"]
    assert is_problem(await sandbox.nobody().get("/sandbox/social-accounts/nobody"), 404, "not_found")


async def test_values_given_at_the_same_time_are_all_kept(sandbox: ServiceUnderTest) -> None:
    values = {"bio": "Soup.", "name": "Lena", "country": "DE", "median_views": 7_000, "follower_count": 99_000}
    await asyncio.gather(*(put(sandbox, "racer", **{name: value}) for name, value in values.items()))

    account = await put(sandbox, "racer")

    assert account.items() >= values.items()
    assert account["average_views"] > 7_000


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"follower_count": -1}, "/follower_count"),
        ({"follower_count": 2**53}, "/follower_count"),
        ({"follower_count": "5"}, "/follower_count"),
        ({"follower_count": True}, "/follower_count"),
        ({"follower_count": 1.5}, "/follower_count"),
        ({"engagement_rate": 1.01}, "/engagement_rate"),
        ({"engagement_rate": -0.1}, "/engagement_rate"),
        ({"engagement_rate": True}, "/engagement_rate"),
        ({"original_content": 1}, "/original_content"),
        ({"country": "us"}, "/country"),
        ({"language": "EN"}, "/language"),
        ({"name": ""}, "/name"),
        ({"community_guideline_strikes": -1}, "/community_guideline_strikes"),
        ({"audience": {"countries": {"US": 1.2}}}, "/audience/countries/US"),
        ({"audience": {"countries": {"US": 0.6, "DE": 0.6}}}, "/audience/countries"),
        ({"audience": {"ages": {"18-24": -0.1}}}, "/audience/ages/18-24"),
        ({"audience": {"moods": {}}}, "/audience/moods"),
        ({"handle": "x"}, "/handle"),
    ],
)
async def test_a_wrong_value_is_named_and_makes_no_account(
    shared_sandbox: ServiceUnderTest, values: dict[str, Any], pointer: str
) -> None:
    answer = await shared_sandbox.nobody().put("/sandbox/social-accounts/refused", values)

    assert is_problem(answer, 422, "validation_failed")
    assert answer.json()["errors"][0]["pointer"].startswith(pointer)
    assert await shared_sandbox.scalar("select count(*) from social_accounts") == 0


async def test_a_handle_has_a_form(shared_sandbox: ServiceUnderTest) -> None:
    for handle in ("a b", "ana%21", "%F0%9F%8D%B2", "x" * 101, "@ana", ".ana"):
        assert is_problem(await shared_sandbox.nobody().put(f"/sandbox/social-accounts/{handle}", {}), 422, "handle_refused")
    assert await shared_sandbox.scalar("select count(*) from social_accounts") == 0


def likes_of_views(account: PlatformAccount) -> float:
    """Give which part of all reactions to the views of a month likes are: more than 1 would look bought."""
    return account.likes_last_28_days / (account.average_views * account.posts_last_30_days * account.engagement_rate)


def test_made_accounts_are_eligible_everywhere_plausible_and_differ() -> None:
    accounts = [likeness(f"creator_{number}", {}) for number in range(400)]

    for account in accounts:
        assert 50_000 <= account.follower_count <= 2_000_000
        assert account.likes_last_28_days >= 100_000
        assert account.posts_last_30_days >= 3
        assert account.community_guideline_strikes == 0
        assert account.original_content
        assert 0.01 <= account.engagement_rate <= 0.35
        assert account.average_views / account.follower_count >= 0.01
        assert 0 < account.median_views < account.average_views
        assert likes_of_views(account) == pytest.approx(0.85, abs=0.01)
        for shares in account.audience.model_dump().values():
            assert sum(shares.values()) == pytest.approx(1)
            assert all(0 <= share <= 1 for share in shares.values())
        assert max(account.audience.countries, key=account.audience.countries.__getitem__) == account.country
    assert len({account.follower_count for account in accounts}) > 350
    assert len({account.country for account in accounts}) > 8
    by_size = sorted(accounts, key=lambda account: account.follower_count)
    assert sum(one.engagement_rate for one in by_size[:100]) > sum(one.engagement_rate for one in by_size[-100:])


@pytest.mark.parametrize("followers", [10_000, 50_000, 5_000_000, 200_000_000])
def test_what_is_made_goes_with_a_given_follower_count(followers: int) -> None:
    for number in range(100):
        account = likeness(f"creator_{number}", {"follower_count": followers})
        assert account.average_views / followers >= 0.01
        assert account.likes_last_28_days >= 100_000
        assert account.engagement_rate >= 0.01
        assert likes_of_views(account) < 1


def test_ineligible_accounts_miss_the_thresholds() -> None:
    for number in range(100):
        account = likeness(f"ineligible_{number}", {})
        assert account.follower_count < 10_000
        assert account.likes_last_28_days < 100_000
        assert account.posts_last_30_days < 3


@pytest.mark.parametrize("given", [{"engagement_rate": 0.0}, {"posts_last_30_days": 0}, {"engagement_rate": 1e-9}])
def test_who_cannot_be_liked_so_much_is_not_watched_without_end(given: dict[str, Any]) -> None:
    account = likeness("lena_cooks", {"follower_count": 60_000, **given})

    assert 0 < account.average_views <= 20 * 60_000


def test_likes_that_were_given_lift_no_views() -> None:
    one, other = (likeness("lena_cooks", {"follower_count": 60_000, "likes_last_28_days": likes}) for likes in (10, 10**9))

    assert one.average_views == other.average_views < 60_000


def test_what_is_made_from_a_handle_never_changes() -> None:
    account = likeness("lena_cooks", {})

    assert (account.name, account.country, account.follower_count, account.engagement_rate) == PINNED


PINNED = ("Lena Cooks", "FR", 486_408, 0.0605)
"""Written down once: clients' own tests rest on it."""
