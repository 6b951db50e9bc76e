from typing import Literal

Reviewer = Literal["automatic", "staff"]

REVIEWER_VALUES: set[Reviewer] = {
    "automatic",
    "staff",
}


def check_reviewer(value: str) -> Reviewer:
    if value in REVIEWER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {REVIEWER_VALUES!r}")
