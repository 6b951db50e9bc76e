"""Problems: every refusal is one class, and reaches the caller as RFC 9457 `application/problem+json`."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar

from shared.clock import real_now
from shared.ids import Id

YOUNG = timedelta(seconds=60)
"""So late a copy of another service's object may come."""

REFERENCE = "/docs/problems"
"""Where the reference explains the codes: `type` is an address below it."""

codes: dict[str, type["Problem"]] = {}
"""Every declared code and its class: what the reference lists."""


class Problem(Exception):
    """A refusal with its status and stable code. The docstring's first line is its title; `members` are shown beside it.

    With `late_copy`, the refusal rests on a copy of another service's row: the edge waits for the copy before it answers.
    """

    status: ClassVar[int]
    code: ClassVar[str]
    retryable: ClassVar[bool] = False
    late_copy: ClassVar[bool] = False

    def __init_subclass__(
        cls, *, status: int, code: str, retryable: bool = False, late_copy: bool = False, **kwargs: Any
    ) -> None:
        super().__init_subclass__(**kwargs)
        if code in codes and (codes[code].__qualname__, codes[code].status) != (cls.__qualname__, status):
            message = f"the problem code {code!r} is declared twice"
            raise TypeError(message)
        cls.status, cls.code, cls.retryable, cls.late_copy = status, code, retryable, late_copy
        codes[code] = cls

    def __init__(
        self,
        detail: str | None = None,
        *,
        errors: Sequence[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        super().__init__(detail or self.title())
        self.detail = detail or self.title()
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.members = members

    @property
    def may_pass(self) -> bool:
        """Whether the copy that this refusal rests on may be on its way."""
        return self.late_copy

    def settled(self) -> "Problem":
        """Give what is answered when nothing has come."""
        return self

    @classmethod
    def title(cls) -> str:
        """What the code means, in one sentence."""
        return (cls.__doc__ or cls.code).strip().split("\n", maxsplit=1)[0]

    def body(self, request_id: str | None) -> dict[str, Any]:
        """The JSON of the answer."""
        return {
            "type": f"{REFERENCE}/{self.code}",
            "title": self.title(),
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "retryable": self.retryable,
            "request_id": request_id,
            "errors": self.errors,
            **self.members,
        }


class RequestUnreadable(Problem, status=400, code="request_unreadable"):
    """What was sent is not HTTP/1.1 that this server accepts."""


class HeadersTooLarge(Problem, status=431, code="headers_too_large"):
    """The address and the headers are larger than this API takes: send long filters as a body."""


class MalformedJson(Problem, status=400, code="malformed_json"):
    """The body is not JSON that this API accepts."""


class Invalid(Problem, status=422, code="validation_failed"):
    """A value of the request breaks a rule; `errors` names each place and its rule."""

    @classmethod
    def at(cls, pointer: str, code: str, detail: str, **params: Any) -> "Invalid":
        """Refuse one place of the body: a JSON pointer such as `/price/value`."""
        error = {"in": "body", "pointer": pointer, "code": code, "params": params, "detail": detail}
        return cls(f"{pointer}: {detail}", errors=[error])

    @classmethod
    def query(cls, name: str, code: str, detail: str, **params: Any) -> "Invalid":
        """Refuse one query parameter."""
        error = {"in": "query", "pointer": f"/{name}", "code": code, "params": params, "detail": detail}
        return cls(f"{name}: {detail}", errors=[error])


class Unauthenticated(Problem, status=401, code="unauthenticated"):
    """Sign in first: the request carries no valid credential."""


class Forbidden(Problem, status=403, code="forbidden"):
    """You are known, but may not do this."""


class MissingScope(Problem, status=403, code="missing_scope"):
    """The credential lacks the scope that this operation needs."""


class OrganizationRequired(Problem, status=400, code="organization_required"):
    """You belong to several organizations: say with Greenlight-Organization for which one you act."""


class NotFound(Problem, status=404, code="not_found"):
    """There is nothing here that you may see."""


class RouteNotFound(Problem, status=404, code="route_not_found"):
    """No operation has this address."""


class MethodNotAllowed(Problem, status=405, code="method_not_allowed"):
    """This address has other methods; Allow lists them."""


class TooLarge(Problem, status=413, code="body_too_large"):
    """The body is larger than this operation takes."""


class UnsupportedMediaType(Problem, status=415, code="unsupported_media_type"):
    """The body is of another form than this operation takes."""


class NotYetKnown(Problem, status=409, code="not_yet_known", retryable=True):
    """This id is so new that it may not have arrived here yet: try again in a moment."""


class NotHeardOf(Problem, status=404, code="not_heard_of", late_copy=True):
    """The object, a copy of another service's, is not known here or not yours.

    An id made within a minute is waited for, and then answered with `not_yet_known`; any other with `ordinary`, at once.
    """

    def __init__(self, id: Id, ordinary: Problem | None = None) -> None:
        super().__init__()
        self.ordinary = ordinary or NotFound()
        # Nobody has made yet what claims to be of a later day; clocks differ by less than a minute.
        self.is_young = abs(real_now() - id.made_at) < YOUNG

    @property
    def may_pass(self) -> bool:
        """Whether the object may have been made a moment ago."""
        return self.is_young

    def settled(self) -> Problem:
        """Give `not_yet_known`, which may be tried again, or the ordinary refusal."""
        return NotYetKnown(headers={"Retry-After": "1"}) if self.is_young else self.ordinary


class InvalidState(Problem, status=409, code="invalid_state"):
    """The object's state does not allow this; `state` and `actions` say what it does."""


class Conflict(Problem, status=409, code="conflict"):
    """Something that must be unique exists already."""


class PreconditionRequired(Problem, status=428, code="precondition_required"):
    """Send the object's ETag in If-Match, so that you act on what you saw."""


class PreconditionFailed(Problem, status=412, code="precondition_failed"):
    """The object has changed since you saw it; `version` is its version now."""


class IdempotencyKeyRequired(Problem, status=400, code="idempotency_key_required"):
    """This operation moves money: send an Idempotency-Key, so that a repeat acts once."""


class IdempotencyKeyInvalid(Problem, status=400, code="idempotency_key_invalid"):
    """An Idempotency-Key is 1 to 255 visible ASCII characters."""


class IdempotencyKeyReused(Problem, status=422, code="idempotency_key_reused"):
    """This Idempotency-Key was used for another request."""


class AnswerNotKept(Problem, status=409, code="answer_not_kept"):
    """This was done with the same Idempotency-Key, but its answer held a secret: find what it made in the list, and roll that."""


class IdempotencyKeyInUse(Problem, status=409, code="idempotency_key_in_use", retryable=True):
    """The first request with this Idempotency-Key is still at work."""


class Busy(Problem, status=503, code="busy", retryable=True):
    """The service is overloaded or its database is away for the moment: try again."""


class UpstreamUnavailable(Problem, status=503, code="upstream_unavailable", retryable=True):
    """A part of the suite does not answer at the moment: try again."""


class Internal(Problem, status=500, code="internal"):
    """Something went wrong on our side; the request id finds it in the logs."""


def problem_schema() -> dict[str, Any]:
    """The JSON schema of a problem, for the contracts."""
    return {
        "type": "object",
        "title": "Problem",
        "description": "RFC 9457 problem details. `code` is stable; `errors` names each offending place.",
        "required": ["type", "title", "status", "detail", "code", "retryable", "request_id", "errors"],
        "properties": {
            "type": {"type": "string", "description": "A page of the reference that explains the code."},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "code": {"type": "string"},
            "retryable": {"type": "boolean", "description": "Whether the same request may succeed later."},
            "request_id": {"type": ["string", "null"]},
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["in", "pointer", "code", "params", "detail"],
                    "properties": {
                        "in": {"type": "string", "enum": ["body", "query", "path", "header"]},
                        "pointer": {"type": "string", "description": "JSON pointer to the place."},
                        "code": {"type": "string"},
                        "params": {"type": "object", "additionalProperties": True},
                        "detail": {"type": "string"},
                    },
                },
            },
        },
        "additionalProperties": True,
    }
