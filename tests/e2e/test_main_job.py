"""The main job over HTTP, in several currencies, with one deliverable and with three; money compared to the unit."""

import pytest

from demo import people, work
from demo.client import Client, Refused, fresh_key

# One suite serves all of them.
pytestmark = pytest.mark.xdist_group("e2e")

FEE_BASIS_POINTS = 1000


async def test_the_whole_path_from_an_empty_database_to_a_paid_creator(visitor: Client, staff: Client) -> None:
    brand = await people.verified_brand(visitor, staff, currency="USD")
    creator = await people.approved_creator(visitor, staff, currency="USD")

    await work.soon(
        lambda: brand.client.get("/creators", q=creator.handle, category="food"),
        lambda page: [one["id"] for one in page["data"]] == [creator.creator_id],
        seconds=10,
    )
    shown = await brand.client.get(f"/creators/{creator.creator_id}")
    assert (shown["object"], shown["handle"], shown["follower_count"]) == ("creator", creator.handle, 42_000)
    assert "minimum_offer" not in shown
    own = await creator.client.get("/creators/me")
    assert (own["object"], own["id"]) == ("own_creator", creator.creator_id)

    campaign = await work.published_campaign(brand, visitor, currency="USD")
    assert campaign["budget_remaining"] == {"value": 1_000_000, "currency": "USD"}
    invitation = await work.engaged(brand, creator, campaign)
    assert invitation["state"] == "accepted"
    order = await work.agreed(brand, creator, campaign, price=50_000, counter=60_000)
    assert order["state"] == "awaiting_funding"
    assert order["amounts"]["platform_fee"]["value"] == 6_000
    assert order["amounts"]["creator_net"]["value"] == 54_000

    funding = await work.funded(brand, order)
    assert funding["state"] == "succeeded"
    deliverable = order["deliverables"][0]
    draft = await work.submitted_draft(creator, order, deliverable)
    approved = await work.reviewed(brand, creator, draft, rounds=1)
    assert (approved["state"], approved["version_number"], approved["rounds_used"]) == ("approved", 2, 1)

    payable = await work.payable_of(creator, deliverable)
    assert payable["amount"] == {"value": 54_000, "currency": "USD"}
    assert {reason["code"] for reason in payable["reasons"]} == {"account_missing", "tax_form_missing"}
    assert (await work.balance(creator, "USD"))["pending"]["value"] == 54_000
    await work.can_be_paid(creator, currency="USD")
    ready = await work.in_state(creator, f"/payables/{payable['id']}", "ready")
    assert ready["reasons"] == []
    assert (await work.balance(creator, "USD"))["available"]["value"] == 54_000
    payout = await work.paid_out(creator, currency="USD")
    assert (payout["state"], payout["amount"]["value"]) == ("paid", 54_000)
    assert (await work.balance(creator, "USD"))["available"]["value"] == 0

    publication = await work.posted(visitor, creator, deliverable, version=2)
    assert publication["state"] == "verified"
    order_now = await work.in_state(brand, f"/orders/{order['id']}", "live")
    assert order_now["amounts"]["released"]["value"] == 60_000
    assert order_now["amounts"]["held"]["value"] == 0
    clock = await visitor.post("/sandbox/clock/advance", {"duration": "P31D"})
    assert clock["fired"] > 0
    await work.in_state(brand, f"/orders/{order['id']}", "completed")


@pytest.mark.parametrize(
    ("currency", "price", "count"),
    [("USD", 100_001, 3), ("JPY", 100_001, 3), ("KWD", 61_250, 3), ("JPY", 60_001, 1), ("KWD", 60_001, 1)],
)
async def test_money_is_exact_in_every_currency(visitor: Client, currency: str, price: int, count: int) -> None:
    brand = await people.short_cut(visitor, "brand", currency=currency)
    creator = await people.short_cut(visitor, "creator", currency=currency)
    campaign = await work.published_campaign(brand, visitor, currency=currency, deliverables=count)
    await work.engaged(brand, creator, campaign)
    order = await work.agreed(brand, creator, campaign, price=price)
    fee = price * FEE_BASIS_POINTS // 10_000

    assert len(order["deliverables"]) == count
    assert sum(one["amount"]["value"] for one in order["deliverables"]) == price
    await work.funded(brand, order)
    for deliverable in order["deliverables"]:
        draft = await work.submitted_draft(creator, order, deliverable)
        await work.reviewed(brand, creator, draft)
    payables = [await work.payable_of(creator, deliverable) for deliverable in order["deliverables"]]
    assert sum(payable["amount"]["value"] for payable in payables) == price - fee
    await work.can_be_paid(creator, currency=currency)
    await work.soon(lambda: work.balance(creator, currency), lambda one: one["available"]["value"] == price - fee)
    payout = await work.paid_out(creator, currency=currency)
    assert (payout["state"], payout["amount"]) == ("paid", {"value": price - fee, "currency": currency})

    entries = (await brand.client.get("/ledger/entries", order_id=order["id"], limit=100))["data"]
    assert {"hold", "release"} <= {entry["type"] for entry in entries}
    for entry in entries:
        assert sum(posting["amount"]["value"] for posting in entry["postings"]) == 0
        assert {posting["amount"]["currency"] for posting in entry["postings"]} == {currency}
    brand_balance = await work.balance(brand, currency)
    assert (brand_balance["available"]["value"], brand_balance["held"]["value"]) == (0, 0)


async def test_a_lost_answer_is_asked_for_again_and_nothing_happens_twice(visitor: Client) -> None:
    brand = await people.short_cut(visitor, "brand")
    body = {"amount": {"value": 10_000, "currency": "USD"}, "source": {"type": "sandbox", "sandbox": {"outcome": "success"}}}
    key = fresh_key()
    first = await brand.client.post("/fundings", body, key=key)
    again = await brand.client.post("/fundings", body, key=key)
    assert again == first
    assert (await work.balance(brand, "USD"))["available"]["value"] == 10_000
    with pytest.raises(Refused) as other:
        await brand.client.post("/fundings", {**body, "amount": {"value": 20_000, "currency": "USD"}}, key=key)
    assert (other.value.status, other.value.code) == (422, "idempotency_key_reused")
