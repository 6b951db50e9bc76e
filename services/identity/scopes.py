"""Every scope, said once: what it lets its holder do, and which of them a key may hold."""

from collections.abc import Mapping
from typing import Literal, get_args

SCOPES: Mapping[str, str] = {
    "organizations:read": "See the organization's own details and verification.",
    "organizations:write": "Change the organization, and have a brand verified.",
    "members:read": "See who belongs to the organization, and who is invited.",
    "members:write": "Invite and remove members, and change their roles.",
    "api_keys:read": "See the organization's API keys and OAuth clients, without their secrets.",
    "api_keys:write": "Make, roll and revoke API keys and OAuth clients.",
    "creators:read": "Search creators; see one's own social accounts and applications.",
    "creators:write": "Keep a creator's profile, social accounts and applications.",
    "lists:read": "See the organization's lists of creators, saved searches, imports and exports.",
    "lists:write": "Keep lists of creators and saved searches; import creators; export lists, and with `creators:read` searches.",
    "campaigns:read": "See campaigns, invitations, applications, offers and orders.",
    "campaigns:write": "Run campaigns; invite, apply, offer, accept and decline.",
    "reviews:read": "See uploads, drafts and publications.",
    "reviews:write": "Hand in drafts and publications, and decide about them.",
    "payouts:read": "See balances, holds, payables, payouts, accounts and tax forms.",
    "payouts:write": "Fund campaigns and have earnings paid out.",
    "payout_accounts:write": "Say where earnings are paid to, and hand in tax forms.",
    "staff:review": "The platform's own: judge brands, creators and drafts.",
    "staff:finance": "The platform's own: look after the money.",
    "staff:disputes": "The platform's own: decide disputes.",
}
"""The table that the contract publishes."""

KeyScope = Literal[
    "organizations:read",
    "members:read",
    "api_keys:read",
    "creators:read",
    "creators:write",
    "lists:read",
    "lists:write",
    "campaigns:read",
    "campaigns:write",
    "reviews:read",
    "reviews:write",
    "payouts:read",
    "payouts:write",
]
"""What a key or OAuth client may hold: not who belongs to the organization, nor which keys it has, nor where its money goes."""

OF_KEYS: frozenset[str] = frozenset(get_args(KeyScope))
