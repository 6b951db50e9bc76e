"""What happens because nobody did anything."""

import pytest

from demo import people, work
from demo.client import Client
from tests.e2e.pairs import a_draft_in_review, a_pair, offered

# In a file of its own, which comes first: whatever other tests leave behind falls due too when the clock moves.
pytestmark = pytest.mark.xdist_group("e2e")


async def test_what_expires_does_by_the_clock(visitor: Client) -> None:
    """One walk of the clock: unanswered things lapse, an unfunded order falls, silence approves, a late deliverable is overdue."""
    brand = await people.short_cut(visitor, "brand")
    asked = await people.short_cut(visitor, "creator")
    silent, unfunded = await a_pair(visitor), await a_pair(visitor)
    judged, late = await a_pair(visitor), await a_pair(visitor)
    campaign = await work.published_campaign(brand, visitor, currency="USD")
    invitation = await brand.client.post(
        f"/campaigns/{campaign['id']}/invitations", {"creator_id": asked.creator_id, "message": "Cook?"}
    )
    offer = await offered(silent)
    unfunded_order = await work.agreed(unfunded.brand, unfunded.creator, unfunded.campaign, price=60_000)
    judged_order = await work.agreed(judged.brand, judged.creator, judged.campaign, price=60_000)
    late_order = await work.agreed(late.brand, late.creator, late.campaign, price=60_000)
    for pair, order in ((judged, judged_order), (late, late_order)):
        await work.funded(pair.brand, order)
        await work.in_state(pair.brand, f"/orders/{order['id']}", "active")
    draft = await a_draft_in_review(judged, judged_order)
    upload = await asked.client.post("/uploads", {"filename": "a.mp4", "content_type": "video/mp4", "size_bytes": 10})

    await visitor.post("/sandbox/clock/advance", {"duration": "P3DT1H"})
    cancelled = await work.in_state(unfunded.brand, f"/orders/{unfunded_order['id']}", "cancelled", seconds=2)
    assert cancelled["hold"]["state"] == "failed"
    assert (await asked.client.get(f"/uploads/{upload['id']}"))["state"] == "expired"

    # Access tokens live in real time: whoever was signed in still is.
    await visitor.post("/sandbox/clock/advance", {"duration": "P4D"})
    assert (await asked.client.get(f"/invitations/{invitation['id']}"))["state"] == "expired"
    assert (await silent.creator.client.get(f"/offers/{offer['id']}"))["state"] == "expired"
    deemed = await judged.brand.client.get(f"/drafts/{draft['id']}")
    assert deemed["state"] == "approved"
    payable = await work.payable_of(judged.creator, judged_order["deliverables"][0])
    assert payable["amount"]["value"] == 54_000

    await visitor.post("/sandbox/clock/advance", {"duration": "P17D"})
    overdue = await late.brand.client.get(f"/orders/{late_order['id']}")
    assert overdue["deliverables"][0]["state"] == "overdue"
    await visitor.post("/sandbox/clock/advance", {"duration": "P15D"})
    given_up = await late.brand.client.get(f"/orders/{late_order['id']}")
    assert given_up["amounts"]["refunded"]["value"] == 60_000
    assert (await work.balance(late.brand, "USD"))["available"]["value"] == 60_000
    await visitor.post("/sandbox/clock/advance", {"duration": "P30D"})
    assert (await brand.client.get(f"/campaigns/{campaign['id']}"))["state"] == "expired"
