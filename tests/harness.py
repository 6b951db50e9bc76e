"""What tests of a service stand on: a database cloned from a migrated template, real commits, and callers with real inner tokens."""

import asyncio
import base64
import hashlib
import re
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from joserfc import jwt
from joserfc.jwk import OKPKey
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from shared import databases
from shared.auth import AUDIENCE, ISSUER, TYPE
from shared.bus import Bus
from shared.bus.local import LocalBus
from shared.clock import clock
from shared.db import make_engine
from shared.events import Envelope, Event, EventId
from shared.events.identity import OrganizationId, SessionId, UserId
from shared.http import INTERNAL_KEY_HEADER, client_of_app
from shared.process import make_database
from shared.service import Instance, Service, internal_key
from shared.settings import Settings

KEY = OKPKey.generate_key("Ed25519", auto_kid=True)


async def _jwks_app(scope: Any, _receive: Any, send: Any) -> None:
    body = httpx.Response(200, json={"keys": [KEY.as_dict(private=False)]}).content
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


class Peers:
    """Gives identity's test keys, and whatever apps a test puts beside."""

    def __init__(self, **apps: Any) -> None:
        self._apps = {"identity": _jwks_app, **apps}

    def client(self, service: str) -> httpx.AsyncClient:
        """Call an app directly."""
        return client_of_app(self._apps[service], name=service, headers={INTERNAL_KEY_HEADER: internal_key(Settings())})

    def replicas(self, service: str) -> Sequence[httpx.AsyncClient]:
        """Each app is the only replica."""
        return [self.client(service)]

    def services(self) -> Sequence[str]:
        """List the apps."""
        return list(self._apps)


def inner_token(
    *,
    user: str,
    organization: str | None,
    organization_type: str | None,
    scopes: str,
    role: str | None = "owner",
    **claims: Any,
) -> str:
    """Make an inner token as identity does."""
    now = int(time.time())
    return jwt.encode(
        {"alg": "Ed25519", "typ": TYPE, "kid": KEY.kid},
        {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "env": "sandbox",
            "iat": now,
            "exp": now + 60,
            "sub": user,
            "sid": SessionId.new(),
            "org": organization,
            "org_type": organization_type,
            "role": role,
            "scope": scopes,
            **claims,
        },
        KEY,
        algorithms=["Ed25519"],
    )


EVERY_SCOPE = (
    "organizations:read organizations:write creators:read creators:write lists:read lists:write"
    " campaigns:read campaigns:write reviews:read reviews:write payouts:read payouts:write payout_accounts:write"
    " members:read members:write api_keys:read api_keys:write"
)
STAFF_SCOPES = (
    "staff:review staff:finance staff:disputes organizations:read creators:read campaigns:read reviews:read payouts:read"
)


@dataclass
class Actor:
    """Somebody who calls a service, for one organization."""

    app: Callable[..., Any]
    organization_type: str | None = "brand"
    organization_id: OrganizationId | None = field(default_factory=OrganizationId.new)
    user_id: str = field(default_factory=UserId.new)
    scopes: str = EVERY_SCOPE

    async def request(self, method: str, path: str, **how: Any) -> httpx.Response:
        """Send one request; `path` without /v1."""
        headers = dict(how.pop("headers", {}))
        if self.user_id:
            headers["Greenlight-Inner-Token"] = inner_token(
                user=self.user_id,
                organization=self.organization_id,
                organization_type=self.organization_type,
                scopes=self.scopes,
            )
        async with client_of_app(self.app, name="service") as client:
            return await client.request(method, f"/v1{path}", headers=headers, **how)

    async def get(self, path: str, **how: Any) -> httpx.Response:
        """Read."""
        return await self.request("GET", path, **how)

    async def post(self, path: str, json: Any = None, **how: Any) -> httpx.Response:
        """Write."""
        return await self.request("POST", path, json=json, **how)

    async def patch(self, path: str, json: Any = None, **how: Any) -> httpx.Response:
        """Change."""
        return await self.request("PATCH", path, json=json, **how)

    async def put(self, path: str, json: Any = None, **how: Any) -> httpx.Response:
        """Replace."""
        return await self.request("PUT", path, json=json, **how)

    async def delete(self, path: str, **how: Any) -> httpx.Response:
        """Remove."""
        return await self.request("DELETE", path, **how)


class ServiceUnderTest:
    """One service on a database of its own. Nothing runs beside its app unless a test runs it."""

    def __init__(self, service: Service[Any], url: str, instance: Instance[Any], bus: Bus) -> None:
        self.service, self.url, self.instance, self.bus = service, url, instance, bus
        self.app = instance.app

    def brand(self, **how: Any) -> Actor:
        """Somebody of a new brand."""
        return Actor(self.app, **{"organization_type": "brand", **how})

    def creator(self, **how: Any) -> Actor:
        """Somebody of a new creator's organization."""
        return Actor(self.app, **{"organization_type": "creator", **how})

    def staff(self, **how: Any) -> Actor:
        """Somebody of the platform."""
        return Actor(self.app, **{"organization_type": "platform", "scopes": STAFF_SCOPES, **how})

    def nobody(self) -> Actor:
        """Somebody who is not signed in."""
        return Actor(self.app, None, None, user_id="")

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A session that commits at its end."""
        async with self.instance.context.step() as session:
            yield session

    async def hear(self, *events: Event, source: str | None = None) -> None:
        """Deliver events as the bus does, each once."""
        await self.instance.consumer.handle([envelope_of(event, source=source) for event in events])

    async def said(self, kind: type[Event] | None = None) -> list[Any]:
        """Read what the service has told: the events in its outbox, oldest first."""
        from shared.events import catalogue

        async with self.session() as session:
            rows = (await session.execute(text("select name, data from outbox order by sequence"))).all()
        events = [catalogue[row.name].model_validate_json(row.data) for row in rows]
        return [event for event in events if kind is None or isinstance(event, kind)]

    async def run_timers(self) -> None:
        """Run every due timer."""
        while await self.instance.timers.run_next():
            pass

    async def run_tasks(self) -> None:
        """Do every task that waits."""
        while await self.instance.tasks.run_next():
            pass

    async def scalar(self, sql: str, **parameters: Any) -> Any:
        """Ask the database for one value."""
        async with self.session() as session:
            return await session.scalar(text(sql), parameters)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run relay, consumer, timers and tasks meanwhile."""
        running = asyncio.create_task(self.instance.run())
        try:
            yield
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


def envelope_of(event: Event, *, id: EventId | None = None, source: str | None = None) -> Envelope:
    """Put an event into an envelope, as the outbox does."""
    return Envelope(
        id=id or EventId.new(),
        name=event.wire_name,
        topic=event.topic,
        key=event.key,
        source=source or event.topic,
        occurred_at=clock.now(),
        sequence=0,
        data=event.model_dump_json().encode(),
    )


EMPTY_WHAT_HAS_ROWS = """
do $$
declare name text; has_rows boolean;
begin
    -- Triggers that keep the journal append-only rest while a test's leavings are swept away.
    set local session_replication_role = replica;
    for name in
        select quote_ident(tablename) from pg_tables
        where schemaname = 'public' and tablename not in ('alembic_version', 'deployment')
    loop
        execute format('select exists (select 1 from %s)', name) into has_rows;
        if has_rows then execute format('truncate table %s cascade', name); end if;
    end loop;
end $$
"""


@dataclass(frozen=True)
class Place:
    """A database of one service, and the connections that its tests use one after the other: statements stay compiled."""

    url: str
    engine: AsyncEngine
    owner: AsyncEngine

    async def sweep(self) -> None:
        """Empty the database for the next test."""
        async with self.owner.connect() as connection:
            await connection.execute(text(EMPTY_WHAT_HAS_ROWS))

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()
        await self.owner.dispose()


class Templates:
    """Databases of services: cloned from a migrated template, swept after each test and given to the next."""

    def __init__(self, server_url: str) -> None:
        self._server_url = server_url
        self._made: set[str] = set()
        self._free: dict[str, list[Place]] = {}

    @asynccontextmanager
    async def place(self, service: Service[Any]) -> AsyncIterator[Place]:
        """Give an empty database of a service, for one test."""
        free = self._free.setdefault(service.name, [])
        place = free.pop() if free else await self._clone(service)
        try:
            yield place
        finally:
            await place.sweep()
            free.append(place)

    @asynccontextmanager
    async def spoilt(self, service: Service[Any]) -> AsyncIterator[Place]:
        """Give a database that no other test is given: this one may change what a sweep leaves."""
        place = await self._clone(service)
        try:
            yield place
        finally:
            await place.close()

    async def _clone(self, service: Service[Any]) -> Place:
        if service.name not in self._made:
            url = databases.server_url_of(self._server_url, service.name)
            await make_database(service, url, environment="sandbox", is_own=False)
            self._made.add(service.name)
        name = f"{service.name}_{uuid4().hex[:12]}"
        server = self._owner_of("postgres")
        try:
            async with server.connect() as connection:
                owner = databases.owner_of(service.name)
                await connection.execute(text(f'create database "{name}" template "{service.name}" owner "{owner}"'))
        finally:
            await server.dispose()
        url = databases.server_url_of(self._server_url, name)
        return Place(url, make_engine(url, role=service.name, name=service.name), self._owner_of(name))

    def _owner_of(self, database: str) -> AsyncEngine:
        return create_async_engine(databases.server_url_of(self._server_url, database), isolation_level="AUTOCOMMIT")

    async def close(self) -> None:
        """Close every connection."""
        for places in self._free.values():
            for place in places:
                await place.close()


@asynccontextmanager
async def service_under_test(
    service: Service[Any],
    templates: Templates,
    *,
    bus: Bus | None = None,
    peers: Peers | None = None,
    settings: Mapping[str, Any] | None = None,
) -> AsyncIterator[ServiceUnderTest]:
    """Set a service up on a database of its own."""
    async with AsyncExitStack() as stack:
        place = await stack.enter_async_context(templates.place(service))
        directory = stack.enter_context(tempfile.TemporaryDirectory())
        own_bus = bus or LocalBus()
        instance = Instance(
            service,
            # Nothing runs that would keep an index in memory: the database answers searches, unless a test says otherwise.
            settings=service.settings(**{"data_dir": Path(directory), "discovery_index": "postgres", **(settings or {})}),
            engine=place.engine,
            bus=own_bus,
            peers=peers or Peers(),
            instance_name=uuid4().hex[:8],
        )
        yield ServiceUnderTest(service, place.url, instance, own_bus)


class TestClock:
    """Moves the business clock of this process."""

    __test__ = False

    def advance(self, **how: float) -> None:
        """Move the clock; timers run when they are next asked to."""
        clock.offset += timedelta(**how)


def is_problem(answer: httpx.Response, status: int, code: str) -> bool:
    """Say whether an answer is this problem, in full form."""
    body = answer.json()
    complete = {"type", "title", "status", "detail", "code", "retryable", "request_id", "errors"} <= body.keys()
    media_type = answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, body.get("code")) == (status, code), answer.text
    return complete and media_type and body["status"] == status


def assert_runs_nothing_else(page: httpx.Response) -> None:
    """See that a page for a browser runs its own script and style only, and asks nobody else for anything."""
    assert page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    for element in ("script", "style"):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", page.text, re.DOTALL)
        named = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{named}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(
        r"\son\w+=|innerHTML|insertAdjacentHTML|document\.write|eval\(|https?://|<(img|iframe|link|form)\b", page.text
    )
