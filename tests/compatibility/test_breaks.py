"""Each kind of breaking change, planted and named; each kind of additive one, planted and let pass."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contracts import __main__ as command
from contracts.breaks import of_api, of_events

Document = dict[str, Any]


def api() -> Document:
    """A contract with one of everything."""
    offer = {
        "type": "object",
        "required": ["id", "state", "price", "terms"],
        "properties": {
            "id": {"type": "string", "pattern": "^off_"},
            "state": {"anyOf": [{"enum": ["sent", "accepted"]}, {"type": "string"}]},
            "turn": {"type": "string", "enum": ["brand", "creator"]},
            "price": {"$ref": "#/components/schemas/Money"},
            "terms": {"anyOf": [{"$ref": "#/components/schemas/Terms"}, {"type": "null"}]},
            "earlier": {"type": "array", "items": {"$ref": "#/components/schemas/Offer"}},
        },
    }
    new_offer = {
        "type": "object",
        "additionalProperties": False,
        "required": ["price"],
        "properties": {
            "price": {
                "allOf": [{"$ref": "#/components/schemas/Money"}, {"properties": {"value": {"minimum": 1}}}],
                "description": "For everything.",
            },
            "message": {"type": "string", "maxLength": 5000, "default": ""},
            "type": {"type": "string", "enum": ["flat", "hybrid"]},
            "anchor": {"oneOf": [{"type": "object", "properties": {"at": {"type": "integer"}}}, {"type": "null"}]},
            "metadata": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 500}},
        },
    }
    money = {
        "type": "object",
        "required": ["value", "currency"],
        "properties": {"value": {"type": "integer"}, "currency": {"type": "string"}},
    }
    answer = {
        "description": "The offer.",
        "headers": {"ETag": {"schema": {"type": "string"}}},
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Offer"}}},
    }
    return {
        "info": {"title": "Offers"},
        "paths": {
            "/v1/offers": {
                "post": {
                    "operationId": "create_offer",
                    "x-scope": "campaigns:write",
                    "parameters": [{"$ref": "#/components/parameters/Key"}],
                    "requestBody": {
                        "required": True,
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewOffer"}}},
                    },
                    "responses": {"201": copy.deepcopy(answer), "409": {"description": "`invalid_state`"}},
                },
                "get": {
                    "operationId": "list_offers",
                    "x-scope": "campaigns:read",
                    "parameters": [
                        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}},
                        {"name": "state", "in": "query", "schema": {"type": "array", "items": {"enum": ["sent", "accepted"]}}},
                    ],
                    "responses": {"200": copy.deepcopy(answer)},
                },
            },
        },
        "components": {
            "parameters": {
                "Key": {"name": "Idempotency-Key", "in": "header", "required": False, "schema": {"type": "string"}},
            },
            "schemas": {
                "Offer": offer,
                "NewOffer": new_offer,
                "Money": money,
                "Terms": {"type": "object", "required": ["days"], "properties": {"days": {"type": "integer"}}},
            },
        },
        "x-scopes": {"campaigns:read": {"keys": True, "roles": ["owner", "viewer"], "staff_roles": []}},
        "x-problems": {"invalid_state": {"status": 409}},
    }


def events() -> Document:
    """Two topics with an event each."""
    payload = {
        "type": "object",
        "required": ["offer_id", "price"],
        "properties": {"offer_id": {"type": "string"}, "price": {"$ref": "#/components/schemas/Money"}},
    }
    sent = {
        "payload": payload,
        "x-key": "offer_id",
        "x-visible": {"fields": ["offer_id", "price"], "scope": "campaigns:read", "to": ["brand_organization_id"]},
    }
    made = {"payload": {"type": "object", "properties": {}}, "x-key": "user_id", "x-visible": None}
    return {
        "channels": {
            "campaigns": {"messages": {"offer.sent": {"$ref": "#/components/messages/offer.sent"}}},
            "identity": {"messages": {"user.made": {"$ref": "#/components/messages/user.made"}}},
        },
        "components": {"messages": {"offer.sent": sent, "user.made": made}, "schemas": {"Money": {"type": "object"}}},
    }


def at(document: Document, path: str) -> Any:
    """Give what stands at a path of words; `/v1/offers` is one word."""
    found: Any = document
    for word in path.replace("/v1/offers", "offers").split("."):
        key = {"offers": "/v1/offers", "json": "application/json", "sent_event": "offer.sent", "made_event": "user.made"}
        found = found[int(word)] if isinstance(found, list) else found[key.get(word, word)]
    return found


def put(path: str, name: str, value: Any) -> Callable[[Document], None]:
    return lambda document: at(document, path).update({name: value})


def drop(path: str, name: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        place = at(document, path)
        place.remove(name) if isinstance(place, list) else place.pop(name)

    return change


def add(path: str, value: Any) -> Callable[[Document], None]:
    return lambda document: at(document, path).append(value)


POST, GET = "paths./v1/offers.post", "paths./v1/offers.get"
OFFER, NEW_OFFER = "components.schemas.Offer", "components.schemas.NewOffer"
HEADER = {"name": "X", "in": "header", "schema": {"type": "string"}}

BREAKING = [
    (drop("paths", "/v1/offers"), ["GET /v1/offers: the operation is gone", "POST /v1/offers: the operation is gone"]),
    (drop("paths./v1/offers", "get"), ["GET /v1/offers: the operation is gone"]),
    (put(GET, "operationId", "offers"), ["GET /v1/offers: the operation was called list_offers and is called offers"]),
    (put(GET, "x-scope", "offers:read"), ["GET /v1/offers: it needed campaigns:read and needs offers:read"]),
    (drop(f"{POST}.responses", "409"), ["POST /v1/offers 409: the answer is gone"]),
    (put(f"{POST}.responses", "202", {"description": "Later."}), ["POST /v1/offers 202: another success than before"]),
    (drop(f"{GET}.responses.200.headers", "ETag"), ["GET /v1/offers 200: the header ETag is gone"]),
    (drop(f"{GET}.responses.200.content", "application/json"), ["GET /v1/offers 200: application/json is gone"]),
    (drop(POST, "requestBody"), ["POST /v1/offers: it takes no body now"]),
    (put(GET, "requestBody", {"required": True}), ["GET /v1/offers: the body is required now"]),
    # parameters
    (drop(POST, "parameters"), ["POST /v1/offers header idempotency-key: the parameter is gone"]),
    (
        put("components.parameters.Key", "required", value=True),
        ["POST /v1/offers header idempotency-key: the parameter is required now"],
    ),
    (add(f"{GET}.parameters", HEADER | {"required": True}), ["GET /v1/offers header x: the parameter is required now"]),
    (put(f"{GET}.parameters.0.schema", "maximum", 50), ["GET /v1/offers query limit: the maximum was 100 and is 50"]),
    (put(f"{GET}.parameters.0.schema", "minimum", 5), ["GET /v1/offers query limit: the minimum was 1 and is 5"]),
    (put(f"{GET}.parameters.0.schema", "type", "string"), ["GET /v1/offers query limit: the type was integer and is string"]),
    (drop(f"{GET}.parameters.1.schema.items.enum", "sent"), ["GET /v1/offers query state[]: the value sent is gone"]),
    # what is asked
    (drop(f"{NEW_OFFER}.properties", "message"), ["NewOffer (asked).message: the field is gone"]),
    (add(f"{NEW_OFFER}.required", "type"), ["NewOffer (asked).type: the field is required now"]),
    (drop(f"{NEW_OFFER}.properties.type.enum", "hybrid"), ["NewOffer (asked).type: the value hybrid is gone"]),
    (put(f"{NEW_OFFER}.properties.message", "enum", ["hi"]), ["NewOffer (asked).message: only some values are taken now"]),
    (put(f"{NEW_OFFER}.properties.message", "maxLength", 80), ["NewOffer (asked).message: the maxLength was 5000 and is 80"]),
    (put(f"{NEW_OFFER}.properties.message", "minLength", 1), ["NewOffer (asked).message: the minLength was None and is 1"]),
    (put(f"{NEW_OFFER}.properties.message", "pattern", "^a"), ["NewOffer (asked).message: the pattern was None and is ^a"]),
    (put(f"{NEW_OFFER}.properties.message", "default", "Hi"), ["NewOffer (asked).message: the default was  and is Hi"]),
    (drop(f"{NEW_OFFER}.properties.anchor.oneOf", {"type": "null"}), ["NewOffer (asked).anchor: the type was null and is object"]),
    (
        put(f"{NEW_OFFER}.properties.price.allOf.1.properties.value", "minimum", 100),
        ["NewOffer (asked).price.value: the minimum was 1 and is 100"],
    ),
    (
        put(f"{NEW_OFFER}.properties.metadata.additionalProperties", "maxLength", 9),
        ["NewOffer (asked).metadata.*: the maxLength was 500 and is 9"],
    ),
    (
        put(f"{NEW_OFFER}.properties.metadata", "additionalProperties", value=False),
        ["NewOffer (asked).metadata: other fields are refused now"],
    ),
    # what is answered
    (drop(f"{OFFER}.properties", "turn"), ["Offer (answered).turn: the field is gone"]),
    (drop(f"{OFFER}.required", "state"), ["Offer (answered).state: the field may be missing now"]),
    (put(f"{OFFER}.properties.id", "pattern", "^ofr_"), ["Offer (answered).id: the pattern was ^off_ and is ^ofr_"]),
    (drop(f"{OFFER}.properties.turn.enum", "brand"), ["Offer (answered).turn: the value brand is gone"]),
    (drop(f"{OFFER}.properties.turn", "enum"), ["Offer (answered).turn: the values were listed and are open now"]),
    (put(f"{OFFER}.properties.turn", "type", ["string", "null"]), ["Offer (answered).turn: the type was string and is null"]),
    (drop("components.schemas.Terms.properties", "days"), ["Offer (answered).terms.days: the field is gone"]),
    (
        put("components.schemas.Money.properties.value", "type", "string"),
        ["Money (answered).value: the type was integer and is string", "NewOffer (asked).price.value: the type was integer and is string"],
    ),
    # the tables
    (drop("x-problems", "invalid_state"), ["problem invalid_state: the code is gone"]),
    (put("x-problems.invalid_state", "status", 400), ["problem invalid_state: the status was 409 and is 400"]),
    (drop("x-scopes", "campaigns:read"), ["scope campaigns:read: it is gone"]),
    (put("x-scopes.campaigns:read", "keys", value=False), ["scope campaigns:read: keys may not hold it now"]),
    (drop("x-scopes.campaigns:read.roles", "viewer"), ["scope campaigns:read: roles viewer does not hold it now"]),
]  # fmt: skip

ADDITIVE = [
    put("paths", "/v1/orders", {"get": {"operationId": "list_orders", "responses": {}}}),
    put("paths./v1/offers", "delete", {"operationId": "forget_offers", "responses": {}}),
    put(GET, "x-scope", "public"),
    put(GET, "summary", "Other words"),
    put(GET, "requestBody", {"content": {"application/json": {"schema": {"type": "object"}}}}),
    put(f"{POST}.requestBody", "required", value=False),
    put(f"{POST}.responses", "402", {"description": "`card_declined`"}),
    put(f"{POST}.responses.201.headers", "Location", {"schema": {"type": "string"}}),
    add(f"{GET}.parameters", HEADER),
    put(f"{GET}.parameters.0.schema", "maximum", 1000),
    put(f"{GET}.parameters.0.schema", "type", "number"),
    put(f"{GET}.parameters.0.schema", "type", ["integer", "null"]),
    add(f"{GET}.parameters.1.schema.items.enum", "declined"),
    put(f"{NEW_OFFER}.properties", "note", {"type": "string"}),
    drop(f"{NEW_OFFER}.required", "price"),
    add(f"{NEW_OFFER}.properties.type.enum", "affiliate"),
    drop(f"{NEW_OFFER}.properties.message", "maxLength"),
    add(f"{NEW_OFFER}.properties.anchor.oneOf", {"type": "string"}),
    put(f"{NEW_OFFER}.properties.price", "description", "For all of it."),
    put(f"{OFFER}.properties", "note", {"type": ["string", "null"]}),
    add(f"{OFFER}.required", "turn"),
    add(f"{OFFER}.properties.turn.enum", "platform"),
    add(f"{OFFER}.properties.state.anyOf.0.enum", "withdrawn"),
    put(f"{OFFER}.properties", "terms", {"$ref": "#/components/schemas/Terms"}),
    put("components.schemas", "Else", {"type": "string"}),
    put("x-problems", "card_declined", {"status": 402}),
    put("x-scopes", "offers:read", {"keys": False, "roles": [], "staff_roles": []}),
]

EVENT_BREAKING = [
    (drop("components.messages", "offer.sent"), ["event offer.sent: it is gone"]),
    (drop("components.messages.sent_event.payload.properties", "price"), ["event offer.sent.price: the field is gone"]),
    (drop("components.messages.sent_event.payload.required", "price"), ["event offer.sent.price: the field may be missing now"]),
    (
        put("components.messages.sent_event.payload.properties.offer_id", "type", "integer"),
        ["event offer.sent.offer_id: the type was string and is integer"],
    ),
    (put("components.schemas.Money", "type", "string"), ["Money (answered): the type was object and is string"]),
    (put("components.messages.sent_event", "x-key", "brand_id"), ["event offer.sent: the key was offer_id and is brand_id"]),
    (put("channels", "campaigns", {"messages": {}}), ["event offer.sent: it is told in another topic"]),
    (
        drop("components.messages.sent_event.x-visible.fields", "price"),
        ["event offer.sent.price: organizations do not see it now"],
    ),
    (
        drop("components.messages.sent_event.x-visible.to", "brand_organization_id"),
        ["event offer.sent: brand_organization_id does not see it now"],
    ),
    (put("components.messages.sent_event", "x-visible", None), ["event offer.sent: organizations do not see it now"]),
    (
        put("components.messages.sent_event.x-visible", "scope", "staff:review"),
        ["event offer.sent: to see it needed campaigns:read and needs staff:review"],
    ),
]

EVENT_ADDITIVE = [
    put("components.messages", "offer.seen", {"payload": {"type": "object"}, "x-key": "offer_id", "x-visible": None}),
    put("components.messages.sent_event.payload.properties", "message", {"type": "string"}),
    put("components.messages.made_event", "x-visible", {"fields": [], "scope": "members:read", "to": []}),
]


@pytest.mark.parametrize(("change", "named"), BREAKING)
def test_a_breaking_change_is_named(change: Callable[[Document], None], named: list[str]) -> None:
    after = api()
    change(after)
    assert of_api(api(), after) == named


@pytest.mark.parametrize("change", ADDITIVE)
def test_an_additive_change_passes(change: Callable[[Document], None]) -> None:
    after = api()
    change(after)
    assert after != api()
    assert of_api(api(), after) == []


@pytest.mark.parametrize(("change", "named"), EVENT_BREAKING)
def test_a_breaking_change_of_an_event_is_named(change: Callable[[Document], None], named: list[str]) -> None:
    after = events()
    change(after)
    assert of_events(events(), after) == named


@pytest.mark.parametrize("change", EVENT_ADDITIVE)
def test_an_additive_change_of_an_event_passes(change: Callable[[Document], None]) -> None:
    after = events()
    change(after)
    assert after != events()
    assert of_events(events(), after) == []


def written(directory: Path, public: Document) -> Path:
    directory.mkdir(exist_ok=True)
    (directory / "public.json").write_text(json.dumps(public))
    (directory / "asyncapi.json").write_text(json.dumps(events()))
    return directory


def test_a_decision_allows_the_break_that_it_names_and_no_other(tmp_path: Path) -> None:
    command.release(written(tmp_path / "before", api()), tmp_path / "released")
    broken = api()
    del broken["paths"]["/v1/offers"]["get"]
    del broken["x-problems"]["invalid_state"]
    now = written(tmp_path / "now", broken)
    decisions = tmp_path / "adr"
    decisions.mkdir()

    assert command.found(now, tmp_path / "released", decisions) == [
        "GET /v1/offers: the operation is gone",
        "problem invalid_state: the code is gone",
    ]
    (decisions / "0099-offers-are-read-elsewhere.md").write_text("# 99\n\nBreaks: `GET /v1/offers: the operation is gone`\n")
    assert command.found(now, tmp_path / "released", decisions) == ["problem invalid_state: the code is gone"]


def test_what_is_released_leaves_out_words_and_keeps_fields_that_are_called_like_them(tmp_path: Path) -> None:
    document = api()
    document["components"]["schemas"]["Offer"]["properties"]["title"] = {"type": "string", "title": "Title"}
    promise = command.promise_of(document)

    assert promise["components"]["schemas"]["Offer"]["properties"]["title"] == {"type": "string"}
    assert "info" not in promise
    assert of_api(promise, document) == of_api(document, promise) == []
    assert of_api(document, api()) == ["Offer (answered).title: the field is gone"]
