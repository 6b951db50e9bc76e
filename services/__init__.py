"""The register: each service's name, its port, and the public resources (first path segments below /v1) that it serves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Registered:
    """Where a service listens when it has a process of its own, and what it serves."""

    port: int
    resources: frozenset[str]


REGISTER = {
    "identity": Registered(
        8101,
        frozenset(
            {
                "users",
                "sessions",
                "me",
                "organizations",
                "member-invitations",
                "api-keys",
                "credential",
                "oauth-clients",
                "oauth",
                "verifications",
                "social-accounts",
                "creator-eligibility",
                "creator-applications",
            }
        ),
    ),
    "discovery": Registered(
        8102,
        frozenset(
            {
                "creators",
                "creator-comparisons",
                "creator-exports",
                "creator-imports",
                "creator-suggestions",
                "list-approvals",
                "lists",
                "saved-searches",
            }
        ),
    ),
    "campaigns": Registered(
        8103,
        frozenset(
            {
                "campaigns",
                "invitations",
                "invite-links",
                "invite-link-acceptances",
                "opportunities",
                "applications",
                "offers",
                "orders",
            }
        ),
    ),
    "review": Registered(8104, frozenset({"uploads", "drafts", "publications"})),
    "payouts": Registered(
        8105,
        frozenset({"fundings", "balances", "holds", "payables", "payout-accounts", "tax-forms", "payouts", "ledger"}),
    ),
    "sandbox": Registered(8106, frozenset({"sandbox"})),
    "notifications": Registered(8107, frozenset({"events"})),
}

SANDBOX_ONLY = frozenset({"sandbox"})
"""Services that production does not have."""
