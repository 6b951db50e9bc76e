from typing import Literal

PaymentType = Literal["flat"]

PAYMENT_TYPE_VALUES: set[PaymentType] = {
    "flat",
}


def check_payment_type(value: str) -> PaymentType:
    if value in PAYMENT_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAYMENT_TYPE_VALUES!r}")
