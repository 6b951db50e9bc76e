from typing import Literal

SuggestionPart = Literal[
    "audience", "authenticity", "deliverables", "engagement", "price", "response", "results", "topic", "views"
]

SUGGESTION_PART_VALUES: set[SuggestionPart] = {
    "audience",
    "authenticity",
    "deliverables",
    "engagement",
    "price",
    "response",
    "results",
    "topic",
    "views",
}


def check_suggestion_part(value: str) -> SuggestionPart:
    if value in SUGGESTION_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SUGGESTION_PART_VALUES!r}")
