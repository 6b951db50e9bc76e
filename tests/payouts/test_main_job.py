"""The money's way, from a brand's source to a creator's account."""

from tests.harness import ServiceUnderTest
from tests.payouts.money import W9, Money


async def test_sixty_thousand_go_from_the_brand_to_the_creator(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator = await money.brand(), await money.creator()
    order = await money.order(brand, creator, 60_000)
    assert (await money.hold(order))["state"] == "requested"

    funding = await money.fund(brand, 60_000, order_id=order.id)
    assert funding.status_code == 201, funding.text
    assert (funding.json()["state"], funding.json()["amount"]["value"]) == ("succeeded", 60_000)
    assert (await money.hold(order))["state"] == "funded"
    assert await money.balance(brand) == (0, 60_000, 0)

    await payouts.hear(order.approved())
    assert (await money.hold(order))["state"] == "released"
    assert await money.balance(brand) == (0, 0, 0)
    assert await money.balance(creator) == (0, 0, 54_000)
    (payable,) = await money.payables(creator)
    assert payable["state"] == "waiting"
    assert [reason["code"] for reason in payable["reasons"]] == ["account_missing", "tax_form_missing"]
    assert payable["reasons"][0]["resolve"] == {"method": "POST", "path": "/v1/payout-accounts"}

    assert (await money.add_account(creator)).json()["default"] is True
    form = await creator.post("/tax-forms", W9)
    assert (form.status_code, form.json()["state"], form.json()["tax_id_last4"]) == (201, "accepted", "6789")
    assert await money.balance(creator) == (54_000, 0, 0)
    assert (await money.payables(creator))[0]["state"] == "ready"

    payout = await money.pay_out(creator)
    assert (payout.status_code, payout.json()["amount"]["value"]) == (201, 54_000)
    assert await money.balance(creator) == (0, 54_000, 0)
    await payouts.run_tasks()
    assert (await creator.get(f"/payouts/{payout.json()['id']}")).json()["state"] == "paid"
    assert await money.balance(creator) == (0, 0, 0)
    assert (await money.payables(creator))[0]["state"] == "paid"

    up_to_the_release = [
        ("funding", {"rail:sandbox": -60_000, "available": 60_000}),
        ("hold", {"available": -60_000, "held": 60_000}),
        ("release", {"held": -60_000, "pending": 54_000, "fees": 6_000}),
    ]
    assert await money.entries(brand, order_id=order.id) == up_to_the_release
    assert await money.entries(creator, order_id=order.id) == [
        *up_to_the_release[1:],
        ("payable_ready", {"pending": -54_000, "available": 54_000}),
        ("payout", {"available": -54_000, "in_payout": 54_000}),
        ("payout_paid", {"in_payout": -54_000, "rail:sandbox": 54_000}),
    ]
    assert [type(event).wire_name for event in await payouts.said()] == [
        "hold.requested",
        "funding.succeeded",
        "hold.funded",
        "share.released",
        "hold.released",
        "payable.ready",
        "payout.created",
        "payout.paid",
    ]
