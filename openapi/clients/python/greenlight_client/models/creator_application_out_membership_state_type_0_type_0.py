from typing import Literal

CreatorApplicationOutMembershipStateType0Type0 = Literal["active", "suspended"]

CREATOR_APPLICATION_OUT_MEMBERSHIP_STATE_TYPE_0_TYPE_0_VALUES: set[CreatorApplicationOutMembershipStateType0Type0] = {
    "active",
    "suspended",
}


def check_creator_application_out_membership_state_type_0_type_0(value: str) -> CreatorApplicationOutMembershipStateType0Type0:
    if value in CREATOR_APPLICATION_OUT_MEMBERSHIP_STATE_TYPE_0_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CREATOR_APPLICATION_OUT_MEMBERSHIP_STATE_TYPE_0_TYPE_0_VALUES!r}"
    )
