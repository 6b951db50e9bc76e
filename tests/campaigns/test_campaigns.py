"""Campaigns: drafting, changing, publishing, resting, ending."""

import asyncio
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from shared.clock import clock as business_clock
from shared.events.campaigns import (
    ApplicationExpired,
    CampaignCancelled,
    CampaignCompleted,
    CampaignExpired,
    CampaignPublished,
    InvitationExpired,
    OfferExpired,
)
from shared.events.payouts import HoldFailed
from tests.campaigns.factories import (
    a_brand,
    a_campaign,
    a_creator,
    an_invitation,
    an_offer,
    an_order,
    campaign_body,
    day,
    engage,
    offer_body,
    seen,
    tell_brand,
    usd,
)
from tests.campaigns.facts import Facts
from tests.harness import ServiceUnderTest, TestClock, is_problem


async def test_a_campaign_is_drafted_as_its_brand_wrote_it(campaigns: ServiceUnderTest) -> None:
    brand = await a_brand(campaigns)
    wanted = campaign_body(time_zone="America/New_York", external_reference="po-17", metadata={"team": "7"})

    answer = await brand.post("/campaigns", wanted)

    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert answer.headers["etag"] == '"v1"'
    assert {name: body[name] for name in wanted if name != "deliverables"} == {
        name: wanted[name] for name in wanted if name != "deliverables"
    }
    line, asked = body["deliverables"][0], wanted["deliverables"][0]
    assert {name: line[name] for name in asked} == asked
    due = datetime.combine(datetime.fromisoformat(asked["due_on"]), time(23, 59, 59), ZoneInfo("America/New_York"))
    assert datetime.fromisoformat(line["due_at"]) == due.astimezone(UTC)
    assert (body["object"], body["state"], body["actions"]) == ("campaign", "draft", ["publish", "cancel"])
    assert (body["budget_committed"], body["budget_remaining"]) == (usd(0), usd(1_000_000))
    assert body["brand"] == {"id": brand.organization_id, "name": "Lumen"}


async def test_what_is_left_out_has_a_default(campaigns: ServiceUnderTest) -> None:
    brand = await a_brand(campaigns)
    wanted = campaign_body(deliverables=[{"type": "video", "title": "A video", "due_on": day(20)}])
    for name in ("terms", "brief", "screening_questions", "applications_open", "metadata", "targets", "time_zone"):
        del wanted[name]

    body = (await brand.post("/campaigns", wanted)).json()

    assert body["terms"] == {
        "payment": {"type": "flat"},
        "usage_rights": {"type": "organic", "channels": [], "territories": [], "duration_days": 90},
        "exclusivity": None,
        "retention_days": 30,
        "disclosure": {"required": True, "labels": ["#ad"]},
        "revision_rounds": 2,
        "review_window_days": 7,
        "payout_after": "approval",
    }
    assert (body["time_zone"], body["applications_open"]) == ("UTC", False)
    assert body["deliverables"][0]["publish_by_on"] == wanted["ends_on"]
    assert body["deliverables"][0]["quantity"] == 1


def line(**change: object) -> dict[str, object]:
    return {"type": "video", "title": "A video", "due_on": day(20), **change}


BAD = {
    "budget of nothing": ({"budget": usd(0)}, "/budget", "amount_too_small"),
    "budget below nothing": ({"budget": usd(-1)}, "/budget", "amount_too_small"),
    "budget too large": ({"budget": usd(2**53)}, "/budget/value", "less_than_equal"),
    "budget as text": ({"budget": {"value": "5", "currency": "USD"}}, "/budget/value", "int_type"),
    "currency unknown": ({"budget": {"value": 5, "currency": "XXZ"}}, "/budget/currency", "currency_unknown"),
    "starts in the past": ({"starts_on": day(-1)}, "/starts_on", "date_in_the_past"),
    "ends before it starts": ({"ends_on": day(0)}, "/ends_on", "ends_before_start"),
    "a day with a time": ({"starts_on": f"{day(1)}T00:00:00"}, "/starts_on", "day_form"),
    "a day as a number": ({"starts_on": 20270301}, "/starts_on", "day_form"),
    "no such day": ({"starts_on": "2027-02-30"}, "/starts_on", "date_from_datetime_parsing"),
    "a day out of reach": ({"ends_on": "9999-12-31"}, "/ends_on", "day_out_of_reach"),
    "no time zone": ({"time_zone": "Mars/Olympus"}, "/time_zone", "time_zone_unknown"),
    "due before the start": ({"deliverables": [line(due_on=day(0))]}, "/deliverables/0/due_on", "outside_campaign"),
    "due after the end": ({"deliverables": [line(due_on=day(61))]}, "/deliverables/0/due_on", "outside_campaign"),
    "posted before due": (
        {"deliverables": [line(publish_by_on=day(19))]},
        "/deliverables/0/publish_by_on",
        "outside_campaign",
    ),
    "no deliverable": ({"deliverables": []}, "/deliverables", "too_short"),
    "quantity 0": ({"deliverables": [line(quantity=0)]}, "/deliverables/0/quantity", "greater_than_equal"),
    "quantity 51": ({"deliverables": [line(quantity=51)]}, "/deliverables/0/quantity", "less_than_equal"),
    "quantity true": ({"deliverables": [line(quantity=True)]}, "/deliverables/0/quantity", "int_type"),
    "too many": ({"deliverables": [line(quantity=50)] * 3}, "/deliverables", "too_many_deliverables"),
    "durations reversed": (
        {"deliverables": [line(min_duration_seconds=60, max_duration_seconds=15)]},
        "/deliverables/0/max_duration_seconds",
        "durations_reversed",
    ),
    "unknown type": ({"deliverables": [line(type="song")]}, "/deliverables/0/type", "unknown_value"),
    "country in small letters": ({"markets": ["us"]}, "/markets/0", "string_pattern_mismatch"),
    "country twice": ({"markets": ["US", "US"]}, "/markets", "stands_twice"),
    "hashtag without #": ({"brief": {"hashtags": ["lumen"]}}, "/brief/hashtags/0", "string_pattern_mismatch"),
    "question twice": (
        {"screening_questions": [{"id": "q1", "prompt": "One?"}, {"id": "q1", "prompt": "Two?"}]},
        "/screening_questions/1/id",
        "stands_twice",
    ),
    "payment not offered": ({"terms": {"payment": {"type": "hybrid"}}}, "/terms/payment/type", "unknown_value"),
    "payment unknown": ({"terms": {"payment": {"type": "barter"}}}, "/terms/payment/type", "unknown_value"),
    "days below nothing": ({"terms": {"retention_days": -1}}, "/terms/retention_days", "greater_than_equal"),
    "empty name": ({"name": "  "}, "/name", "too_short"),
    "unknown field": ({"colour": "red"}, "/colour", "unknown_field"),
    "unknown term": ({"terms": {"colour": "red"}}, "/terms/colour", "unknown_field"),
    "target of nothing": ({"targets": [{"metric": "views", "value": 0, "unit": "count"}]}, "/targets/0/value", None),
    "metadata not text": ({"metadata": {"a": 1}}, "/metadata/a", "string_type"),
}


async def test_bad_input_is_named_and_changes_nothing(campaigns: ServiceUnderTest) -> None:
    brand = await a_brand(campaigns)
    for name, (change, pointer, code) in BAD.items():
        answer = await brand.post("/campaigns", campaign_body(**change))
        assert is_problem(answer, 422, "validation_failed"), name
        error = answer.json()["errors"][0]
        assert error["pointer"].startswith(pointer), (name, error)
        assert code in {None, error["code"]}, (name, error)
    assert await campaigns.scalar("select count(*) from campaigns") == 0


async def test_a_campaign_is_its_brands_alone(campaigns: ServiceUnderTest) -> None:
    brand, other, (creator, _) = await a_brand(campaigns), await a_brand(campaigns, name="Other"), await a_creator(campaigns)
    campaign = await a_campaign(brand, external_reference="po-1")
    path = f"/campaigns/{campaign['id']}"

    assert (await brand.get(path)).json()["id"] == campaign["id"]
    for stranger in (other, creator, campaigns.staff()):
        assert is_problem(await stranger.get(path), 404, "not_found")
    for stranger in (other, creator):
        assert is_problem(await stranger.patch(path, {"name": "Mine"}, headers={"If-Match": "*"}), 404, "not_found")
        for action in ("publish", "pause", "resume", "cancel"):
            assert is_problem(await stranger.post(f"{path}/{action}"), 404, "not_found")
        assert is_problem(await stranger.get(f"{path}/invitations"), 404, "not_found")
    assert is_problem(await creator.get("/campaigns"), 403, "forbidden")
    assert (await other.get("/campaigns")).json()["data"] == []
    assert [one["id"] for one in (await brand.get("/campaigns")).json()["data"]] == [campaign["id"]]
    assert (await brand.get("/campaigns?external_reference=po-2")).json()["data"] == []
    assert len((await brand.get("/campaigns?state=draft&state=published&external_reference=po-1")).json()["data"]) == 1
    assert (await brand.get("/campaigns?state=draft")).json()["data"] == []


async def test_an_external_reference_stands_once_in_an_organization(campaigns: ServiceUnderTest) -> None:
    brand, other = await a_brand(campaigns), await a_brand(campaigns)
    await a_campaign(brand, published=False, external_reference="po-1")
    second = await a_campaign(brand, published=False)
    assert is_problem(await brand.post("/campaigns", campaign_body(external_reference="po-1")), 409, "external_reference_taken")
    changed = await brand.patch(f"/campaigns/{second['id']}", {"external_reference": "po-1"}, **seen(second))
    assert is_problem(changed, 409, "external_reference_taken")
    await a_campaign(other, published=False, external_reference="po-1")


async def test_a_brand_that_is_not_heard_of_yet_is_waited_for(campaigns: ServiceUnderTest) -> None:
    brand = campaigns.brand()
    drafting = asyncio.create_task(brand.post("/campaigns", campaign_body()))
    await asyncio.sleep(0.3)
    assert not drafting.done()
    await tell_brand(campaigns, brand, version=1)
    assert (await drafting).status_code == 201


@pytest.mark.usefixtures("impatient")
async def test_a_brand_that_stays_unknown_is_told_to_try_again(campaigns: ServiceUnderTest) -> None:
    answer = await campaigns.brand().post("/campaigns", campaign_body())
    assert is_problem(answer, 409, "not_yet_known")
    assert answer.headers["retry-after"] == "1"


async def test_publishing_waits_for_the_verification(campaigns: ServiceUnderTest) -> None:
    brand = await a_brand(campaigns, verified=False)
    campaign = await a_campaign(brand, published=False)
    publishing = asyncio.create_task(brand.post(f"/campaigns/{campaign['id']}/publish"))
    await asyncio.sleep(0.3)
    assert not publishing.done()
    await tell_brand(campaigns, brand, version=2)
    answer = await publishing
    assert (answer.status_code, answer.json()["state"]) == (200, "published")
    assert len(await campaigns.said(CampaignPublished)) == 1
    assert is_problem(await brand.post(f"/campaigns/{campaign['id']}/publish"), 409, "invalid_state")


@pytest.mark.usefixtures("impatient")
async def test_only_a_verified_brand_publishes_invites_and_offers(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    published, draft = await a_campaign(brand), await a_campaign(brand, published=False)
    await engage(brand, published, creator, creator_id)

    await tell_brand(campaigns, brand, version=2, verified=False)
    await tell_brand(campaigns, brand, version=1, verified=True)  # older than what is known: nothing changes

    assert is_problem(await brand.post(f"/campaigns/{draft['id']}/publish"), 409, "brand_not_verified")
    invited = await brand.post(f"/campaigns/{published['id']}/invitations", {"creator_id": creator_id})
    assert is_problem(invited, 409, "brand_not_verified")
    assert is_problem(await brand.post("/offers", offer_body(published, creator_id)), 409, "brand_not_verified")


async def test_a_merge_patch_changes_what_it_names(campaigns: ServiceUnderTest) -> None:
    brand = await a_brand(campaigns)
    campaign = await a_campaign(brand, published=False)
    path = f"/campaigns/{campaign['id']}"
    patch = {"name": "Autumn", "terms": {"retention_days": 60, "exclusivity": None}, "brief": {"dos": ["Smile"]}}

    assert is_problem(await brand.patch(path, patch), 428, "precondition_required")
    assert is_problem(await brand.patch(path, patch, headers={"If-Match": '"v9"'}), 412, "precondition_failed")
    answer = await brand.patch(path, patch, **seen(campaign))

    assert answer.status_code == 200, answer.text
    body = answer.json()
    expected = {**campaign["terms"], "retention_days": 60, "exclusivity": None}
    assert (body["name"], body["terms"]) == ("Autumn", expected)
    assert body["brief"] == {**campaign["brief"], "dos": ["Smile"]}
    assert body["deliverables"] == campaign["deliverables"]
    assert (body["version"], answer.headers["etag"]) == (2, '"v2"')
    wrong = await brand.patch(path, {"terms": {"review_window_days": 0}}, **seen(body))
    assert wrong.json()["errors"][0]["pointer"] == "/terms/review_window_days"
    wrong = await brand.patch(path, {"ends_on": day(10)}, **seen(body))
    assert wrong.json()["errors"][0]["pointer"] == "/deliverables/0/due_on"
    wrong = await brand.patch(path, {"name": None}, **seen(body))
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/name")
    assert (await brand.patch(path, {"name": "Autumn"}, **seen(body))).json()["version"] == 2
    moved = await brand.patch(path, {"time_zone": "Asia/Tokyo"}, **seen(body))
    assert moved.json()["ends_at"] != body["ends_at"]


async def test_a_patch_keeps_the_rules_of_what_it_touches_and_no_others(campaigns: ServiceUnderTest, clock: TestClock) -> None:
    brand, anything = await a_brand(campaigns), {"headers": {"If-Match": "*"}}
    doubled = {"screening_questions": [{"id": "q1", "prompt": "One?"}, {"id": "q1", "prompt": "Two?"}]}
    for published in (False, True):
        campaign = await a_campaign(brand, published=published)
        wrong = await brand.patch(f"/campaigns/{campaign['id']}", doubled, **anything)
        assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (422, "stands_twice")

    clock.advance(days=5)  # its first day is over, and a draft may still change
    path = f"/campaigns/{(await a_campaign(brand, published=False, starts_on=day(0)))['id']}"
    clock.advance(days=1)
    assert (await brand.patch(path, {"category": "travel"}, **anything)).json()["category"] == "travel"
    wrong = await brand.patch(path, {"starts_on": day(-2)}, **anything)
    assert wrong.json()["errors"][0]["code"] == "date_in_the_past"


async def test_null_removes_one_of_the_metadata(campaigns: ServiceUnderTest) -> None:
    brand, anything = await a_brand(campaigns), {"headers": {"If-Match": "*"}}
    path = f"/campaigns/{(await a_campaign(brand, metadata={'team': '7', 'po': '1'}))['id']}"
    assert (await brand.patch(path, {"metadata": {"po": None, "by": "Ann"}}, **anything)).json()["metadata"] == {
        "team": "7",
        "by": "Ann",
    }
    wrong = await brand.patch(path, {"metadata": {"po": 1}}, **anything)
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/metadata/po")
    assert (await brand.patch(path, {"metadata": None}, **anything)).json()["metadata"] == {}


async def test_a_repeated_filter_means_either_and_none_breaks_a_list(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    first, second, _ = [await a_campaign(brand, external_reference=f"po-{number}") for number in range(3)]
    for campaign in (first, second):
        await engage(brand, campaign, creator, creator_id)
    referred = (await brand.get("/campaigns?external_reference=po-0&external_reference=po-1")).json()["data"]
    assert [one["id"] for one in referred] == [second["id"], first["id"]]
    both = f"campaign_id={first['id']}&campaign_id={second['id']}&creator_id={creator_id}"
    assert len((await creator.get(f"/invitations?{both}")).json()["data"]) == 2
    assert len((await creator.get(f"/invitations?campaign_id={first['id']}")).json()["data"]) == 1
    for noun in ("campaigns", "offers", "orders"):
        assert is_problem(await brand.get(f"/{noun}?external_reference=%00"), 422, "validation_failed"), noun


async def test_after_publishing_only_what_nobody_rests_on_may_change(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    await engage(brand, campaign, creator, creator_id)
    await an_offer(brand, campaign, creator_id, 60_000)
    path, anything = f"/campaigns/{campaign['id']}", {"headers": {"If-Match": "*"}}

    fixed = await brand.patch(path, {"category": "tech", "terms": {"retention_days": 1}, "name": "New"}, **anything)
    assert is_problem(fixed, 409, "field_fixed")
    assert [error["pointer"] for error in fixed.json()["errors"]] == ["/category", "/terms"]
    currency = await brand.patch(path, {"budget": {"value": 70_000, "currency": "EUR"}}, **anything)
    assert is_problem(currency, 409, "field_fixed")
    below = await brand.patch(path, {"budget": usd(59_999)}, **anything)
    assert is_problem(below, 409, "budget_below_committed")
    assert below.json()["budget_committed"] == usd(60_000)
    exact = await brand.patch(path, {"budget": usd(60_000), "name": "New"}, **anything)
    assert (exact.json()["budget_remaining"], exact.json()["name"]) == (usd(0), "New")


@pytest.mark.usefixtures("impatient")
async def test_while_a_campaign_rests_nothing_new_is_agreed(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    order = await an_order(campaigns, brand, creator, creator_id)
    path = f"/campaigns/{order['campaign']['id']}"

    paused = (await brand.post(f"{path}/pause")).json()
    assert (paused["state"], paused["actions"]) == ("paused", ["resume", "cancel"])
    assert is_problem(await brand.post(f"{path}/invitations", {"creator_id": creator_id}), 409, "campaign_not_open")
    assert is_problem(await brand.post("/offers", offer_body(paused, creator_id)), 409, "campaign_not_open")
    applied = await creator.post(f"{path}/applications", {"pitch": "Me", "price": usd(1), "answers": []})
    assert applied.status_code == 422  # the form comes before the state
    answers = [{"question_id": "q1", "text": "Yes"}]
    applied = await creator.post(f"{path}/applications", {"pitch": "Me", "price": usd(1), "answers": answers})
    assert is_problem(applied, 409, "campaign_not_open")
    assert is_problem(await brand.post(f"{path}/cancel"), 409, "campaign_has_orders")
    assert (await brand.post(f"{path}/resume")).json()["state"] == "in_progress"
    assert is_problem(await brand.post(f"{path}/resume"), 409, "invalid_state")


async def test_cancelling_ends_what_is_open(campaigns: ServiceUnderTest) -> None:
    brand = await a_brand(campaigns)
    campaign = await a_campaign(brand)
    (_, invited), (applicant, _), (offered, offered_id) = [await a_creator(campaigns) for _ in range(3)]
    await an_invitation(brand, campaign, invited)
    answers = [{"question_id": "q1", "text": "Yes"}]
    await applicant.post(f"/campaigns/{campaign['id']}/applications", {"pitch": "Me", "price": usd(1), "answers": answers})
    await engage(brand, campaign, offered, offered_id)
    await an_offer(brand, campaign, offered_id)

    answer = await brand.post(f"/campaigns/{campaign['id']}/cancel")

    assert answer.status_code == 200, answer.text
    assert (answer.json()["state"], answer.json()["is_final"]) == ("cancelled", True)
    assert answer.json()["budget_committed"] == usd(0)
    for kind in (InvitationExpired, ApplicationExpired, OfferExpired, CampaignCancelled):
        assert len(await campaigns.said(kind)) == 1, kind


async def test_a_campaign_without_orders_expires_with_its_last_day(campaigns: ServiceUnderTest, clock: TestClock) -> None:
    brand, (_, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    ends_at = datetime.fromisoformat(campaign["ends_at"])
    clock.advance(seconds=(ends_at - business_clock.now()).total_seconds() - 60)
    invitation = await an_invitation(brand, campaign, creator_id)
    await campaigns.run_timers()
    assert (await brand.get(f"/campaigns/{campaign['id']}")).json()["state"] == "published"

    clock.advance(minutes=2)
    await campaigns.run_timers()

    assert (await brand.get(f"/campaigns/{campaign['id']}")).json()["state"] == "expired"
    assert (await brand.get(f"/invitations/{invitation['id']}")).json()["state"] == "expired"
    assert len(await campaigns.said(CampaignExpired)) == 1


async def test_a_campaign_completes_when_its_last_order_has_ended(campaigns: ServiceUnderTest, clock: TestClock) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    order = await an_order(campaigns, brand, creator, creator_id)
    path = f"/campaigns/{order['campaign']['id']}"
    clock.advance(days=62)
    await campaigns.run_timers()
    assert (await brand.get(path)).json()["state"] == "in_progress"

    await campaigns.hear(Facts(order).hold(HoldFailed, 2))

    assert (await brand.get(path)).json()["state"] == "completed"
    assert len(await campaigns.said(CampaignCompleted)) == 1


async def test_a_draft_whose_days_are_over_is_not_published(campaigns: ServiceUnderTest, clock: TestClock) -> None:
    brand = await a_brand(campaigns)
    campaign = await a_campaign(brand, published=False)
    clock.advance(days=21)
    assert is_problem(await brand.post(f"/campaigns/{campaign['id']}/publish"), 409, "campaign_over")
    renamed = await brand.patch(f"/campaigns/{campaign['id']}", {"name": "Later"}, **seen(campaign))
    assert renamed.json()["name"] == "Later"
