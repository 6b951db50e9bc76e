"""The public contract as a reader has it: each operation says what it is, and each example is right."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from gateway.contract import join
from services import REGISTER
from services.__main__ import service_named
from shared.auth import PUBLIC
from shared.errors import codes

METHODS = ("get", "put", "post", "patch", "delete")


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    """The document that the gateway serves, made from the code as it stands."""
    services = [service_named(name) for name in REGISTER]
    return join({service.name: service.contract(service.create_app()) for service in services}, codes)


def operations_of(contract: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (operation for item in contract["paths"].values() for method, operation in item.items() if method in METHODS)


def schemas_in(value: Any, place: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema with examples, at any depth."""
    if isinstance(value, dict):
        if isinstance(value.get("examples"), list):
            yield place, value
        for name, inner in value.items():
            if name not in {"examples", "example", "default", "enum"}:
                yield from schemas_in(inner, f"{place}/{name.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from schemas_in(inner, f"{place}/{number}")


def wrong_examples(contract: dict[str, Any]) -> list[str]:
    """Name each example that its own schema refuses."""
    registry = Registry().with_resource("urn:contract", Resource(contents=contract, specification=DRAFT202012))
    wrong = []
    for place, schema in schemas_in(contract):
        validator = Draft202012Validator({"$ref": f"urn:contract{place}"}, registry=registry)
        wrong += [f"{place}: {error.message}" for example in schema["examples"] for error in validator.iter_errors(example)]
    return wrong


def test_every_example_validates(contract: dict[str, Any]) -> None:
    assert len(list(schemas_in(contract))) > 100
    assert wrong_examples(contract) == []


def test_a_wrong_example_is_found(contract: dict[str, Any]) -> None:
    planted = {**contract, "x-planted": {"type": "object", "required": ["id"], "examples": [{"name": "no id"}]}}
    assert wrong_examples(planted) == ["#/x-planted: 'id' is a required property"]


def test_every_operation_says_what_it_is_and_how_it_is_refused(contract: dict[str, Any]) -> None:
    silent = []
    for operation in operations_of(contract):
        refusals = [status for status in operation["responses"] if status.startswith("4")]
        if not (operation.get("summary") and operation.get("description") and operation.get("tags")):
            silent.append(operation["operationId"])
        if operation["x-scope"] != PUBLIC and not {"400", "401", "403"} <= set(refusals):
            silent.append(operation["operationId"])
        for status in refusals:
            answer = operation["responses"][status]
            if "$ref" in answer:
                answer = contract["components"]["responses"][answer["$ref"].rpartition("/")[2]]
            if "`" not in answer["description"] or "application/problem+json" not in answer["content"]:
                silent.append(f"{operation['operationId']} {status}: no code")
    assert silent == []


WITHOUT_EXAMPLE_YET = frozenset({"identity"})
"""Services whose bodies have no example of the whole yet."""


@pytest.mark.parametrize("name", sorted(REGISTER.keys() - WITHOUT_EXAMPLE_YET))
def test_every_body_has_an_example_of_the_whole(name: str) -> None:
    service = service_named(name)
    document = service.contract(service.create_app())
    without = []
    for operation in operations_of(document):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            schema = content["schema"]
            named = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
            if not (named.get("examples") or "example" in content or "examples" in content):
                without.append(operation["operationId"])
    assert without == []
