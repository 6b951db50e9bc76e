from typing import Literal

VersionOutReviewedByType0Type0 = Literal["automatic", "staff"]

VERSION_OUT_REVIEWED_BY_TYPE_0_TYPE_0_VALUES: set[VersionOutReviewedByType0Type0] = {
    "automatic",
    "staff",
}


def check_version_out_reviewed_by_type_0_type_0(value: str) -> VersionOutReviewedByType0Type0:
    if value in VERSION_OUT_REVIEWED_BY_TYPE_0_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VERSION_OUT_REVIEWED_BY_TYPE_0_TYPE_0_VALUES!r}")
