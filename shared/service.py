"""One shape for all services: what a service is, its app, and the parts that run beside it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Annotated, Any, Generic, Protocol, TypeVar

import structlog
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, ConfigDict
from sqlalchemy import MetaData, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from shared import acting
from shared.auth import InnerTokens
from shared.bus import Bus
from shared.changes import Changes
from shared.clock import clock
from shared.db import make_reading_sessions, make_sessions
from shared.errors import NotFound, UpstreamUnavailable, problem_schema
from shared.events import catalogue
from shared.front import App, Front, install_problem_handlers
from shared.http import INTERNAL_KEY_HEADER, Client, TransportError
from shared.idempotency import forget_old_keys
from shared.inbox import Arrivals, Consumer, Handlers
from shared.outbox import Relay
from shared.routing import Operation, Router
from shared.schemas import SEGMENT, without_nul
from shared.settings import Settings, SettingsError
from shared.tasks import TaskLoop, Works
from shared.timers import Commands, TimerLoop

logger = structlog.get_logger(__name__)

HOUSEKEEPING_SECONDS = 600


class Peers(Protocol):
    """How a service reaches another one: its adapters the sandbox, everybody identity's keys. Never to decide."""

    def client(self, service: str) -> Client:
        """Give a client of a service: its app in this process, or its replicas over HTTP. Ask at each use, not at start."""
        ...

    def replicas(self, service: str) -> Sequence[Client]:
        """Give a client of each replica of a service."""
        ...

    def services(self) -> Sequence[str]:
        """List the registered services of this environment."""
        ...


P = TypeVar("P")


@dataclass
class Context(Generic[P]):
    """What one running service has at hand; routes, handlers of instances and tasks are given it."""

    service: str
    settings: Any
    sessions: async_sessionmaker[AsyncSession]
    reading_sessions: async_sessionmaker[AsyncSession]
    peers: Peers
    ports: P
    tokens: InnerTokens
    arrivals: Arrivals
    changes: Changes

    @asynccontextmanager
    async def step(self) -> AsyncIterator[AsyncSession]:
        """Open one step of a task: it commits at its end, or rolls back with what it raises."""
        async with self.sessions() as session, session.begin():
            yield session


async def _context(request: Request) -> Context[Any]:
    return request.app.state.context


ServiceContext = Annotated[Context[Any], Depends(_context)]
"""The context of the service that answers."""


def only_in_the_sandbox(settings: Settings, what: str) -> None:
    """Refuse production what is simulated or stands on one node's disk. Raises `SettingsError`."""
    if not settings.is_sandbox:
        raise SettingsError(f"production refuses {what}, and no other adapter is configured")


async def _nothing(_context: Context[Any]) -> None:
    """Start without preparations."""


def _at_once(_context: Context[Any]) -> bool:
    return True


@dataclass(frozen=True)
class Service(Generic[P]):
    """A service: its tables, its operations, what it does about events, timers and tasks, and its ports to the outside."""

    name: str
    metadata: MetaData
    routers: Sequence[Router] = ()
    internal: Sequence[APIRouter] = ()
    """Routes for the suite's own processes, which no gateway forwards."""
    handlers: Handlers = field(default_factory=Handlers)
    commands: Commands = field(default_factory=Commands)
    works: Works = field(default_factory=Works)
    settings: type[Settings] = Settings
    ports: Callable[[Any, Peers], P] = lambda _settings, _peers: None  # type: ignore[assignment,return-value]
    on_start: Callable[[Context[P]], Awaitable[None]] = _nothing
    beside: Sequence[Callable[[Context[P]], Awaitable[None]]] = ()
    """What each replica runs beside its other parts until it is cancelled, to follow what only it holds in memory."""
    is_prepared: Callable[[Context[P]], bool] = _at_once
    """Whether a replica may be sent requests, as far as the service itself knows."""
    sandbox_only: bool = False

    def create_app(self) -> FastAPI:
        """Make the app. Its context is set before it serves; the contract needs none."""
        app = FastAPI(
            title=f"Greenlight {self.name}",
            version="1",
            openapi_url=None,
            docs_url=None,
            redoc_url=None,
            redirect_slashes=False,
            generate_unique_id_function=lambda route: route.name,
        )
        # The routes as they were declared: `include_router` would make each anew for every app, at its first request.
        app.router.routes.extend(self.operations())
        install_problem_handlers(app, self.allowed_methods)
        app.openapi = lambda: self.contract(app)  # type: ignore[method-assign]
        return app

    def operations(self) -> list[Operation]:
        """List the service's operations."""
        return [route for router in self.routers for route in router.routes if isinstance(route, Operation)]

    def allowed_methods(self, path: str) -> list[str]:
        """List the methods of an address, as Allow does; none for an unknown address."""
        matching = [operation for operation in self.operations() if operation.path_regex.match(path)]
        # `/users/confirm-email` is no user of that id.
        fewest = min((len(operation.param_convertors) for operation in matching), default=0)
        named = [operation for operation in matching if len(operation.param_convertors) == fewest]
        methods = {method for operation in named for method in operation.methods or ()}
        if not methods:
            return []
        return sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set()))

    def contract(self, app: FastAPI) -> dict[str, Any]:
        """Write the service's OpenAPI document."""
        from fastapi.openapi.utils import get_openapi

        document = get_openapi(title=app.title, version=app.version, routes=app.routes)
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.pop("HTTPValidationError", None)
        schemas.pop("ValidationError", None)
        _name_generics(document)
        schemas["Problem"] = problem_schema()
        answer = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for methods in document.get("paths", {}).values():
            for operation in methods.values():
                operation["responses"]["default"] = {"description": "Any other problem.", "content": answer}
                for parameter in operation.get("parameters", ()):
                    _without_null(parameter["schema"])
                    if parameter["in"] == "path" and parameter["schema"].get("type") == "string":
                        parameter["schema"].setdefault("pattern", SEGMENT)
                    without_nul(parameter["schema"])
                _name_bodies(operation, schemas)
        _name_open_enums(document, schemas)
        return document


def _without_null(schema: dict[str, Any]) -> None:
    """Say of a parameter what it may be: it is left out, and never null."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        del schema["anyOf"]
        schema |= kinds[0] | schema
    elif kinds:
        schema["anyOf"] = kinds


def _name_generics(document: dict[str, Any]) -> None:
    """Call the schema of a generic what its class is called: `ApiKeyListing`, of which pydantic makes `Listing_ApiKeyOut_`."""
    schemas = document["components"]["schemas"]
    names = {name: schema["title"] for name, schema in schemas.items() if name.endswith("_")}
    assert len({*schemas, *names.values()}) == len(schemas) + len(names), f"two schemas have one name of {sorted(names.values())}"
    for name, called in names.items():
        schemas[called] = schemas.pop(name)
    _refer(document, {f"#/components/schemas/{name}": f"#/components/schemas/{called}" for name, called in names.items()})


def _refer(value: Any, addresses: Mapping[str, str]) -> None:
    """Write other addresses into the references within a document."""
    if isinstance(value, dict):
        if isinstance(address := value.get("$ref"), str):
            value["$ref"] = addresses.get(address, address)
        for inner in value.values():
            _refer(inner, addresses)
    elif isinstance(value, list):
        for inner in value:
            _refer(inner, addresses)


def _name_bodies(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Move bodies that a route describes by hand to the named ones: a client has one type for what is the same everywhere."""
    for part in (operation.get("requestBody", {}), *operation["responses"].values()):
        for content in part.get("content", {}).values():
            schema = content.get("schema", {})
            if schema.get("type") == "object" and (name := schema.get("title")):
                assert schemas.setdefault(name, schema) == schema, f"two bodies are called {name}"
                content["schema"] = {"$ref": f"#/components/schemas/{name}"}


def _name_open_enums(value: Any, schemas: dict[str, Any]) -> None:
    """Move the values of each `OpenEnum` to the named ones, so that a client has one type for them wherever they stand."""
    if isinstance(value, dict):
        match value.get("anyOf"):
            case [{"enum": _, "title": name} as known, {"type": "string"}, *_]:
                assert schemas.setdefault(name, known) == known, f"two enums are called {name}"
                value["anyOf"][0] = {"$ref": f"#/components/schemas/{name}"}
            case _:
                pass
    for inner in [*value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ():
        _name_open_enums(inner, schemas)


class Status(BaseModel):
    """How far an instance is from having nothing left to do."""

    model_config = ConfigDict(frozen=True)

    outbox: int
    lag: int
    parked: int
    tasks: int
    timers_due: int
    timers_fired: int
    next_due_at: str | None
    changes: int = 0
    """Grows with each event told and each task asked for: two quiet looks with the same number had nothing between them."""

    @property
    def is_quiet(self) -> bool:
        """Whether everything that has happened has had its effects."""
        return not (self.outbox or self.lag or self.parked or self.tasks or self.timers_due)


# One statement: the sandbox's clock asks every service at each of its hops. A sequence also counts what is gone again.
_LEFT_TO_DO = text(
    """
    select (select count(*) from outbox) as outbox,
           (select count(*) from parked_events waiting where not exists (
                select from parked_events gate
                where gate.dead_at is not null and gate.topic = waiting.topic and gate.key = waiting.key)) as parked,
           (select count(*) from tasks) as tasks,
           (select count(*) from timers where due_at <= :now) as timers_due,
           (select min(due_at) from timers) as next_due_at,
           (select case when is_called then last_value else 0 end from outbox_sequence_seq)
           + (select case when is_called then last_value else 0 end from tasks_sequence_seq) as changes
    """
)


class Instance(Generic[P]):
    """One running replica of a service: its app and the parts beside it."""

    def __init__(
        self, service: Service[P], *, settings: Settings, engine: AsyncEngine, bus: Bus, peers: Peers, instance_name: str
    ) -> None:
        self.service, self.settings, self._engine, self._bus = service, settings, engine, bus
        self._instance_name = instance_name
        sessions = make_sessions(engine)
        arrivals, changes = Arrivals(), Changes()
        self.context: Context[P] = Context(
            service=service.name,
            settings=settings,
            sessions=sessions,
            reading_sessions=make_reading_sessions(engine),
            peers=peers,
            ports=service.ports(settings, peers),
            tokens=InnerTokens(lambda: fetch_signing_keys(peers), environment=settings.environment_name),
            arrivals=arrivals,
            changes=changes,
        )
        self.relay = Relay(service.name, engine, bus)
        self.consumer = Consumer(service.name, sessions, service.handlers, arrivals)
        self.timers = TimerLoop(service.name, sessions, service.commands)
        self.tasks = TaskLoop(service.name, sessions, service.works, self.context)
        # Sessions know what to wake when what they wrote is committed.
        sessions.configure(info={"relay": self.relay, "timers": self.timers, "tasks": self.tasks, "changes": changes})
        self.ready = False
        self.app = self._front(service.create_app())

    def _front(self, app: FastAPI) -> App:
        app.state.context = self.context
        app.state.instance = self
        for router in (internal_routes(), *self.service.internal):
            app.router.routes.extend(router.routes)
        return Front(app, service=self.service.name, allowed_methods=self.service.allowed_methods)

    async def run(self) -> None:
        """Run relay, consumer, timers and tasks until cancelled; if one of them dies, all end. `on_start` has run before."""
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self.relay.run(), name=f"{self.service.name} relay")
            parts.create_task(self._consume(), name=f"{self.service.name} consumer")
            parts.create_task(self._hear(), name=f"{self.service.name} instance consumer")
            parts.create_task(self.consumer.retry_parked(), name=f"{self.service.name} parked events")
            parts.create_task(self.timers.run(), name=f"{self.service.name} timers")
            parts.create_task(self.tasks.run(), name=f"{self.service.name} tasks")
            parts.create_task(self.context.tokens.keep_current(), name=f"{self.service.name} signing keys")
            parts.create_task(self._keep_house(), name=f"{self.service.name} housekeeping")
            for follow in self.service.beside:
                parts.create_task(follow(self.context), name=f"{self.service.name} {follow.__name__}")  # type: ignore[arg-type]
            self.ready = True

    async def _consume(self) -> None:
        await self._bus.consume(self.service.name, self.service.handlers.topics(catalogue), self.consumer.handle)

    async def _hear(self) -> None:
        topics = self.service.handlers.instance_topics(catalogue)
        if not topics:
            return

        async def hear(envelopes: Sequence[Any]) -> None:
            for envelope in envelopes:
                for function in self.service.handlers.of_instance.get(envelope.name, ()):
                    try:
                        with acting.on_behalf_of(envelope.request_id, trace=envelope.traceparent):
                            await function(self.context, envelope.event())
                    except Exception as error:  # a cache that fails must not hold up everybody's events
                        logger.exception("instance_handler_failed", event_name=envelope.name, error=repr(error))

        await self._bus.broadcast(f"{self.service.name}-{self._instance_name}", topics, hear)

    async def _keep_house(self) -> None:
        while True:
            try:
                async with self.context.step() as session:
                    await forget_old_keys(session)
            except Exception as error:  # the next round does it
                logger.warning("housekeeping_failed", service=self.service.name, error=repr(error))
            await asyncio.sleep(HOUSEKEEPING_SECONDS)

    async def status(self) -> Status:
        """Tell what is left to do."""
        lag = await self._bus.lag(self.service.name, self.service.handlers.topics(catalogue))
        async with self.context.sessions() as session:
            left = (await session.execute(_LEFT_TO_DO, {"now": clock.now()})).one()
        return Status(
            outbox=left.outbox,
            lag=lag,
            parked=left.parked,
            tasks=left.tasks,
            timers_due=left.timers_due,
            timers_fired=self.timers.fired,
            next_due_at=left.next_due_at.isoformat() if left.next_due_at else None,
            changes=left.changes,
        )

    async def is_ready(self) -> bool:
        """Say whether the parts run and the database answers."""
        if not self.ready or not self.service.is_prepared(self.context):
            return False
        try:
            async with self.context.sessions() as session:
                await session.execute(text("select 1"))
        except Exception:  # whatever it is, the service is not ready
            return False
        return True


async def fetch_signing_keys(peers: Peers) -> dict[str, Any]:
    """Get identity's published keys. Raises `UpstreamUnavailable`."""
    try:
        answer = await peers.client("identity").get("/.well-known/jwks.json")
    except TransportError as error:
        logger.warning("no_signing_keys", error=repr(error))
        raise UpstreamUnavailable(headers={"Retry-After": "1"}) from None
    if answer.status_code != 200:
        logger.warning("no_signing_keys", status=answer.status_code)
        raise UpstreamUnavailable(headers={"Retry-After": "1"})
    return answer.json()


class ClockOffset(BaseModel):
    """Where the sandbox sets the business clock."""

    offset_microseconds: int


@cache
def internal_routes() -> APIRouter:
    """Make the routes that every service has beside its operations: health, metrics, and the sandbox's hand on the clock."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @routes.get("/readyz")
    async def readyz(request: Request, response: Response) -> dict[str, Any]:
        ready = await request.app.state.instance.is_ready()
        response.status_code = 200 if ready else 503
        return {"status": "ready" if ready else "starting"}

    @routes.get("/metrics")
    async def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    @routes.get("/internal/status", dependencies=[Depends(internal_only)])
    async def status(request: Request) -> Status:
        return await request.app.state.instance.status()

    @routes.get("/internal/clock", dependencies=[Depends(internal_only)])
    async def get_clock() -> ClockOffset:
        return ClockOffset(offset_microseconds=clock.offset // timedelta(microseconds=1))

    @routes.put("/internal/clock", dependencies=[Depends(internal_only)])
    async def set_clock(request: Request, body: ClockOffset) -> Status:
        if not request.app.state.context.settings.is_sandbox:
            raise NotFound
        clock.offset = timedelta(microseconds=body.offset_microseconds)
        instance: Instance[Any] = request.app.state.instance
        instance.timers.hint()
        return await instance.status()

    return routes


def internal_key(settings: Settings) -> str:
    """The key that processes of one suite show each other on /internal, which no gateway forwards."""
    return settings.derived_key("internal").hex()


async def internal_only(request: Request) -> None:
    """Admit the suite's own processes only."""
    import hmac

    given = request.headers.get(INTERNAL_KEY_HEADER, "")
    if not hmac.compare_digest(given.encode(), internal_key(request.app.state.context.settings).encode()):
        raise NotFound
