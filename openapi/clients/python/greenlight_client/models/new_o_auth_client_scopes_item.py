from typing import Literal

NewOAuthClientScopesItem = Literal[
    "api_keys:read",
    "campaigns:read",
    "campaigns:write",
    "creators:read",
    "creators:write",
    "lists:read",
    "lists:write",
    "members:read",
    "organizations:read",
    "payouts:read",
    "payouts:write",
    "reviews:read",
    "reviews:write",
]

NEW_O_AUTH_CLIENT_SCOPES_ITEM_VALUES: set[NewOAuthClientScopesItem] = {
    "api_keys:read",
    "campaigns:read",
    "campaigns:write",
    "creators:read",
    "creators:write",
    "lists:read",
    "lists:write",
    "members:read",
    "organizations:read",
    "payouts:read",
    "payouts:write",
    "reviews:read",
    "reviews:write",
}


def check_new_o_auth_client_scopes_item(value: str) -> NewOAuthClientScopesItem:
    if value in NEW_O_AUTH_CLIENT_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_O_AUTH_CLIENT_SCOPES_ITEM_VALUES!r}")
