from typing import Literal

ReasonCodeType0 = Literal["account_missing", "below_minimum", "funding_unsettled", "publication_missing", "tax_form_missing"]

REASON_CODE_TYPE_0_VALUES: set[ReasonCodeType0] = {
    "account_missing",
    "below_minimum",
    "funding_unsettled",
    "publication_missing",
    "tax_form_missing",
}


def check_reason_code_type_0(value: str) -> ReasonCodeType0:
    if value in REASON_CODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {REASON_CODE_TYPE_0_VALUES!r}")
