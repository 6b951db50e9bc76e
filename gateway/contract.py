"""The public contract: the services' OpenAPI documents joined into the one that a client sees at the gateway."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gateway.answer_headers import HEADERS, OF_REFUSALS, fields_of, headers_of, tell_headers
from gateway.limits.policy import STRICT, kind_of, published
from gateway.opening import open_answers
from gateway.operations import METHODS, read_operation
from gateway.problems import (
    AddressInvalid,
    AddressNotAllowed,
    AddressTooLong,
    HeadersInvalid,
    NotAcceptable,
    OrganizationInvalid,
    Overloaded,
    RateLimited,
    SandboxTokenRequired,
    UpstreamBroken,
    UpstreamTimeout,
)
from services import REGISTER, SANDBOX_ONLY, Registered
from shared.auth import ANY_CREDENTIAL, PERSON, PUBLIC
from shared.errors import (
    Busy,
    Forbidden,
    HeadersTooLarge,
    Internal,
    MethodNotAllowed,
    MissingScope,
    NotFound,
    NotHeardOf,
    OrganizationRequired,
    Problem,
    RequestUnreadable,
    RouteNotFound,
    Unauthenticated,
    UpstreamUnavailable,
)
from shared.ids import FORM
from shared.inbound import DEEPEST_BODY, LARGEST_BODY, in_words

Document = dict[str, Any]

IDEMPOTENCY_KEY = r'^([\x21-\x7e]{1,255}|"[\x20\x21\x23-\x7e]{1,255}")$'
ORGANIZATION_ID = f"^org_{FORM}$"

_VERSION = re.compile(r"/v1/([^/]+)")

DESCRIPTION = f"""\
Greenlight brings brands and creators together: find, agree, review, and pay on approval.

Send `Authorization: Bearer …` with the token of a session or the secret of an API key. A key acts for \
its organization. A token names a person; the person acts for their only organization, \
or for the one that `Greenlight-Organization` names, and the answer says it back.

Money is integer minor units with a currency, times are RFC 3339 in UTC, ids carry a prefix that names their type. Every answer \
carries `Request-Id`. Every refusal is `application/problem+json` with a stable `code`.

A body of JSON has at most {in_words(LARGEST_BODY)}, nested at most {DEEPEST_BODY} deep. How often an operation may be called \
`x-rate-limits` says, by its `x-rate-limit`; `RateLimit-Policy` on an answer says what it was counted against, \
and `RateLimit` what is left."""

PARAMETERS: Mapping[str, Document] = {
    "Organization": {
        "name": "Greenlight-Organization",
        "in": "header",
        "required": False,
        "description": "The organization to act for. Needed by whoever belongs to several.",
        "schema": {"type": "string", "pattern": ORGANIZATION_ID, "examples": ["org_01k4s3m7v8e9tb2h6jq0xyzwpn"]},
    },
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "Makes a repeat of this request act once: the repeat gets the first answer.",
        "schema": {"type": "string", "pattern": IDEMPOTENCY_KEY, "examples": ["0198f3a6-7c4e-7d5a-9f0e-3b1f6a2c4d5e"]},
    },
    "RequiredIdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "description": "This operation moves money: a repeat with the same key acts once and gets the first answer.",
        "schema": {"type": "string", "pattern": IDEMPOTENCY_KEY, "examples": ["0198f3a6-7c4e-7d5a-9f0e-3b1f6a2c4d5e"]},
    },
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "required": True,
        "description": "The `ETag` of the object as you saw it.",
        "schema": {"type": "string", "examples": ['"v7"']},
    },
    "OptionalIfMatch": {
        "name": "If-Match",
        "in": "header",
        "required": False,
        "description": "The `ETag` of the object as you saw it: refused where it has changed since.",
        "schema": {"type": "string", "examples": ['"v7"']},
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "required": False,
        "description": "The `ETag` of the object as you have it: the answer is 304 while it is still so.",
        "schema": {"type": "string", "examples": ['"v7"']},
    },
    "Prefer": {
        "name": "Prefer",
        "in": "header",
        "required": False,
        "description": "With `If-None-Match`: `wait=20` answers when the object changes, or with 304 after so many seconds.",
        "schema": {"type": "string", "examples": ["wait=20"]},
    },
}

RESPONSES: Mapping[str, Sequence[type[Problem]]] = {
    "OrganizationRefused": (OrganizationInvalid, OrganizationRequired),
    "Unauthenticated": (Unauthenticated,),
    "SandboxTokenRequired": (SandboxTokenRequired,),
    "Forbidden": (MissingScope, Forbidden, AddressNotAllowed),
    "OrganizationNotFound": (NotFound,),
    "NotAcceptable": (NotAcceptable,),
    "RateLimited": (RateLimited,),
    "Unavailable": (Overloaded, UpstreamUnavailable, Busy),
    "AnyRequest": (
        RequestUnreadable,
        AddressInvalid,
        HeadersInvalid,
        RouteNotFound,
        MethodNotAllowed,
        AddressTooLong,
        HeadersTooLarge,
        Internal,
        UpstreamBroken,
        UpstreamTimeout,
    ),
}
"""What the door and the edge answer for any operation of a kind."""

_PROBLEM_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


class ContractError(Exception):
    """Two services contradict each other, or say what the gateway does not forward; the message names them."""


def join(
    documents: Mapping[str, Document],
    problems: Mapping[str, type[Problem]],
    register: Mapping[str, Registered] = REGISTER,
    scopes: Mapping[str, Any] | None = None,
) -> Document:
    """Join the documents, by the name of their service, and publish the tables of scopes and limits. Raises `ContractError`."""
    paths: dict[str, Document] = {}
    schemas: dict[str, Any] = {}
    schema_owners: dict[str, str] = {}
    operation_owners: dict[str, str] = {}
    tags: dict[str, None] = {}
    contradictions: list[str] = []
    for service, document in documents.items():
        for path, item in document.get("paths", {}).items():
            if not _is_public(path, service, register):
                continue
            if path in paths:
                message = f"{path} is declared twice, the second time by {service}"
                raise ContractError(message)
            paths[path] = _public_item(path, item, document.get("components", {}).get("schemas", {}))
            for operation in _operations_of(item):
                _claim(operation_owners, "operation id", operation["operationId"], service)
                tags |= dict.fromkeys(operation.get("tags", []))
        for name, schema in document.get("components", {}).get("schemas", {}).items():
            if schemas.setdefault(name, schema) != schema:
                contradictions.append(f"the schema {name} has one content in {schema_owners[name]} and another in {service}")
            schema_owners.setdefault(name, service)
    if contradictions:
        raise ContractError("; ".join(contradictions))
    try:
        paths, schemas = open_answers(paths, schemas)
    except ValueError as error:
        raise ContractError(str(error)) from error
    return {
        "openapi": "3.1.0",
        "info": {"title": "Greenlight", "version": "1", "description": DESCRIPTION},
        "servers": [{"url": "/", "description": "The gateway that serves this document."}],
        "tags": [{"name": tag} for tag in tags],
        "paths": paths,
        "components": _components(paths, _used(paths, schemas)),
        "x-scopes": copy.deepcopy(dict(scopes or {})),
        "x-rate-limits": published(STRICT),
        "x-problems": _problems(problems),
    }


def without_sandbox(document: Document) -> Document:
    """Leave out what production does not have."""
    resources = {resource for name in SANDBOX_ONLY for resource in REGISTER[name].resources}
    paths = {path: item for path, item in document["paths"].items() if _resource_of(path) not in resources}
    tags = {tag for item in paths.values() for operation in _operations_of(item) for tag in operation.get("tags", [])}
    components = copy.deepcopy(document["components"])
    components["schemas"] = _used(paths, components["schemas"])
    components["securitySchemes"].pop("sandbox_token", None)
    components["responses"].pop("SandboxTokenRequired", None)
    problems = {code: problem for code, problem in document["x-problems"].items() if code != SandboxTokenRequired.code}
    kept_tags = [tag for tag in document["tags"] if tag["name"] in tags]
    return {**document, "paths": paths, "tags": kept_tags, "components": components, "x-problems": problems}


# --- paths ----------------------------------------------------------------------------------------------------------


def _resource_of(path: str) -> str | None:
    match = _VERSION.match(path)
    return match[1] if match else None


def _is_public(path: str, service: str, register: Mapping[str, Registered]) -> bool:
    resource = _resource_of(path)
    if resource is None:
        return False  # /internal and the like: the gateway forwards nothing there
    if resource not in register[service].resources:
        message = f"{service} declares {path}, but the register does not send {resource} there"
        raise ContractError(message)
    return True


def _operations_of(item: Document) -> Iterator[Document]:
    return (item[method] for method in METHODS if method in item)


def _claim(owners: dict[str, str], what: str, name: str, service: str) -> None:
    if name in owners:
        message = f"the {what} {name} is declared twice, by {owners[name]} and by {service}"
        raise ContractError(message)
    owners[name] = service


def _public_item(path: str, item: Document, schemas: Mapping[str, Any]) -> Document:
    is_sandbox = any(_resource_of(path) in REGISTER[name].resources for name in SANDBOX_ONLY)
    return {
        key: _public_operation(key, path, value, schemas, is_sandbox=is_sandbox) if key in METHODS else copy.deepcopy(value)
        for key, value in item.items()
    }


def _public_operation(method: str, path: str, operation: Document, schemas: Mapping[str, Any], *, is_sandbox: bool) -> Document:
    """Add what the door and the edge ask of every request of this kind."""
    operation = copy.deepcopy(operation)
    may_wait = _tell_versions(operation, schemas) and method == "get"
    read = read_operation(method.upper(), path, operation)
    operation["x-rate-limit"] = kind_of(read.method, read).value
    scope = operation.get("x-scope", PUBLIC)
    operation["security"] = _security(scope, is_sandbox=is_sandbox, authenticates_clients=read.authenticates_clients)
    parameters = operation.setdefault("parameters", [])
    said = {(parameter.get("in"), str(parameter.get("name", "")).lower()) for parameter in parameters}
    for name in _parameters_of(operation, scope, may_wait=may_wait):
        if ("header", PARAMETERS[name]["name"].lower()) not in said:
            parameters.append({"$ref": f"#/components/parameters/{name}"})
    if not parameters:
        del operation["parameters"]
    responses = operation.setdefault("responses", {})
    responses["default"] = {"$ref": "#/components/responses/AnyRequest"}
    if may_wait:
        responses["304"] = {"$ref": "#/components/responses/NotModified"}
    at_door: dict[str, list[str]] = {}
    for status, name in _responses_of(scope, is_sandbox=is_sandbox, has_content=bool(read.media_types)):
        at_door.setdefault(status, []).append(name)
    for status, names in at_door.items():
        responses[status] = _joined(responses.get(status), names)
    tell_headers(operation, schemas, method=method, may_wait=may_wait)
    operation["responses"] = dict(sorted(responses.items()))
    return operation


def _joined(own: Document | None, names: Sequence[str]) -> Document:
    """Write one answer of what the service refuses by itself and what the door refuses with the same status."""
    if own is None and len(names) == 1:
        return {"$ref": f"#/components/responses/{names[0]}"}
    lines = own["description"].split("\n") if own else []
    lines += [line for name in names for line in _lines_of(RESPONSES[name])]
    return {
        **(own or {}),
        "description": "\n".join(dict.fromkeys(lines)),
        "headers": {
            **(own or {}).get("headers", {}),
            **headers_of(*(one for name in names for one in OF_REFUSALS.get(name, ()))),
        },
        # An operation that speaks OAuth refuses in a form of its own.
        "content": {**(own or {}).get("content", {}), **_PROBLEM_CONTENT},
    }


def _lines_of(problems: Sequence[type[Problem]]) -> list[str]:
    return [f"`{problem.code}`: {problem.title()}" for problem in problems]


def _tell_versions(operation: Document, schemas: Mapping[str, Any]) -> bool:
    """Say of each successful answer that is one object with a version that it carries an `ETag`; or that none is one."""
    has_version = False
    for status, answer in operation.get("responses", {}).items():
        if status.startswith("2") and "version" in fields_of(answer, schemas):
            answer["headers"] = {**answer.get("headers", {}), **headers_of("ETag")}
            has_version = True
    return has_version


def _security(scope: str, *, is_sandbox: bool, authenticates_clients: bool) -> list[Document]:
    if authenticates_clients:
        return [{}, {"oauth_client": []}]  # or by the form
    if scope != PUBLIC:
        return [{"bearer": [] if scope in {PERSON, ANY_CREDENTIAL} else [scope]}]
    # Needed only where the suite has a sandbox token, so it is shown as one of two ways.
    return [{}, {"sandbox_token": []}] if is_sandbox else []


def _responses_of(scope: str, *, is_sandbox: bool, has_content: bool) -> Iterator[tuple[str, str]]:
    yield "401", "Unauthenticated"  # without need of one, too, a credential that is shown must hold
    if scope != PUBLIC:
        yield "400", "OrganizationRefused"
        yield "403", "Forbidden"
        yield "404", "OrganizationNotFound"
    if is_sandbox:
        yield "401", "SandboxTokenRequired"
    if has_content:
        yield "406", "NotAcceptable"
    yield "429", "RateLimited"
    yield "503", "Unavailable"


def _parameters_of(operation: Document, scope: str, *, may_wait: bool) -> Iterator[str]:
    if scope != PUBLIC:
        yield "Organization"
    match operation.get("x-idempotency"):
        case "required":
            yield "RequiredIdempotencyKey"
        case "optional":
            yield "IdempotencyKey"
        case _:
            pass
    if "428" in operation.get("responses", {}):
        yield "IfMatch"
    elif "412" in operation.get("responses", {}):
        yield "OptionalIfMatch"
    if may_wait:
        yield "IfNoneMatch"
        yield "Prefer"


# --- components -----------------------------------------------------------------------------------------------------


def _components(paths: Mapping[str, Any], schemas: Mapping[str, Any]) -> Document:
    used = set(_names_of("responses", paths))
    responses = {
        "NotModified": {"description": "The object is as you have it.", "headers": headers_of(*OF_REFUSALS["NotModified"])}
    }
    responses |= {
        name: {
            "description": "\n".join(_lines_of(those)),
            "headers": headers_of(*OF_REFUSALS.get(name, ())),
            "content": _PROBLEM_CONTENT,
        }
        for name, those in RESPONSES.items()
        if name in used
    }
    return {
        "schemas": dict(sorted(schemas.items())),
        "parameters": copy.deepcopy(dict(PARAMETERS)),
        "headers": copy.deepcopy(dict(HEADERS)),
        "responses": responses,
        "securitySchemes": {
            "bearer": {
                "type": "http",
                "scheme": "bearer",
                "description": "The `access_token` of a session or an OAuth client, or the secret of an API key. \
`x-scopes` says who holds which scope.",
            },
            "oauth_client": {
                "type": "http",
                "scheme": "basic",
                "description": "The `id` of an OAuth client and its `client_secret`; both may stand in the form instead.",
            },
            "sandbox_token": {
                "type": "apiKey",
                "in": "header",
                "name": "Greenlight-Sandbox-Token",
                "description": "Needed where the suite was started with a sandbox token.",
            },
        },
    }


def _used(paths: Mapping[str, Any], schemas: Mapping[str, Any]) -> dict[str, Any]:
    """Choose the schemas that the paths reach; the form of a problem is always among them."""
    found: set[str] = set()
    waiting = {"Problem"} & schemas.keys() | set(_names_of("schemas", paths))
    while waiting:
        name = waiting.pop()
        if name not in schemas:
            message = f"the schema {name} is named but not declared"
            raise ContractError(message)
        found.add(name)
        waiting |= set(_names_of("schemas", schemas[name])) - found
    return {name: schema for name, schema in schemas.items() if name in found}


def _names_of(kind: str, value: Any) -> Iterator[str]:
    """Give the names of the components of a kind that something refers to."""
    if isinstance(value, Mapping):
        reference = value.get("$ref")
        if isinstance(reference, str) and reference.startswith(f"#/components/{kind}/"):
            yield reference.rpartition("/")[2]
        for inner in value.values():
            yield from _names_of(kind, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names_of(kind, inner)


def _problems(problems: Mapping[str, type[Problem]]) -> Document:
    return {
        code: {"status": problem.status, "title": problem.title(), "retryable": problem.retryable}
        for code, problem in sorted(problems.items())
        if problem is not NotHeardOf  # becomes another one before it reaches a caller
    }
