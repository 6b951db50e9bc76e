"""Every process is replaced, one after the other, while callers go on: no request fails."""

import asyncio
import itertools
import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Any

import asyncpg
import httpx
import pytest

from demo import people, work
from demo.client import Client, fresh_key, soon
from demo.people import Side
from shared.databases import server_url_of
from tests.replicas.fleet import REPLICAS, Fleet, Replica
from tests.replicas.listening import events

pytestmark = [pytest.mark.kafka, pytest.mark.xdist_group("replicas")]

CALLERS = 6
ROUNDS = int(os.environ.get("RESTART_ROUNDS", "1"))
"""How often every process is replaced; a round has a thousand requests or more."""
AT_ONCE = 2
"""How many services are without one of their replicas at a time."""
PRICE = {"value": 1_000, "currency": "USD"}


if ROUNDS > 1:

    @pytest.fixture(autouse=True)
    def _no_test_hangs() -> None:
        """A run takes as long as its number of rounds."""


@dataclass
class Traffic:
    """What callers asked for, and what they were told."""

    ways: Sequence[httpx.AsyncClient]
    brand: Side
    creator: Side
    is_over: bool = False
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    refused_connections: int = 0
    connected_again: int = 0
    told: list[str] = field(default_factory=list)
    """Of which campaigns a listener heard that they were published."""
    published: list[str] = field(default_factory=list)
    campaigns: set[str] = field(default_factory=set)
    fundings: set[str] = field(default_factory=set)
    slowest: float = 0.0

    async def go_on(self, number: int) -> None:
        """Ask one thing after the other until it is over."""
        chance = random.Random(number)
        while not self.is_over:
            await chance.choice((self._reads, self._reads, self._makes_a_campaign, self._funds, self._looks, self._waits))()

    async def _reads(self) -> None:
        for path in ("/campaigns?limit=5", "/balances", "/events?limit=5"):
            await self._ask(self.brand, "GET", path)

    async def _looks(self) -> None:
        await self._ask(self.brand, "GET", f"/creators/{self.creator.creator_id}")
        await self._ask(self.creator, "GET", "/drafts")
        await self._ask(self.creator, "GET", "/me")

    async def _makes_a_campaign(self) -> None:
        body = self.body
        made = await self._ask(self.brand, "POST", "/campaigns", body)
        if made is not None:
            self.campaigns.add(made["id"])
            await self._ask(self.brand, "POST", f"/campaigns/{made['id']}/publish")
            self.published.append(made["id"])

    async def _waits(self) -> None:
        if self.published:
            await self._ask(self.brand, "GET", f"/campaigns/{self.published[-1]}", waits=True)

    async def listens(self) -> None:
        """Listen, and whenever the stream ends in order go on behind what was told, until cancelled."""
        last = None
        for way in itertools.cycle(self.ways):
            try:
                async with aclosing(events(replace(self.brand.client, http=way), after=last)) as stream:
                    async for id, event in stream:
                        last = id
                        if event is not None and event["type"] == "campaign.published":
                            self.told.append(event["subject"]["id"])
            except httpx.ConnectError:
                self.refused_connections += 1
            except httpx.TransportError as error:
                self.failed.append(f"the stream: {error!r}")
            self.connected_again += 1

    async def _funds(self) -> None:
        body = {"amount": PRICE, "source": {"type": "sandbox", "sandbox": {"outcome": "success"}}}
        made = await self._ask(self.brand, "POST", "/fundings", body)
        if made is not None:
            self.fundings.add(made["id"])

    body: Any = None

    async def _ask(self, side: Side, method: str, path: str, body: Any = None, *, waits: bool = False) -> Any:
        """Ask through a gateway that takes the connection. Any answer but a 2xx, and none, is a failure."""
        headers = {"Authorization": f"Bearer {side.client.token}"}
        if method == "POST":
            headers["Idempotency-Key"] = fresh_key()
        if waits:
            headers |= {"If-None-Match": '"v2"', "Prefer": "wait=2"}
        began = time.monotonic()
        for way in random.sample(self.ways, len(self.ways)):
            try:
                answer = await way.request(method, f"/v1{path}", json=body, headers=headers)
            except httpx.ConnectError:
                self.refused_connections += 1  # nothing was asked yet: the other one is there
                continue
            except httpx.TransportError as error:
                self.failed.append(f"{method} {path}: {error!r}")
                return None
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.answers[method, answer.status_code] += 1
            if waits and answer.status_code == 304:
                return None
            if answer.is_success:
                return answer.json()
            self.failed.append(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
            return None
        self.failed.append(f"{method} {path}: no gateway takes a connection")
        return None


async def tokens_live_on(server_url: str) -> None:
    """Let nobody have to sign in again, however long it takes."""
    connection = await asyncpg.connect(server_url_of(server_url, "identity").replace("+asyncpg", ""))
    await connection.execute("update access_tokens set expires_at = now() + interval '1 day'")
    await connection.close()


async def all_of(client: Client, path: str) -> list[str]:
    ids, cursor = [], {}
    while True:
        page = await client.get(path, limit=100, **cursor)
        ids += [one["id"] for one in page["data"]]
        if not page["has_more"]:
            return ids
        cursor = {"cursor": page["next_cursor"]}


async def test_no_request_fails_while_every_process_is_replaced(
    fleet: Fleet, first: httpx.AsyncClient, other: httpx.AsyncClient
) -> None:
    visitor = Client(first, patience=30)
    brand, creator = await people.short_cut(visitor, "brand"), await people.short_cut(visitor, "creator")
    traffic = Traffic([first, other], brand, creator)
    traffic.body = work.campaign_body(await work.today(visitor), currency="USD")
    await tokens_live_on(fleet.environment["GREENLIGHT_DATABASE_URL"])
    callers = [asyncio.create_task(traffic.go_on(number)) for number in range(CALLERS)]
    listener = asyncio.create_task(traffic.listens())

    took: dict[str, list[float]] = {}

    async def replace_one(replica: Replica) -> None:
        stopped = await replica.stop()
        began = time.monotonic()
        replica.start()
        await replica.until_ready()
        took.setdefault(replica.name, []).extend((round(stopped, 2), round(time.monotonic() - began, 2)))

    for number in [*range(REPLICAS)] * ROUNDS:
        of_each = [replicas[number] for replicas in fleet.replicas.values()]
        for at_once in range(0, len(of_each), AT_ONCE):
            await asyncio.gather(*(replace_one(replica) for replica in of_each[at_once : at_once + AT_ONCE]))
    traffic.is_over = True
    await asyncio.gather(*callers)
    await soon(lambda: asyncio.sleep(0, sorted(traffic.told)), lambda told: told == sorted(traffic.published))
    listener.cancel()

    print(traffic.answers, traffic.refused_connections, traffic.connected_again, round(traffic.slowest, 2), took)
    assert traffic.failed == []
    assert traffic.connected_again >= 2
    assert sum(traffic.answers.values()) > 300 * ROUNDS
    async with fleet.client(0) as http:
        client = Client(http, token=brand.client.token, patience=30)
        assert sorted(await all_of(client, "/campaigns")) == sorted(traffic.campaigns)
        assert sorted(await all_of(client, "/fundings")) == sorted(traffic.fundings)
        balance = await work.balance(Side(client, brand.organization), "USD")
        assert balance["available"]["value"] == len(traffic.fundings) * PRICE["value"]
