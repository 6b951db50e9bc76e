from typing import Literal

CreatorImportRowOutStatusType0 = Literal["added", "duplicate", "invalid", "matched", "not_found"]

CREATOR_IMPORT_ROW_OUT_STATUS_TYPE_0_VALUES: set[CreatorImportRowOutStatusType0] = {
    "added",
    "duplicate",
    "invalid",
    "matched",
    "not_found",
}


def check_creator_import_row_out_status_type_0(value: str) -> CreatorImportRowOutStatusType0:
    if value in CREATOR_IMPORT_ROW_OUT_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_IMPORT_ROW_OUT_STATUS_TYPE_0_VALUES!r}")
