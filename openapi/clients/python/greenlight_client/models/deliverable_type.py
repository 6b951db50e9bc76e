from typing import Literal

DeliverableType = Literal["carousel", "image", "live", "story", "text", "video"]

DELIVERABLE_TYPE_VALUES: set[DeliverableType] = {
    "carousel",
    "image",
    "live",
    "story",
    "text",
    "video",
}


def check_deliverable_type(value: str) -> DeliverableType:
    if value in DELIVERABLE_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DELIVERABLE_TYPE_VALUES!r}")
