from typing import Literal

ClientItemOutCreatorStateType0 = Literal["available", "on_vacation", "unavailable"]

CLIENT_ITEM_OUT_CREATOR_STATE_TYPE_0_VALUES: set[ClientItemOutCreatorStateType0] = {
    "available",
    "on_vacation",
    "unavailable",
}


def check_client_item_out_creator_state_type_0(value: str) -> ClientItemOutCreatorStateType0:
    if value in CLIENT_ITEM_OUT_CREATOR_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CLIENT_ITEM_OUT_CREATOR_STATE_TYPE_0_VALUES!r}")
