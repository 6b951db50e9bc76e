from typing import Literal

Alerts = Literal["off", "on"]

ALERTS_VALUES: set[Alerts] = {
    "off",
    "on",
}


def check_alerts(value: str) -> Alerts:
    if value in ALERTS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERTS_VALUES!r}")
