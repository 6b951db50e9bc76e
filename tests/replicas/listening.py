"""Listening to a stream of events, as one does with EventSource."""

import json
from typing import Any

from demo.client import Client


async def events(client: Client, *, after: str | None = None) -> Any:
    """Give the id and the content of each block until the stream ends. Raises when it breaks."""
    headers = {"Authorization": f"Bearer {client.token}", "Accept": "text/event-stream"}
    if after is not None:
        headers["Last-Event-ID"] = after
    async with client.http.stream("GET", "/v1/events/stream", headers=headers, timeout=20) as answer:
        assert answer.status_code == 200, await answer.aread()
        block: dict[str, str] = {}
        async for line in answer.aiter_lines():
            if not line and block:
                yield block["id"], json.loads(block["data"]) if "data" in block else None
                block = {}
            elif line and not line.startswith(":"):
                name, _, value = line.partition(":")
                block[name] = value.strip()
