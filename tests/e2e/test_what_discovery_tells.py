"""A brand is told of creators who come to match what it looks for, and how its imports end; nobody else is."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from demo import people, work
from demo.client import Client, fresh_key
from demo.people import Side
from services.listen import Block, blocks_of
from tests.e2e.pairs import refused

# One suite serves all of them.
pytestmark = pytest.mark.xdist_group("e2e")

COUNTRY, ANOTHER = "IS", "FO"
"""Where nobody else in these tests lives."""
MATCHED, IMPORTED = "saved_search.matched", "creator_import.completed"


@asynccontextmanager
async def streamed(client: Client) -> AsyncIterator[AsyncIterator[Block]]:
    """Open a stream of events, and read its first block, which marks where it begins."""
    headers = {"Authorization": f"Bearer {client.token}", "Accept": "text/event-stream"}
    async with client.http.stream("GET", "/v1/events/stream", headers=headers) as answer:
        assert answer.status_code == 200, await answer.aread()
        blocks = blocks_of(answer.aiter_text())
        assert (await anext(blocks)).data is None
        yield blocks


async def the_next(blocks: AsyncIterator[Block]) -> dict[str, Any]:
    async with asyncio.timeout(30):
        block = await anext(blocks)
    assert block.data is not None
    event = json.loads(block.data)
    assert event["id"] == block.id
    return event


async def told_soon(client: Client, count: int = 1, *, type: str = MATCHED) -> list[dict[str, Any]]:
    """Wait until so many events of a type stand in the list, the newest first."""
    listed = await work.soon(lambda: client.get("/events", type=type), lambda page: len(page["data"]) == count, seconds=30)
    return listed["data"]


async def a_key(brand: Side, visitor: Client, *scopes: str) -> Client:
    key = await brand.client.post("/api-keys", {"name": "Events", "scopes": ["organizations:read", *scopes]}, key=fresh_key())
    return visitor.signed_in(key["secret"])


async def looked_on(visitor: Client) -> None:
    """Wait until saved searches have looked at what has changed so far: changes are looked at in their order."""
    watcher = await people.short_cut(visitor, "brand")
    await watcher.client.post("/saved-searches", {"name": "Anybody there", "search": {"country": [ANOTHER]}})
    await people.short_cut(visitor, "creator", country=ANOTHER)
    await told_soon(watcher.client)


async def test_a_brand_is_told_of_a_creator_who_is_approved_and_of_one_who_is_back(visitor: Client, staff: Client) -> None:
    brand, same, other = await asyncio.gather(*(people.short_cut(visitor, "brand") for _ in range(3)))
    search = {"category": ["food"], "country": [COUNTRY]}
    made = await brand.client.post("/saved-searches", {"name": "Food in Iceland", "search": search})
    silent = await brand.client.post("/saved-searches", {"name": "Not told", "search": search, "alerts": "off"})
    same_made = await same.client.post("/saved-searches", {"name": "Theirs", "search": search})
    await other.client.post("/saved-searches", {"name": "Elsewhere", "search": {**search, "category": ["travel"]}})
    with_lists = await a_key(brand, visitor, "lists:read")
    without_lists = await a_key(brand, visitor, "campaigns:read", "creators:read")

    async with (
        streamed(with_lists) as stream,
        streamed(without_lists) as stream_without_lists,
        streamed(same.client) as stream_of_same,
        streamed(other.client) as stream_of_other,
    ):
        # A creator who is approved is told of once, to each whose search finds them.
        creator = await people.approved_creator(visitor, staff, currency="USD", country=COUNTRY)
        event = await the_next(stream)
        assert event == {
            "id": event["id"],
            "object": "event",
            "type": "saved_search.matched",
            "timestamp": event["timestamp"],
            "organization_ids": [brand.organization["id"]],
            "sequence": event["sequence"],
            "subject": {
                "object": "saved_search",
                "id": made["id"],
                "url": f"{visitor.http.base_url}/v1/saved-searches/{made['id']}",
            },
            "data": {
                "saved_search_id": made["id"],
                "name": "Food in Iceland",
                "creator_ids": [creator.creator_id],
                "match_count": 1,
            },
        }
        assert await told_soon(brand.client) == [event]
        assert await told_soon(with_lists) == [event]
        assert await with_lists.get(f"/events/{event['id']}") == event
        for id in (made["id"], silent["id"]):
            matches = await brand.client.get(f"/saved-searches/{id}/matches")
            assert [one["creator_id"] for one in matches["data"]] == [creator.creator_id]
        assert (await brand.client.get(f"/saved-searches/{made['id']}"))["alerted_at"] is not None

        # One who is away is found by nobody; when they are willing again, a search that was kept meanwhile tells of them.
        await creator.client.patch("/creators/me", {"availability": "on_vacation"})
        assert (await brand.client.get(f"/saved-searches/{made['id']}/matches"))["data"] == []
        await looked_on(visitor)
        later = await brand.client.post("/saved-searches", {"name": "Kept meanwhile", "search": search})
        await creator.client.patch("/creators/me", {"availability": "available"})
        back = await the_next(stream)
        assert (back["subject"]["id"], back["data"]["creator_ids"]) == (later["id"], [creator.creator_id])
        assert back["sequence"] > event["sequence"]
        assert await told_soon(brand.client, 2) == [back, event]

        # Others are told of their own searches only, and a key that may not read lists of none: the next they hear is another.
        (theirs,) = await told_soon(same.client)
        assert theirs["data"] == {**event["data"], "saved_search_id": same_made["id"], "name": "Theirs"}
        assert await the_next(stream_of_same) == theirs
        for stranger in (same.client, other.client, without_lists):
            for one in (event, back):
                await refused(stranger.get(f"/events/{one['id']}"), 404, "not_found")
        for stranger in (other.client, without_lists):
            assert (await stranger.get("/events", type=MATCHED))["data"] == []
            assert (await stranger.get("/events", subject=made["id"]))["data"] == []
        campaign = await work.published_campaign(brand, visitor, currency="USD")
        elsewhere = await work.published_campaign(other, visitor, currency="USD")
        for blocks, own in ((stream_without_lists, campaign), (stream_of_other, elsewhere)):
            heard = await the_next(blocks)
            assert (heard["type"], heard["subject"]["id"]) == ("campaign.published", own["id"])


async def test_who_brought_handles_is_told_how_that_ended(visitor: Client) -> None:
    brand, other = await asyncio.gather(*(people.short_cut(visitor, "brand") for _ in range(2)))
    with_lists = await a_key(brand, visitor, "lists:read")
    without_lists = await a_key(brand, visitor, "campaigns:read")
    async with streamed(with_lists) as stream, streamed(without_lists) as stream_without_lists:
        brought = await visitor.http.post(
            "/v1/creator-imports",
            content='handle\nnobody.here\n"no handle"\n',
            params={"platform": "sandbox"},
            headers={"Authorization": f"Bearer {brand.client.token}", "Content-Type": "text/csv"},
        )
        assert brought.status_code == 202, brought.text
        where = f"/creator-imports/{brought.json()['id']}"

        event = await the_next(stream)
        assert (event["type"], event["organization_ids"]) == (IMPORTED, [brand.organization["id"]])
        assert event["subject"] == {
            "object": "creator_import",
            "id": brought.json()["id"],
            "url": f"{visitor.http.base_url}/v1{where}",
        }
        counts = {"row_count": 2, "matched_count": 0, "added_count": 0, "failed_count": 2}
        assert event["data"] == {"creator_import_id": brought.json()["id"], "list_id": None, "state": "completed", **counts}
        ended = await brand.client.get(where)
        assert {name: ended[name] for name in ("state", "is_final", *counts)} == {
            "state": "completed",
            "is_final": True,
            **counts,
        }

        assert await told_soon(brand.client, type=IMPORTED) == [event]
        for stranger in (other.client, without_lists):
            assert (await stranger.get("/events", type=IMPORTED))["data"] == []
            await refused(stranger.get(f"/events/{event['id']}"), 404, "not_found")
        campaign = await work.published_campaign(brand, visitor, currency="USD")
        assert (await the_next(stream_without_lists))["subject"]["id"] == campaign["id"]
