from typing import Literal

SavedSearchOutAlertsType0 = Literal["off", "on"]

SAVED_SEARCH_OUT_ALERTS_TYPE_0_VALUES: set[SavedSearchOutAlertsType0] = {
    "off",
    "on",
}


def check_saved_search_out_alerts_type_0(value: str) -> SavedSearchOutAlertsType0:
    if value in SAVED_SEARCH_OUT_ALERTS_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SAVED_SEARCH_OUT_ALERTS_TYPE_0_VALUES!r}")
