"""What is applied with: its forms, whose accounts they are, and a platform that is away."""

from typing import Any

import pytest

from services.identity.social_accounts.models import SocialAccountId
from tests.harness import Actor, ServiceUnderTest, is_problem
from tests.identity.people import PROFILE, Outside, brand, connected, creator, done, drafted


@pytest.fixture
async def lena(identity: ServiceUnderTest) -> Actor:
    return await creator(identity)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"social_account_ids": []}, "/social_account_ids"),
        ({"social_account_ids": ["soc_1"]}, "/social_account_ids/0"),
        ({"social_account_ids": "all"}, "/social_account_ids"),
        ({"categories": []}, "/categories"),
        ({"categories": ["food", "food"]}, "/categories"),
        ({"categories": ["Food & Drink"]}, "/categories/0"),
        ({"categories": [f"c{number}" for number in range(11)]}, "/categories"),
        ({"languages": ["english"]}, "/languages/0"),
        ({"formats": []}, "/formats"),
        ({"bio": "x" * 2_001}, "/bio"),
        ({"bio": None}, "/bio"),
        (
            {"rates": [{"deliverable_type": "video", "price": {"value": 0, "currency": "USD"}, "negotiable": True}]},
            "/rates/0/price",
        ),
        (
            {"rates": [{"deliverable_type": "video", "price": {"value": -1, "currency": "USD"}, "negotiable": True}]},
            "/rates/0/price",
        ),
        (
            {"rates": [{"deliverable_type": "video", "price": {"value": 2**53, "currency": "USD"}, "negotiable": True}]},
            "/rates/0/price/value",
        ),
        (
            {"rates": [{"deliverable_type": "video", "price": {"value": "5", "currency": "USD"}, "negotiable": True}]},
            "/rates/0/price/value",
        ),
        (
            {"rates": [{"deliverable_type": "video", "price": {"value": 5, "currency": "USD"}, "negotiable": 1}]},
            "/rates/0/negotiable",
        ),
        ({"rates": PROFILE["rates"] * 2}, "/rates"),
        ({"state": "approved"}, "/state"),
    ],
)
async def test_bad_content_is_named_and_changes_nothing(
    shared_identity: ServiceUnderTest, applicant: tuple[Actor, str], change: dict[str, Any], pointer: str
) -> None:
    owner, account = applicant
    answer = await owner.post("/creator-applications", {**PROFILE, "social_account_ids": [account], **change})

    assert is_problem(answer, 422, "validation_failed")
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert await shared_identity.scalar("select count(*) from creator_applications") == 0


@pytest.fixture(scope="module")
async def applicant(shared_identity: ServiceUnderTest) -> tuple[Actor, str]:
    """A creator with a connected account, in the shared identity."""
    owner = await creator(shared_identity)
    outside = Outside()
    shared_identity.instance.context.peers._apps["sandbox"] = outside.app()  # type: ignore[attr-defined]
    return owner, await connected(outside, owner)


async def test_an_application_is_made_with_ones_own_accounts(identity: ServiceUnderTest, outside: Outside, lena: Actor) -> None:
    other, lumen = await creator(identity), await brand(identity)
    foreign = await connected(outside, other, "other")
    for id in (foreign, SocialAccountId.new()):
        answer = await lena.post("/creator-applications", {**PROFILE, "social_account_ids": [id]})
        assert is_problem(answer, 404, "not_found")
    assert is_problem(await lumen.post("/creator-applications", {**PROFILE, "social_account_ids": [foreign]}), 403, "forbidden")

    own = await connected(outside, lena)
    draft = await drafted(lena, own)
    path = f"/creator-applications/{draft['id']}"
    patch = await lena.patch(path, {"social_account_ids": [foreign]}, headers={"If-Match": '"v1"'})
    assert is_problem(patch, 404, "not_found")
    for bad in ({"categories": None}, {"categories": []}, {"rates": None}, {"state": "submitted"}):
        assert is_problem(await lena.patch(path, bad, headers={"If-Match": '"v1"'}), 422, "validation_failed")
    assert is_problem(await lena.patch(path, {"bio": "x"}), 428, "precondition_required")
    assert is_problem(await other.patch(path, {"bio": "x"}, headers={"If-Match": '"v1"'}), 404, "not_found")
    rates = [{**PROFILE["rates"][0], "negotiable": False}]
    changed = await lena.patch(path, {"rates": rates, "languages": ["de"]}, headers={"If-Match": '"v1"'})
    assert (changed.json()["rates"], changed.json()["languages"], changed.headers["etag"]) == (rates, ["de"], '"v2"')
    await done(lena.post(f"{path}/submit"))
    assert is_problem(await lena.patch(path, {"bio": "x"}, headers={"If-Match": "*"}), 409, "invalid_state")


async def test_a_platform_that_is_away_leaves_the_application_as_it_was(
    identity: ServiceUnderTest, outside: Outside, lena: Actor
) -> None:
    application = await drafted(lena, await connected(outside, lena))
    path, headers = f"/creator-applications/{application['id']}/submit", {"Idempotency-Key": "submit"}
    outside.status = 503
    assert is_problem(await lena.post(path, headers=headers), 503, "upstream_unavailable")
    outside.status = 200
    first, second = await lena.post(path, headers=headers), await lena.post(path, headers=headers)
    assert (first.status_code, first.json()) == (200, second.json())
    assert second.headers["idempotent-replayed"] == "true"
