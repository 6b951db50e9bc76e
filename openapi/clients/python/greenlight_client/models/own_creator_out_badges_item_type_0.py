from typing import Literal

OwnCreatorOutBadgesItemType0 = Literal["complete", "experienced", "responsive"]

OWN_CREATOR_OUT_BADGES_ITEM_TYPE_0_VALUES: set[OwnCreatorOutBadgesItemType0] = {
    "complete",
    "experienced",
    "responsive",
}


def check_own_creator_out_badges_item_type_0(value: str) -> OwnCreatorOutBadgesItemType0:
    if value in OWN_CREATOR_OUT_BADGES_ITEM_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OWN_CREATOR_OUT_BADGES_ITEM_TYPE_0_VALUES!r}")
