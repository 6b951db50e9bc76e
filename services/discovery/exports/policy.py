"""The policy numbers of exports, each version with its date and region."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class ExportPolicy:
    """How much may be taken along, and for how long."""

    version: str
    effective_on: date
    region: str
    most_rows: int
    lifetime: timedelta
    """For so long a file may be fetched, as often as one likes."""
    most_at_once: int
    """Files on their way in one process. Two that are read fast keep its loop busy by themselves, and a third leaves room
    beside who reads slowly: a request then waits up to 20 ms for each of its turns (measured, 95 of 100), with a fourth 35."""
    most_at_once_of_one: int
    """Of one organization: fewer, so that none keeps everybody else from their files."""
    asked_again_after: timedelta
    """When one is refused that would be one too many: a file of ten thousand rows has come to its end by then."""


EXPORTS = ExportPolicy(
    version="exports-2026-02",
    effective_on=date(2026, 1, 1),
    region="*",
    most_rows=100_000,
    lifetime=timedelta(hours=24),
    most_at_once=3,
    most_at_once_of_one=2,
    asked_again_after=timedelta(seconds=5),
)
