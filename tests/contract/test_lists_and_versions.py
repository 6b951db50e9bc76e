"""What holds of every list and of every single object, read from the public contract: what departs from it says why."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

# One worker makes the document, once.
pytestmark = pytest.mark.xdist_group("public contract")

Contract = dict[str, Any]
SYNCED_BY = {"limit", "cursor", "updated_at_min", "sort"}
"""What a client that syncs sends to a list."""

NOT_SYNCED = {
    "list_creators": "a search in orders of its own; who comes to match one is told by a saved search, whose matches sync",
    "search_creators": "the same search by a body",
    "list_similar_creators": "an answer to one question, ranked and complete: no list of rows",
    "suggest_creators": "an answer to one brief, ranked and complete: no list of rows",
    "list_client_list_items": "read by a person, behind a token that ends; times of entries would tell when private notes change",
    "list_creator_import_rows": "a row gets its result once and never changes: whoever syncs waits for the import, which has a version",
    "list_balances": "one line a currency, summed when asked: it has no id and no time, and is always whole",
    "list_faults": "one line for each of three parts of the sandbox's world, always whole",
}

WITHOUT_VERSION = {
    "get_me": "who you are and for whom you may act: a view of several objects",
    "get_credential": "what the caller calls with: a view of a key or a session, which has a version where it is read by its id",
    "get_creator_eligibility": "worked out when asked",
    "get_creator_authenticity": "worked out when asked; `statistics_updated_at` says of what",
    "get_client_list_approval": "what a client is asked: a view of the approval, which has a version where its brand reads it",
    "get_opened_invite_link": "what an invite link asks: a view of the campaign, for whoever has the token",
    "get_saved_search_match": "it never changes: it stands or is gone, and the creator beside it has a version of their own",
    "get_sandbox_clock": "it goes on with every moment",
    "get_journal_entry": "it never changes",
    "get_event": "it never changes",
}


def reads(contract: Contract) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Each operation that answers with one JSON object of ours: (operation, answer, schema of the answer)."""
    for item in contract["paths"].values():
        for operation in item.values():
            for status, answer in operation["responses"].items():
                said = answer.get("content", {}).get("application/json", {}).get("schema", {})
                schema = contract["components"]["schemas"].get(said.get("$ref", "").rpartition("/")[2], said)
                if status.startswith("2") and "properties" in schema:
                    yield operation, answer, schema


def is_listing(schema: dict[str, Any]) -> bool:
    """Say whether an answer is rows of a kind, whatever it calls itself."""
    rows = schema["properties"].get("data", {})
    return rows.get("type") == "array" and "succeeded" not in schema["properties"]  # a batch tells what it did


def parameters_of(contract: Contract, operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The parameters of an operation by name."""
    told = operation.get("parameters", ())
    named = contract["components"]["parameters"]
    return {
        one["name"]: one for parameter in told for one in [named.get(parameter.get("$ref", "").rpartition("/")[2], parameter)]
    }


def lists_that_do_not_sync(contract: Contract) -> set[str]:
    """Name the lists that a phone cannot keep current."""
    found = set()
    for operation, _, schema in reads(contract):
        if is_listing(schema):
            told = parameters_of(contract, operation)
            orders = told.get("sort", {}).get("schema", {}).get("enum", ())
            if not told.keys() >= SYNCED_BY or "updated_at" not in orders or "next_cursor" not in schema["properties"]:
                found.add(operation["operationId"])
    return found


def objects_without_version(contract: Contract) -> set[str]:
    """Name the reads of one object that has no version, or of which the contract does not say how it is used."""
    found = set()
    for item in contract["paths"].values():
        for operation, answer, schema in reads({**contract, "paths": {"": {key: item[key] for key in item.keys() & {"get"}}}}):
            told = parameters_of(contract, operation)
            is_told = (
                "ETag" in answer.get("headers", {})
                and "304" in operation["responses"]
                and {"If-None-Match", "Prefer"} <= told.keys()
            )
            if not is_listing(schema) and not ("version" in schema["properties"] and is_told):
                found.add(operation["operationId"])
    return found


def writes_that_cannot_be_conditional(contract: Contract) -> set[str]:
    """Name the writes to an object with a version that do not take If-Match."""
    found = set()
    for path, item in contract["paths"].items():
        changes = {method: operation for method, operation in item.items() if method in {"post", "put", "patch", "delete"}}
        for operation, answer, _ in reads({**contract, "paths": {"": changes}}):
            told = parameters_of(contract, operation)
            if "{" in path and "200" in operation["responses"] and "ETag" in answer.get("headers", {}) and "If-Match" not in told:
                found.add(operation["operationId"])
    return found


def test_every_list_is_paged_and_syncs_unless_it_says_why_not(contract: Contract) -> None:
    assert sum(is_listing(schema) for _, _, schema in reads(contract)) > 40
    assert lists_that_do_not_sync(contract) == NOT_SYNCED.keys()


@pytest.mark.parametrize("missing", sorted(SYNCED_BY))
def test_a_list_without_one_of_the_parameters_is_found(contract: Contract, missing: str) -> None:
    planted = copy.deepcopy(contract)
    orders = planted["paths"]["/v1/orders"]["get"]
    orders["parameters"] = [one for one in orders["parameters"] if one.get("name") != missing]

    assert lists_that_do_not_sync(planted) - NOT_SYNCED.keys() == {"list_orders"}


def test_a_list_in_another_form_or_without_order_by_change_is_found(contract: Contract) -> None:
    planted = copy.deepcopy(contract)
    planted["paths"]["/v1/toys"] = {
        "get": {
            "operationId": "list_toys",
            "responses": {"200": {"content": {"application/json": {"schema": {"properties": {"data": {"type": "array"}}}}}}},
        }
    }
    [sort] = [one for one in planted["paths"]["/v1/holds"]["get"]["parameters"] if one.get("name") == "sort"]
    sort["schema"]["enum"].remove("updated_at")

    assert lists_that_do_not_sync(planted) - NOT_SYNCED.keys() == {"list_toys", "list_holds"}


def test_every_single_object_has_a_version_unless_it_says_why_not(contract: Contract) -> None:
    assert objects_without_version(contract) == WITHOUT_VERSION.keys()


def test_an_object_without_version_is_found(contract: Contract) -> None:
    planted = copy.deepcopy(contract)
    del planted["components"]["schemas"]["PayoutAccountOut"]["properties"]["version"]
    del planted["paths"]["/v1/orders/{order_id}"]["get"]["responses"]["200"]["headers"]["ETag"]
    del planted["paths"]["/v1/holds/{hold_id}"]["get"]["responses"]["304"]

    assert objects_without_version(planted) - WITHOUT_VERSION.keys() == {"get_payout_account", "get_order", "get_hold"}


def test_whoever_changes_what_has_a_version_may_say_which_one_they_saw(contract: Contract) -> None:
    assert writes_that_cannot_be_conditional(contract) == set()

    planted = copy.deepcopy(contract)
    write = planted["paths"]["/v1/payout-accounts/{payout_account_id}/make-default"]["post"]
    write["parameters"] = [one for one in write["parameters"] if not one.get("$ref", "").endswith("IfMatch")]
    assert writes_that_cannot_be_conditional(planted) == {"make_payout_account_default"}


def test_every_exception_has_its_reason() -> None:
    assert all(len(reason) > 10 for reason in (*NOT_SYNCED.values(), *WITHOUT_VERSION.values()))


REFERRED_TO = {"campaign", "offer", "order", "funding", "payout", "journal_entry"}
"""What a caller's own metadata and reference stand on, copied along from the campaign into the journal."""

NOT_FOUND_BY_REFERENCE = {"list_journal_entries": "found by the order, the funding or the payout that has the reference"}


def objects(contract: Contract) -> Iterator[tuple[str, dict[str, Any]]]:
    """The schema of each kind of object, as it is answered."""
    for schema in contract["components"]["schemas"].values():
        if kind := schema.get("properties", {}).get("object", {}).get("const"):
            yield kind, schema


def without_references(contract: Contract) -> set[str]:
    """Name what has one of metadata and reference and not both, and which of those that must have them do not."""
    both = {"metadata", "external_reference"}
    half = {kind for kind, schema in objects(contract) if len(both & schema["properties"].keys()) == 1}
    whole = {kind for kind, schema in objects(contract) if schema["properties"].keys() >= both}
    return half | REFERRED_TO - whole


def lists_not_found_by_reference(contract: Contract) -> set[str]:
    """Name the lists of what has a reference that are not filtered by it."""
    found = set()
    for operation, _, schema in reads(contract):
        item = schema["properties"].get("data", {}).get("items", {}).get("$ref", "").rpartition("/")[2]
        shown = contract["components"]["schemas"].get(item, {}).get("properties", {})
        if is_listing(schema) and "external_reference" in shown.keys() - parameters_of(contract, operation).keys():
            found.add(operation["operationId"])
    return found


def test_a_callers_own_references_stand_on_everything_from_the_campaign_to_the_journal(contract: Contract) -> None:
    assert without_references(contract) == set()
    assert lists_not_found_by_reference(contract) == NOT_FOUND_BY_REFERENCE.keys()


def test_what_lost_a_reference_is_found(contract: Contract) -> None:
    planted = copy.deepcopy(contract)
    schemas = planted["components"]["schemas"]
    del schemas["JournalEntryOut"]["properties"]["metadata"]
    for name in ("metadata", "external_reference"):
        del schemas["FundingOut"]["properties"][name]
    orders = planted["paths"]["/v1/orders"]["get"]
    orders["parameters"] = [one for one in orders["parameters"] if one.get("name") != "external_reference"]

    assert without_references(planted) == {"journal_entry", "funding"}
    assert lists_not_found_by_reference(planted) - NOT_FOUND_BY_REFERENCE.keys() == {"list_orders"}
