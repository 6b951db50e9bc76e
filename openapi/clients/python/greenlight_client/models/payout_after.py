from typing import Literal

PayoutAfter = Literal["approval", "publication"]

PAYOUT_AFTER_VALUES: set[PayoutAfter] = {
    "approval",
    "publication",
}


def check_payout_after(value: str) -> PayoutAfter:
    if value in PAYOUT_AFTER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAYOUT_AFTER_VALUES!r}")
