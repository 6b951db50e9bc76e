from typing import Literal

OfferOutTurnType0Type0 = Literal["brand", "creator", "owner", "staff", "system"]

OFFER_OUT_TURN_TYPE_0_TYPE_0_VALUES: set[OfferOutTurnType0Type0] = {
    "brand",
    "creator",
    "owner",
    "staff",
    "system",
}


def check_offer_out_turn_type_0_type_0(value: str) -> OfferOutTurnType0Type0:
    if value in OFFER_OUT_TURN_TYPE_0_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OFFER_OUT_TURN_TYPE_0_TYPE_0_VALUES!r}")
