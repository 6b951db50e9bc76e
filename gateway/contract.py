"""The public contract: the services' OpenAPI documents joined into the one that a client sees at the gateway."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gateway.limits.policy import kind_of
from gateway.operations import METHODS, read_operation
from gateway.problems import AddressNotAllowed, NotAcceptable, OrganizationInvalid, Overloaded, RateLimited, SandboxTokenRequired
from services import REGISTER, SANDBOX_ONLY, Registered
from shared.auth import PERSON, PUBLIC
from shared.errors import (
    Busy,
    Forbidden,
    MissingScope,
    OrganizationRequired,
    Problem,
    Unauthenticated,
    UpstreamUnavailable,
)

Document = dict[str, Any]

ORGANIZATION_ID = "^org_[0-7][0-9a-hjkmnp-tv-z]{25}$"

_VERSION = re.compile(r"/v1/([^/]+)")

DESCRIPTION = """\
Greenlight brings brands and creators together: find, agree, review, and pay on approval.

Send `Authorization: Bearer …` with the token of a session or the secret of an API key. A key acts for \
its organization. A token names a person; the person acts for their only organization, \
or for the one that `Greenlight-Organization` names, and the answer says it back.

Money is integer minor units with a currency, times are RFC 3339 in UTC, ids carry a prefix that names their type. Every answer \
carries `Request-Id`. Every refusal is `application/problem+json` with a stable `code`."""

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
        "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    },
    "RequiredIdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "description": "This operation moves money: a repeat with the same key acts once and gets the first answer.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    },
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "required": True,
        "description": "The `ETag` of the object as you saw it.",
        "schema": {"type": "string", "examples": ['"v7"']},
    },
}

RESPONSES: Mapping[str, Sequence[type[Problem]]] = {
    "OrganizationRefused": (OrganizationInvalid, OrganizationRequired),
    "Unauthenticated": (Unauthenticated,),
    "SandboxTokenRequired": (SandboxTokenRequired,),
    "Forbidden": (MissingScope, Forbidden, AddressNotAllowed),
    "NotAcceptable": (NotAcceptable,),
    "RateLimited": (RateLimited,),
    "Unavailable": (Overloaded, UpstreamUnavailable, Busy),
}
"""What the door and the edge answer for any operation of a kind."""

LIMIT_HEADERS: Mapping[str, Document] = {
    "RateLimit-Policy": {
        "description": "The limits that this request counts against: `q` requests in `w` seconds.",
        "schema": {"type": "string", "examples": ['"credential-read";q=1200;w=60, "organization-read";q=6000;w=60']},
    },
    "RateLimit": {
        "description": "Where you stand with each of them: `r` requests are left for the next `t` seconds.",
        "schema": {"type": "string", "examples": ['"credential-read";r=1199;t=42, "organization-read";r=5877;t=17']},
    },
}
RETRY_AFTER: Mapping[str, Document] = {
    "Retry-After": {
        "description": "In how many seconds the request may be sent again.",
        "schema": {"type": "integer", "minimum": 1, "examples": [7]},
    },
}
_HEADERS: Mapping[str, Mapping[str, Document]] = {
    "RateLimited": {**RETRY_AFTER, **LIMIT_HEADERS},
    "Unavailable": RETRY_AFTER,
}
"""Which headers the answers to a refusal carry."""

_PROBLEM_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


class ContractError(Exception):
    """Two services contradict each other, or say what the gateway does not forward; the message names them."""


def join(
    documents: Mapping[str, Document],
    problems: Mapping[str, type[Problem]],
    register: Mapping[str, Registered] = REGISTER,
) -> Document:
    """Join the documents, by the name of their service. Raises `ContractError`."""
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
            paths[path] = _public_item(path, item)
            for operation in _operations_of(item):
                _claim(operation_owners, "operation id", operation["operationId"], service)
                tags |= dict.fromkeys(operation.get("tags", []))
        for name, schema in document.get("components", {}).get("schemas", {}).items():
            if schemas.setdefault(name, schema) != schema:
                contradictions.append(f"the schema {name} has one content in {schema_owners[name]} and another in {service}")
            schema_owners.setdefault(name, service)
    if contradictions:
        raise ContractError("; ".join(contradictions))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Greenlight", "version": "1", "description": DESCRIPTION},
        "servers": [{"url": "/", "description": "The gateway that serves this document."}],
        "tags": [{"name": tag} for tag in tags],
        "paths": paths,
        "components": _components(_used(paths, schemas)),
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


def _public_item(path: str, item: Document) -> Document:
    is_sandbox = any(_resource_of(path) in REGISTER[name].resources for name in SANDBOX_ONLY)
    return {
        key: _public_operation(key, path, value, is_sandbox=is_sandbox) if key in METHODS else copy.deepcopy(value)
        for key, value in item.items()
    }


def _public_operation(method: str, path: str, operation: Document, *, is_sandbox: bool) -> Document:
    """Add what the door and the edge ask of every request of this kind."""
    operation = copy.deepcopy(operation)
    read = read_operation(method.upper(), path, operation)
    operation["x-rate-limit"] = kind_of(read.method, read).value
    scope = operation.get("x-scope", PUBLIC)
    operation["security"] = _security(scope, is_sandbox=is_sandbox)
    parameters = operation.setdefault("parameters", [])
    said = {(parameter.get("in"), str(parameter.get("name", "")).lower()) for parameter in parameters}
    for name in _parameters_of(operation, scope):
        if ("header", PARAMETERS[name]["name"].lower()) not in said:
            parameters.append({"$ref": f"#/components/parameters/{name}"})
    if not parameters:
        del operation["parameters"]
    responses = operation.setdefault("responses", {})
    for status, name in _responses_of(scope, is_sandbox=is_sandbox, has_content=bool(read.media_types)):
        responses.setdefault(status, {"$ref": f"#/components/responses/{name}"})
    operation["responses"] = dict(sorted(responses.items()))
    return operation


def _security(scope: str, *, is_sandbox: bool) -> list[Document]:
    if scope != PUBLIC:
        return [{"bearer": [] if scope == PERSON else [scope]}]
    # Needed only where the suite has a sandbox token, so it is shown as one of two ways.
    return [{}, {"sandbox_token": []}] if is_sandbox else []


def _responses_of(scope: str, *, is_sandbox: bool, has_content: bool) -> Iterator[tuple[str, str]]:
    if scope != PUBLIC:
        yield "400", "OrganizationRefused"
        yield "401", "Unauthenticated"
        yield "403", "Forbidden"
    if is_sandbox:
        yield "401", "SandboxTokenRequired"
    if has_content:
        yield "406", "NotAcceptable"
    yield "429", "RateLimited"
    yield "503", "Unavailable"


def _parameters_of(operation: Document, scope: str) -> Iterator[str]:
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


# --- components -----------------------------------------------------------------------------------------------------


def _components(schemas: Mapping[str, Any]) -> Document:
    return {
        "schemas": dict(sorted(schemas.items())),
        "parameters": copy.deepcopy(dict(PARAMETERS)),
        "responses": {
            name: {
                "description": "\n".join(f"`{problem.code}`: {problem.title()}" for problem in those),
                **({"headers": copy.deepcopy(dict(_HEADERS[name]))} if name in _HEADERS else {}),
                "content": _PROBLEM_CONTENT,
            }
            for name, those in RESPONSES.items()
        },
        "securitySchemes": {
            "bearer": {
                "type": "http",
                "scheme": "bearer",
                "description": "The `access_token` of a session, or the secret of an API key.",
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
    waiting = {"Problem"} & schemas.keys() | set(_schema_names(paths))
    while waiting:
        name = waiting.pop()
        if name not in schemas:
            message = f"the schema {name} is named but not declared"
            raise ContractError(message)
        found.add(name)
        waiting |= set(_schema_names(schemas[name])) - found
    return {name: schema for name, schema in schemas.items() if name in found}


def _schema_names(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        reference = value.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/components/schemas/"):
            yield reference.rpartition("/")[2]
        for inner in value.values():
            yield from _schema_names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _schema_names(inner)


def _problems(problems: Mapping[str, type[Problem]]) -> Document:
    return {
        code: {"status": problem.status, "title": problem.title(), "retryable": problem.retryable}
        for code, problem in sorted(problems.items())
        if not problem.late_copy  # becomes another one before it reaches a caller
    }
