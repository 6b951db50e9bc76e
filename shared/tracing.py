"""W3C trace context: the trace that work belongs to, in logs and events; and spans of it, where somebody collects them."""

import random
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import Link, NonRecordingSpan, Span, SpanContext, SpanKind, StatusCode, TraceFlags, Tracer

current: ContextVar[str | None] = ContextVar("traceparent", default=None)
"""The traceparent of the work in hand."""

tracer: Tracer | None = None
"""What makes spans; None where nobody collects them, and then a trace is only a name."""

_FORM = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def record_with(made: Tracer | None) -> None:
    """Make spans from now on, or no longer."""
    global tracer  # noqa: PLW0603 - one process, one collector
    tracer = made


def begin() -> str | None:
    """Begin a trace: a name that says that nobody records it. Where spans are made, the first of them begins it."""
    if tracer is not None:
        return None
    drawn = f"{random.getrandbits(192):048x}"  # a name, no secret: it need not be drawn from the system
    return f"00-{drawn[:32]}-{drawn[32:]}-00"


def taken_over(said: str | bytes | None) -> str | None:
    """Go on with the trace that somebody named, or begin one where the name is none."""
    text = said.decode("latin-1") if isinstance(said, bytes) else said
    return text if text is not None and _FORM.fullmatch(text) else begin()


@contextmanager
def span(
    name: str, *, kind: SpanKind = SpanKind.INTERNAL, others: Iterable[str | None] = (), **attributes: str | int
) -> Iterator[Span]:
    """Record the work within as a part of the current trace; `others` belong to it too. Only with a `tracer`.

    An error leaves its class, never its text: what a person wrote may stand in that.
    """
    assert tracer is not None
    parent = current.get()
    links = [Link(_context_of(other)) for other in others if other is not None and _FORM.fullmatch(other)]
    made = tracer.start_span(
        name,
        context=trace.set_span_in_context(NonRecordingSpan(_context_of(parent)), Context()) if parent else Context(),
        kind=kind,
        links=links,
        attributes=attributes,
    )
    token = current.set(_traceparent_of(made.get_span_context()))
    try:
        with trace.use_span(made, record_exception=False, set_status_on_exception=False):
            yield made
    except Exception as error:
        _fail(made, type(error).__name__)
        raise
    finally:
        current.reset(token)
        made.end()


def is_same(one: bytes, other: bytes) -> bool:
    """Say whether two traceparents are of one trace."""
    return one.split(b"-")[1:2] == other.split(b"-")[1:2]


def note_status(made: Span, status: int) -> None:
    """Say how a request was answered; only the 5xx are failures of ours."""
    made.set_attribute("http.response.status_code", status)
    if status >= 500:
        _fail(made, str(status))


def name_request(made: Span, operation: str, *, method: str, status: int, service: str, request_id: str) -> None:
    """Say of a request's span what only its end knows."""
    made.update_name(operation)
    made.set_attributes(
        {
            "http.request.method": method,
            "greenlight.service": service,
            "greenlight.request_id": request_id,
        }
    )
    note_status(made, status)


def _fail(made: Span, kind: str) -> None:
    made.set_attribute("error.type", kind)
    made.set_status(StatusCode.ERROR)


def _context_of(traceparent: str) -> SpanContext:
    _, trace_id, span_id, flags = traceparent.split("-")
    return SpanContext(int(trace_id, 16), int(span_id, 16), is_remote=True, trace_flags=TraceFlags(int(flags, 16)))


def _traceparent_of(context: SpanContext) -> str:
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"
