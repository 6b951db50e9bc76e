from typing import Literal

PointsOutCodeType0 = Literal[
    "audience", "authenticity", "deliverables", "engagement", "price", "response", "results", "topic", "views"
]

POINTS_OUT_CODE_TYPE_0_VALUES: set[PointsOutCodeType0] = {
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


def check_points_out_code_type_0(value: str) -> PointsOutCodeType0:
    if value in POINTS_OUT_CODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {POINTS_OUT_CODE_TYPE_0_VALUES!r}")
