"""ISO 8601 durations of fixed length: weeks, days, hours, minutes, seconds. Pure arithmetic."""

import re
from datetime import timedelta

_FORM = re.compile(
    r"P(?!$)(?:(?P<weeks>[0-9]{1,6})W)?(?:(?P<days>[0-9]{1,6})D)?"
    r"(?:T(?!$)(?:(?P<hours>[0-9]{1,6})H)?(?:(?P<minutes>[0-9]{1,8})M)?(?:(?P<seconds>[0-9]{1,9}(?:\.[0-9]{1,6})?)S)?)?"
)
_CALENDAR = re.compile(r"P(?:[0-9.,]+[YMWD])*[0-9.,]+[YM]")


def parse_duration(text: str) -> timedelta | None:
    """Read a duration such as `P7D` or `PT36H`; None for anything else, also for a negative one."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    return timedelta(**{name: float(value) if "." in value else int(value) for name, value in found.groupdict().items() if value})


def has_calendar_units(text: str) -> bool:
    """Say whether a duration has years or months, which have no fixed length."""
    return _CALENDAR.match(text) is not None
