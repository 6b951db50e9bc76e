from typing import Literal

TaxFormType = Literal["w8ben", "w9"]

TAX_FORM_TYPE_VALUES: set[TaxFormType] = {
    "w8ben",
    "w9",
}


def check_tax_form_type(value: str) -> TaxFormType:
    if value in TAX_FORM_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TAX_FORM_TYPE_VALUES!r}")
