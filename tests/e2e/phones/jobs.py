"""The main job on a phone, again and again until the weather is over."""

from demo import people, work
from demo.people import Side
from tests.e2e.phones.phone import Phone, Weather

PRICE, NET = 60_000, 54_000


async def a_side(visitor: Phone, type: str, weather: Weather) -> Side:
    side = await people.short_cut(visitor, type)
    side.client.weather = weather
    return side


async def ids_of(side: Side, path: str) -> list[str]:
    """Read a whole list, newest first."""
    ids, cursor = [], {}
    while True:
        page = await side.client.get(path, limit=100, **cursor)
        ids += [one["id"] for one in page["data"]]
        if not page["has_more"]:
            return ids
        cursor = {"cursor": page["next_cursor"]}


async def perform_until_it_clears(visitor: Phone, weather: Weather) -> None:
    """Do the whole job while there are cuts left, and see that each thing asked for is there once."""
    brand, creator = await a_side(visitor, "brand", weather), await a_side(visitor, "creator", weather)
    await work.can_be_paid(creator, currency="USD")
    jobs = 0
    while weather.left:
        jobs += 1
        campaign = await work.published_campaign(brand, visitor, currency="USD", terms={"exclusivity": None})
        await work.engaged(brand, creator, campaign)
        order = await work.agreed(brand, creator, campaign, price=PRICE, counter=PRICE)
        await work.funded(brand, order)
        await work.in_state(brand, f"/orders/{order['id']}", "active")
        deliverable = order["deliverables"][0]
        await work.reviewed(brand, creator, await work.submitted_draft(creator, order, deliverable))
        payable = await work.payable_of(creator, deliverable)
        await work.in_state(creator, f"/payables/{payable['id']}", "ready")
        payout = await work.paid_out(creator, currency="USD", amount=NET)
        assert (payout["state"], payout["amount"]["value"]) == ("paid", NET)

    for side, path, expected in (
        (brand, "/campaigns", jobs),
        (brand, "/invitations", jobs),
        (brand, "/offers", jobs),
        (brand, "/orders", jobs),
        (brand, "/fundings", jobs),
        (creator, "/uploads", jobs),
        (creator, "/drafts", jobs),
        (creator, "/payout-accounts", 1),
        (creator, "/tax-forms", 1),
        (creator, "/payables", jobs),
        (creator, "/payouts", jobs),
    ):
        assert len(await ids_of(side, path)) == expected, path
    left = await work.balance(brand, "USD"), await work.balance(creator, "USD")
    assert [balance[part]["value"] for balance in left for part in ("available", "held", "pending")] == [0] * 6
