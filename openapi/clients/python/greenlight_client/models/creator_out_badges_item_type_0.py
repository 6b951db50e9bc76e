from typing import Literal

CreatorOutBadgesItemType0 = Literal["complete", "experienced", "responsive"]

CREATOR_OUT_BADGES_ITEM_TYPE_0_VALUES: set[CreatorOutBadgesItemType0] = {
    "complete",
    "experienced",
    "responsive",
}


def check_creator_out_badges_item_type_0(value: str) -> CreatorOutBadgesItemType0:
    if value in CREATOR_OUT_BADGES_ITEM_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_OUT_BADGES_ITEM_TYPE_0_VALUES!r}")
