"""The public contract as a reader has it: each operation says what it is, and each example is right."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic_core.core_schema import ErrorType
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from gateway.app import check_method
from gateway.limits.policy import Limit
from gateway.operations import Operations
from services.__main__ import service_named
from shared.auth import PUBLIC
from shared.errors import MethodNotAllowed, Problem
from shared.events.identity import OrganizationId, UserId
from shared.inbound import DEEPEST_BODY, LARGEST_BODY, in_words, number_of
from shared.wording import ACRONYMS
from tests.contract.rules import RULES

COUNTED = {"credential", "organization", "address"}
METHODS = ("get", "put", "post", "patch", "delete")

# One worker makes the document, once.
pytestmark = pytest.mark.xdist_group("public contract")


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


def test_every_body_has_an_example_of_the_whole(contract: dict[str, Any]) -> None:
    without = []
    for operation in operations_of(contract):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            schema = content["schema"]
            name = next((one["$ref"].rpartition("/")[2] for one in (schema, *schema.get("anyOf", ())) if "$ref" in one), None)
            named = contract["components"]["schemas"][name] if name else schema
            if named.get("format") != "binary" and not (named.get("examples") or "example" in content or "examples" in content):
                without.append(operation["operationId"])
    assert without == []


def untold_answers(contract: dict[str, Any]) -> list[str]:
    """Name each operation of whose success nothing is said but that it is one."""
    answers = [(one["operationId"], *answer) for one in operations_of(contract) for answer in one["responses"].items()]
    untold = {"", "Successful Response"}
    return [name for name, status, answer in answers if status.startswith("2") and answer.get("description", "") in untold]


def test_every_answer_says_what_comes(contract: dict[str, Any]) -> None:
    assert untold_answers(contract) == []


def test_an_answer_of_which_nothing_is_said_is_found() -> None:
    answers = {"200": {"description": "A toy."}, "201": {"description": "Successful Response"}, "204": {}, "404": {}}
    items = {status: {"get": {"operationId": status, "responses": {status: answer}}} for status, answer in answers.items()}

    assert untold_answers({"paths": items}) == ["201", "204"]


def misspelt(contract: dict[str, Any]) -> list[str]:
    """Name each summary with an acronym that is written as another word."""
    summaries = [str(operation["summary"]) for operation in operations_of(contract)]
    return [said for said in summaries if any(ACRONYMS.get(word.lower(), word) != word for word in said.split())]


def test_acronyms_are_written_as_such(contract: dict[str, Any]) -> None:
    assert misspelt(contract) == []
    assert {"Create API key", "List OAuth clients"} <= {str(operation["summary"]) for operation in operations_of(contract)}


def test_a_misspelt_acronym_is_found() -> None:
    items = {said: {"get": {"summary": said}} for said in ("Create api key", "Api", "Read CSV", "Roll Oauth client")}

    assert misspelt({"paths": items}) == ["Create api key", "Api", "Roll Oauth client"]


def untold_headers(contract: dict[str, Any]) -> list[str]:
    """Name each answer that does not tell of a header that it carries."""
    components = contract["components"]
    untold = []
    for operation in operations_of(contract):
        refs = [one.get("$ref", "").rpartition("/")[2] for one in operation.get("parameters", ())]
        for status, answer in operation["responses"].items():
            whole = components["responses"][answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer
            schema = whole.get("content", {}).get("application/json", {}).get("schema", {})
            named = components["schemas"].get(schema.get("$ref", "").rpartition("/")[2], {})
            is_good = status.startswith("2")
            keeps = {"IdempotencyKey", "RequiredIdempotencyKey"} & set(refs) and not operation["responses"]["409"][
                "description"
            ].count("`answer_not_kept`")
            wanted = {
                "Request-Id": True,
                "RateLimit": is_good,
                "RateLimit-Policy": is_good,
                "Idempotent-Replayed": is_good and keeps,
                "Link": is_good and "cursor" in [one.get("name") for one in operation.get("parameters", ())],
                "ETag": is_good and "version" in named.get("properties", {}),
                "Preference-Applied": "Prefer" in refs and (is_good or status == "304"),
            }
            told = whole.get("headers", {}).keys()
            untold += [
                f"{operation['operationId']} {status} {name}" for name, is_due in wanted.items() if is_due and name not in told
            ]
    return untold


def test_every_answer_tells_of_its_headers(contract: dict[str, Any]) -> None:
    assert untold_headers(contract) == []


def test_a_header_that_is_not_told_of_is_found() -> None:
    parameters = [{"name": "cursor"}, {"$ref": "#/components/parameters/Prefer"}]
    told = dict.fromkeys(("Request-Id", "RateLimit", "RateLimit-Policy"))
    answers = {"200": {"headers": told}, "304": {"$ref": "#/components/responses/NotModified"}, "404": {}}
    listing = {"operationId": "list_toys", "parameters": parameters, "responses": answers}
    making = {"operationId": "make", "parameters": [{"$ref": "#/components/parameters/IdempotencyKey"}]}
    made = {"201": {"headers": told}, "409": {"description": "", "headers": told}}
    paths = {"/v1/toys": {"get": listing, "post": {**making, "responses": made}}}

    assert untold_headers({"paths": paths, "components": {"schemas": {}, "responses": {"NotModified": {"headers": told}}}}) == [
        "list_toys 200 Link",
        "list_toys 200 Preference-Applied",
        "list_toys 304 Preference-Applied",
        "list_toys 404 Request-Id",
        "make 201 Idempotent-Replayed",
    ]


def closed_in_answers(contract: dict[str, Any]) -> list[str]:
    """Name each enum that an answer reaches and that allows no other value."""
    closed: set[str] = set()
    seen: set[str] = set()

    def look(value: Any, place: str) -> None:
        if isinstance(value, list):
            for inner in value:
                look(inner, place)
        if not isinstance(value, dict):
            return
        name = str(value.get("$ref", "")).rpartition("/")[2]
        if "/schemas/" in value.get("$ref", "") and (name not in seen or "enum" in schemas[name]):
            seen.add(name)
            look(schemas[name], place if "enum" in schemas[name] else name)
        if isinstance(value.get("enum"), list):
            closed.add(place)
        is_open = {"type": "string"} in value.get("anyOf", ())
        for keyword, inner in value.items():
            if keyword in {"properties", "patternProperties"}:
                for field, one in inner.items():
                    look(one, f"{place}.{field}")
            elif keyword not in {"examples", "example", "default"} and not (keyword == "anyOf" and is_open):
                look(inner, place)

    schemas = contract["components"]["schemas"]
    look(list(contract["components"].get("responses", {}).values()), "responses")
    for operation in operations_of(contract):
        look(operation["responses"], operation["operationId"])
    return sorted(closed)


def test_every_enum_of_an_answer_is_open(contract: dict[str, Any]) -> None:
    assert closed_in_answers(contract) == []


def test_a_closed_enum_of_an_answer_is_found() -> None:
    colour = {"type": "string", "enum": ["red"]}
    named = {"$ref": "#/components/schemas/Colour"}
    properties = {"a": named, "b": {"anyOf": [named, {"type": "null"}]}, "c": {"anyOf": [named, {"type": "string"}]}, "d": colour}
    schemas = {"Colour": colour, "Toy": {"properties": properties}, "NewToy": {"properties": {"a": named}}}
    content = {"application/json": {"schema": {"items": {"$ref": "#/components/schemas/Toy"}}}}
    paths = {"/v1/toys": {"get": {"operationId": "list_toys", "responses": {"200": {"content": content}}}}}

    assert closed_in_answers({"paths": paths, "components": {"schemas": schemas}}) == ["Toy.a", "Toy.b", "Toy.d"]


def made_up_names(contract: dict[str, Any]) -> list[str]:
    """Name each schema whose name a tool made of others, or numbered."""
    return [name for name in contract["components"]["schemas"] if not re.fullmatch("[A-Z][A-Za-z0-9]*[A-Za-z]", name)]


def test_every_schema_has_a_name_that_somebody_chose(contract: dict[str, Any]) -> None:
    assert made_up_names(contract) == []


@pytest.mark.parametrize("name", ["Listing_OfferOut_", "Listing[OfferOut]", "Terms-Input", "Terms-Output", "OfferOut1"])
def test_a_name_that_was_made_up_is_found(name: str) -> None:
    assert made_up_names({"components": {"schemas": {"OfferListing": {}, name: {}}}}) == [name]


def unknown_limits(contract: dict[str, Any]) -> list[str]:
    """Name each operation of whose limits the table has no numbers."""
    kinds = contract["x-rate-limits"]
    numbers = {name: {who: Limit(**kind[who]) for who in COUNTED if who in kind} for name, kind in kinds.items()}
    return [one["operationId"] for one in operations_of(contract) if numbers.get(one["x-rate-limit"], {}).keys() != COUNTED]


def test_every_operation_has_limits_in_numbers(contract: dict[str, Any]) -> None:
    assert unknown_limits(contract) == []


def test_a_limit_without_numbers_is_found() -> None:
    known = {who: {"requests": 1, "seconds": 60} for who in COUNTED}
    paths = {f"/v1/{kind}": {"get": {"operationId": kind, "x-rate-limit": kind}} for kind in ("read", "free", "word")}

    assert unknown_limits({"paths": paths, "x-rate-limits": {"read": known, "word": {}}}) == ["free", "word"]


def without_bound(contract: dict[str, Any]) -> list[str]:
    """Name each operation that takes JSON and does not say how large it may be."""
    return [
        operation["operationId"]
        for operation in operations_of(contract)
        if "application/json" in operation.get("requestBody", {}).get("content", {})
        and in_words(LARGEST_BODY) not in operation["responses"].get("413", {}).get("description", "")
    ]


def test_a_body_says_how_large_and_how_deep_it_may_be(contract: dict[str, Any]) -> None:
    said = contract["info"]["description"]

    assert in_words(LARGEST_BODY) in said
    assert f"at most {DEEPEST_BODY} deep" in said
    assert without_bound(contract) == []


def test_a_body_without_a_bound_is_found() -> None:
    body = {"content": {"application/json": {}}}
    silent = {
        "operationId": "make_toy",
        "requestBody": body,
        "responses": {"413": {"description": "`body_too_large`: Too large."}},
    }

    assert without_bound({"paths": {"/v1/toys": {"post": silent, "get": {"operationId": "list_toys"}}}}) == ["make_toy"]


def test_what_no_schema_can_say_is_said_by_the_code() -> None:
    source = "\n".join(path.read_text() for root in ("services", "shared") for path in Path(root).rglob("*.py"))
    gone = [code for code in RULES if f'"{code}"' not in source]
    sayable = RULES.keys() & set(get_args(ErrorType))

    assert gone == [], "a rule that nothing refuses by any more is struck from the list"
    assert sayable == set(), "what pydantic checks by itself stands in the schema"


def test_parameters_are_left_out_and_never_null(contract: dict[str, Any]) -> None:
    parameters = [parameter for operation in operations_of(contract) for parameter in operation.get("parameters", ())]
    null = {"type": "null"}

    assert len(parameters) > 300
    assert [one["name"] for one in parameters if null in one.get("schema", {}).get("anyOf", ())] == []


def test_every_text_of_a_request_says_that_it_holds_no_nul(contract: dict[str, Any]) -> None:
    loose: list[str] = []

    def look(schema: dict[str, Any], place: str) -> None:
        if name := schema.get("$ref", "").rpartition("/")[2]:
            schema = contract["components"]["schemas"][name]
        is_bound = schema.keys() & {"pattern", "enum", "const"} or schema.get("format") not in {None, "password"}
        if schema.get("type") == "string" and not is_bound:
            loose.append(place)
        for inner, one in schema.get("properties", {}).items():
            look(one, f"{place}/{inner}")
        for keyword in ("items", "additionalProperties"):
            if isinstance(schema.get(keyword), dict):
                look(schema[keyword], f"{place}/{keyword}")
        for one in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
            look(one, place)

    for operation in operations_of(contract):
        for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
            if media_type == "application/json":
                look(content["schema"], operation["operationId"])
        for parameter in operation.get("parameters", ()):
            look(parameter.get("schema", {"$ref": ""}), f"{operation['operationId']} {parameter.get('name')}")
    assert loose == []


def test_an_address_of_its_own_is_no_id() -> None:
    organization = f"/v1/organizations/{OrganizationId.new()}"
    identity = service_named("identity")

    assert identity.allowed_methods(f"{organization}/members/current") == ["DELETE", "OPTIONS"]
    assert identity.allowed_methods(f"{organization}/members/{UserId.new()}") == ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH"]
    assert identity.allowed_methods("/v1/users/confirm-email") == ["OPTIONS", "POST"]


def test_a_method_that_an_address_does_not_have_is_refused_whoever_asks(contract: dict[str, Any]) -> None:
    operations = Operations(contract)

    check_method("GET", operations.at("/v1/me"))
    check_method("HEAD", operations.at("/v1/me"))
    check_method("POST", operations.at("/v1/known-to-nobody"))
    with pytest.raises(MethodNotAllowed) as refused:
        check_method("GET", operations.at("/v1/users/confirm-email"))
    assert refused.value.headers == {"Allow": "OPTIONS, POST"}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("5.0", 5), ("-0.0", 0), ("6e4", 60_000), ("1.5", 1.5), ("9007199254740991.0", 2**53 - 1),
        ("9007199254740991.4", 9007199254740991.0), ("1e400", float("inf")), ("1e15", 10**15),
    ],
)  # fmt: skip
def test_a_whole_number_is_an_integer_however_it_is_written(written: str, number: float) -> None:
    read = number_of(written)

    assert (read, type(read)) == (number, type(number))


def test_an_id_that_was_never_made_here_says_some_time() -> None:
    assert OrganizationId("org_7zzzzzzzzzzzzzzzzzzzzzzzzz").made_at.year == 9999
    assert OrganizationId("org_00000000000000000000000000").made_at.year == 1970


def test_one_code_has_one_status() -> None:
    with pytest.raises(TypeError, match="declared twice"):
        type("NotFound", (Problem,), {"__doc__": "Elsewhere."}, status=410, code="not_found")
