from typing import Literal

CreatorPartBadgesItemType0 = Literal["complete", "experienced", "responsive"]

CREATOR_PART_BADGES_ITEM_TYPE_0_VALUES: set[CreatorPartBadgesItemType0] = {
    "complete",
    "experienced",
    "responsive",
}


def check_creator_part_badges_item_type_0(value: str) -> CreatorPartBadgesItemType0:
    if value in CREATOR_PART_BADGES_ITEM_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_PART_BADGES_ITEM_TYPE_0_VALUES!r}")
