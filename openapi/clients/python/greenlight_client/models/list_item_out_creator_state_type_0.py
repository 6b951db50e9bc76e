from typing import Literal

ListItemOutCreatorStateType0 = Literal["available", "on_vacation", "unavailable"]

LIST_ITEM_OUT_CREATOR_STATE_TYPE_0_VALUES: set[ListItemOutCreatorStateType0] = {
    "available",
    "on_vacation",
    "unavailable",
}


def check_list_item_out_creator_state_type_0(value: str) -> ListItemOutCreatorStateType0:
    if value in LIST_ITEM_OUT_CREATOR_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_ITEM_OUT_CREATOR_STATE_TYPE_0_VALUES!r}")
