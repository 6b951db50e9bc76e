"""What an operator sees: one trace through HTTP, outbox, bus, handlers and logs; spans; figures; the dashboard and the alerts."""

import asyncio
import io
import json
import re
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import httpx
import pytest
import structlog
import yaml
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from prometheus_client import REGISTRY
from pydantic import BaseModel
from sqlalchemy import MetaData, text
from sqlalchemy.ext.asyncio import AsyncSession

from shared import acting, gauges, telemetry, tracing
from shared.bus import BrokerAway, Bus
from shared.bus.kafka.records import Record, envelope_of, headers_of
from shared.bus.local import LocalBus
from shared.clock import clock
from shared.events import Event, catalogue
from shared.front import RequestId
from shared.gauges import Gauges
from shared.http import client_of_app, client_of_replicas
from shared.inbox import Handlers, NotYet
from shared.outbox import emit
from shared.process import Neighbours, Suite
from shared.routing import Router, Session
from shared.schemas import Body
from shared.service import Context, Service
from shared.settings import Settings, SettingsError
from shared.tasks import Task, Works, ask
from shared.timers import Commands, Timer, at
from tests import harness
from tests.gateway import doubles
from tests.harness import ServiceUnderTest
from tests.toys import toy_database, until, workshop

DEPLOY = Path(__file__).parents[2] / "deploy"
TRACE_ID, CALLERS_SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
CALLERS_TRACE = f"00-{TRACE_ID}-{CALLERS_SPAN}-01"


# --- two toy services: a bell that is rung over HTTP, and one that hears it --------------------------------------------


class Rung(Event, name="toy.rung", key="bell"):
    """A bell was rung."""

    bell: str


class Echoed(Event, name="toy.echoed", key="bell"):
    """The bell was heard."""

    bell: str


for _event in (Rung, Echoed):
    del catalogue[_event.wire_name]  # other tests read the catalogue: the toys are in it only while theirs run


class Bell(Body):
    """Which bell."""

    bell: str


class RungOut(BaseModel):
    """That it rang."""

    bell: str


class Oil(Task, name="oil_the_bell"):
    """Call somebody who oils."""


class Tune(Task, name="tune_the_bell"):
    """Call somebody who tunes, and hear the bell."""


class Ring(Timer, name="ring_the_bell"):
    """Ring at a time."""


router = Router(tags=["bells"])
handlers, works, commands = Handlers(), Works(), Commands()
late: set[str] = set()
"""Bells that are not heard yet."""


@router.post("/bells", scope="campaigns:write", status_code=201)
async def ring_bell(body: Bell, session: Session) -> RungOut:
    """Ring a bell."""
    if body.bell == "cracked":
        raise RuntimeError("a secret that must not leak")
    if body.bell == "flat":
        await ask(session, Tune())
        await at(session, clock.now() - timedelta(seconds=1), Ring())
    await emit(session, Rung(bell=body.bell))
    return RungOut(bell=body.bell)


@handlers.on(Rung)
async def hear_bell(session: AsyncSession, event: Rung) -> None:
    """Hear it, and say so."""
    if event.bell in late:
        raise NotYet(event.bell)
    structlog.get_logger("toy").error("bell_heard", bell=event.bell)
    await emit(session, Echoed(bell=event.bell))


@works.does(Oil)
async def oil(_context: Context[Any], _task: Oil) -> None:
    """Fail with a text that a person wrote."""
    raise RuntimeError("a secret that must not leak")


@works.does(Tune)
async def tune(context: Context[Any], _task: Tune) -> None:
    """Ring it once."""
    async with context.step() as session:
        await emit(session, Rung(bell="tuned"))


@commands.due(Ring)
async def ring(session: AsyncSession, _timer: Ring, _due_at: Any) -> None:
    """Ring."""
    await emit(session, Rung(bell="clock"))


metadata = MetaData()
bells = Service("toybells", metadata, routers=[router], works=works, commands=commands)
ears = Service("toyears", metadata, handlers=handlers)


@dataclass
class Pair:
    """Both services."""

    bell: ServiceUnderTest
    ear: ServiceUnderTest

    async def ring(self, bell: str = "big", **headers: str) -> Any:
        return await self.bell.brand().post("/bells", {"bell": bell}, headers={"Idempotency-Key": bell, **headers})

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Let the bell's relay and the ear's consumer run; the ear's own events stay in its outbox."""
        parts = [
            asyncio.create_task(part)
            for part in (self.bell.instance.relay.run(), self.ear.instance._consume(), self.ear.instance.consumer.retry_parked())
        ]
        try:
            yield
        finally:
            for part in parts:
                part.cancel()
            await asyncio.gather(*parts, return_exceptions=True)

    async def echoes(self) -> list[Any]:
        async with self.ear.session() as session:
            return list((await session.execute(text("select traceparent, request_id from outbox order by sequence"))).all())


@pytest.fixture(autouse=True)
def _toys_are_known() -> Iterator[None]:
    catalogue.update({event.wire_name: event for event in (Rung, Echoed)})
    late.clear()
    yield
    for event in (Rung, Echoed):
        del catalogue[event.wire_name]


@pytest.fixture(scope="module")
async def urls(server_url: str) -> AsyncIterator[list[str]]:
    async with toy_database(server_url, metadata) as one, toy_database(server_url, metadata) as other:
        yield [one, other]


@pytest.fixture
async def pair(urls: list[str], tmp_path: Path) -> AsyncIterator[Pair]:
    bus = LocalBus(expected_groups=["toyears"])
    async with AsyncExitStack() as stack:
        both = []
        for service, url in zip((bells, ears), urls, strict=True):
            place = await stack.enter_async_context(workshop(service, url, bus, tmp_path))
            both.append(await stack.enter_async_context(place.replica()))
        yield Pair(*both)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What new loggers write meanwhile."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    telemetry.configure_logs(level="error", form="json")
    yield written
    monkeypatch.undo()
    telemetry.configure_logs(level="error", form="json")


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    """The spans that are made meanwhile."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracing.record_with(provider.get_tracer("test"))
    yield exporter
    tracing.record_with(None)
    provider.shutdown()


def lines_of(log: io.StringIO, event: str) -> list[dict[str, Any]]:
    return [line for line in map(json.loads, log.getvalue().splitlines()) if line["event"] == event]


# --- one trace ---------------------------------------------------------------------------------------------------------


async def test_one_trace_is_followed_from_a_request_to_a_handler_of_another_service(pair: Pair, log: io.StringIO) -> None:
    request_id = RequestId.new()
    async with pair.listening():
        answer = await pair.ring(traceparent=CALLERS_TRACE, **{"Request-Id": request_id})
        assert (answer.status_code, answer.headers["request-id"]) == (201, request_id)
        (echo,) = await until(pair.echoes)

    (line,) = lines_of(log, "bell_heard")
    assert (line["trace_id"], line["span_id"], line["request_id"]) == (TRACE_ID, CALLERS_SPAN, request_id)
    assert tuple(echo) == (CALLERS_TRACE, request_id), "what a handler tells goes on with it"
    assert tracing.current.get() is None


async def test_an_event_that_waited_still_names_its_request(pair: Pair, log: io.StringIO) -> None:
    late.add("big")
    async with pair.listening():
        answer = await pair.ring(traceparent=CALLERS_TRACE)
        await until(lambda: pair.ear.scalar("select count(*) from parked_events"))
        late.clear()
        await until(pair.echoes)

    (line,) = lines_of(log, "bell_heard")
    assert (line["trace_id"], line["request_id"]) == (TRACE_ID, answer.headers["request-id"])


@pytest.mark.parametrize(
    "said", [None, "", "nonsense", CALLERS_TRACE.upper(), f"00-{'0' * 32}-{CALLERS_SPAN}-01", f"ff{CALLERS_TRACE[2:]}"]
)
async def test_where_there_is_no_trace_one_begins(pair: Pair, said: str | None) -> None:
    for bell in ("big", "small"):
        await pair.ring(bell, **({} if said is None else {"traceparent": said}))

    async with pair.bell.session() as session:
        one, other = await session.scalars(text("select traceparent from outbox"))
    assert tracing._FORM.fullmatch(one)
    assert one != other
    assert one.endswith("-00"), "nobody records it"
    assert TRACE_ID not in one


@asynccontextmanager
async def at_the_door(identity: doubles.FakeIdentity | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who reaches what a process serves as its gateway."""
    async with doubles.running(identity=identity) as running:
        suite = Suite(Settings(), {}, running.gateway, running.bus, Neighbours(Settings(), {}), Gauges([], [], running.bus))
        async with client_of_app(suite.apps()["gateway"], name="gateway") as caller:
            yield caller


async def test_the_gateway_names_the_trace_to_its_services() -> None:
    async with at_the_door() as caller:

        async def told(**headers: str) -> dict[str, str]:
            answer = await caller.get("/v1/orders/x", headers=headers)
            return dict(answer.json()["headers"])

        assert (await told(traceparent=CALLERS_TRACE, tracestate="a=1"))["traceparent"] == CALLERS_TRACE
        assert (await told(traceparent=CALLERS_TRACE, tracestate="a=1"))["tracestate"] == "a=1"
        begun = await told(traceparent="nonsense", tracestate="a=1")
        assert "tracestate" not in begun
        assert tracing._FORM.fullmatch(begun["traceparent"])
        assert (await told())["traceparent"] != begun["traceparent"]


def test_a_record_of_kafka_carries_the_trace_and_the_request() -> None:
    request_id = RequestId.new()
    sent = harness.envelope_of(Rung(bell="big")).model_copy(update={"traceparent": CALLERS_TRACE, "request_id": request_id})

    class Got:
        topic, key, value, headers = sent.topic, sent.key.encode(), sent.data, headers_of(sent)
        partition = offset = 0

    assert ("traceparent", CALLERS_TRACE.encode()) in Got.headers
    assert envelope_of(cast("Record", Got()), "test") == sent


async def test_who_calls_within_the_process_stays_in_its_trace(pair: Pair) -> None:
    token = tracing.current.set(CALLERS_TRACE)
    try:
        await pair.ring()
    finally:
        tracing.current.reset(token)

    assert await pair.bell.scalar("select traceparent from outbox") == CALLERS_TRACE


async def rung(pair: Pair) -> dict[str, tuple[str, str]]:
    """Give trace and request of each event of the bell's, by the bell that it names."""
    async with pair.bell.session() as session:
        rows = await session.execute(text("select convert_from(data, 'utf8') as data, traceparent, request_id from outbox"))
        return {json.loads(row.data)["bell"]: (row.traceparent, row.request_id) for row in rows}


async def test_a_task_goes_on_with_the_trace_that_asked_for_it(pair: Pair) -> None:
    answer = await pair.ring("flat", traceparent=CALLERS_TRACE)
    pair.bell.instance.tasks._next.clear()  # as after a crash: what is left is the row
    async with pair.bell.session() as session:
        await session.execute(text("update tasks set run_at = now()"))
    assert await pair.bell.instance.tasks.run_next()

    assert (await rung(pair))["tuned"] == (CALLERS_TRACE, answer.headers["request-id"])
    assert tracing.current.get() is None


async def test_a_timer_that_a_request_set_names_it_in_a_trace_of_its_own(pair: Pair) -> None:
    answer = await pair.ring("flat", traceparent=CALLERS_TRACE)
    await pair.bell.run_timers()

    trace, request_id = (await rung(pair))["clock"]
    assert request_id == answer.headers["request-id"]
    assert tracing._FORM.fullmatch(trace)
    assert TRACE_ID not in trace


async def test_spans_lead_from_a_request_to_its_tasks_and_timers(pair: Pair, spans: InMemorySpanExporter) -> None:
    await pair.ring("flat", traceparent=CALLERS_TRACE)
    await pair.bell.instance.tasks.run_next()
    await pair.bell.run_timers()

    request, tuned, rung = (named(spans, name) for name in ("ring_bell", "task:tune_the_bell", "timer:ring_the_bell"))
    assert (tuned.context.trace_id, tuned.parent.span_id) == (request.context.trace_id, request.context.span_id)
    assert rung.context.trace_id != request.context.trace_id
    assert [link.context.span_id for link in rung.links] == [request.context.span_id]


async def test_an_instance_hears_within_the_trace_of_what_is_said(pair: Pair) -> None:
    heard: list[tuple[str | None, str | None]] = []

    async def hear(_context: Any, _event: Rung) -> None:
        heard.append((tracing.current.get(), acting.request_id.get()))

    pair.ear.instance.service.handlers.on_each_instance(Rung)(hear)
    hearing = asyncio.create_task(pair.ear.instance._hear())
    try:
        async with pair.listening():
            answer = await pair.ring(traceparent=CALLERS_TRACE)
            await until(lambda: asyncio.sleep(0, heard))
    finally:
        hearing.cancel()
        handlers.of_instance.clear()
        await asyncio.gather(hearing, return_exceptions=True)

    assert heard == [(CALLERS_TRACE, answer.headers["request-id"])]


async def test_a_call_to_another_process_names_the_request_and_the_trace() -> None:
    heads: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append((await reader.readuntil(b"\r\n\r\n")).decode().lower())
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        await writer.drain()

    request_id = RequestId.new()
    async with doubles.raw_server(answer) as address, client_of_replicas([address]) as client:
        with acting.on_behalf_of(request_id, trace=CALLERS_TRACE):
            await client.get("/named")
            await client.get("/said", headers={"traceparent": "the caller's own"})
        await client.get("/alone")

    named, said, alone = heads
    assert f"traceparent: {CALLERS_TRACE}\r\n" in named
    assert f"request-id: {request_id}\r\n" in named
    assert "traceparent: the caller's own\r\n" in said
    assert "traceparent" not in alone
    assert "request-id" not in alone


async def test_the_gateway_asks_for_inner_tokens_within_the_trace_and_request_of_its_caller() -> None:
    identity = doubles.FakeIdentity()
    async with at_the_door(identity) as caller:
        answer = await caller.get("/v1/orders/x", headers={"traceparent": CALLERS_TRACE, "Authorization": "Bearer a-session"})

    assert identity.asked_within == [(answer.headers["request-id"], CALLERS_TRACE)]


async def test_a_timer_begins_a_trace(pair: Pair) -> None:
    async with pair.bell.session() as session:
        await at(session, clock.now() - timedelta(seconds=1), Ring())
    await pair.bell.run_timers()

    assert tracing._FORM.fullmatch(await pair.bell.scalar("select traceparent from outbox"))


# --- spans -------------------------------------------------------------------------------------------------------------


def named(spans: InMemorySpanExporter, name: str) -> ReadableSpan:
    (found,) = [span for span in spans.get_finished_spans() if span.name == name]
    return found


async def test_spans_lead_from_the_caller_to_the_handler(pair: Pair, spans: InMemorySpanExporter, log: io.StringIO) -> None:
    async with pair.listening():
        await pair.ring(traceparent=CALLERS_TRACE)
        (echo,) = await until(pair.echoes)

    request, relayed, handled = (named(spans, name) for name in ("ring_bell", "toybells relay", "event:toy.rung"))
    assert (request.kind, relayed.kind, handled.kind) == (SpanKind.SERVER, SpanKind.PRODUCER, SpanKind.CONSUMER)
    assert {f"{span.context.trace_id:032x}" for span in (request, handled)} == {TRACE_ID}
    assert f"{request.parent.span_id:016x}" == CALLERS_SPAN
    assert handled.parent.span_id == request.context.span_id
    assert [link.context.span_id for link in relayed.links] == [request.context.span_id]
    assert request.attributes["http.response.status_code"] == 201
    assert request.attributes["greenlight.service"] == "toybells"
    (line,) = lines_of(log, "bell_heard")
    assert line["span_id"] == f"{handled.context.span_id:016x}"
    assert echo.traceparent == f"00-{TRACE_ID}-{handled.context.span_id:016x}-01"


async def test_a_request_without_a_trace_begins_one_that_is_recorded(pair: Pair, spans: InMemorySpanExporter) -> None:
    await pair.ring()

    request = named(spans, "ring_bell")
    assert request.parent is None
    assert await pair.bell.scalar("select traceparent from outbox") == tracing._traceparent_of(request.context)


async def test_a_span_that_failed_says_so_and_nothing_that_was_written(pair: Pair, spans: InMemorySpanExporter) -> None:
    answer = await pair.ring("cracked")
    async with pair.bell.session() as session:
        await ask(session, Oil())
        await at(session, clock.now() - timedelta(seconds=1), Ring())
    await pair.bell.run_timers()
    task = asyncio.create_task(pair.bell.instance.tasks.run())
    await until(lambda: pair.bell.scalar("select failures from tasks"))
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task

    request, oiled, rung = named(spans, "ring_bell"), spans_of(spans, "task:oil_the_bell")[0], named(spans, "timer:ring_the_bell")
    assert answer.status_code == 500
    assert (request.status.status_code, request.attributes["error.type"]) == (StatusCode.ERROR, "500")
    assert (oiled.status.status_code, oiled.attributes["error.type"]) == (StatusCode.ERROR, "RuntimeError")
    assert (rung.status.status_code, rung.parent) == (StatusCode.UNSET, None)
    assert not any("secret" in span.to_json() for span in spans.get_finished_spans())


def spans_of(spans: InMemorySpanExporter, name: str) -> list[ReadableSpan]:
    return [span for span in spans.get_finished_spans() if span.name == name]


async def test_health_and_what_the_suite_says_to_itself_are_no_spans(pair: Pair, spans: InMemorySpanExporter) -> None:
    async with client_of_app(pair.bell.app, name="toybells") as caller:
        assert (await caller.get("/healthz")).status_code == 200
        assert (await caller.get("/internal/status")).status_code == 404

    assert spans.get_finished_spans() == ()


async def test_the_gateways_span_is_between_the_caller_and_the_service(spans: InMemorySpanExporter) -> None:
    async with at_the_door() as caller:
        answer = await caller.get("/v1/orders/x", headers={"traceparent": CALLERS_TRACE, "tracestate": "a=1"})

    door, inside = named(spans, "gateway GET"), spans_of(spans, "none")[-1]
    assert door.attributes["http.response.status_code"] == 200
    assert f"{door.parent.span_id:016x}" == CALLERS_SPAN
    assert inside.parent.span_id == door.context.span_id
    assert dict(answer.json()["headers"])["tracestate"] == "a=1"


ENDPOINT = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"OTEL_SERVICE_NAME": "x"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": ENDPOINT, "OTEL_SDK_DISABLED": "true"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": ENDPOINT, "OTEL_TRACES_EXPORTER": "none", "OTEL_METRICS_EXPORTER": "none"},
    ],
)
def test_no_spans_are_made_unless_somebody_collects_them(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    say(monkeypatch, environment)
    end = telemetry.configure_export(name="greenlight")
    assert tracing.tracer is None
    assert "figures" not in {thread.name for thread in threading.enumerate()}
    end()


@pytest.mark.parametrize(
    ("variable", "path", "signals"),
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "", {"traces", "metrics"}),
        ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "/v1/traces", {"traces"}),
        ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "/v1/metrics", {"metrics"}),
    ],
)
async def test_a_collector_that_is_named_gets_what_there_is_and_does_not_hold_up_the_end(
    monkeypatch: pytest.MonkeyPatch, variable: str, path: str, signals: set[str]
) -> None:
    sent: dict[str, bytes] = {}

    async def collect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head, body = await doubles.read_request(reader)
        sent[head.split()[1].decode().removeprefix("/v1/")] = body
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()

    async with doubles.raw_server(collect) as url:
        say(monkeypatch, {variable: url + path, "OTEL_SERVICE_NAME": "my-suite", "OTEL_EXPORTER_OTLP_COMPRESSION": "none"})
        end = telemetry.configure_export(name="greenlight")
        try:
            telemetry.durations.labels("a service", variable).observe(0.3)
            with tracing.span("a span of ours") if "traces" in signals else nullcontext():
                pass
        finally:
            await asyncio.to_thread(end)

    assert tracing.tracer is None
    assert sent.keys() == signals
    assert all(b"my-suite" in body for body in sent.values())
    if "traces" in signals:
        assert b"a span of ours" in sent["traces"]
    if "metrics" in signals:
        metrics = metrics_in(sent["metrics"])
        times = metrics["greenlight_request_seconds"].histogram
        [point] = [point for point in times.data_points if variable in str(point.attributes)]
        assert (point.count, point.sum, sum(point.bucket_counts)) == (1, 0.3, 1)
        assert list(point.explicit_bounds)[list(point.bucket_counts).index(1)] == 0.5
        assert metrics["process_open_fds"].gauge.data_points[0].as_int > 0
        assert metrics["process_cpu_seconds"].sum.is_monotonic


def metrics_in(body: bytes) -> dict[str, Any]:
    request = ExportMetricsServiceRequest.FromString(body)
    return {one.name: one for part in request.resource_metrics for scope in part.scope_metrics for one in scope.metrics}


def test_another_protocol_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, {"OTEL_EXPORTER_OTLP_ENDPOINT": ENDPOINT, "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"})
    with pytest.raises(SettingsError, match="only http/protobuf"):
        telemetry.configure_export(name="greenlight")


def say(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


# --- figures -----------------------------------------------------------------------------------------------------------


def value_of(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(name, labels)


async def test_requests_are_counted_by_operation_and_never_by_path(pair: Pair) -> None:
    def seen() -> list[float]:
        rung = {"service": "toybells", "operation": "ring_bell"}
        return [
            value_of("greenlight_requests_total", **rung, status="201") or 0,
            value_of("greenlight_requests_total", **rung, status="500") or 0,
            value_of("greenlight_request_seconds_count", **rung) or 0,
            value_of("greenlight_requests_total", service="toybells", operation="none", status="404") or 0,
        ]

    before = seen()
    await pair.ring("one")
    await pair.ring("two", Prefer="wait=30")
    await pair.ring("cracked")
    await pair.bell.brand().get("/bells/a-path-of-somebodys-own")

    assert [now - then for now, then in zip(seen(), before, strict=True)] == [2, 1, 2, 1], "who was ready to wait is not timed"
    labels = {value for family in REGISTRY.collect() for sample in family.samples for value in sample.labels.values()}
    assert not any("somebodys-own" in label for label in labels)


class LateBus(LocalBus):
    """A bus whose groups are behind."""

    behind: int | None = 7

    async def lag(self, group: str, topics: Any) -> int:
        if self.behind is None:
            raise BrokerAway("no broker")
        return self.behind


WAITING = """
insert into outbox (event_id, name, topic, key, occurred_at, data) values (:old, 'x', 't', 'k', now(), '');
insert into parked_events (event_id, name, topic, key, source, occurred_at, sequence, data, dead_at)
    select gen_random_uuid(), 'x', 't', key, 's', now(), 1, '', dead_at
    from (values ('a', now()), ('a', null), ('b', null)) as waiting (key, dead_at);
insert into tasks (name, payload, run_at, failures)
    values ('x', '{}', now(), 0), ('x', '{}', now() + interval '1 minute', 3);
insert into timers (name, due_at, payload) values ('x', now(), '{}'), ('x', now() + interval '1 day', '{}');
"""


async def test_what_waits_and_what_is_late_is_shown(pair: Pair) -> None:
    bus, service = LateBus(), "toyears"
    minute_ago = UUID(int=(int((clock.now() - timedelta(seconds=60)).timestamp() * 1000) << 80) | (7 << 76) | (2 << 62))
    async with pair.ear.session() as session:
        for statement in WAITING.strip().split(";\n"):
            await session.execute(text(statement.rstrip(";\n").replace(":old", f"'{minute_ago}'")))

    engine = pair.ear.instance.context.sessions.kw["bind"]
    figures = Gauges([pair.ear.instance], [engine], cast("Bus", bus))
    suite = Suite(Settings(), {}, None, cast("Bus", bus), Neighbours(Settings(), {}), figures)
    running = asyncio.create_task(suite.run())
    async with pair.ear.session() as session:
        await session.scalar(text("select 1"))

        async def is_shown() -> bool:
            return value_of("greenlight_consumer_lag", service=service) is not None

        await until(is_shown)
        assert value_of("greenlight_pool_in_use", service=service) == 1
    assert value_of("greenlight_pool_in_use", service=service) == 0
    assert value_of("greenlight_pool_limit", service=service) == 10

    shown = {gauge._name: value_of(gauge._name, service=service) for gauge in (*gauges._OF_WAITING, gauges.lag)}
    age = shown.pop("greenlight_outbox_age_seconds")
    assert age is not None
    assert 60 <= age < 90
    assert shown == {
        "greenlight_parked_keys": 2,
        "greenlight_dead_letters_waiting": 1,
        "greenlight_tasks_overdue": 1,
        "greenlight_tasks_failing": 1,
        "greenlight_timers_overdue": 1,
        "greenlight_consumer_lag": 7,
    }

    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert value_of("greenlight_parked_keys", service=service) is None, "what nobody looks at is not shown"
    assert value_of("greenlight_pool_limit", service=service) is None


async def test_a_figure_that_cannot_be_read_is_missing_and_not_wrong(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    bus, instance = LateBus(), pair.ear.instance
    figures = Gauges([instance], [], cast("Bus", bus))
    await figures.look(instance)
    failed = {at: value_of("greenlight_looks_failed_total", service="toyears", at=at) or 0 for at in ("database", "broker")}
    assert value_of("greenlight_outbox_age_seconds", service="toyears") == 0

    bus.behind = None
    monkeypatch.setattr(gauges, "_WAITING", text("select no_such_column from outbox where :now is not null"))
    await figures.look(instance)

    assert value_of("greenlight_outbox_age_seconds", service="toyears") is None
    assert value_of("greenlight_consumer_lag", service="toyears") is None
    for at_, before in failed.items():
        assert value_of("greenlight_looks_failed_total", service="toyears", at=at_) == before + 1


async def test_broken_invariants_are_counted_and_each_is_in_the_log(
    pair: Pair, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gauges, "logger", structlog.get_logger("toy"))
    figures = Gauges([pair.bell.instance], [], cast("Bus", LocalBus()))

    async def broken(session: AsyncSession) -> list[str]:
        return [f"{await session.scalar(text('select 1'))} is missing", "another"]

    async def unreadable(session: AsyncSession) -> list[str]:
        await session.execute(text("select no_such_column"))
        return []

    await figures.inspect(pair.bell.instance, broken)
    assert value_of("greenlight_ledger_violations", service="toybells") == 2
    assert [line["violation"] for line in lines_of(log, "ledger_violation")] == ["1 is missing", "another"]

    await figures.inspect(pair.bell.instance, unreadable)
    assert value_of("greenlight_ledger_violations", service="toybells") is None


# --- the dashboard and the alerts --------------------------------------------------------------------------------------

METRIC = re.compile(r"greenlight_[a-z_]+")


def known_metrics() -> set[str]:
    import gateway.app  # noqa: F401 - with both every module that counts
    import services.discovery.app  # noqa: F401

    return {name for name in REGISTRY._names_to_collectors if name.startswith("greenlight_")}


def alerts() -> list[dict[str, Any]]:
    rules = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8"))
    return [rule for group in rules["groups"] for rule in group["rules"]]


def queries_of(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name in {"expr", "query"} and isinstance(value, str):
                yield value
            else:
                yield from queries_of(value)
    elif isinstance(node, list):
        for one in node:
            yield from queries_of(one)


def test_every_figure_that_an_alert_names_exists() -> None:
    for rule in alerts():
        named_here = set(METRIC.findall(rule["expr"]))
        assert named_here - known_metrics() == set(), rule["alert"]
        assert {"summary", "description"} <= rule["annotations"].keys()
        assert rule["labels"]["severity"] in {"page", "ticket"}


def test_the_alerts_speak_of_everything_that_must_not_pass_unseen() -> None:
    watched = {name for rule in alerts() for name in METRIC.findall(rule["expr"])}
    assert {
        "greenlight_outbox_age_seconds",
        "greenlight_parked_keys",
        "greenlight_dead_letters_waiting",
        "greenlight_requests_total",
        "greenlight_request_seconds_bucket",
        "greenlight_consumer_lag",
        "greenlight_ledger_violations",
        "greenlight_tasks_failing",
        "greenlight_timers_overdue",
        "greenlight_pool_in_use",
        "greenlight_looks_failed_total",
        "greenlight_discovery_exchange_rates_age_seconds",
    } <= watched


def test_every_figure_of_the_dashboard_exists() -> None:
    dashboard = json.loads((DEPLOY / "grafana" / "greenlight.json").read_text(encoding="utf-8"))
    queries = list(queries_of(dashboard))
    assert len(queries) >= len(dashboard["panels"]) > 10
    shown = {name for query in queries for name in METRIC.findall(query)}
    assert shown - known_metrics() == set()
    assert {gauge._name for gauge in (*gauges._OF_WAITING, gauges.lag, gauges.violations, gauges.pool_in_use)} <= shown
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])


def test_a_figure_that_does_not_exist_would_be_found() -> None:
    assert METRIC.findall("rate(greenlight_invented_total[5m])")[0] not in known_metrics()
