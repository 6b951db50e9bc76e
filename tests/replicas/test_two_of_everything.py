"""Two of everything: what one replica was told holds at the other."""

import asyncio
import hashlib
import random
import time
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import httpx
import pytest

from demo import people, work
from demo.client import Client, Refused, fresh_key, soon
from demo.people import Side
from services import REGISTER
from shared.http import INTERNAL_KEY_HEADER
from shared.service import internal_key
from shared.settings import Settings
from tests.e2e.phones.jobs import perform_until_it_clears
from tests.e2e.phones.phone import Phone, Weather
from tests.e2e.phones.proxy import Network
from tests.replicas.fleet import Fleet
from tests.replicas.listening import events

pytestmark = [pytest.mark.kafka, pytest.mark.xdist_group("replicas")]

PATIENCE_SECONDS = 30.0


async def a_brand(http: httpx.AsyncClient) -> Side:
    return await people.short_cut(Client(http, patience=PATIENCE_SECONDS), "brand")


def through(http: httpx.AsyncClient, side: Side) -> Client:
    """Let somebody's next calls take another way."""
    return replace(side.client, http=http)


async def status_of(client: Client) -> int:
    try:
        return (await client.get("/campaigns")).status
    except Refused as refused:
        return refused.status


async def test_what_is_revoked_at_one_is_refused_at_the_other_within_a_second(
    first: httpx.AsyncClient, other: httpx.AsyncClient
) -> None:
    brand = await a_brand(first)
    key = await brand.client.post("/api-keys", {"name": "server", "scopes": ["campaigns:read"]}, key=fresh_key())
    with_key = Client(other, token=key["secret"])
    # Both are kept there from now on.
    assert [await status_of(client) for client in (with_key, through(other, brand))] == [200, 200]

    await brand.client.call("DELETE", f"/api-keys/{key['id']}")
    await brand.client.call("DELETE", "/sessions/current")
    gone_at = time.monotonic()
    refused_after: dict[str, float] = {}
    for name, client in (("key", with_key), ("session", through(other, brand))):
        while await status_of(client) != 401:
            assert time.monotonic() - gone_at < 10, f"the {name} still passes"
            await asyncio.sleep(0.02)
        refused_after[name] = time.monotonic() - gone_at
    assert max(refused_after.values()) < 1, refused_after


async def test_a_cursor_of_one_is_good_at_the_other(first: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    brand = await a_brand(first)
    made = [await work.published_campaign(brand, Client(first), currency="USD") for _ in range(6)]

    ids, cursor, ways = [], {}, [first, other] * 3
    for http in ways:
        page = await through(http, brand).get("/campaigns", limit=1, **cursor)
        ids += [one["id"] for one in page["data"]]
        cursor = {"cursor": page["next_cursor"]}
    assert sorted(ids) == sorted(one["id"] for one in made)


async def next_subject(stream: Any, type: str) -> tuple[str, str]:
    """Listen for an event of a type: its id, and of what it speaks."""
    async with asyncio.timeout(20):
        async for id, event in stream:
            if event is not None and event["type"] == type:
                return id, event["subject"]["id"]
    raise AssertionError("the stream ended")


async def test_a_stream_at_one_tells_what_happened_at_the_other_and_goes_on_there(
    first: httpx.AsyncClient, other: httpx.AsyncClient
) -> None:
    brand = await a_brand(first)
    async with aclosing(events(through(other, brand))) as stream:
        await anext(stream)
        published = [(await work.published_campaign(brand, Client(first), currency="USD"))["id"] for _ in range(2)]
        last_seen, told = await next_subject(stream, "campaign.published")

    # Between two campaigns no order is promised. What came behind is told by whichever replica is asked next.
    for http in (first, other):
        async with aclosing(events(through(http, brand), after=last_seen)) as stream:
            _, next_told = await next_subject(stream, "campaign.published")
        assert sorted([told, next_told]) == sorted(published)


async def test_the_clock_is_the_same_at_every_replica(fleet: Fleet, first: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    visitor = Client(first, patience=PATIENCE_SECONDS)
    for http in (first, other, first):
        await Client(http, patience=PATIENCE_SECONDS).post("/sandbox/clock/advance", {"duration": "P1D"})

    key = {INTERNAL_KEY_HEADER: internal_key(Settings())}
    async with httpx.AsyncClient(trust_env=False, headers=key) as inside:
        offsets = {
            (name, number): (await inside.get(f"{replica.address}/internal/clock")).json()["offset_microseconds"]
            for name in REGISTER
            for number, replica in enumerate(fleet.replicas[name], 1)
        }
    assert len(set(offsets.values())) == 1, offsets
    assert min(offsets.values()) >= 3 * 86_400_000_000
    # A letter says when it was sent: it is written by whichever replica of the sandbox is asked.
    email = people.an_address("clock")
    person = {"email": email, "password": people.PASSWORD, "name": "Clock", "country": "US"}
    await visitor.post("/users", person)
    letter = await people.mail_to(visitor, email, "email_confirmation")
    assert letter["sent_at"][:10] == str(await work.today(visitor))


async def test_a_file_begun_at_one_is_ended_at_the_other(first: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    creator = await people.short_cut(Client(first, patience=PATIENCE_SECONDS), "creator")
    content = work.film_of("") + random.Random(1).randbytes(200_000)
    size, half = len(content), len(content) // 2
    upload = await creator.client.post("/uploads", {"filename": "a.mp4", "content_type": "video/mp4", "size_bytes": size})
    address = httpx.URL(upload["url"]).raw_path.decode()

    parts = ((first, 0, half), (other, half, half + 1000), (first, half + 1000, size))
    for http, start, end in parts:
        assert (await http.head(address)).headers["Upload-Offset"] == str(start)
        headers = {**upload["headers"], "Content-Range": f"bytes {start}-{end - 1}/{size}"}
        sent = await http.request(upload["method"], address, headers=headers, content=content[start:end])
        assert (sent.status_code, sent.headers["Upload-Offset"]) == (204, str(end))

    sha256 = hashlib.sha256(content).hexdigest()
    complete = await through(other, creator).post(f"/uploads/{upload['id']}/complete", {"sha256": sha256})
    assert complete["state"] == "complete"


async def test_what_is_cut_at_one_and_repeated_at_the_other_acts_once(fleet: Fleet) -> None:
    addresses = [gateway.address for gateway in fleet.gateways]
    no_reuse = httpx.Limits(max_keepalive_connections=0)
    async with (
        Network(*addresses).open() as network,
        httpx.AsyncClient(base_url=network.address, timeout=60, trust_env=False, limits=no_reuse) as http,
    ):
        weather = Weather(network, random.Random(1), left=40)

        await perform_until_it_clears(Phone(http, patience=PATIENCE_SECONDS), weather)

    assert network.cuts == 40
    assert weather.seen["answer", True] > 5


async def test_a_key_in_flight_at_one_is_waited_for_at_the_other(first: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    brand = await a_brand(first)
    body = {"amount": {"value": 5_000, "currency": "USD"}, "source": {"type": "sandbox", "sandbox": {"outcome": "success"}}}
    for _ in range(5):
        key = {"Authorization": f"Bearer {brand.client.token}", "Idempotency-Key": fresh_key()}
        answers = await asyncio.gather(*(http.post("/v1/fundings", json=body, headers=key) for http in (first, other) * 3))

        made = [answer for answer in answers if answer.status_code == 201]
        assert {answer.status_code for answer in answers} <= {201, 409}
        assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {"idempotency_key_in_use"}
        assert len({answer.json()["id"] for answer in made}) == 1
        assert sum("idempotent-replayed" not in answer.headers for answer in made) == 1
    assert len((await brand.client.get("/fundings"))["data"]) == 5
    assert (await soon(lambda: work.balance(brand, "USD"), bool))["available"]["value"] == 25_000
