"""The table of scopes: what operations ask for, roles hold and events need stands in it, each with what it means."""

from services import REGISTER
from services.__main__ import service_named
from services.identity.organizations.roles import Role, published_scopes, scopes_of
from services.identity.scopes import OF_KEYS, SCOPES
from shared.auth import ANY_CREDENTIAL, PERSON, PUBLIC
from shared.events.asyncapi import load_catalogue
from shared.events.identity import OrganizationType

PROMISED = {"staff:finance", "staff:disputes"}
"""Held by roles already; no operation asks for them yet."""


def asked_for() -> set[str]:
    extras = [operation.openapi_extra for name in REGISTER for operation in service_named(name).operations()]
    return {str((extra or {})["x-scope"]) for extra in extras}


def test_the_table_says_what_operations_ask_for_and_nothing_else() -> None:
    asked = asked_for() - {PUBLIC, PERSON, ANY_CREDENTIAL}

    assert asked <= SCOPES.keys()
    assert SCOPES.keys() - asked <= PROMISED
    for scope, meaning in SCOPES.items():
        assert meaning.endswith("."), scope


def test_every_scope_is_held_by_some_role_and_every_role_holds_known_ones() -> None:
    held = {scope for kind in OrganizationType for role in Role for scope in scopes_of(kind, role)}
    assert held == SCOPES.keys()


def test_the_contract_says_who_holds_each_scope_and_what_keys_may_hold() -> None:
    published = published_scopes()

    assert {scope: said["description"] for scope, said in published.items()} == SCOPES
    assert {scope for scope, said in published.items() if said["keys"]} == OF_KEYS
    for role in Role:
        assert {scope for scope, said in published.items() if role in said["roles"]} == scopes_of(OrganizationType.BRAND, role)
        staff = {scope for scope, said in published.items() if role in said["staff_roles"]}
        assert staff == scopes_of(OrganizationType.PLATFORM, role)


def test_events_are_seen_with_a_scope_of_the_table() -> None:
    for name, event in load_catalogue().items():
        assert event.public is None or event.public.scope in SCOPES, name


def test_what_keys_may_hold_is_less_than_what_an_owner_holds() -> None:
    owners = scopes_of(OrganizationType.BRAND, Role.OWNER)
    assert owners >= OF_KEYS
    assert owners - OF_KEYS == {
        "organizations:write",
        "members:write",
        "api_keys:write",
        "payout_accounts:write",
    }
    assert not {scope for scope in OF_KEYS if scope.startswith("staff:")}
