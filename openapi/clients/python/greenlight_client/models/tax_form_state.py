from typing import Literal

TaxFormState = Literal["accepted", "expired", "submitted"]

TAX_FORM_STATE_VALUES: set[TaxFormState] = {
    "accepted",
    "expired",
    "submitted",
}


def check_tax_form_state(value: str) -> TaxFormState:
    if value in TAX_FORM_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TAX_FORM_STATE_VALUES!r}")
