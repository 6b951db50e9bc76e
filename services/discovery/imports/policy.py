"""The policy numbers of imports, each version with its date and region."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ImportPolicy:
    """How much may be brought at once."""

    version: str
    effective_on: date
    region: str
    most_rows: int
    most_bytes: int
    longest_handle: int
    """In characters; more is no handle of any platform."""


IMPORTS = ImportPolicy(
    version="imports-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    most_rows=10_000,
    most_bytes=2 * 1024 * 1024,
    longest_handle=100,
)
