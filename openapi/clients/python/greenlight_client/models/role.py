from typing import Literal

Role = Literal["admin", "arbiter", "finance", "manager", "owner", "reviewer", "viewer"]

ROLE_VALUES: set[Role] = {
    "admin",
    "arbiter",
    "finance",
    "manager",
    "owner",
    "reviewer",
    "viewer",
}


def check_role(value: str) -> Role:
    if value in ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ROLE_VALUES!r}")
