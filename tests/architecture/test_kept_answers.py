"""What idempotency keeps of an answer: never a secret, and no address that is as good as one."""

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from gateway import schemas
from services import REGISTER
from services.__main__ import service_named
from shared.auth import PUBLIC
from shared.routing import Operation

CONTRACT: dict[str, Any] = json.loads((Path(__file__).parents[2] / "openapi/public.json").read_text())
SECRETS = {"access_token", "refresh_token", "secret", "client_secret", "token", "password"}
SIGNED = "without a token"
"""Every address that is a permission by itself says that it works so."""
MARK = "CANARY"

OPERATIONS = {str(one.operation_id): one for name in sorted(REGISTER) for one in service_named(name).operations()}
POSTS = [item["post"] for item in CONTRACT["paths"].values() if "post" in item]


def may_be_kept(operation: Operation, *, takes_key: bool) -> bool:
    """Whether an answer may be stored with a key: one that is open to everybody takes a key of who is signed in."""
    return (takes_key or (operation.scope == PUBLIC and not operation.only_reads)) and operation.keeps_answer


def answers_of(declared: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for status, answer in declared["responses"].items():
        if status.startswith("2") and "application/json" in answer.get("content", {}):
            yield answer["content"]["application/json"]["schema"]


def guarded_in(
    schema: Mapping[str, Any], is_guarded: Callable[[str, Mapping[str, Any]], bool], *, seen: tuple[str, ...] = ()
) -> set[str]:
    """Name the members of an answer, at any depth, that nobody else may know."""
    if name := schema.get("$ref", "").rpartition("/")[2]:
        return set() if name in seen else guarded_in(CONTRACT["components"]["schemas"][name], is_guarded, seen=(*seen, name))
    found = {name for name, one in schema.get("properties", {}).items() if is_guarded(name, one)}
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", ()), *schema.get("allOf", ()), *schema.get("oneOf", ())]
    inner += [schema[keyword] for keyword in ("items", "additionalProperties") if isinstance(schema.get(keyword), dict)]
    return found.union(*(guarded_in(one, is_guarded, seen=seen) for one in inner))


def is_secret(name: str, _schema: Mapping[str, Any]) -> bool:
    return name in SECRETS


def is_signed(_name: str, schema: Mapping[str, Any]) -> bool:
    return SIGNED in schema.get("description", "")


def test_an_answer_that_is_kept_has_no_secret_and_no_address_that_is_one() -> None:
    wrong, signing = {}, set()
    for declared in POSTS:
        operation = OPERATIONS[declared["operationId"]]
        secret = {name for answer in answers_of(declared) for name in guarded_in(answer, is_secret)}
        signed = {name for answer in answers_of(declared) for name in guarded_in(answer, is_signed)}
        if may_be_kept(operation, takes_key="x-idempotency" in declared):
            wrong |= {declared["operationId"]: secret} if secret else {}
            wrong |= {declared["operationId"]: signed} if signed and not operation.signs else {}
            signing |= {declared["operationId"]} if signed else set()
    assert wrong == {}
    assert {"create_upload", "complete_upload", "create_draft", "approve_draft"} <= signing
    assert {id for id, operation in OPERATIONS.items() if operation.signs} == signing


def test_who_signs_names_every_such_member() -> None:
    assert guarded_in({"$ref": "#/components/schemas/UploadOut"}, is_signed) == {"url", "download_url"}
    assert guarded_in({"$ref": "#/components/schemas/DraftOut"}, is_signed) == {"url"}
    assert guarded_in({"$ref": "#/components/schemas/ApiKeyWithSecret"}, is_secret) == {"secret"}


@pytest.mark.parametrize(
    "declared", [one for one in POSTS if OPERATIONS[one["operationId"]].signs], ids=lambda one: one["operationId"]
)
def test_what_signs_an_answer_takes_every_such_address_out(declared: dict[str, Any]) -> None:
    signs = OPERATIONS[declared["operationId"]].signs
    assert signs is not None
    for answer in answers_of(declared):
        shown = schemas.example_of(answer, CONTRACT["components"]["schemas"])
        marked = _marked(copy.deepcopy(shown), guarded_in(answer, is_signed))
        assert MARK in json.dumps(marked)
        signs(marked, None)
        assert MARK not in json.dumps(marked)


def _marked(value: Any, names: set[str]) -> Any:
    match value:
        case dict():
            return {name: f"https://x/{MARK}" if name in names else _marked(inner, names) for name, inner in value.items()}
        case list():
            return [_marked(inner, names) for inner in value]
        case _:
            return value
