from typing import Literal

ListTaxFormsSort = Literal["created_at", "updated_at"]

LIST_TAX_FORMS_SORT_VALUES: set[ListTaxFormsSort] = {
    "created_at",
    "updated_at",
}


def check_list_tax_forms_sort(value: str) -> ListTaxFormsSort:
    if value in LIST_TAX_FORMS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_TAX_FORMS_SORT_VALUES!r}")
