"""Which headers the answers of an operation carry, each described once."""

from collections.abc import Mapping
from typing import Any

from shared.errors import AnswerNotKept

Document = dict[str, Any]

HEADERS: Mapping[str, Document] = {
    "Request-Id": {
        "description": "Which request this was: name it when you ask for help.",
        "schema": {"type": "string", "examples": ["req_01k4s3m7v8e9tb2h6jq0xyzwpn"]},
    },
    "RateLimit-Policy": {
        "description": "The limits that this request counts against: `q` requests in `w` seconds.",
        "schema": {"type": "string", "examples": ['"credential-read";q=1200;w=60, "organization-read";q=6000;w=60']},
    },
    "RateLimit": {
        "description": "Where you stand with each of them: `r` requests are left for the next `t` seconds.",
        "schema": {"type": "string", "examples": ['"credential-read";r=1199;t=42, "organization-read";r=5877;t=17']},
    },
    "Retry-After": {
        "description": "In how many seconds the request may be sent again.",
        "schema": {"type": "integer", "minimum": 1, "examples": [7]},
    },
    "ETag": {
        "description": "The object's version, for `If-Match` and `If-None-Match`.",
        "schema": {"type": "string", "examples": ['"v7"']},
    },
    "Idempotent-Replayed": {
        "description": "`true` where this is the answer to an earlier request with the same `Idempotency-Key`.",
        "schema": {"type": "string", "examples": ["true"]},
    },
    "Link": {
        "description": 'The address of the next page, as `rel="next"`; not on the last one.',
        "schema": {"type": "string", "examples": ['</v1/offers?limit=20&cursor=bZ0kQw>; rel="next"']},
    },
    "Preference-Applied": {
        "description": "`wait=20` where the answer was waited for, as `Prefer` asked.",
        "schema": {"type": "string", "examples": ["wait=20"]},
    },
}
OF_LIMITS = ("RateLimit-Policy", "RateLimit")
OF_REFUSALS: Mapping[str, tuple[str, ...]] = {
    "RateLimited": ("Retry-After", *OF_LIMITS),
    "Unavailable": ("Retry-After",),
    "NotModified": ("ETag", "Preference-Applied", *OF_LIMITS),
}
"""What the answers that operations share carry beside the request's id, by their name."""


def headers_of(*names: str) -> Document:
    """Refer to the headers of an answer; each has its request's id."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("Request-Id", *names)}


def tell_headers(operation: Document, schemas: Mapping[str, Any], *, method: str, may_wait: bool) -> None:
    """Say of each answer that is the operation's own which headers it carries."""
    responses: Mapping[str, Document] = operation["responses"]
    is_kept = "x-idempotency" in operation and f"`{AnswerNotKept.code}`" not in responses.get("409", {}).get("description", "")
    for status, answer in responses.items():
        if "$ref" in answer:
            continue
        names: list[str] = []
        if status.startswith("2"):
            names += OF_LIMITS
            names += ["Idempotent-Replayed"] if is_kept else []
            names += ["Link"] if method == "get" and "next_cursor" in fields_of(answer, schemas) else []
            names += ["Preference-Applied"] if may_wait else []
        answer["headers"] = {**headers_of(*names), **answer.get("headers", {})}


def fields_of(answer: Document, schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the fields of the object that an answer is; none where it is no JSON object."""
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    return schemas.get(schema.get("$ref", "").rpartition("/")[2], schema).get("properties", {})
