"""Whoever leaves the marketplace is seen nowhere, and what their orders promised holds."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from shared import routing
from shared.events.identity import OrganizationId
from tests.discovery.creators import approved, leaving, left, measured, old_id, reinstated, suspended
from tests.discovery.orders import NOW, Ordered
from tests.discovery.test_exports import asked, rows_of
from tests.discovery.test_lists import added, made
from tests.discovery.test_saved_searches import looked, matched, saved
from tests.discovery.test_saved_searches import told as alerted
from tests.harness import Actor, ServiceUnderTest, is_problem

MEMBERSHIP = """
    select jsonb_build_array(membership, identity_version, profile_version, is_shown, name, median_views)
    from creators where id = :id
"""


async def seen_everywhere(discovery: ServiceUnderTest, brand: Actor, list_id: str, saved_id: str) -> dict[str, Any]:
    """The handles that each way to find creators tells."""
    search = (await brand.get("/creators?facet=category&facet=country")).json()
    alike = (await brand.get(f"/creators/{old_id(1)}/similar")).json()
    suggested = (await brand.post("/creator-suggestions", {"category": "food"})).json()
    items = (await brand.get(f"/lists/{list_id}/items")).json()["data"]
    matches = (await brand.get(f"/saved-searches/{saved_id}/matches")).json()["data"]
    compared = await brand.post("/creator-comparisons", {"creator_ids": [old_id(0), old_id(1)]})
    await looked(discovery)
    return {
        "search": [one["handle"] for one in search["data"]],
        "total": search["total_count"],
        "counts": {one["value"]: one["count"] for one in search["facets"]["category"]["values"]},
        "similar": [one["creator"]["handle"] for one in alike["data"]],
        "suggested": [one["creator"]["handle"] for one in suggested["data"]],
        "of the list": [one["creator"] and one["creator"]["handle"] for one in items],
        "of the saved search": [one["creator"]["handle"] for one in matches],
        "file of the list": [row["handle"] for row in await rows_of(brand, await asked(brand, list_id=list_id))],
        "file of the search": [row["handle"] for row in await rows_of(brand, await asked(brand, search={}))],
        "comparison": compared.status_code,
        "profile": (await brand.get(f"/creators/{old_id(0)}")).status_code,
        "authenticity": (await brand.get(f"/creators/{old_id(0)}/authenticity")).status_code,
    }


@pytest.mark.parametrize("how", [leaving, left])
async def test_who_leaves_is_seen_nowhere(discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch, how: Any) -> None:
    monkeypatch.setattr(routing, "LATE_COPY_SECONDS", 0.0)
    brand = discovery.brand()
    saved_id = (await saved(brand, {"category": ["food"]}))["id"]
    goes, stays = approved(creator_id=old_id(0), handle="goes"), approved(creator_id=old_id(1), handle="stays")
    await discovery.hear(goes, stays)
    await looked(discovery)
    list_id = (await made(brand))["id"]
    for event in (goes, stays):
        await added(brand, list_id, event.creator_id)
    before = await seen_everywhere(discovery, brand, list_id, saved_id)
    for name in ("search", "of the list", "of the saved search", "file of the list", "file of the search"):
        assert sorted(before[name]) == ["goes", "stays"], name
    assert (before["similar"], before["comparison"], before["profile"], before["authenticity"]) == (["goes"], 200, 200, 200)
    alerts = await alerted(discovery, saved_id)

    await discovery.hear(how(goes, 2))

    assert await seen_everywhere(discovery, brand, list_id, saved_id) == {
        "search": ["stays"],
        "total": 1,
        "counts": {"food": 1},
        "similar": [],
        "suggested": ["stays"],
        "of the list": [None, "stays"],
        "of the saved search": ["stays"],
        "file of the list": ["stays"],
        "file of the search": ["stays"],
        "comparison": 404,
        "profile": 404,
        "authenticity": 404,
    }
    assert await alerted(discovery, saved_id) == alerts
    assert await matched(brand, saved_id) == [stays.creator_id]
    assert is_problem(await brand.post(f"/lists/{list_id}/items", {"creator_id": old_id(0)}), 404, "not_found")
    own = (await discovery.creator(organization_id=goes.organization_id).get("/creators/me")).json()
    assert own["membership"] == how.__name__


async def test_orders_under_way_go_on_though_their_creator_leaves(discovery: ServiceUnderTest) -> None:
    """Exclusivity binds on, an order that ends counts, and figures that come later show nobody."""
    ana = approved()
    order = Ordered(ana, exclusivity={"category": "food", "duration_days": 30}, ends_at=NOW + timedelta(days=3650))
    await discovery.hear(ana, order.created(), leaving(ana, 2), order.completed(), measured(ana, 3), left(ana, 4))

    row = "select jsonb_build_array(exclusive_categories, completed_orders, median_views, is_shown) from creators where id = :id"
    assert await discovery.scalar(row, id=ana.creator_id.uuid) == [["food"], 1, 7_500, False]


async def test_a_way_out_ends_alike_in_every_order_and_twice(discovery: ServiceUnderTest) -> None:
    """Approved, suspended and back, leaving, left: whatever comes first, the creator ends as one who left."""
    ends = []
    for number, places in enumerate(permutations(range(5))):
        first = approved(creator_id=old_id(number), organization_id=OrganizationId.new())
        history = [first, suspended(first, 2), reinstated(first, 3), leaving(first, 4), left(first, 5, name="Ana, gone")]
        await discovery.hear(*(history[place] for place in places))
        ends.append(await discovery.scalar(MEMBERSHIP, id=first.creator_id.uuid))
        version = await discovery.scalar("select version from creators where id = :id", id=first.creator_id.uuid)
        await discovery.hear(*history)
        assert await discovery.scalar("select version from creators where id = :id", id=first.creator_id.uuid) == version

    assert ends == [["left", 5, 1, False, "Ana, gone", 7_500]] * 120
    assert await discovery.scalar("select count(*) from parked_events") == 0


async def test_who_takes_a_request_back_or_joins_again_is_shown_again(discovery: ServiceUnderTest) -> None:
    first = approved()
    await discovery.hear(first, leaving(first, 2), reinstated(first, 3))
    assert (await discovery.brand().get("/creators")).json()["total_count"] == 1

    again = first.model_copy(update={"version": 6, "bio": "Back again."})
    await discovery.hear(leaving(first, 4), left(first, 5), again, left(first, 5))
    [shown] = (await discovery.brand().get("/creators")).json()["data"]
    assert (shown["id"], shown["bio"]) == (first.creator_id, "Back again.")
