"""Logs, metrics and traces: one JSON line an occurrence, with its request and trace; counters for Prometheus; spans."""

import logging
import os
import sys
from collections.abc import Callable
from threading import Thread
from typing import Any

import structlog
from prometheus_client import Counter, Histogram

from shared import tracing
from shared.acting import request_id
from shared.settings import SettingsError

requests = Counter("greenlight_requests_total", "Answers given.", ["service", "operation", "status"])
durations = Histogram(
    "greenlight_request_seconds",
    "Time from the request's head to the answer's end.",
    ["service", "operation"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
)

LAST_SPANS_SECONDS = 3.0


def _with_its_origin(_logger: Any, _method: str, entry: dict[str, Any]) -> dict[str, Any]:
    if (current := request_id.get()) is not None:
        entry.setdefault("request_id", current)
    if (traceparent := tracing.current.get()) is not None:
        _, entry["trace_id"], entry["span_id"], _ = traceparent.split("-")
    return entry


def configure_logs(*, level: str, form: str) -> None:
    """Send structured logs to standard error; libraries' own records take the same way."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        _with_its_origin,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        if form == "console"
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=renderer, foreign_pre_chain=shared))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.getLevelName(level.upper()), logging.WARNING))


def configure_export(*, name: str) -> Callable[[], None]:
    """Send spans and figures where the standard `OTEL_…` variables say, and nowhere without them.

    Call what is given to send the last ones. Raises `SettingsError`.
    """
    ends = [begin(name) for signal, begin in (("TRACES", _send_spans), ("METRICS", _send_figures)) if _is_collected(signal)]

    def end() -> None:
        for each in ends:
            each()

    return end


def _is_collected(signal: str) -> bool:
    said = os.environ.get
    endpoint = said(f"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT") or said("OTEL_EXPORTER_OTLP_ENDPOINT")
    is_refused = said("OTEL_SDK_DISABLED", "").lower() == "true" or said(f"OTEL_{signal}_EXPORTER", "otlp") not in {"", "otlp"}
    if not endpoint or is_refused:
        return False
    protocol = said(f"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL") or said("OTEL_EXPORTER_OTLP_PROTOCOL") or "http/protobuf"
    if protocol != "http/protobuf":
        message = f"OTEL_EXPORTER_OTLP_PROTOCOL: {protocol!r} is not spoken here, only http/protobuf"
        raise SettingsError(message)
    return True


# Whoever sends nothing shall not hold the libraries for it in memory.


def _resource(name: str) -> Any:
    from opentelemetry.sdk.resources import Resource

    return Resource.create({"service.name": os.environ.get("OTEL_SERVICE_NAME") or name})


def _send_figures(name: str) -> Callable[[], None]:
    from shared import figures

    return figures.send(_resource(name))


def _send_spans(name: str) -> Callable[[], None]:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    # The provider is no global one: then FastAPI would begin to make spans of its own beside these.
    provider = TracerProvider(resource=_resource(name), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    tracing.record_with(provider.get_tracer("greenlight"))

    def end() -> None:
        tracing.record_with(None)
        # A collector that does not answer must not hold up the end of the process.
        ending = Thread(target=provider.shutdown, daemon=True)
        ending.start()
        ending.join(LAST_SPANS_SECONDS)

    return end
