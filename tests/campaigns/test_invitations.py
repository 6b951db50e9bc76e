"""Invitations and applications: how a creator joins a campaign."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from shared.events.campaigns import (
    ApplicationOffered,
    ApplicationShortlisted,
    ApplicationSubmitted,
    InvitationAccepted,
    InvitationExpired,
    InvitationSent,
    InvitationViewed,
)
from shared.events.identity import SEARCH_ONLY_FROM, SEARCH_ONLY_UNTIL, CreatorFacts, CreatorId
from shared.routing import LATE_COPY_SECONDS
from tests.campaigns.factories import (
    a_brand,
    a_campaign,
    a_creator,
    an_invitation,
    an_offer,
    an_order,
    approved,
    engage,
    leaving,
    left,
    seen,
    suspended,
    usd,
    wishes,
)
from tests.harness import ServiceUnderTest, TestClock, is_problem

ANSWERS = [{"question_id": "q1", "text": "A gas one"}]


async def test_a_creator_is_invited_views_and_accepts(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    invitation = await an_invitation(brand, campaign, creator_id)
    path = f"/invitations/{invitation['id']}"

    assert (invitation["object"], invitation["state"], invitation["actions"]) == ("invitation", "sent", ["withdraw"])
    assert invitation["campaign"] == {"id": campaign["id"], "name": "Spring launch"}
    assert invitation["brand"] == {"id": brand.organization_id, "name": "Lumen"}
    assert invitation["creator"] == {"id": creator_id, "handle": "ana", "name": "Ana"}
    assert [one["id"] for one in (await creator.get("/invitations?state=sent")).json()["data"]] == [invitation["id"]]
    assert (await creator.get(path)).json()["state"] == "sent"
    assert (await creator.post(f"{path}/view")).json()["state"] == "viewed"
    accepted = await creator.post(f"{path}/accept")
    assert (accepted.json()["state"], accepted.json()["is_final"], accepted.json()["actions"]) == ("accepted", True, [])
    again = await creator.post(f"{path}/accept")
    assert is_problem(again, 409, "invalid_state")
    assert (again.json()["state"], again.json()["actions"]) == ("accepted", [])
    for kind in (InvitationSent, InvitationViewed, InvitationAccepted):
        assert len(await campaigns.said(kind)) == 1
    audit = await campaigns.scalar("select string_agg(command, ' ' order by sequence) from audit_log where noun = 'Invitation'")
    assert audit == "view accept"


async def test_each_side_has_its_own_moves_and_others_see_nothing(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    invitation = await an_invitation(brand, await a_campaign(brand), creator_id)
    path = f"/invitations/{invitation['id']}"

    for move in ("view", "accept", "decline"):
        assert is_problem(await brand.post(f"{path}/{move}"), 403, "forbidden")
    assert is_problem(await creator.post(f"{path}/withdraw"), 403, "forbidden")
    for stranger in (campaigns.brand(), campaigns.creator(), campaigns.staff()):
        assert is_problem(await stranger.get(path), 404, "not_found")
        assert (await stranger.get("/invitations")).json()["data"] == []
    assert is_problem(await campaigns.creator().post(f"{path}/accept"), 404, "not_found")
    assert is_problem(await campaigns.nobody().get(path), 401, "unauthenticated")
    assert is_problem(await brand.get("/invitations/cmp_1"), 404, "not_found")
    assert (await brand.post(f"{path}/withdraw")).json()["state"] == "withdrawn"
    # After it ended the creator may be asked again, and may say no.
    again = await an_invitation(brand, invitation["campaign"], creator_id)
    assert (await creator.post(f"/invitations/{again['id']}/decline")).json()["state"] == "declined"


async def test_an_invitation_lapses_after_seven_days(campaigns: ServiceUnderTest, clock: TestClock) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    invitation = await an_invitation(brand, campaign, creator_id)
    clock.advance(days=6, hours=23)
    await campaigns.run_timers()
    assert (await creator.get(f"/invitations/{invitation['id']}")).json()["state"] == "sent"
    clock.advance(hours=2)
    await campaigns.run_timers()
    answer = await creator.post(f"/invitations/{invitation['id']}/accept")
    assert is_problem(answer, 409, "invalid_state")
    assert (answer.json()["state"], answer.json()["actions"]) == ("expired", [])
    assert len(await campaigns.said(InvitationExpired)) == 1


async def test_one_open_invitation_whatever_races(campaigns: ServiceUnderTest) -> None:
    brand, (_, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    asked = [brand.post(f"/campaigns/{campaign['id']}/invitations", {"creator_id": creator_id}) for _ in range(5)]
    answers = await asyncio.gather(*asked)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
    assert all(is_problem(answer, 409, "already_invited") for answer in answers if answer.status_code == 409)
    assert await campaigns.scalar("select count(*) from invitations") == 1


@pytest.mark.usefixtures("impatient")
async def test_only_a_willing_creator_is_asked(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    path, body = f"/campaigns/{campaign['id']}/invitations", {"creator_id": creator_id}

    await campaigns.hear(wishes(creator, creator_id, version=1, availability="on_vacation"))
    assert is_problem(await brand.post(path, body), 409, "creator_not_available")
    await campaigns.hear(wishes(creator, creator_id, version=3, blocked_categories=["food"]))
    await campaigns.hear(wishes(creator, creator_id, version=2))  # older than what is known
    assert is_problem(await brand.post(path, body), 409, "category_blocked")
    await campaigns.hear(wishes(creator, creator_id, version=4), suspended(creator, creator_id, version=2))
    assert is_problem(await brand.post(path, body), 409, "creator_not_active")
    await campaigns.hear(approved(creator, creator_id, version=3))
    assert (await brand.post(path, body)).status_code == 201
    draft = await a_campaign(brand, published=False)
    assert is_problem(await brand.post(f"/campaigns/{draft['id']}/invitations", body), 409, "campaign_not_open")
    unknown = await brand.post(path, {"creator_id": CreatorId.new()})
    assert is_problem(unknown, 409, "not_yet_known")
    old = await brand.post(path, {"creator_id": "crt_01hzzzzzzze9tb2h6jq0xyzwpn"})
    assert is_problem(old, 404, "not_found")
    wrong = await brand.post(path, {"creator_id": campaign["id"]})
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (422, "id_form")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("how", [leaving, left])
async def test_nothing_new_is_agreed_with_who_leaves(campaigns: ServiceUnderTest, how: Callable[..., CreatorFacts]) -> None:
    """Neither invited nor made an offer, and no open offer is accepted; an order under way stays as it is."""
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    agreed = await an_order(campaigns, brand, creator, creator_id, terms={})
    campaign = await a_campaign(brand, terms={})
    await engage(brand, campaign, creator, creator_id)
    offer = await an_offer(brand, campaign, creator_id)
    await campaigns.hear(how(creator, creator_id, version=3), approved(creator, creator_id, version=2))

    invited = await brand.post(f"/campaigns/{(await a_campaign(brand))['id']}/invitations", {"creator_id": creator_id})
    accepted = await creator.post(f"/offers/{offer['id']}/accept", **seen(offer))
    for answer in (invited, accepted):
        assert is_problem(answer, 409, "creator_not_active")
    assert (await brand.get(f"/orders/{agreed['id']}")).json() == agreed
    await campaigns.hear(approved(creator, creator_id, version=4))
    assert (await creator.post(f"/offers/{offer['id']}/accept", **seen(offer))).status_code == 200


async def test_who_was_made_up_for_trying_searches_cannot_be_asked(campaigns: ServiceUnderTest) -> None:
    """Neither alone nor in a batch, nor made an offer; said at once, and to those only who may ask creators there."""
    brand = await a_brand(campaigns)
    campaign = await a_campaign(brand)
    path, began = f"/campaigns/{campaign['id']}/invitations", time.monotonic()
    for made_at, status, code in ((SEARCH_ONLY_FROM, 409, "creator_search_only"), (SEARCH_ONLY_UNTIL, 404, "not_found")):
        body = {"creator_id": id_made_at(made_at)}
        assert is_problem(await brand.post(path, body), status, code)
        offered = await brand.post("/offers", {**body, "campaign_id": campaign["id"], "price": usd(1_000)})
        assert is_problem(offered, status, code)
    batch = (await brand.post(f"{path}/batch", {"items": [{"creator_id": id_made_at(SEARCH_ONLY_FROM)}]})).json()
    assert (batch["data"][0]["status"], batch["data"][0]["problem"]["code"]) == (409, "creator_search_only")
    assert time.monotonic() - began < LATE_COPY_SECONDS, "nobody waits for a copy that never comes"
    assert is_problem(await campaigns.brand().post(path, {"creator_id": id_made_at(SEARCH_ONLY_FROM)}), 404, "not_found")


def id_made_at(moment: datetime) -> CreatorId:
    return CreatorId.of(UUID(int=int(moment.timestamp() * 1000) << 80 | 0x7 << 76 | 0x8 << 60))


@pytest.mark.usefixtures("impatient")
async def test_what_a_creator_wants_waits_for_who_the_creator_is(campaigns: ServiceUnderTest) -> None:
    brand, creator, creator_id = await a_brand(campaigns), campaigns.creator(), CreatorId.new()
    campaign = await a_campaign(brand)
    await campaigns.hear(wishes(creator, creator_id, version=1, blocked_categories=["food"]))
    assert await campaigns.scalar("select count(*) from parked_events") == 1
    await campaigns.hear(approved(creator, creator_id))
    while await campaigns.instance.consumer.retry_due():
        pass
    assert await campaigns.scalar("select count(*) from parked_events") == 0
    refused = await brand.post(f"/campaigns/{campaign['id']}/invitations", {"creator_id": creator_id})
    assert is_problem(refused, 409, "category_blocked")


async def test_a_batch_answers_for_each_item(campaigns: ServiceUnderTest) -> None:
    brand = await a_brand(campaigns)
    campaign = await a_campaign(brand)
    (_, first), (blocked_actor, blocked) = await a_creator(campaigns), await a_creator(campaigns, handle="bo")
    await campaigns.hear(wishes(blocked_actor, blocked, blocked_categories=["food"]))
    late_actor, late = campaigns.creator(), CreatorId.new()
    unknown = "crt_01hzzzzzzze9tb2h6jq0xyzwpn"
    items = [{"creator_id": id, "message": "Hi"} for id in (first, blocked, first, unknown, late)]

    inviting = asyncio.create_task(brand.post(f"/campaigns/{campaign['id']}/invitations/batch", {"items": items}))
    await asyncio.sleep(0.3)
    await campaigns.hear(approved(late_actor, late, handle="cy"))
    answer = await inviting

    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["object"], body["succeeded"], body["failed"]) == ("batch_result", 2, 3)
    assert [one["status"] for one in body["data"]] == [201, 409, 409, 404, 201]
    codes = [one["problem"] and one["problem"]["code"] for one in body["data"]]
    assert codes == [None, "category_blocked", "already_invited", "not_found", None]
    assert [one["item"]["creator"]["handle"] for one in body["data"] if one["item"]] == ["ana", "cy"]
    assert len(await campaigns.said(InvitationSent)) == 2
    too_many = await brand.post(f"/campaigns/{campaign['id']}/invitations/batch", {"items": items * 21})
    assert (too_many.status_code, too_many.json()["errors"][0]["pointer"]) == (422, "/items")


async def test_creators_see_open_campaigns_without_budget_and_targets(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    open_one = await a_campaign(brand)
    closed = await a_campaign(brand, applications_open=False)
    draft = await a_campaign(brand, published=False)

    listed = (await creator.get("/opportunities?category=food&market=US")).json()
    assert [one["id"] for one in listed["data"]] == [open_one["id"]]
    assert (await creator.get("/opportunities?category=tech")).json()["data"] == []
    assert (await creator.get("/opportunities?market=DE")).json()["data"] == []
    everywhere = await a_campaign(brand, markets=[], category="tech")
    assert [one["id"] for one in (await creator.get("/opportunities?market=DE")).json()["data"]] == [everywhere["id"]]
    opportunity = listed["data"][0]
    assert opportunity["object"] == "opportunity"
    assert (
        not {"budget", "budget_committed", "budget_remaining", "targets", "metadata", "external_reference"} & opportunity.keys()
    )
    assert (opportunity["currency"], opportunity["brief"]) == ("USD", open_one["brief"])
    for hidden in (closed, draft):
        assert is_problem(await creator.get(f"/opportunities/{hidden['id']}"), 404, "not_found")
        applied = await creator.post(
            f"/campaigns/{hidden['id']}/applications", {"pitch": "", "price": usd(1), "answers": ANSWERS}
        )
        assert is_problem(applied, 404, "not_found")
    await an_invitation(brand, closed, creator_id)
    seen_once = await creator.get(f"/opportunities/{closed['id']}")
    assert (seen_once.status_code, seen_once.json()["brief"]["summary"]) == (200, closed["brief"]["summary"])
    known = {"If-None-Match": seen_once.headers["etag"]}
    assert (await creator.get(f"/opportunities/{closed['id']}", headers=known)).status_code == 304
    await brand.patch(f"/campaigns/{closed['id']}", {"brief": {"summary": "Other"}}, headers={"If-Match": "*"})
    changed = await creator.get(f"/opportunities/{closed['id']}", headers=known)
    assert (changed.status_code, changed.json()["brief"]["summary"]) == (200, "Other")
    applied = await creator.post(f"/campaigns/{closed['id']}/applications", {"pitch": "", "price": usd(1), "answers": ANSWERS})
    assert is_problem(applied, 409, "applications_closed")
    assert is_problem(await brand.get("/opportunities"), 403, "forbidden")
    assert is_problem(await brand.get(f"/opportunities/{open_one['id']}"), 404, "not_found")


async def test_a_creator_applies_is_shortlisted_and_offered(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    path = f"/campaigns/{campaign['id']}/applications"
    wanted = {"pitch": "I cook.", "price": usd(50_000), "answers": ANSWERS}
    for change, pointer in (
        ({"price": usd(0)}, "/price"),
        ({"price": {"value": 5, "currency": "EUR"}}, "/price/currency"),
        ({"answers": []}, "/answers"),
        ({"answers": [{"question_id": "q1", "text": " "}]}, "/answers"),
        ({"answers": [*ANSWERS, {"question_id": "q2", "text": "?"}]}, "/answers/1/question_id"),
        ({"answers": [*ANSWERS, *ANSWERS]}, "/answers/1/question_id"),
    ):
        refused = await creator.post(path, {**wanted, **change})
        assert is_problem(refused, 422, "validation_failed")
        assert refused.json()["errors"][0]["pointer"] == pointer

    answer = await creator.post(path, wanted)
    assert answer.status_code == 201, answer.text
    application = answer.json()
    assert (application["object"], application["state"], application["actions"]) == ("application", "submitted", ["withdraw"])
    assert is_problem(await creator.post(path, wanted), 409, "already_applied")
    assert [one["id"] for one in (await brand.get(path)).json()["data"]] == [application["id"]]
    own = f"/applications/{application['id']}"
    assert is_problem(await creator.post(f"{own}/shortlist"), 403, "forbidden")
    assert is_problem(await brand.post(f"{own}/withdraw"), 403, "forbidden")
    assert is_problem(await campaigns.brand().get(own), 404, "not_found")
    assert (await brand.post(f"{own}/shortlist")).json()["state"] == "shortlisted"
    await an_offer(brand, campaign, creator_id, 50_000)
    assert (await creator.get(own)).json()["state"] == "offered"
    for kind in (ApplicationSubmitted, ApplicationShortlisted, ApplicationOffered):
        assert len(await campaigns.said(kind)) == 1


@pytest.mark.usefixtures("impatient")
async def test_an_application_that_ended_engages_nobody(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    path = f"/campaigns/{campaign['id']}/applications"
    offer = {"campaign_id": campaign["id"], "creator_id": creator_id, "price": usd(5)}
    for side, move in ((brand, "reject"), (creator, "withdraw")):
        application = (await creator.post(path, {"pitch": "", "price": usd(1), "answers": ANSWERS})).json()
        assert (await side.post(f"/applications/{application['id']}/{move}")).status_code == 200
        assert is_problem(await brand.post("/offers", offer), 409, "creator_not_engaged")
    stranger = await campaigns.creator().post(path, {"pitch": "", "price": usd(1), "answers": ANSWERS})
    assert is_problem(stranger, 409, "not_yet_known")  # the organization is young, and no creator of it is known
    assert is_problem(await brand.post(path, {"pitch": "", "price": usd(1), "answers": ANSWERS}), 404, "not_found")
