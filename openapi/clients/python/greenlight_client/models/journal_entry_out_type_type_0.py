from typing import Literal

JournalEntryOutTypeType0 = Literal[
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

JOURNAL_ENTRY_OUT_TYPE_TYPE_0_VALUES: set[JournalEntryOutTypeType0] = {
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


def check_journal_entry_out_type_type_0(value: str) -> JournalEntryOutTypeType0:
    if value in JOURNAL_ENTRY_OUT_TYPE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {JOURNAL_ENTRY_OUT_TYPE_TYPE_0_VALUES!r}")
