"""Who acts: the caller of the request, or the event, timer or task whose work this is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from opentelemetry.trace import SpanKind

from shared import tracing
from shared.ids import Id

PLATFORM = "platform"
"""The type of the one organization whose members are the platform's own staff."""


@dataclass(frozen=True, slots=True)
class Principal:
    """A verified caller: one person or client, acting for at most one organization."""

    subject: str
    """`usr_…`, or `system` for the sandbox's own hand."""
    session_id: str | None
    organization_id: Id | None
    organization_type: str | None
    role: str | None
    scopes: frozenset[str] = field(default_factory=frozenset)
    several_organizations: bool = False
    """The person belongs to several organizations and named none."""

    @property
    def is_person(self) -> bool:
        """Whether a person signed in, and no client with a credential of its own."""
        return self.subject.startswith("usr_")

    @property
    def is_staff(self) -> bool:
        """Whether the caller acts for the platform."""
        return self.organization_type == PLATFORM

    @property
    def is_system(self) -> bool:
        """Whether the caller is the sandbox's own hand, which exists in that environment only."""
        return self.subject == "system"

    @property
    def scope_of_keys(self) -> str:
        """Where this caller's idempotency keys live: the same person and organization share them over all sessions."""
        return f"{self.subject}/{self.organization_id or '-'}"

    @property
    def scope_of_own_keys(self) -> str:
        """The same for what a person does for themselves, such as to found the organization that they act for from then on."""
        return f"{self.subject}/-"


caller: ContextVar[Principal | None] = ContextVar("caller", default=None)
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
_command: ContextVar[str | None] = ContextVar("command", default=None)


def actor() -> str:
    """Name who acts, for the audit row."""
    principal = caller.get()
    return principal.scope_of_keys if principal else (_command.get() or "system")


@contextmanager
def on_behalf_of(request: str | None, *, trace: str | None) -> Iterator[None]:
    """Let logs, calls and further events name the request that work goes back to, and its trace; without one a trace begins."""
    id_token = request_id.set(request)
    trace_token = tracing.current.set(tracing.taken_over(trace))
    try:
        yield
    finally:
        tracing.current.reset(trace_token)
        request_id.reset(id_token)


@contextmanager
def acting_as(command: str, *, others: Sequence[str | None] = ()) -> Iterator[None]:
    """Work in the name of an event, a timer or a task: `event:draft.approved`. It goes on with a trace, or begins one.

    `others` are traces that it belongs to beside its own: of what is worked off together with it, or asked for it long ago.
    """
    token = _command.set(command)
    caller_token = caller.set(None)
    trace_token = tracing.current.set(tracing.current.get() or tracing.begin())
    try:
        if tracing.tracer is None:
            yield
        else:
            kind = SpanKind.CONSUMER if command.startswith("event:") else SpanKind.INTERNAL
            with tracing.span(command, kind=kind, others=others):
                yield
    finally:
        tracing.current.reset(trace_token)
        caller.reset(caller_token)
        _command.reset(token)
