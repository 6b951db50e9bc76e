from typing import Literal

OfferOutStateType0 = Literal["accepted", "countered", "declined", "expired", "sent", "withdrawn"]

OFFER_OUT_STATE_TYPE_0_VALUES: set[OfferOutStateType0] = {
    "accepted",
    "countered",
    "declined",
    "expired",
    "sent",
    "withdrawn",
}


def check_offer_out_state_type_0(value: str) -> OfferOutStateType0:
    if value in OFFER_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OFFER_OUT_STATE_TYPE_0_VALUES!r}")
