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


EXPORTS = ExportPolicy(
    version="exports-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    most_rows=100_000,
    lifetime=timedelta(hours=24),
)
