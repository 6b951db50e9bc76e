"""Somebody who is not on the marketplace yet follows an invite link, signs up, is approved, and is in the campaign."""

import pytest

from demo import people, work
from demo.client import Client
from tests.e2e.pairs import refused

# One suite serves all of them.
pytestmark = pytest.mark.xdist_group("e2e")


async def test_who_follows_an_invite_link_lands_in_the_campaign_after_approval(visitor: Client, staff: Client) -> None:
    brand = await people.short_cut(visitor, "brand")
    campaign = await work.published_campaign(brand, visitor, currency="USD", applications_open=False)
    link = await brand.client.post(f"/campaigns/{campaign['id']}/invite-links", {"message": "Cook with us?"})

    header = {"Greenlight-Invite-Token": link["token"]}
    opened = await visitor.http.get("/v1/invite-links/current", headers=header)
    assert opened.status_code == 200, opened.text
    assert (opened.json()["campaign_name"], opened.json()["message"]) == (campaign["name"], "Cook with us?")
    page = await visitor.http.get("/v1/invite-links/page")
    assert page.status_code == 200
    assert "no-store" in page.headers["cache-control"]

    creator = await people.newcomer(visitor, currency="USD")
    waiting = await creator.client.post("/invite-link-acceptances", {"token": link["token"]})
    assert waiting["state"] == "waiting"
    other = await people.newcomer(visitor, currency="USD")
    await refused(other.client.post("/invite-link-acceptances", {"token": link["token"]}), 409, "invite_link_exhausted")

    creator = await people.approved(creator, visitor, staff)
    joined = await work.in_state(creator, f"/invite-link-acceptances/{waiting['id']}", "joined")
    assert joined["creator"]["id"] == creator.creator_id
    assert (await creator.client.get(f"/invitations/{joined['invitation_id']}"))["state"] == "accepted"
    order = await work.agreed(brand, creator, campaign, price=60_000)
    assert order["creator"]["id"] == creator.creator_id
