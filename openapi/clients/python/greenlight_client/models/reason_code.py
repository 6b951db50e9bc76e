from typing import Literal

ReasonCode = Literal["account_missing", "below_minimum", "funding_unsettled", "publication_missing", "tax_form_missing"]

REASON_CODE_VALUES: set[ReasonCode] = {
    "account_missing",
    "below_minimum",
    "funding_unsettled",
    "publication_missing",
    "tax_form_missing",
}


def check_reason_code(value: str) -> ReasonCode:
    if value in REASON_CODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {REASON_CODE_VALUES!r}")
