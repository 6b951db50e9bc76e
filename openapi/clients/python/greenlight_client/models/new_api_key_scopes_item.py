from typing import Literal

NewApiKeyScopesItem = Literal[
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

NEW_API_KEY_SCOPES_ITEM_VALUES: set[NewApiKeyScopesItem] = {
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


def check_new_api_key_scopes_item(value: str) -> NewApiKeyScopesItem:
    if value in NEW_API_KEY_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_API_KEY_SCOPES_ITEM_VALUES!r}")
