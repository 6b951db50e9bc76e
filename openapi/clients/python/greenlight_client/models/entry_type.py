from typing import Literal

EntryType = Literal[
    "funding",
    "hold",
    "payable_ready",
    "payout",
    "payout_failed",
    "payout_paid",
    "payout_returned",
    "refund",
    "release",
    "reversal",
    "withholding",
]

ENTRY_TYPE_VALUES: set[EntryType] = {
    "funding",
    "hold",
    "payable_ready",
    "payout",
    "payout_failed",
    "payout_paid",
    "payout_returned",
    "refund",
    "release",
    "reversal",
    "withholding",
}


def check_entry_type(value: str) -> EntryType:
    if value in ENTRY_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ENTRY_TYPE_VALUES!r}")
