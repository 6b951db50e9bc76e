from typing import Literal

TaxFormOutStateType0 = Literal["accepted", "expired", "submitted"]

TAX_FORM_OUT_STATE_TYPE_0_VALUES: set[TaxFormOutStateType0] = {
    "accepted",
    "expired",
    "submitted",
}


def check_tax_form_out_state_type_0(value: str) -> TaxFormOutStateType0:
    if value in TAX_FORM_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TAX_FORM_OUT_STATE_TYPE_0_VALUES!r}")
