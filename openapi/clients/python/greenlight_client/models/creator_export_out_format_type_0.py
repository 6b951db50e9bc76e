from typing import Literal

CreatorExportOutFormatType0 = Literal["csv", "parquet"]

CREATOR_EXPORT_OUT_FORMAT_TYPE_0_VALUES: set[CreatorExportOutFormatType0] = {
    "csv",
    "parquet",
}


def check_creator_export_out_format_type_0(value: str) -> CreatorExportOutFormatType0:
    if value in CREATOR_EXPORT_OUT_FORMAT_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_EXPORT_OUT_FORMAT_TYPE_0_VALUES!r}")
