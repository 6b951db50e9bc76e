"""Logs and metrics: one JSON line an occurrence, with the request's id; counters for Prometheus."""

import logging
import sys
from typing import Any

import structlog
from prometheus_client import Counter, Histogram

from shared.acting import request_id

requests = Counter("greenlight_requests_total", "Answers given.", ["service", "operation", "status"])
durations = Histogram(
    "greenlight_request_seconds",
    "Time from the request's head to the answer's end.",
    ["service", "operation"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
)


def _with_request_id(_logger: Any, _method: str, entry: dict[str, Any]) -> dict[str, Any]:
    if (current := request_id.get()) is not None:
        entry.setdefault("request_id", current)
    return entry


def configure_logs(*, level: str, form: str) -> None:
    """Send structured logs to standard error; libraries' own records take the same way."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        _with_request_id,
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
