from typing import Literal

DeliverableOutTypeType0 = Literal["carousel", "image", "live", "story", "text", "video"]

DELIVERABLE_OUT_TYPE_TYPE_0_VALUES: set[DeliverableOutTypeType0] = {
    "carousel",
    "image",
    "live",
    "story",
    "text",
    "video",
}


def check_deliverable_out_type_type_0(value: str) -> DeliverableOutTypeType0:
    if value in DELIVERABLE_OUT_TYPE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DELIVERABLE_OUT_TYPE_TYPE_0_VALUES!r}")
