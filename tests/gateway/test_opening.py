"""Enums are open in answers and closed in requests, whatever the services' documents share."""

import copy
from typing import Any

import pytest

from gateway.contract import ContractError, join
from gateway.opening import open_answers
from shared.errors import codes

REFERENCE = "#/components/schemas/"
STRING = {"type": "string"}


def to(name: str) -> dict[str, Any]:
    return {"$ref": REFERENCE + name}


def of_json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


SCHEMAS: dict[str, Any] = {
    "Colour": {"type": "string", "enum": ["red", "blue"], "title": "Colour"},
    "Size": {"type": "object", "title": "Size", "properties": {"length": {"type": "integer"}}},
    "Look": {
        "type": "object",
        "title": "Look",
        "properties": {
            "colour": {**to("Colour"), "description": "Outside."},
            "inside": {"anyOf": [to("Colour"), {"type": "null"}]},
            "finish": {"type": "string", "enum": ["matt"], "title": "Finish"},
            "shares": {"type": "object", "propertyNames": to("Colour"), "additionalProperties": {"type": "number"}},
            "size": to("Size"),
            "parts": {"type": "array", "items": to("Look")},
        },
    },
    "NewToy": {"type": "object", "title": "NewToy", "properties": {"look": to("Look"), "size": to("Size")}},
    "ToyOut": {
        "type": "object",
        "title": "ToyOut",
        "properties": {
            "object": {"const": "toy"},
            "look": to("Look"),
            "size": to("Size"),
            "state": {"anyOf": [to("Colour"), STRING]},
            "unit": {"enum": ["mm"], "type": "string"},
        },
    },
}
PATHS: dict[str, Any] = {
    "/v1/toys": {
        "post": {"requestBody": of_json(to("NewToy")), "responses": {"201": of_json(to("ToyOut"))}},
        "get": {
            "parameters": [{"name": "colour", "in": "query", "schema": to("Colour")}],
            "responses": {"200": of_json({"type": "array", "items": to("Colour")})},
        },
    }
}


def test_what_both_asks_and_answers_becomes_two() -> None:
    paths, schemas = open_answers(PATHS, SCHEMAS)
    look = schemas["LookOut"]["properties"]

    assert schemas.keys() - SCHEMAS.keys() == {"LookOut"}
    assert {name: schemas[name] for name in ("Colour", "Size", "Look", "NewToy")} == {
        name: SCHEMAS[name] for name in ("Colour", "Size", "Look", "NewToy")
    }
    assert schemas["LookOut"]["title"] == "LookOut"
    assert look["colour"] == {"anyOf": [to("Colour"), STRING], "description": "Outside."}
    assert look["inside"] == {"anyOf": [to("Colour"), STRING, {"type": "null"}]}
    assert look["finish"] == {"anyOf": [{"type": "string", "enum": ["matt"]}, STRING], "title": "Finish"}
    assert look["shares"]["propertyNames"] == {"anyOf": [to("Colour"), STRING]}
    assert look["size"] == to("Size")
    assert look["parts"] == {"type": "array", "items": to("LookOut")}
    toys = paths["/v1/toys"]
    assert toys["post"]["requestBody"] == of_json(to("NewToy"))
    assert toys["get"]["parameters"] == PATHS["/v1/toys"]["get"]["parameters"]
    assert toys["get"]["responses"]["200"] == of_json({"type": "array", "items": {"anyOf": [to("Colour"), STRING]}})


def test_what_only_answers_stays_one() -> None:
    toy = open_answers(PATHS, SCHEMAS)[1]["ToyOut"]

    assert toy["title"] == "ToyOut"
    assert toy["properties"] == {
        **SCHEMAS["ToyOut"]["properties"],
        "look": to("LookOut"),
        "unit": {"anyOf": [{"type": "string", "enum": ["mm"]}, STRING]},
    }


def test_nothing_is_opened_twice_and_nothing_given_is_changed() -> None:
    before = copy.deepcopy((PATHS, SCHEMAS))
    once = open_answers(PATHS, SCHEMAS)

    assert open_answers(*once) == once
    assert before == (PATHS, SCHEMAS)


def test_a_name_that_is_taken_is_refused() -> None:
    named = {"operationId": "make_toy", "x-scope": "public", "tags": ["toys"]}
    paths = {"/v1/offers": {"post": {**PATHS["/v1/toys"]["post"], **named}}}
    schemas = {**SCHEMAS, "LookOut": {"type": "object"}}

    with pytest.raises(ContractError, match="LookOut"):
        join({"campaigns": {"paths": paths, "components": {"schemas": schemas}}}, codes)
