"""What each role may do: the one table from roles to scopes."""

from enum import StrEnum
from typing import Any

from services.identity.scopes import OF_KEYS, SCOPES
from shared.events.identity import OrganizationType


class Role(StrEnum):
    """What a member is in an organization."""

    OWNER = "owner"
    ADMIN = "admin"
    MANAGER = "manager"
    REVIEWER = "reviewer"
    FINANCE = "finance"
    VIEWER = "viewer"
    ARBITER = "arbiter"
    """The platform's own: decides disputes."""


READS = {"organizations:read", "members:read", "creators:read", "lists:read", "campaigns:read", "reviews:read", "payouts:read"}
WRITES = {
    "organizations:write",
    "creators:write",
    "lists:write",
    "campaigns:write",
    "reviews:write",
    "payouts:write",
    "payout_accounts:write",
}
RULES = {"members:write", "api_keys:read", "api_keys:write"}
"""Who may act for the organization."""

_OF_MEMBERS: dict[Role, set[str]] = {
    Role.OWNER: READS | WRITES | RULES,
    Role.ADMIN: READS | WRITES | RULES,
    Role.MANAGER: READS | {"creators:write", "lists:write", "campaigns:write", "reviews:write"},
    Role.REVIEWER: READS - {"payouts:read"} | {"reviews:write"},
    Role.FINANCE: READS | {"payouts:write", "payout_accounts:write"},
    Role.VIEWER: READS,
}
_OF_STAFF: dict[Role, set[str]] = {
    Role.OWNER: READS | {"staff:review", "staff:finance", "staff:disputes"},
    Role.ADMIN: READS | {"staff:review", "staff:finance", "staff:disputes"},
    Role.REVIEWER: READS - {"payouts:read"} | {"staff:review"},
    Role.FINANCE: READS | {"staff:finance"},
    Role.ARBITER: READS | {"staff:disputes"},
}
_RANKS = {Role.OWNER: 3, Role.ADMIN: 2}
"""Who stands above whom; all others stand side by side."""


def scopes_of(organization_type: OrganizationType, role: Role) -> frozenset[str]:
    """Tell what a role may do in an organization of this type."""
    table = _OF_STAFF if organization_type is OrganizationType.PLATFORM else _OF_MEMBERS
    return frozenset(table.get(role, set()))


def is_above(role: Role, other: Role) -> bool:
    """Say whether a role stands above another one."""
    return _RANKS.get(role, 1) > _RANKS.get(other, 1)


def published_scopes() -> dict[str, Any]:
    """Write the table that the contract publishes: each scope, what it allows, who holds it, and whether a key may."""
    return {
        scope: {
            "description": meaning,
            "roles": sorted(role for role, held in _OF_MEMBERS.items() if scope in held),
            "staff_roles": sorted(role for role, held in _OF_STAFF.items() if scope in held),
            "keys": scope in OF_KEYS,
        }
        for scope, meaning in SCOPES.items()
    }
