"""One process of the suite: which services run in it, what they stand on, how it starts, drains and ends."""

import asyncio
import contextlib
import gc
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

import structlog
import uvicorn
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from shared import databases
from shared.bus import Bus
from shared.bus.local import LocalBus
from shared.busy import telling_how_busy
from shared.clock import clock
from shared.connections import BoundedHttp, noting_streams
from shared.db import make_engine, make_sessions
from shared.embedded_postgres import EmbeddedPostgres, find
from shared.front import App, TraceBegins
from shared.gauges import Gauges
from shared.http import INTERNAL_KEY_HEADER, Client, TransportError, client_of_app, client_of_replicas
from shared.ids import Id
from shared.service import Instance, Service, internal_key
from shared.settings import Settings, SettingsError, load
from shared.telemetry import configure_export

logger = structlog.get_logger(__name__)

# An idle connection must outlive the gateway's pool, or a request meets a connection that is just being closed.
KEEP_ALIVE_SECONDS = 75
CLOCK_KEEPER = "sandbox"


class InstanceName(Id, prefix="ins"):
    """One process, as long as it lives."""


class StartFailed(Exception):
    """The process cannot start; the message is one line for a person."""


class Part(Protocol):
    """What a process runs and serves: a service's instance, or the gateway."""

    app: App

    async def run(self) -> None:
        """Run until cancelled."""
        ...


@dataclass
class Neighbours:
    """How the parts of a process reach services: in the same process directly, elsewhere over HTTP."""

    settings: Settings
    ports: Mapping[str, int]
    apps: dict[str, App] = field(default_factory=dict)
    _clients: dict[str, Client] = field(default_factory=dict)

    def client(self, service: str) -> Client:
        """Give a client of a service, which may still be starting."""
        if service not in self._clients:
            headers = {INTERNAL_KEY_HEADER: internal_key(self.settings)}
            self._clients[service] = (
                client_of_app(self.apps[service], name=service, headers=headers)
                if service in self.apps
                else client_of_replicas(self.settings.urls_of(service, self.ports[service]), headers=headers)
            )
        return self._clients[service]

    def replicas(self, service: str) -> Sequence[Client]:
        """Give a client of each replica of a service: where there are several, this process is called like the others."""
        urls = self.settings.urls_of(service, self.ports[service])
        if service in self.apps and len(urls) == 1:
            return [self.client(service)]
        headers = {INTERNAL_KEY_HEADER: internal_key(self.settings)}
        for url in urls:
            if url not in self._clients:
                self._clients[url] = client_of_replicas([url], headers=headers)
        return [self._clients[url] for url in urls]

    def services(self) -> Sequence[str]:
        """List the registered services of this environment."""
        return list(self.ports)

    async def close(self) -> None:
        """Close every connection."""
        for client in self._clients.values():
            await client.aclose()


GatewayFactory = Callable[[Settings, Neighbours, Bus, str], Part]


@dataclass(frozen=True)
class Plan:
    """What one process is to run: some or all of the registered services, and perhaps the gateway."""

    services: Sequence[Service[Any]]
    ports: Mapping[str, int]
    """Every registered service and its default port."""
    gateway: GatewayFactory | None = None
    settings: Settings = field(default_factory=Settings)
    once_serving: "Callable[[Suite], Awaitable[None]] | None" = None
    """What is done once beside serving; the process goes on without it if it fails."""

    @property
    def is_whole(self) -> bool:
        """Whether every registered service runs in this process."""
        return {service.name for service in self.services} == set(self.ports)

    @property
    def is_alone(self) -> bool:
        """Whether this process is the suite, so that nobody else takes requests when it leaves."""
        return self.is_whole and self.settings.kafka_bootstrap_servers is None


Step = Callable[[], AbstractAsyncContextManager[AsyncSession]]
"""Opens one step on a database: it commits at its end, or rolls back with what it raises."""


@asynccontextmanager
async def steps_beside(service: Service[Any], settings: Settings) -> AsyncIterator[Step]:
    """Open a service's database for a command, also while the suite runs, for one step after the other."""
    async with AsyncExitStack() as stack:
        running = None if settings.has_database else find(settings.data_dir / "postgresql")
        engine = await _engine(service, settings, running or await _server(settings, stack), stack)
        yield make_sessions(engine).begin


@asynccontextmanager
async def step_beside(service: Service[Any], settings: Settings) -> AsyncIterator[AsyncSession]:
    """Open one step on a service's database for a command, also while the suite runs."""
    async with steps_beside(service, settings) as step, step() as session:
        yield session


@dataclass
class Suite:
    """The running parts of one process."""

    settings: Settings
    instances: dict[str, Instance[Any]]
    gateway: Part | None
    bus: Bus
    neighbours: Neighbours
    gauges: Gauges
    prepared: asyncio.Event = field(default_factory=asyncio.Event)
    """Whether the parts may be asked: before that a replica would answer with the wrong time."""

    def apps(self) -> dict[str, App]:
        """Give what each part serves. Callers reach the gateway first, so their traces begin there."""
        apps: dict[str, App] = {name: telling_how_busy(instance.app) for name, instance in self.instances.items()}
        if self.gateway is not None:
            apps["gateway"] = TraceBegins(self.gateway.app, service="gateway")
        return apps

    async def run(self) -> None:
        """Run every part until cancelled; if one dies, all end."""
        for instance in sorted(self.instances.values(), key=lambda one: one.service.name != CLOCK_KEEPER):
            await instance.service.on_start(instance.context)
        if self.settings.is_sandbox and CLOCK_KEEPER not in self.instances and self.instances:
            await _read_the_clock(self.neighbours, self.settings.start_seconds)
        self.prepared.set()
        async with asyncio.TaskGroup() as parts:
            for instance in self.instances.values():
                parts.create_task(instance.run(), name=instance.service.name)
            parts.create_task(self.gauges.run(), name="gauges")
            if self.gateway is not None:
                parts.create_task(self.gateway.run(), name="gateway")


@asynccontextmanager
async def assemble(plan: Plan, *, server_url: str | None = None) -> AsyncIterator[Suite]:
    """Open databases and bus and make the parts, ready to run. Closes everything again."""
    settings = plan.settings
    async with AsyncExitStack() as stack:
        if server_url is None and plan.services:
            server_url = await _server(settings, stack)
        # One after the other: Alembic runs one migration at a time in a process.
        engines = {service.name: await _engine(service, settings, server_url, stack) for service in plan.services}
        bus = await _bus(plan, engines, stack)
        neighbours = Neighbours(settings, plan.ports)
        stack.push_async_callback(neighbours.close)
        name = InstanceName.new()
        instances = {
            service.name: Instance(
                service,
                settings=_settings_of(service, settings),
                engine=engines[service.name],
                bus=bus,
                peers=neighbours,
                instance_name=name,
            )
            for service in plan.services
        }
        neighbours.apps.update({service: instance.app for service, instance in instances.items()})
        gateway = plan.gateway(settings, neighbours, bus, name) if plan.gateway else None
        gauges = Gauges(list(instances.values()), [engines[name] for name in instances], bus)
        yield Suite(settings, instances, gateway, bus, neighbours, gauges)


def _settings_of(service: Service[Any], settings: Settings) -> Settings:
    """Read what a service's own settings add."""
    return settings if service.settings is type(settings) else load(service.settings, **settings.model_dump())


async def _server(settings: Settings, stack: AsyncExitStack) -> str | None:
    """Find the PostgreSQL server: the one of the settings, or the embedded one, started."""
    if settings.database_url is None and settings.has_database:
        return None  # each service has a URL of its own
    if settings.database_url is not None:
        await databases.wait_for(databases.server_url_of(settings.database_url, "postgres"), seconds=settings.start_seconds)
        return settings.database_url
    server = await asyncio.to_thread(EmbeddedPostgres.start, settings.data_dir / "postgresql")
    stack.push_async_callback(asyncio.to_thread, server.stop)
    return server.url


async def _engine(service: Service[Any], settings: Settings, server_url: str | None, stack: AsyncExitStack) -> AsyncEngine:
    """Open a service's database: in the sandbox made and migrated where needed, in production checked."""
    own = settings.database_url_of(service.name)
    if own is None and server_url is None:
        message = f"GREENLIGHT_{service.name.upper()}_DATABASE_URL is missing, and there is no GREENLIGHT_DATABASE_URL"
        raise SettingsError(message)
    url = own or databases.server_url_of(str(server_url), service.name)
    if not await databases.is_current(url, service.name, service.metadata):
        await databases.wait_for(own or databases.server_url_of(url, "postgres"), seconds=settings.start_seconds)
        if settings.is_sandbox:
            await make_database(service, url, environment=settings.environment_name, is_own=own is not None)
    engine = make_engine(url, role=None if own else service.name, name=service.name, pool_size=settings.database_pool_size)
    stack.push_async_callback(engine.dispose)
    await databases.check_engine(engine, service.name, service.metadata, environment=settings.environment_name)
    return engine


async def make_database(service: Service[Any], url: str, *, environment: str, is_own: bool) -> None:
    """Make a service's database where it is missing, and bring it to the newest revision."""
    if not is_own:
        await databases.prepare(databases.server_url_of(url, "postgres"), [service.name])
    await databases.migrate(url, service.name, service.metadata, environment=environment, set_role=not is_own)


async def _bus(plan: Plan, engines: Mapping[str, AsyncEngine], stack: AsyncExitStack) -> Bus:
    settings = plan.settings
    if settings.kafka_bootstrap_servers is not None:
        from shared.bus.kafka import KafkaBus

        kafka = KafkaBus(settings)
        await kafka.start(seconds=settings.start_seconds)
        stack.push_async_callback(kafka.close)
        return kafka
    if not plan.is_whole:
        message = "GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS is missing: LocalBus works only when all services run in one process"
        raise SettingsError(message)
    await _hold_the_local_bus(next(iter(engines.values())), stack)
    return LocalBus(expected_groups=[service.name for service in plan.services])


async def _hold_the_local_bus(engine: AsyncEngine, stack: AsyncExitStack) -> None:
    """Hold a lock as long as the process lives: a second LocalBus on the same databases would lose events."""
    connection = await stack.enter_async_context(engine.connect())
    await connection.execution_options(isolation_level="AUTOCOMMIT")
    if not await connection.scalar(text("select pg_try_advisory_lock(hashtext('greenlight local bus'))")):
        message = "another process runs the suite with LocalBus on these databases; beyond one process it needs Kafka"
        raise StartFailed(message)


async def _read_the_clock(neighbours: Neighbours, seconds: float) -> None:
    """Take the business clock's offset over from the sandbox, waiting until it is there."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while True:
        with contextlib.suppress(TransportError):
            answer = await neighbours.client(CLOCK_KEEPER).get("/internal/clock-offset")
            if answer.status_code == 200:
                clock.offset = timedelta(microseconds=answer.json()["offset_microseconds"])
                return
        if loop.time() > deadline:
            message = f"no sandbox service after {seconds:g} s: the business clock is not known"
            raise StartFailed(message)
        logger.info("waiting_for_the_sandbox_clock")
        await asyncio.sleep(0.5)


# --- serving --------------------------------------------------------------------------------------------------------


class _Server(uvicorn.Server):
    """A server whose process handles the signals."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept nobody any more; whom the system has let in already is answered, who would be cut off otherwise."""
        self.server_state.is_leaving = True  # type: ignore[attr-defined]
        loop = asyncio.get_running_loop()
        # Nothing is awaited between this and the end of listening, so that only an instant lies between.
        late = [loop.create_task(self._answer(client)) for bound in sockets or () for client in _let_in(bound)]
        await super().shutdown(sockets)
        await asyncio.gather(*late)

    async def _answer(self, client: socket.socket) -> None:
        def connection() -> BoundedHttp:
            return BoundedHttp(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)

        _, protocol = await asyncio.get_running_loop().connect_accepted_socket(connection, client)
        protocol.shutdown()


def _let_in(bound: socket.socket) -> Iterator[socket.socket]:
    """Give the connections that wait to be accepted."""
    with contextlib.suppress(BlockingIOError):
        while True:
            yield bound.accept()[0]


async def _take_leave(servers: Iterable[uvicorn.Server], *, seconds: float) -> None:
    """Answer on for a while, and tell everybody to come back on another connection: so nobody asks on one that is just closed."""
    for server in servers:
        server.server_state.is_leaving = True  # type: ignore[attr-defined]
        for connection in server.server_state.connections:
            if isinstance(connection, BoundedHttp):
                connection.take_leave()
    await asyncio.sleep(seconds)


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        message = f"cannot listen on {host}:{port}: {error.strerror}"
        raise StartFailed(message) from None
    return bound


async def run(plan: Plan) -> None:
    """Run a process until SIGTERM or SIGINT: stop accepting, finish, drain, leave. Raises what a dead part died of."""
    settings = plan.settings
    addresses = _addresses(plan)
    sockets = {name: _bind(host, port) for name, (host, port) in addresses.items()}
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)

    async with _traces(plan), assemble(plan) as suite:
        apps = suite.apps()
        servers = {name: _server_of(apps[name], settings) for name in sockets}
        working = asyncio.create_task(suite.run(), name="parts")
        stopped, prepared = asyncio.create_task(stopping.wait()), asyncio.create_task(suite.prepared.wait())
        await asyncio.wait([working, stopped, prepared], return_when=asyncio.FIRST_COMPLETED)

        serving: list[asyncio.Task[None]] = []
        if suite.prepared.is_set():
            gc.collect()
            gc.freeze()  # what is here by now stays: whoever calls would wait while a collection walks over all of it
            for name, server in servers.items():
                serving.append(asyncio.create_task(server.serve(sockets=[sockets[name]]), name=f"{name} server"))
                logger.info("listening", part=name, address="{}:{}".format(*sockets[name].getsockname()[:2]))
            beside = asyncio.create_task(_do_once(plan, suite), name="once serving")
            await asyncio.wait([working, stopped, *serving], return_when=asyncio.FIRST_COMPLETED)
            beside.cancel()

        logger.info("stopping", asked=stopping.is_set())
        for instance in suite.instances.values():
            instance.context.changes.wait_no_more()
        if serving and not plan.is_alone and not working.done():
            await _take_leave(servers.values(), seconds=settings.leave_seconds)
        for server in servers.values():
            server.should_exit = True
        if serving:
            await asyncio.wait(serving, timeout=settings.shutdown_seconds)
        died = working if working.done() else None
        working.cancel()
        await asyncio.wait([working, *serving], timeout=settings.shutdown_seconds)
        stopped.cancel()
        prepared.cancel()
        if died is not None:
            died.result()
        for task in serving:
            if task.done() and not task.cancelled():
                task.result()
    logger.info("stopped")


async def _do_once(plan: Plan, suite: Suite) -> None:
    try:
        if plan.once_serving is not None:
            await plan.once_serving(suite)
    except Exception as error:  # the suite serves, whatever becomes of this
        logger.exception("once_serving_failed", error=repr(error))


@asynccontextmanager
async def _traces(plan: Plan) -> AsyncIterator[None]:
    """Send spans where the environment says; the last ones too, if their collector answers."""
    parts = [*(service.name for service in plan.services), *(["gateway"] if plan.gateway else [])]
    end = configure_export(name=f"greenlight-{parts[0]}" if len(parts) == 1 else "greenlight")
    try:
        yield
    finally:
        await asyncio.to_thread(end)


def _addresses(plan: Plan) -> dict[str, tuple[str, int]]:
    """Tell who listens where: behind a gateway of the same process nobody needs a socket."""
    settings = plan.settings
    if plan.gateway is not None and plan.is_whole:
        return {"gateway": (settings.gateway_host, settings.gateway_port)}
    found = {
        service.name: (settings.service_host, settings.port_of(service.name, plan.ports[service.name]))
        for service in plan.services
    }
    if plan.gateway is not None:
        found["gateway"] = (settings.gateway_host, settings.gateway_port)
    return found


def _server_of(app: App, settings: Settings) -> _Server:
    config = uvicorn.Config(
        noting_streams(app),
        http=BoundedHttp,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=int(settings.shutdown_seconds),
        ws="none",
    )
    return _Server(config)
