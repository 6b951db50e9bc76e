"""How an operation ends: said once where it is declared, and in the headers of each of its answers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import formatdate

from fastapi import Response


@dataclass(frozen=True)
class Ending:
    """When an operation ends, and the address of what to use instead."""

    deprecated_on: date
    sunset_on: date
    instead: str

    def announce(self, response: Response) -> None:
        """Say so with an answer: RFC 9745 and RFC 8594."""
        response.headers["Deprecation"] = f"@{_second_of(self.deprecated_on)}"
        response.headers["Sunset"] = formatdate(_second_of(self.sunset_on), usegmt=True)
        response.headers.append("Link", f'<{self.instead}>; rel="successor-version"')


def _second_of(day: date) -> int:
    return int(datetime.combine(day, datetime.min.time(), UTC).timestamp())
