"""The public contract: the services' documents joined, and refused where they contradict each other."""

import copy
from typing import Any

import pytest

from gateway.contract import ContractError, join, without_sandbox
from gateway.limits.policy import STRICT, published
from shared.errors import codes, problem_schema

ANSWER = {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}}


def operation(name: str, scope: str, **more: Any) -> dict[str, Any]:
    return {"operationId": name, "tags": ["orders"], "summary": name, "responses": {"200": ANSWER}, "x-scope": scope, **more}


def document(paths: dict[str, Any], **schemas: Any) -> dict[str, Any]:
    money = {"type": "object", "properties": {"value": {"type": "integer"}}}
    order = {"type": "object", "properties": {"price": {"$ref": "#/components/schemas/Money"}}}
    return {
        "openapi": "3.1.0",
        "paths": paths,
        "components": {"schemas": {"Problem": problem_schema(), "Money": money, "Order": order, **schemas}},
    }


def documents() -> dict[str, Any]:
    return {
        "campaigns": document(
            {
                "/v1/orders/{id}": {
                    "get": operation("get_order", "campaigns:read", parameters=[{"name": "id", "in": "path", "required": True}]),
                    "post": operation("pay_order", "campaigns:write", **{"x-idempotency": "required"}),
                },
                "/v1/offers": {
                    "post": {
                        **operation("accept", "campaigns:write", **{"x-idempotency": "optional"}),
                        "responses": {"428": {"description": "x"}, "401": {"description": "own"}},
                    }
                },
                "/internal/status": {"get": operation("status", "public")},
            },
            Unused={"type": "string"},
        ),
        "sandbox": document({"/v1/sandbox/clock": {"get": {**operation("get_clock", "public"), "tags": ["sandbox"]}}}),
        "identity": document({"/v1/me": {"get": operation("get_me", "person")}}),
    }


def test_only_what_the_gateway_forwards_is_public() -> None:
    joined = join(documents(), codes)

    assert set(joined["paths"]) == {"/v1/orders/{id}", "/v1/offers", "/v1/sandbox/clock", "/v1/me"}
    assert joined["openapi"] == "3.1.0"
    assert joined["info"]["title"] == "Greenlight"
    assert joined["servers"]
    assert [tag["name"] for tag in joined["tags"]] == ["orders", "sandbox"]
    assert set(joined["components"]["schemas"]) == {"Problem", "Order", "Money"}


def test_each_operation_says_who_may_call_it() -> None:
    paths = join(documents(), codes)["paths"]

    assert paths["/v1/orders/{id}"]["get"]["security"] == [{"bearer": ["campaigns:read"]}]
    assert paths["/v1/me"]["get"]["security"] == [{"bearer": []}]
    assert paths["/v1/sandbox/clock"]["get"]["security"] == [{}, {"sandbox_token": []}]
    assert {"400", "401", "403", "503"} <= paths["/v1/orders/{id}"]["get"]["responses"].keys()
    of_both = paths["/v1/offers"]["post"]["responses"]["401"]["description"].split("\n")
    assert of_both == ["own", f"`unauthenticated`: {codes['unauthenticated'].title()}"]
    assert "403" not in paths["/v1/sandbox/clock"]["get"]["responses"]


def test_headers_that_the_edge_reads_are_parameters() -> None:
    paths = join(documents(), codes)["paths"]

    def named(item: dict[str, Any]) -> list[str]:
        return [parameter.get("$ref", parameter.get("name")).rpartition("/")[2] for parameter in item.get("parameters", [])]

    assert named(paths["/v1/orders/{id}"]["get"]) == ["id", "Organization"]
    assert named(paths["/v1/orders/{id}"]["post"]) == ["Organization", "RequiredIdempotencyKey"]
    assert named(paths["/v1/offers"]["post"]) == ["Organization", "IdempotencyKey", "IfMatch"]
    assert named(paths["/v1/sandbox/clock"]["get"]) == []


def test_an_object_with_a_version_can_be_waited_for_and_changed_as_seen() -> None:
    given = documents()
    properties = {"id": {"type": "string"}, "version": {"type": "integer"}}
    given["campaigns"]["components"]["schemas"]["Order"] = {"type": "object", "properties": properties}
    change = {**operation("change_order", "campaigns:write"), "responses": {"200": ANSWER, "412": {"description": "x"}}}
    given["campaigns"]["paths"]["/v1/orders/{id}"]["patch"] = change
    for other in ("sandbox", "identity"):
        given[other]["components"]["schemas"]["Order"] = given["campaigns"]["components"]["schemas"]["Order"]
    joined = join(given, codes)
    order = joined["paths"]["/v1/orders/{id}"]

    def named(method: str) -> set[str]:
        return {one["$ref"].rpartition("/")[2] for one in order[method]["parameters"] if "$ref" in one}

    assert named("get") == {"Organization", "IfNoneMatch", "Prefer"}
    assert order["get"]["responses"]["304"] == {"$ref": "#/components/responses/NotModified"}
    assert named("post") == {"Organization", "RequiredIdempotencyKey"}
    assert "304" not in order["post"]["responses"]
    assert named("patch") == {"Organization", "OptionalIfMatch"}
    beside = {"get": {"Preference-Applied"}, "post": {"Idempotent-Replayed"}, "patch": set()}
    for method, others in beside.items():
        told = order[method]["responses"]["200"]["headers"].keys()
        assert told == {"ETag", "Request-Id", "RateLimit", "RateLimit-Policy"} | others
    assert {"ETag", "Preference-Applied"} <= joined["components"]["responses"]["NotModified"]["headers"].keys()


def test_the_table_of_scopes_is_published() -> None:
    table = {"campaigns:read": {"description": "See campaigns.", "roles": ["owner"], "staff_roles": [], "keys": True}}

    assert join(documents(), codes, scopes=table)["x-scopes"] == table
    assert join(documents(), codes)["x-scopes"] == {}


def test_answers_that_no_operation_gives_are_left_out() -> None:
    responses = join({"identity": documents()["identity"]}, codes)["components"]["responses"]

    assert {"RateLimited", "Unavailable"} <= responses.keys()
    assert "SandboxTokenRequired" not in responses


def test_every_reference_leads_somewhere() -> None:
    joined = join(documents(), codes)

    def follow(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(reference := value.get("$ref"), str):
                found = joined
                for part in reference.removeprefix("#/").split("/"):
                    found = found[part]
            for inner in value.values():
                follow(inner)
        elif isinstance(value, list):
            for inner in value:
                follow(inner)

    follow(joined)


def test_problems_stand_at_the_top() -> None:
    problems = join(documents(), codes)["x-problems"]

    assert problems["upstream_unavailable"] == {"status": 503, "title": codes["upstream_unavailable"].title(), "retryable": True}
    assert {"address_invalid", "sandbox_token_required", "organization_invalid", "upstream_timeout"} <= problems.keys()
    assert "not_heard_of" not in problems
    assert list(problems) == sorted(problems)


def test_joining_changes_nothing_of_the_services_documents() -> None:
    given = documents()
    before = copy.deepcopy(given)
    first, second = join(given, codes), join(given, codes)

    assert given == before
    assert first == second


def test_contradictions_are_refused_and_named() -> None:
    twice = documents()
    twice["identity"]["paths"]["/v1/me"]["get"]["operationId"] = "get_order"
    with pytest.raises(ContractError, match="get_order is declared twice, by campaigns and by identity"):
        join(twice, codes)

    differing = documents()
    differing["identity"]["components"]["schemas"]["Money"] = {"type": "string"}
    with pytest.raises(ContractError, match="Money has one content in campaigns and another in identity"):
        join(differing, codes)

    astray = documents()
    astray["identity"]["paths"]["/v1/orders"] = astray["identity"]["paths"].pop("/v1/me")
    with pytest.raises(ContractError, match="identity declares /v1/orders"):
        join(astray, codes)


def test_headers_that_a_service_declares_stay_beside_those_of_the_door() -> None:
    given = documents()
    own = {"description": "own", "headers": {"Sunset": {"schema": {"type": "string"}}}}
    given["campaigns"]["paths"]["/v1/offers"]["post"]["responses"] |= {"401": own, "429": own}
    responses = join(given, codes)["paths"]["/v1/offers"]["post"]["responses"]

    assert responses["401"]["headers"].keys() == {"Sunset", "Request-Id"}
    assert responses["429"]["headers"].keys() == {"Sunset", "Request-Id", "Retry-After", "RateLimit", "RateLimit-Policy"}


def test_production_has_no_sandbox() -> None:
    joined = join(documents(), codes)
    reduced = without_sandbox(joined)

    assert "/v1/sandbox/clock" not in reduced["paths"]
    assert "/v1/me" in reduced["paths"]
    assert [tag["name"] for tag in reduced["tags"]] == ["orders"]
    assert "sandbox_token" not in reduced["components"]["securitySchemes"]
    assert "/v1/sandbox/clock" in joined["paths"]
    assert "sandbox_token" in joined["components"]["securitySchemes"]


def test_every_operation_tells_of_limits_and_overload() -> None:
    joined = join(documents(), codes)
    shared = joined["components"]["responses"]

    for item in joined["paths"].values():
        for one in item.values():
            assert one["responses"]["429"] == {"$ref": "#/components/responses/RateLimited"}
            assert one["responses"]["503"] == {"$ref": "#/components/responses/Unavailable"}
            assert ("406" in one["responses"]) == ("200" in one["responses"])
    assert shared["RateLimited"]["headers"].keys() == {"Request-Id", "Retry-After", "RateLimit", "RateLimit-Policy"}
    assert shared["Unavailable"]["headers"].keys() == {"Request-Id", "Retry-After"}
    assert "`overloaded`" in shared["Unavailable"]["description"]
    assert {"rate_limited", "overloaded", "not_acceptable"} <= joined["x-problems"].keys()


def test_every_answer_says_which_headers_it_carries() -> None:
    given = documents()
    fields = {"data": {"type": "array"}, "next_cursor": {"type": "string"}}
    listing = {"description": "A page.", "content": {"application/json": {"schema": {"type": "object", "properties": fields}}}}
    secret = {"200": ANSWER, "409": {"description": "`answer_not_kept`: It held a secret."}}
    given["campaigns"]["paths"] |= {
        "/v1/offers": {"get": {**operation("list_offers", "campaigns:read"), "responses": {"200": listing}}},
        "/v1/orders": {"post": {**operation("make", "campaigns:write"), "responses": secret, "x-idempotency": "optional"}},
    }
    joined = join(given, codes)
    paths = joined["paths"]
    always = {"Request-Id", "RateLimit", "RateLimit-Policy"}

    def named(path: str, method: str, status: str = "200") -> set[str]:
        return set(paths[path][method]["responses"][status]["headers"])

    assert named("/v1/orders/{id}", "get") == always
    assert named("/v1/orders/{id}", "post") == always | {"Idempotent-Replayed"}
    assert named("/v1/orders", "post") == always
    assert named("/v1/orders", "post", "409") == {"Request-Id"}
    assert named("/v1/offers", "get") == always | {"Link"}
    assert all("Request-Id" in answer["headers"] for answer in joined["components"]["responses"].values())


def test_every_operation_says_which_limits_it_counts_against() -> None:
    joined = join(documents(), codes)
    paths = joined["paths"]

    assert paths["/v1/orders/{id}"]["get"]["x-rate-limit"] == "read"
    assert paths["/v1/orders/{id}"]["post"]["x-rate-limit"] == "money"
    assert paths["/v1/offers"]["post"]["x-rate-limit"] == "write"
    assert joined["x-rate-limits"] == published(STRICT)
    assert joined["x-rate-limits"]["money"]["credential"] == {"requests": 60, "seconds": 60}
    assert joined["x-rate-limits"]["refused-credentials"].keys() == {"description", "address"}
