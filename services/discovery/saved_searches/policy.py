"""The policy numbers of saved searches, each version with its date and region."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class SavedSearchPolicy:
    """How much an organization may ask to be told."""

    version: str
    effective_on: date
    region: str
    most_searches: int
    """Of one organization."""
    most_alerts_a_day: int
    """Of one search: what comes sooner is bundled."""
    most_creators_an_alert: int
    """Whom one alert names; it counts the others."""

    @property
    def pause(self) -> timedelta:
        """Between two alerts of one search, in business time."""
        return timedelta(days=1) / self.most_alerts_a_day


SAVED_SEARCHES = SavedSearchPolicy(
    version="saved-searches-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    most_searches=200,
    most_alerts_a_day=24,
    most_creators_an_alert=100,
)
