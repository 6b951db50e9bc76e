from typing import Literal

DraftOutReviewedByType0Type0 = Literal["automatic", "staff"]

DRAFT_OUT_REVIEWED_BY_TYPE_0_TYPE_0_VALUES: set[DraftOutReviewedByType0Type0] = {
    "automatic",
    "staff",
}


def check_draft_out_reviewed_by_type_0_type_0(value: str) -> DraftOutReviewedByType0Type0:
    if value in DRAFT_OUT_REVIEWED_BY_TYPE_0_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DRAFT_OUT_REVIEWED_BY_TYPE_0_TYPE_0_VALUES!r}")
