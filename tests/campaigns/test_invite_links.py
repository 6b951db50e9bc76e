"""Invite links: how people who are not on the marketplace yet join a campaign."""

import asyncio
import hashlib
from dataclasses import replace
from typing import Any

import pytest

from services.campaigns.invite_links.acceptances import service as acceptances
from services.campaigns.invite_links.document import DOCUMENT
from services.campaigns.invite_links.policy import INVITE_LINKS
from shared.events.campaigns import (
    InvitationAccepted,
    InvitationSent,
    InviteLinkAcceptanceCreated,
    InviteLinkAcceptanceExpired,
    InviteLinkAcceptanceJoined,
    InviteLinkAcceptanceWithdrawn,
    InviteLinkCreated,
    InviteLinkExhausted,
    InviteLinkExpired,
    InviteLinkRevoked,
)
from shared.events.identity import CreatorId
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
    reinstated,
    seen,
    suspended,
    tell_brand,
)
from tests.harness import Actor, ServiceUnderTest, TestClock, assert_runs_nothing_else, is_problem


async def a_link(brand: Actor, campaign: dict[str, Any], **how: Any) -> dict[str, Any]:
    answer = await brand.post(f"/campaigns/{campaign['id']}/invite-links", how)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def accepted(creator: Actor, link: dict[str, Any]) -> dict[str, Any]:
    answer = await creator.post("/invite-link-acceptances", {"token": link["token"]})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def refused(creator: Actor, link: dict[str, Any], status: int, code: str) -> None:
    assert is_problem(await creator.post("/invite-link-acceptances", {"token": link["token"]}), status, code)


async def state_of(brand: Actor, link: dict[str, Any]) -> tuple[str, int]:
    now = (await brand.get(f"/invite-links/{link['id']}")).json()
    return now["state"], now["acceptance_count"]


async def opened(campaigns: ServiceUnderTest, link: dict[str, Any]) -> Any:
    return await campaigns.nobody().get("/invite-links/current", headers={"Greenlight-Invite-Token": link["token"]})


# --- joining ----------------------------------------------------------------------------------------------------------------


async def test_somebody_new_joins_as_soon_as_they_are_approved(campaigns: ServiceUnderTest) -> None:
    brand, newcomer = await a_brand(campaigns), campaigns.creator()
    campaign = await a_campaign(brand)
    link = await a_link(brand, campaign, label="Cooking school", message="Cook with us", maximum_acceptances=2)
    assert (link["object"], link["state"], link["actions"]) == ("invite_link", "active", ["revoke"])
    assert (link["label"], link["maximum_acceptances"], link["acceptance_count"]) == ("Cooking school", 2, 0)
    assert link["url"].endswith(f"/v1/invite-links/page#{link['token']}")

    shown = await opened(campaigns, link)
    assert shown.json() == {
        "object": "opened_invite_link",
        "brand_name": "Lumen",
        "campaign_name": "Spring launch",
        "category": "food",
        "objective": "awareness",
        "summary": "Cook with the pan.",
        "markets": ["US"],
        "starts_on": campaign["starts_on"],
        "ends_on": campaign["ends_on"],
        "message": "Cook with us",
        "expires_at": link["expires_at"],
    }

    waiting = await accepted(newcomer, link)
    assert (waiting["object"], waiting["state"], waiting["actions"]) == ("invite_link_acceptance", "waiting", ["withdraw"])
    assert (waiting["creator"], waiting["invitation_id"]) == (None, None)
    assert (waiting["campaign"], waiting["brand"]) == (link["campaign"], link["brand"])
    assert await state_of(brand, link) == ("active", 1)
    assert await campaigns.said(InvitationSent) == []

    creator_id = CreatorId.new()
    await campaigns.hear(approved(newcomer, creator_id))
    joined = (await newcomer.get(f"/invite-link-acceptances/{waiting['id']}")).json()
    assert (joined["state"], joined["is_final"], joined["actions"]) == ("joined", True, [])
    assert joined["creator"] == {"id": creator_id, "handle": "ana", "name": "Ana"}
    assert joined["version"] > waiting["version"]
    invitation = (await newcomer.get(f"/invitations/{joined['invitation_id']}")).json()
    assert (invitation["state"], invitation["message"], invitation["by_invite_link"]) == ("accepted", "Cook with us", True)
    assert (await brand.get(f"/invite-link-acceptances/{waiting['id']}")).json()["creator"]["id"] == creator_id
    for kind in (InviteLinkCreated, InviteLinkAcceptanceCreated, InviteLinkAcceptanceJoined, InvitationSent, InvitationAccepted):
        assert len(await campaigns.said(kind)) == 1
    await an_offer(brand, campaign, creator_id)
    # An approval that is told again, or comes later, joins nobody twice.
    await campaigns.hear(approved(newcomer, creator_id, version=2))
    assert len(await campaigns.said(InviteLinkAcceptanceJoined)) == 1
    await refused(newcomer, link, 409, "already_joined")
    assert await state_of(brand, link) == ("active", 1)


async def test_who_asks_again_is_told_that_there_is_nothing_more_to_do(campaigns: ServiceUnderTest) -> None:
    brand, newcomer = await a_brand(campaigns), campaigns.creator()
    link = await a_link(brand, await a_campaign(brand))
    await accepted(newcomer, link)
    await refused(newcomer, link, 409, "already_joined")  # while they wait, though the single use is used
    await campaigns.hear(approved(newcomer, CreatorId.new()))
    await refused(newcomer, link, 409, "already_joined")
    await refused(campaigns.creator(), link, 409, "invite_link_exhausted")


async def test_who_is_approved_already_joins_at_once(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    link = await a_link(brand, campaign)
    joined = await accepted(creator, link)
    assert (joined["state"], joined["creator"]["id"]) == ("joined", creator_id)
    assert (await creator.get(f"/invitations/{joined['invitation_id']}")).json()["state"] == "accepted"
    assert await state_of(brand, link) == ("exhausted", 1)
    assert len(await campaigns.said(InviteLinkExhausted)) == 1
    other, _ = await a_creator(campaigns, handle="ben")
    await refused(other, link, 409, "invite_link_exhausted")
    assert is_problem(await opened(campaigns, link), 409, "invite_link_exhausted")


async def test_an_open_invitation_is_the_one_that_is_accepted(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    invitation = await an_invitation(brand, campaign, creator_id)
    joined = await accepted(creator, await a_link(brand, campaign))
    assert joined["invitation_id"] == invitation["id"]
    told = (await creator.get(f"/invitations/{invitation['id']}")).json()
    assert (told["state"], told["by_invite_link"]) == ("accepted", False)
    assert await campaigns.scalar("select count(*) from invitations") == 1


async def test_who_has_joined_uses_nothing_up(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    link, other = await a_link(brand, campaign), await a_link(brand, campaign)
    await engage(brand, campaign, creator, creator_id)
    await refused(creator, link, 409, "already_joined")
    newcomer = campaigns.creator()
    await accepted(newcomer, link)
    await refused(newcomer, other, 409, "already_joined")
    assert [await state_of(brand, one) for one in (link, other)] == [("exhausted", 1), ("active", 0)]


async def test_somebody_suspended_joins_when_they_are_back(campaigns: ServiceUnderTest) -> None:
    brand, newcomer, creator_id = await a_brand(campaigns), campaigns.creator(), CreatorId.new()
    campaign = await a_campaign(brand)
    waiting = await accepted(newcomer, await a_link(brand, campaign))
    await campaigns.hear(suspended(newcomer, creator_id, version=2))
    await campaigns.hear(approved(newcomer, creator_id, version=1))  # late: somebody suspended joins nothing
    assert (await newcomer.get(f"/invite-link-acceptances/{waiting['id']}")).json()["state"] == "waiting"
    await campaigns.hear(reinstated(newcomer, creator_id, version=3))
    assert (await newcomer.get(f"/invite-link-acceptances/{waiting['id']}")).json()["state"] == "joined"


@pytest.mark.parametrize("as_somebody_new", [True, False])
async def test_who_left_waits_until_they_are_back(campaigns: ServiceUnderTest, *, as_somebody_new: bool) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    link, other = await a_link(brand, campaign), await a_link(brand, campaign, maximum_acceptances=3)
    first = await accepted(creator, link)
    await campaigns.hear(left(creator, creator_id, version=4))
    assert (await accepted(creator, other))["state"] == "waiting"
    if as_somebody_new:
        back = CreatorId.new()
        await campaigns.hear(approved(creator, back))
    else:
        back = creator_id
        await campaigns.hear(reinstated(creator, creator_id, version=5))
    joined = (await brand.get(f"/invite-link-acceptances?invite_link_id={other['id']}")).json()["data"][0]
    assert (joined["state"], joined["creator"]["id"]) == ("joined", back)
    # Who is the same has joined by the invitation that they accepted before.
    assert (joined["invitation_id"] == first["invitation_id"]) is not as_somebody_new
    await an_offer(brand, campaign, back)


@pytest.mark.usefixtures("impatient")
async def test_only_an_active_creator_accepts(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    link = await a_link(brand, await a_campaign(brand))
    for version, told in enumerate((suspended, leaving), start=2):
        await campaigns.hear(told(creator, creator_id, version=version))
        await refused(creator, link, 409, "creator_not_active")
    assert await state_of(brand, link) == ("active", 0)


async def test_whoever_withdraws_does_not_join_and_keeps_their_use(campaigns: ServiceUnderTest) -> None:
    brand, newcomer, other = await a_brand(campaigns), campaigns.creator(), campaigns.creator()
    link = await a_link(brand, await a_campaign(brand))
    path = f"/invite-link-acceptances/{(await accepted(newcomer, link))['id']}/withdraw"
    assert is_problem(await brand.post(path), 403, "forbidden")
    assert (await newcomer.post(path)).json()["state"] == "withdrawn"
    assert is_problem(await newcomer.post(path), 409, "invalid_state")
    assert len(await campaigns.said(InviteLinkAcceptanceWithdrawn)) == 1
    await refused(other, link, 409, "invite_link_exhausted")
    again = await accepted(newcomer, link)
    await newcomer.post(f"/invite-link-acceptances/{again['id']}/withdraw")
    await campaigns.hear(approved(newcomer, CreatorId.new()))
    assert await campaigns.said(InviteLinkAcceptanceJoined) == []
    assert await state_of(brand, link) == ("exhausted", 1)


async def test_nobody_waits_for_any_number_of_campaigns(campaigns: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acceptances, "INVITE_LINKS", replace(INVITE_LINKS, most_waiting=2))
    brand, newcomer = await a_brand(campaigns), campaigns.creator()
    links = [await a_link(brand, await a_campaign(brand)) for _ in range(3)]
    first = await accepted(newcomer, links[0])
    await accepted(newcomer, links[1])
    one_more = await newcomer.post("/invite-link-acceptances", {"token": links[2]["token"]})
    assert is_problem(one_more, 409, "too_many_waiting")
    assert one_more.json()["maximum"] == 2
    assert await state_of(brand, links[2]) == ("active", 0)
    await newcomer.post(f"/invite-link-acceptances/{first['id']}/withdraw")
    await accepted(newcomer, links[2])
    # One approval joins them all; of several at once, each join goes back to its own.
    others = [campaigns.creator() for _ in range(2)]
    shared = await a_link(brand, await a_campaign(brand), maximum_acceptances=2)
    for one in others:
        await accepted(one, shared)
    await campaigns.hear(*(approved(one, CreatorId.new()) for one in (newcomer, *others)))
    assert len(await campaigns.said(InviteLinkAcceptanceJoined)) == 4
    traces = "select count(distinct traceparent) from outbox where name = 'invite_link_acceptance.joined'"
    assert await campaigns.scalar(traces) == 3


# --- ends -------------------------------------------------------------------------------------------------------------------


async def test_a_link_that_was_taken_back_was_never_there(campaigns: ServiceUnderTest) -> None:
    brand, newcomer = await a_brand(campaigns), campaigns.creator()
    link = await a_link(brand, await a_campaign(brand), maximum_acceptances=9)
    waiting = await accepted(newcomer, link)
    assert (await brand.post(f"/invite-links/{link['id']}/revoke")).json()["state"] == "revoked"
    assert is_problem(await brand.post(f"/invite-links/{link['id']}/revoke"), 409, "invalid_state")
    assert len(await campaigns.said(InviteLinkRevoked)) == 1
    await refused(campaigns.creator(), link, 404, "not_found")
    assert is_problem(await opened(campaigns, link), 404, "not_found")
    assert is_problem(await opened(campaigns, {"token": "glj_unknown"}), 404, "not_found")
    # Who has accepted it still joins.
    await campaigns.hear(approved(newcomer, CreatorId.new()))
    assert (await newcomer.get(f"/invite-link-acceptances/{waiting['id']}")).json()["state"] == "joined"


async def test_a_link_ends_with_its_days(campaigns: ServiceUnderTest, clock: TestClock) -> None:
    brand, newcomer = await a_brand(campaigns), campaigns.creator()
    link = await a_link(brand, await a_campaign(brand), expires_in_days=3, maximum_acceptances=2)
    waiting = await accepted(newcomer, link)
    clock.advance(days=2, hours=23)
    await campaigns.run_timers()
    assert (await opened(campaigns, link)).status_code == 200
    clock.advance(hours=2)
    await refused(campaigns.creator(), link, 410, "invite_link_expired")  # before its timer has acted, too
    await campaigns.run_timers()
    assert await state_of(brand, link) == ("expired", 1)
    assert is_problem(await opened(campaigns, link), 410, "invite_link_expired")
    assert len(await campaigns.said(InviteLinkExpired)) == 1
    await campaigns.hear(approved(newcomer, CreatorId.new()))
    assert (await newcomer.get(f"/invite-link-acceptances/{waiting['id']}")).json()["state"] == "joined"


@pytest.mark.parametrize("how", ["cancelled", "over"])
async def test_nobody_joins_a_campaign_that_is_over(campaigns: ServiceUnderTest, clock: TestClock, how: str) -> None:
    brand, newcomer = await a_brand(campaigns), campaigns.creator()
    campaign = await a_campaign(brand)
    link = await a_link(brand, campaign, maximum_acceptances=2, expires_in_days=365)
    assert link["expires_at"] == campaign["ends_at"]  # a link has no days that its campaign has not
    waiting = await accepted(newcomer, link)
    if how == "cancelled":
        assert (await brand.post(f"/campaigns/{campaign['id']}/cancel")).status_code == 200
    else:
        clock.advance(days=62)
        await campaigns.run_timers()
    assert await state_of(brand, link) == ("expired", 1)
    assert (await newcomer.get(f"/invite-link-acceptances/{waiting['id']}")).json()["state"] == "expired"
    assert len(await campaigns.said(InviteLinkAcceptanceExpired)) == 1
    await campaigns.hear(approved(newcomer, CreatorId.new()))
    assert await campaigns.scalar("select count(*) from invitations") == 0
    assert is_problem(await brand.post(f"/campaigns/{campaign['id']}/invite-links", {}), 409, "campaign_not_open")


async def test_while_a_campaign_rests_nobody_new_accepts_but_who_waits_joins(campaigns: ServiceUnderTest) -> None:
    brand, newcomer = await a_brand(campaigns), campaigns.creator()
    campaign = await a_campaign(brand)
    link = await a_link(brand, campaign, maximum_acceptances=3)
    waiting = await accepted(newcomer, link)
    await brand.post(f"/campaigns/{campaign['id']}/pause")
    await refused(campaigns.creator(), link, 409, "campaign_not_open")
    assert is_problem(await opened(campaigns, link), 409, "campaign_not_open")
    await campaigns.hear(approved(newcomer, CreatorId.new()))
    assert (await newcomer.get(f"/invite-link-acceptances/{waiting['id']}")).json()["state"] == "joined"
    await brand.post(f"/campaigns/{campaign['id']}/resume")
    await accepted(campaigns.creator(), link)
    assert await state_of(brand, link) == ("active", 2)


# --- races ------------------------------------------------------------------------------------------------------------------


async def test_a_single_use_is_used_once_whatever_races(campaigns: ServiceUnderTest) -> None:
    brand = await a_brand(campaigns)
    link = await a_link(brand, await a_campaign(brand), maximum_acceptances=2)
    newcomers = [campaigns.creator() for _ in range(6)]
    answers = await asyncio.gather(*[one.post("/invite-link-acceptances", {"token": link["token"]}) for one in newcomers])
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409, 409, 409]
    assert all(is_problem(one, 409, "invite_link_exhausted") for one in answers if one.status_code == 409)
    assert await state_of(brand, link) == ("exhausted", 2)


async def test_one_organization_joins_once_whatever_races(campaigns: ServiceUnderTest) -> None:
    brand, newcomer = await a_brand(campaigns), campaigns.creator()
    campaign = await a_campaign(brand)
    links = [await a_link(brand, campaign, maximum_acceptances=5) for _ in range(3)]
    asked = [newcomer.post("/invite-link-acceptances", {"token": link["token"]}) for link in links * 2]
    answers = await asyncio.gather(*asked)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409, 409]
    assert all(is_problem(one, 409, "already_joined") for one in answers if one.status_code == 409)
    assert sum([(await state_of(brand, link))[1] for link in links]) == 1


async def test_an_approval_that_races_with_the_acceptance_is_not_missed(
    campaigns: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each would read before the other has committed: nobody waits for an approval that has been heard of."""
    brand, newcomer = await a_brand(campaigns), campaigns.creator()
    link = await a_link(brand, await a_campaign(brand))
    joins, has_looked, may_end = acceptances._join_who_waited, asyncio.Event(), asyncio.Event()

    async def joins_and_lingers(*some: Any, **more: Any) -> None:
        await joins(*some, **more)
        has_looked.set()
        await may_end.wait()

    monkeypatch.setattr(acceptances, "_join_who_waited", joins_and_lingers)
    hearing = asyncio.create_task(campaigns.hear(approved(newcomer, CreatorId.new())))
    await has_looked.wait()
    accepting = asyncio.create_task(newcomer.post("/invite-link-acceptances", {"token": link["token"]}))
    await asyncio.sleep(0.3)
    assert not accepting.done()
    may_end.set()
    await hearing
    answer = await accepting
    assert (answer.status_code, answer.json()["state"]) == (201, "joined")


async def test_an_approval_and_an_agreement_under_one_campaign_wait_for_each_other(
    campaigns: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both lock the campaign before the creator: in the other order, each would have what the other waits for."""
    brand, newcomer, (creator, creator_id) = await a_brand(campaigns), campaigns.creator(), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    await engage(brand, campaign, creator, creator_id)
    offer = await an_offer(brand, campaign, creator_id)
    waiting = await accepted(newcomer, await a_link(brand, campaign))
    joins, has_copied, may_go_on = acceptances._join_who_waited, asyncio.Event(), asyncio.Event()

    async def lingers_and_joins(*some: Any, **more: Any) -> None:
        has_copied.set()
        await may_go_on.wait()
        await joins(*some, **more)

    monkeypatch.setattr(acceptances, "_join_who_waited", lingers_and_joins)
    told = (approved(newcomer, CreatorId.new()), approved(creator, creator_id, version=2))
    hearing = asyncio.create_task(campaigns.hear(*told))
    await has_copied.wait()
    agreeing = asyncio.create_task(creator.post(f"/offers/{offer['id']}/accept", **seen(offer)))
    await asyncio.sleep(0.3)
    may_go_on.set()
    await hearing
    assert (await agreeing).json()["state"] == "accepted"
    assert (await newcomer.get(f"/invite-link-acceptances/{waiting['id']}")).json()["state"] == "joined"
    assert await campaigns.scalar("select count(*) from parked_events") == 0
    await campaigns.scalar("select pg_stat_clear_snapshot()")
    assert await campaigns.scalar("select deadlocks from pg_stat_database where datname = current_database()") == 0


# --- who sees what, and bad input -------------------------------------------------------------------------------------------


async def test_a_link_is_its_brands_alone(campaigns: ServiceUnderTest) -> None:
    brand, rival, newcomer = await a_brand(campaigns), await a_brand(campaigns), campaigns.creator()
    campaign = await a_campaign(brand)
    link = await a_link(brand, campaign, maximum_acceptances=2)
    waiting = await accepted(newcomer, link)
    for stranger in (rival, campaigns.creator(), campaigns.staff()):
        for path in (f"/invite-links/{link['id']}", f"/invite-link-acceptances/{waiting['id']}"):
            assert is_problem(await stranger.get(path), 404, "not_found")
        assert (await stranger.get("/invite-link-acceptances")).json()["data"] == []
    for stranger in (rival, campaigns.creator()):
        assert is_problem(await stranger.post(f"/invite-links/{link['id']}/revoke"), 404, "not_found")
        assert is_problem(await stranger.post(f"/campaigns/{campaign['id']}/invite-links", {}), 404, "not_found")
        assert is_problem(await stranger.post(f"/invite-link-acceptances/{waiting['id']}/withdraw"), 404, "not_found")
    assert is_problem(await newcomer.get(f"/invite-links/{link['id']}"), 404, "not_found")
    assert is_problem(await newcomer.get("/invite-links"), 403, "forbidden")
    assert (await rival.get("/invite-links")).json()["data"] == []
    assert is_problem(await brand.post("/invite-link-acceptances", {"token": link["token"]}), 403, "forbidden")
    assert is_problem(await campaigns.nobody().post("/invite-link-acceptances", {"token": link["token"]}), 401, "unauthenticated")

    other = await a_campaign(brand, name="Summer")
    second = await a_link(brand, other)
    for path, found in (
        ("/invite-links", [second["id"], link["id"]]),
        (f"/invite-links?campaign_id={other['id']}", [second["id"]]),
        ("/invite-links?state=expired", []),
        (f"/campaigns/{campaign['id']}/invite-links", [link["id"]]),
        (f"/campaigns/{campaign['id']}/invite-links?state=active", [link["id"]]),
        ("/invite-link-acceptances?state=waiting", [waiting["id"]]),
        (f"/invite-link-acceptances?invite_link_id={second['id']}", []),
        (f"/invite-link-acceptances?campaign_id={campaign['id']}", [waiting["id"]]),
    ):
        assert [one["id"] for one in (await brand.get(path)).json()["data"]] == found, path
    assert "token" not in (await brand.get(f"/invite-links/{link['id']}")).json()


async def test_the_token_is_kept_nowhere(campaigns: ServiceUnderTest) -> None:
    brand = await a_brand(campaigns)
    campaign = await a_campaign(brand)
    key = {"headers": {"Idempotency-Key": "one-link"}}
    made = await brand.post(f"/campaigns/{campaign['id']}/invite-links", {}, **key)
    token = made.json()["token"]
    again = await brand.post(f"/campaigns/{campaign['id']}/invite-links", {}, **key)
    assert token not in again.text
    assert await campaigns.scalar("select count(*) from invite_links") == 1
    for table in ("invite_links", "outbox", "idempotency_keys", "audit_log"):
        assert await campaigns.scalar(f"select count(*) from {table} t where t::text like '%{token}%'") == 0, table
    assert await campaigns.scalar("select token_hash from invite_links") == hashlib.sha256(token.encode()).digest()


@pytest.mark.usefixtures("impatient")
async def test_only_a_verified_brand_makes_links_and_not_any_number(
    campaigns: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    brand = await a_brand(campaigns)
    campaign, draft = await a_campaign(brand), await a_campaign(brand, published=False)
    path = f"/campaigns/{campaign['id']}/invite-links"
    assert is_problem(await brand.post(f"/campaigns/{draft['id']}/invite-links", {}), 409, "campaign_not_open")
    monkeypatch.setattr("services.campaigns.invite_links.service.INVITE_LINKS", replace(INVITE_LINKS, most_active=2))
    first = await a_link(brand, campaign)
    await a_link(brand, campaign)
    one_more = await brand.post(path, {})
    assert is_problem(one_more, 409, "too_many_invite_links")
    assert one_more.json()["maximum"] == 2
    await brand.post(f"/invite-links/{first['id']}/revoke")
    await a_link(brand, campaign)
    link, newcomer = await a_link(brand, await a_campaign(brand), maximum_acceptances=2), campaigns.creator()
    waiting = await accepted(newcomer, link)
    await tell_brand(campaigns, brand, version=2, verified=False)
    assert is_problem(await brand.post(path, {}), 409, "brand_not_verified")
    await refused(campaigns.creator(), link, 409, "brand_not_verified")
    # Who was promised to join before does.
    await campaigns.hear(approved(newcomer, CreatorId.new()))
    assert (await newcomer.get(f"/invite-link-acceptances/{waiting['id']}")).json()["state"] == "joined"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"maximum_acceptances": 0}, "/maximum_acceptances"),
        ({"maximum_acceptances": 1_001}, "/maximum_acceptances"),
        ({"maximum_acceptances": "1"}, "/maximum_acceptances"),
        ({"maximum_acceptances": None}, "/maximum_acceptances"),
        ({"expires_in_days": 0}, "/expires_in_days"),
        ({"expires_in_days": 366}, "/expires_in_days"),
        ({"label": "x" * 201}, "/label"),
        ({"message": "a\u0000b"}, "/message"),
        ({"message": "x" * 5001}, "/message"),
        ({"state": "revoked"}, "/state"),
        ({"token": "glj_mine"}, "/token"),
    ],
)
async def test_a_link_that_cannot_be_is_refused(campaigns: ServiceUnderTest, body: dict[str, Any], pointer: str) -> None:
    brand = await a_brand(campaigns)
    campaign = await a_campaign(brand)
    answer = await brand.post(f"/campaigns/{campaign['id']}/invite-links", body)
    assert is_problem(answer, 422, "validation_failed")
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert await campaigns.scalar("select count(*) from invite_links") == 0


@pytest.mark.parametrize("token", ["", "x" * 201, "gli with space", "glj_\u00e9", None, 7])
async def test_a_token_that_cannot_be_is_refused(campaigns: ServiceUnderTest, token: Any) -> None:
    answer = await campaigns.creator().post("/invite-link-acceptances", {"token": token})
    assert is_problem(answer, 422, "validation_failed")
    if isinstance(token, str) and token.isascii():
        answer = await campaigns.nobody().get("/invite-links/current", headers={"Greenlight-Invite-Token": token})
        assert is_problem(answer, 422, "validation_failed")
    assert is_problem(await campaigns.nobody().get("/invite-links/current"), 422, "validation_failed")


async def test_the_page_runs_nothing_but_its_own_script(campaigns: ServiceUnderTest) -> None:
    answer = await campaigns.nobody().get("/invite-links/page")
    assert (answer.status_code, answer.text) == (200, DOCUMENT.html)
    assert_runs_nothing_else(answer)


async def test_a_campaign_with_orders_lets_more_people_join(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    order = await an_order(campaigns, brand, creator, creator_id)
    campaign = (await brand.get(f"/campaigns/{order['campaign']['id']}")).json()
    assert campaign["state"] == "in_progress"
    other, _ = await a_creator(campaigns, handle="ben")
    assert (await accepted(other, await a_link(brand, campaign)))["state"] == "joined"
