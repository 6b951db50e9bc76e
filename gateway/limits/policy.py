"""How often a caller may ask: data with a version. Operations are of kinds, so that cheap ones do not use up dear ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gateway.operations import Operation


class Kind(StrEnum):
    """What an operation costs, or guards."""

    READ = "read"
    WRITE = "write"
    SEARCH = "search"
    UPLOAD = "upload"
    SIGN_IN = "sign-in"
    """Whatever is sent without a credential: signing in, signing up, confirming by a secret."""
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds."""

    requests: int
    seconds: int = 60


@dataclass(frozen=True)
class Policy:
    """The limits of one environment."""

    version: str
    credential: Mapping[Kind, Limit]
    """Of one credential, for one acting organization."""
    organization: Mapping[Kind, Limit]
    """Of all credentials that act for one organization."""
    address: Mapping[Kind, Limit]
    """Of one address without a credential; for `SIGN_IN` with one, too."""
    refused_credentials: Limit
    """How many credentials that hold for nothing an address may show."""


SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CLOSED_WITHOUT_STORE = frozenset({Kind.SIGN_IN, Kind.MONEY})
"""Refused while the shared store is away, since nobody counts them together; the others go on, counted by each gateway."""

STRICT = Policy(
    version="2026-11-24",
    credential={
        Kind.READ: Limit(1_200),
        Kind.WRITE: Limit(300),
        Kind.SEARCH: Limit(120),
        Kind.UPLOAD: Limit(300),
        Kind.SIGN_IN: Limit(30),
        Kind.MONEY: Limit(60),
    },
    organization={
        Kind.READ: Limit(6_000),
        Kind.WRITE: Limit(1_500),
        Kind.SEARCH: Limit(600),
        Kind.UPLOAD: Limit(1_500),
        Kind.SIGN_IN: Limit(150),
        Kind.MONEY: Limit(300),
    },
    address={
        Kind.READ: Limit(300),
        Kind.WRITE: Limit(60),
        Kind.SEARCH: Limit(60),
        Kind.UPLOAD: Limit(300),
        Kind.SIGN_IN: Limit(30),
        Kind.MONEY: Limit(30),
    },
    refused_credentials=Limit(60),
)

_BEYOND_ONE_MACHINE = dict.fromkeys(Kind, Limit(600_000))
GENEROUS = Policy(
    version="2026-11-24",
    credential=_BEYOND_ONE_MACHINE,
    organization=_BEYOND_ONE_MACHINE,
    address=_BEYOND_ONE_MACHINE,
    refused_credentials=Limit(600_000),
)
"""For the sandbox: ten thousand requests a second, which a suite on one machine does not reach."""

DESCRIPTIONS: Mapping[Kind, str] = {
    Kind.READ: "What changes nothing, but for searches.",
    Kind.WRITE: "What changes something that is no money; and, without a credential, what asks for a secret that nobody guesses.",
    Kind.SEARCH: "Searches of creators, and comparisons and suggestions of them.",
    Kind.UPLOAD: "What sends and completes files.",
    Kind.SIGN_IN: "What is sent without a credential: signing in, signing up, confirming by a secret."
    " With a credential it counts against the address, too.",
    Kind.MONEY: "What moves money: its `Idempotency-Key` is required.",
}
REFUSED_CREDENTIALS = "refused-credentials"

POLICIES: Mapping[str, Policy | None] = {"strict": STRICT, "generous": GENEROUS, "off": None}

_SEARCHES = frozenset(
    {
        ("GET", "/v1/creators"),
        ("POST", "/v1/creators/search"),
        ("GET", "/v1/creators/{creator_id}/similar"),
        ("POST", "/v1/creator-comparisons"),
        ("POST", "/v1/creator-suggestions"),
    }
)
_WITH_STRONG_SECRETS = frozenset(
    {
        "/v1/sessions/refresh",
        "/v1/oauth/token",
        "/v1/oauth/introspect",
        "/v1/oauth/revoke",
        "/v1/list-approvals/current/decisions",
    }
)
"""Public, but nobody guesses what they ask for; a phone that renews its session must not be kept out with the others."""


def published(policy: Policy) -> dict[str, Any]:
    """Write a policy as the contract shows it: by kind, how many requests of whom in how many seconds."""
    by_whom = {"credential": policy.credential, "organization": policy.organization, "address": policy.address}
    kinds = {
        kind.value: {"description": DESCRIPTIONS[kind], **{who: _shown(limits[kind]) for who, limits in by_whom.items()}}
        for kind in Kind
    }
    refused = "Requests whose credential holds for nothing."
    return {**kinds, REFUSED_CREDENTIALS: {"description": refused, "address": _shown(policy.refused_credentials)}}


def _shown(limit: Limit) -> dict[str, int]:
    return {"requests": limit.requests, "seconds": limit.seconds}


def kind_of(method: str, operation: Operation | None) -> Kind:
    """Tell what kind of operation a request is for; one that the contract does not know counts by its method."""
    method = "GET" if method == "HEAD" else method
    if operation is None:
        return Kind.READ if method in SAFE else Kind.WRITE
    if operation.moves_money:
        return Kind.MONEY
    if (method, operation.path) in _SEARCHES:
        return Kind.SEARCH
    if operation.path.startswith("/v1/uploads") and method not in SAFE:
        return Kind.UPLOAD
    if method == "POST" and operation.is_public and not operation.path.startswith("/v1/sandbox/"):
        return Kind.WRITE if operation.path in _WITH_STRONG_SECRETS else Kind.SIGN_IN
    return Kind.READ if method in SAFE else Kind.WRITE
