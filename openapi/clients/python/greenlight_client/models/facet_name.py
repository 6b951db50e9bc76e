from typing import Literal

FacetName = Literal[
    "audience_age",
    "audience_country",
    "audience_device",
    "audience_gender",
    "badge",
    "category",
    "country",
    "deliverable_type",
    "format",
    "industry",
    "language",
    "platform",
]

FACET_NAME_VALUES: set[FacetName] = {
    "audience_age",
    "audience_country",
    "audience_device",
    "audience_gender",
    "badge",
    "category",
    "country",
    "deliverable_type",
    "format",
    "industry",
    "language",
    "platform",
}


def check_facet_name(value: str) -> FacetName:
    if value in FACET_NAME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FACET_NAME_VALUES!r}")
