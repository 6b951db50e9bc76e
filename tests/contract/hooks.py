"""What schemathesis is told beside the contract: two checks for what this API promises."""

import os
import re
from typing import Any
from urllib.parse import urlsplit

import httpx
import schemathesis
from schemathesis import Case, CheckContext, HookContext, Response

from demo.people import PASSWORD
from gateway.routes import LONGEST_PATH, LONGEST_QUERY
from tests.contract.rules import RULES, RULES_AT, RULES_OF

_CODE = re.compile(r"^`([a-z0-9_]+)`", re.MULTILINE)

schemathesis.serializer.alias("application/x-ndjson", "application/octet-stream")

IDENTITYS_OWN = "identity_refused"
"""The sandbox's short cut passes identity's refusals on as they are, and says so under this code."""


def documented(case: Case, status: int | str) -> set[str]:
    """Read the problem codes that the contract gives for one status of an operation."""
    contract = case.operation.schema.raw_schema
    answer = case.operation.definition.raw["responses"].get(str(status), {})
    if reference := answer.get("$ref"):
        answer = contract["components"]["responses"][reference.rpartition("/")[2]]
    found = set(_CODE.findall(answer.get("description", "")))
    if IDENTITYS_OWN in found:
        found |= {code for code, problem in contract["x-problems"].items() if problem["status"] == status}
    return found


@schemathesis.check
def answer_is_documented(_context: CheckContext, response: Response, case: Case) -> None:
    """Every status of a success and every code of a refusal stands in the contract of its operation."""
    if response.request.method != case.operation.method.upper():
        return
    if response.status_code < 400:
        responses = case.operation.definition.raw["responses"]
        assert str(response.status_code) in responses, f"{response.status_code} is not in the contract"
        return
    refusal = response.json()
    if "code" not in refusal and "error" in refusal:  # OAuth refuses in a form of its own
        assert str(response.status_code) in case.operation.definition.raw["responses"]
        return
    code = refusal.get("code")
    known = documented(case, response.status_code) | documented(case, "default")
    assert code in known, f"{response.status_code} {code} is not in the contract"


@schemathesis.check
def valid_data_breaks_a_rule(_context: CheckContext, response: Response, case: Case) -> None:
    """What fits the schema is refused only by a rule that no schema can say."""
    # A case that breaks a rule of one header may be called positive as a whole.
    if case.meta is None or not all(part.mode.is_positive for part in (case.meta.generation, *case.meta.components.values())):
        return
    if breaks_a_pattern(case):
        return
    if response.status_code in {400, 422} and "code" not in response.json():
        return  # OAuth's own form
    if response.status_code == 400:
        # Who has joined another organization meanwhile must say for which one they act.
        assert response.json()["code"] == "organization_required", f"valid data is refused by {response.json()['code']}"
    if response.status_code == 422:
        operation_id = case.operation.definition.raw["operationId"]
        beyond = {code for code in rules_in(response.json()) if (operation_id, code) not in RULES_OF} - RULES.keys()
        assert not beyond, f"valid data is refused by {', '.join(sorted(beyond))}"
    if response.status_code == 414:
        address = urlsplit(response.request.url or "")
        assert len(address.path) > LONGEST_PATH or len(address.query) > LONGEST_QUERY, "an address in bounds is too long"


def breaks_a_pattern(case: Case) -> bool:
    """Say whether a header is not what its pattern says: the coverage phase may call one positive that stands for a number."""
    contract = case.operation.schema.raw_schema
    for said in case.operation.definition.raw.get("parameters", ()):
        parameter = contract["components"]["parameters"][said["$ref"].rpartition("/")[2]] if "$ref" in said else said
        pattern = parameter["schema"].get("pattern")
        value = case.headers.get(parameter["name"]) if parameter["in"] == "header" else None
        if pattern is not None and value is not None and not re.search(pattern, value):
            return True
    return False


def rules_in(problem: dict[str, Any]) -> set[str]:
    """Name the rules that a refusal rests on, but for those that no schema can say of their place."""
    return {entry["code"] for entry in problem["errors"] if not _is_beyond_schemas_there(entry)}


def _is_beyond_schemas_there(entry: dict[str, Any]) -> bool:
    ending, _ = RULES_AT.get(entry["code"], (None, ""))
    return ending is not None and re.search(ending, entry["pointer"]) is not None


@schemathesis.hook
def before_call(_context: HookContext, case: Case, _how: dict[str, Any]) -> None:
    """Let a session be ended that nobody else needs, and nobody wait longer than a second for what does not change."""
    if re.fullmatch(r"wait=[0-9]+", case.headers.get("Prefer", "")) and case.headers["Prefer"] != "wait=0":
        case.headers["Prefer"] = "wait=1"
    said = f"Bearer {os.environ['CONTRACT_TOKEN']}"
    if case.operation.definition.raw["operationId"] == "end_current_session" and case.headers.get("Authorization") == said:
        who = {"email": os.environ["CONTRACT_EMAIL"], "password": PASSWORD}
        session = httpx.post(f"{os.environ['CONTRACT_ADDRESS']}/v1/sessions", json=who, trust_env=False, timeout=30).json()
        case.headers["Authorization"] = f"Bearer {session['access_token']}"
