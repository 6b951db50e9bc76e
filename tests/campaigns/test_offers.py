"""Offers: guards, turns, budget, the order that they become."""

from shared.events.campaigns import CampaignStarted, OfferAccepted, OrderCreated
from tests.campaigns.factories import a_brand, a_campaign, a_creator, an_offer, engage, seen, usd
from tests.harness import ServiceUnderTest


async def test_from_campaign_to_order(campaigns: ServiceUnderTest) -> None:
    brand, (creator, creator_id) = await a_brand(campaigns), await a_creator(campaigns)
    campaign = await a_campaign(brand)
    await engage(brand, campaign, creator, creator_id)

    offer = await an_offer(brand, campaign, creator_id, 60_000, message="Deal?")
    assert (offer["state"], offer["turn"], offer["terms_version"]) == ("sent", "creator", 1)
    assert offer["amounts"] == {"platform_fee": usd(6_000), "platform_fee_basis_points": 1_000, "creator_net": usd(54_000)}
    assert offer["actions"] == ["withdraw"]

    countered = await creator.post(f"/offers/{offer['id']}/counter", {"price": usd(70_001), "message": "more"}, **seen(offer))
    assert countered.status_code == 200, countered.text
    body = countered.json()
    assert (body["state"], body["turn"], body["terms_version"]) == ("countered", "brand", 2)
    assert body["amounts"]["platform_fee"] == usd(7_000)
    assert [version["made_by"] for version in body["history"]] == ["brand", "creator"]
    assert (await brand.get(f"/campaigns/{campaign['id']}")).json()["budget_committed"] == usd(60_000)

    accepted = await brand.post(f"/offers/{offer['id']}/accept", **seen(body))
    assert accepted.status_code == 200, accepted.text
    assert accepted.json()["state"] == "accepted"
    order = (await creator.get(f"/orders/{accepted.json()['order_id']}")).json()
    assert order["state"] == "awaiting_funding"
    assert order["amounts"]["creator_net"] == usd(63_001)
    after = (await brand.get(f"/campaigns/{campaign['id']}")).json()
    assert (after["state"], after["budget_committed"]) == ("in_progress", usd(70_001))
    for kind in (OfferAccepted, OrderCreated, CampaignStarted):
        assert len(await campaigns.said(kind)) == 1
