"""A gateway on a socket before notifications, and an identity that knows whom a test tells it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request

from gateway.app import create_gateway
from services import REGISTER
from services.listen import Block, blocks_of
from shared.bus.local import LocalBus
from shared.clock import real_now
from shared.connections import BoundedHttp
from shared.errors import Unauthenticated
from shared.events import Event
from shared.events.identity import OrganizationId, SessionId, SessionRevoked, UserId
from shared.front import App
from shared.process import Neighbours
from shared.settings import Settings
from tests.gateway.doubles import fronted, serving
from tests.harness import EVERY_SCOPE, ServiceUnderTest, envelope_of, inner_token

SOON = 15
"""The machine may be busy."""
PORTS = {name: registered.port for name, registered in REGISTER.items()}


@dataclass
class Holder:
    """Whom a credential stands for."""

    organization_id: OrganizationId = field(default_factory=OrganizationId.new)
    scopes: str = EVERY_SCOPE
    user_id: UserId = field(default_factory=UserId.new)
    session_id: SessionId = field(default_factory=SessionId.new)


@dataclass
class Doorkeeper:
    """An identity: who is not among its holders is refused."""

    holders: dict[str, Holder] = field(default_factory=dict)

    def app(self) -> App:
        """Make the app."""
        app = FastAPI()

        @app.post("/internal/inner-tokens")
        async def exchange(request: Request) -> dict[str, Any]:
            holder = self.holders.get((await request.json())["credential"])
            if holder is None:
                raise Unauthenticated
            token = inner_token(
                user=holder.user_id,
                organization=holder.organization_id,
                organization_type="brand",
                scopes=holder.scopes,
                sid=holder.session_id,
            )
            return {
                "token": token,
                "expires_at": (real_now() + timedelta(seconds=60)).isoformat(),
                "credential_id": holder.session_id,
                "rests_on": [holder.session_id, holder.user_id],
                "organization_id": holder.organization_id,
            }

        return fronted(app)


@dataclass
class Door:
    """The running gateway."""

    url: str
    identity: Doorkeeper
    bus: LocalBus

    def holder(self, credential: str, **how: Any) -> Holder:
        """Let a credential hold."""
        self.identity.holders[credential] = Holder(**how)
        return self.identity.holders[credential]

    async def tell(self, event: Event) -> None:
        """Let the gateway hear an event of identity."""
        await self.bus.publish([envelope_of(event)])

    async def revoke(self, credential: str) -> None:
        """End a credential as identity does."""
        holder = self.identity.holders.pop(credential)
        await self.tell(
            SessionRevoked(organization_id=holder.organization_id, session_id=holder.session_id, user_id=holder.user_id)
        )

    @asynccontextmanager
    async def stream(self, credential: str, *, last: str | None = None, **headers: str) -> AsyncIterator["Stream"]:
        """Open a stream, and wait for its first block."""
        said = {"Authorization": f"Bearer {credential}", "Accept": "text/event-stream", **headers}
        if last is not None:
            said["Last-Event-ID"] = last
        async with (
            httpx.AsyncClient(base_url=self.url, timeout=15, trust_env=False) as client,
            client.stream("GET", "/v1/events/stream", headers=said) as answer,
        ):
            blocks = blocks_of(answer.aiter_text())
            yield Stream(answer, await anext(blocks) if answer.is_success else Block(None, None), blocks)


@dataclass
class Stream:
    """An open stream, or its refusal."""

    answer: httpx.Response
    first: Block
    """The mark: where the stream begins."""
    blocks: AsyncIterator[Block]

    async def next(self, count: int) -> list[dict[str, Any]]:
        """Read so many events."""
        events = []
        async with asyncio.timeout(SOON):
            while len(events) < count:
                block = await anext(self.blocks)
                assert block.data is not None
                event = json.loads(block.data)
                assert event["id"] == block.id
                events.append(event)
        return events

    async def rest(self) -> list[Block]:
        """Read on until the server ends the stream in order."""
        async with asyncio.timeout(SOON):
            return [block async for block in self.blocks]


@asynccontextmanager
async def door_before(
    *replicas: ServiceUnderTest, apart: bool, patch: pytest.MonkeyPatch, bounded: bool = False
) -> AsyncIterator[Door]:
    """Run a gateway before notifications: in the same process, or over HTTP before each replica; `bounded` as processes are."""
    identity, bus = Doorkeeper(), LocalBus()
    async with AsyncExitStack() as stack:
        apps: dict[str, App] = {"identity": identity.app()}
        if apart:
            urls = [await stack.enter_async_context(serving(one.app)) for one in replicas]
            patch.setenv("GREENLIGHT_NOTIFICATIONS_URLS", ",".join(urls))
        else:
            apps["notifications"] = replicas[0].app
        settings = Settings()
        neighbours = Neighbours(settings, PORTS, apps=apps)
        stack.push_async_callback(neighbours.close)
        gateway = create_gateway(settings, neighbours, bus, "ins_test")
        hearing = asyncio.create_task(gateway.run())

        async def stop() -> None:
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)

        stack.push_async_callback(stop)
        await asyncio.sleep(0)
        if bounded:
            patch.setattr("tests.gateway.doubles.uvicorn.Config", partial(uvicorn.Config, http=BoundedHttp))
        yield Door(await stack.enter_async_context(serving(gateway.app)), identity, bus)
