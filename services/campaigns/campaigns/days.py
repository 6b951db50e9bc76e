"""Days in a time zone, and the moments at which they begin and end."""

import re
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from shared.schemas import Shown

LAST_SECOND = time(23, 59, 59)
FIRST_YEAR, LAST_YEAR = 2000, 2199
_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def end_of(day: date, zone: str) -> datetime:
    """Tell when a day ends: 23:59:59 in its time zone, given in UTC."""
    return datetime.combine(day, LAST_SECOND, ZoneInfo(zone)).astimezone(UTC)


def start_of(day: date, zone: str) -> datetime:
    """Tell when a day begins in its time zone, given in UTC."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def today(now: datetime, zone: str) -> date:
    """Tell which day it is somewhere."""
    return now.astimezone(ZoneInfo(zone)).date()


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise PydanticCustomError("time_zone_unknown", "not a time zone of the IANA database")
    return name


def _written_as_day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _FORM.fullmatch(value):
        raise PydanticCustomError("day_form", "a day is written YYYY-MM-DD")
    return value


def _within_reach(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PydanticCustomError(
            "day_out_of_reach", "a day lies in the years {first} to {last}", {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return day


Day = Annotated[
    date,
    BeforeValidator(_written_as_day),
    AfterValidator(_within_reach),
    Field(description="A day in the campaign's time zone.", examples=["2027-03-20"]),
    Shown(pattern="^2[01][0-9]{2}-[0-9]{2}-[0-9]{2}$"),
]
TimeZone = Annotated[str, AfterValidator(_known_zone), Field(max_length=64, description="IANA name.", examples=["Europe/Berlin"])]
