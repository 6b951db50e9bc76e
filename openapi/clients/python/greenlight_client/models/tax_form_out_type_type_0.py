from typing import Literal

TaxFormOutTypeType0 = Literal["w8ben", "w9"]

TAX_FORM_OUT_TYPE_TYPE_0_VALUES: set[TaxFormOutTypeType0] = {
    "w8ben",
    "w9",
}


def check_tax_form_out_type_type_0(value: str) -> TaxFormOutTypeType0:
    if value in TAX_FORM_OUT_TYPE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TAX_FORM_OUT_TYPE_TYPE_0_VALUES!r}")
