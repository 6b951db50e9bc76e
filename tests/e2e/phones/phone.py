"""A phone on a bad network: each of its writes is cut once, and repeated with the same key until there is an answer."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import httpx

from demo.client import Answer, Client, Refused, fresh_key
from tests.e2e.phones.proxy import Cut, Network

PATIENCE_SECONDS = 30.0


@dataclass
class Weather:
    """Which exchanges break, and what became of them."""

    network: Network
    chance: random.Random
    left: int
    """How many cuts are still to be made."""
    seen: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """By phase, and by whether the first request had gone through."""
    operations: Counter[str] = field(default_factory=Counter)


@dataclass
class Phone(Client):
    """A client that holds a key for each write. `http` leads through the network of `weather`."""

    weather: Weather | None = None

    async def call(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, etag: str | None = None, **query: Any
    ) -> Answer:
        """Send a request, cut once where it writes. Raises `Refused`."""
        weather = self.weather
        if method != "POST" or self.token is None or weather is None or weather.left == 0:
            return await super().call(method, path, body, key=key, etag=etag, **query)
        weather.left -= 1
        key = key or fresh_key()
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key, **({"If-Match": etag} if etag else {})}
        cut = weather.network.cut = Cut.drawn(weather.chance)
        answer = await self._answered(path, body, headers)
        heard = weather.network.status

        is_replayed = answer.headers.get("idempotent-replayed") == "true"
        if cut.phase == "request":
            assert not is_replayed, f"half a {path} has acted"
        if heard is not None and 200 <= heard < 300:
            assert is_replayed, f"{path} went through, and its repeat was no replay"
        if not answer.is_success:
            raise Refused(answer)
        weather.seen[cut.phase, is_replayed] += 1
        weather.operations["{}/{}".format(*(path.split("/")[at] for at in (1, -1)))] += 1
        result = Answer(answer.json())
        result.etag, result.status = answer.headers.get("etag"), answer.status_code
        return result

    async def _answered(self, path: str, body: Any, headers: dict[str, str]) -> httpx.Response:
        """Repeat until there is an answer that is no invitation to repeat."""
        until = monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = await self.http.post(f"/v1{path}", json=body, headers=headers)
            except httpx.TransportError:
                assert monotonic() < until, f"no answer to {path}"
                continue
            if answer.is_success or not answer.json().get("retryable") or monotonic() > until:
                return answer
            await asyncio.sleep(0.05)


async def send_file(http: httpx.AsyncClient, upload: dict[str, Any], content: bytes, weather: Weather, *, cuts: int) -> None:
    """Send a file in pieces to its signed address, cut so many times, each time going on from what has arrived."""
    address = httpx.URL(upload["url"]).copy_with(host="127.0.0.1", port=httpx.URL(weather.network.address).port)
    size = len(content)
    offset, until = 0, monotonic() + PATIENCE_SECONDS
    while offset < size:
        assert monotonic() < until, f"{offset} of {size} bytes"
        length = weather.chance.randint(1, max(1, 2 * (size - offset) // (cuts + 2)))
        part = content[offset : offset + length]
        headers = {**upload["headers"], "Content-Range": f"bytes {offset}-{offset + length - 1}/{size}"}
        headers["Content-Length"] = str(length)
        cut = weather.network.cut = Cut.drawn(weather.chance) if cuts else None
        cuts = max(0, cuts - 1)
        try:
            answer = await http.request(upload["method"], address, headers=headers, content=part)
        except httpx.TransportError:
            assert cut is not None
            weather.seen[cut.phase, False] += 1
            before, offset = offset, await arrived(http, address)
            # What was cut before may still be on its way when this is asked: so more can have come than this part.
            assert before <= offset <= size
        else:
            assert answer.status_code in {204, 409}, answer.text
            offset = int(answer.headers["Upload-Offset"])


async def arrived(http: httpx.AsyncClient, address: httpx.URL) -> int:
    """Ask how many bytes of a file are there."""
    answer = await http.head(address)
    assert answer.status_code == 200
    return int(answer.headers["Upload-Offset"])
