"""The policy numbers of imports, each version with its date and region."""

from dataclasses import dataclass
from datetime import date, timedelta


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
    most_under_way: int
    """Imports of one organization that have not ended: what others bring is worked off beside them."""
    asked_again_after: timedelta
    """When one is refused that would be one too many: about as long as a large one takes."""


IMPORTS = ImportPolicy(
    version="imports-2026-02",
    effective_on=date(2026, 1, 1),
    region="*",
    most_rows=10_000,
    most_bytes=2 * 1024 * 1024,
    longest_handle=100,
    most_under_way=10,
    asked_again_after=timedelta(seconds=5),
)
