"""`python -m services listen`: a developer's handler gets the events of a real key, from a suite at work."""

import asyncio
import signal
import sys
from typing import Any

import pytest
from fastapi import FastAPI, Request

from demo import people, work
from demo.client import Client, fresh_key
from tests.e2e.conftest import RunningSuite
from tests.gateway.doubles import serving

# One suite serves all of them.
pytestmark = pytest.mark.xdist_group("e2e")


async def test_events_of_a_key_reach_a_handler_until_it_is_revoked(suite: RunningSuite, visitor: Client) -> None:
    brand = await people.short_cut(visitor, "brand")
    scopes = ["organizations:read", "campaigns:read"]
    key = await brand.client.post("/api-keys", {"name": "Laptop", "scopes": scopes}, key=fresh_key())
    handled: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    handler = FastAPI()

    @handler.post("/hook")
    async def take(request: Request) -> None:
        await handled.put(await request.json())

    async with serving(handler) as url:
        command = ["services", "listen", "--forward-to", f"{url}/hook", "--gateway", suite.address]
        listening = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *command,
            env={**suite.environment, "GREENLIGHT_KEY": key["secret"]},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            assert listening.stdout is not None
            async with asyncio.timeout(60):
                said = (await listening.stdout.readline()).decode()
                campaign = await work.published_campaign(brand, visitor, currency="USD")
                event = await handled.get()
                while event["type"] != "campaign.published":
                    event = await handled.get()
                assert event["data"]["campaign_id"] == campaign["id"]
                await brand.client.call("DELETE", f"/api-keys/{key['id']}")
                rest = (await listening.stdout.read()).decode()
                code = await listening.wait()
        finally:
            if listening.returncode is None:
                listening.send_signal(signal.SIGKILL)
    assert (code, "401 unauthenticated" in rest) == (1, True), said + rest
    assert key["secret"] not in said + rest
