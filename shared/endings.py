"""How an operation ends: said once where it is declared, then in its contract and in the headers of each of its answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import formatdate
from typing import Any

from shared.front import Message, Send

HEADERS: Mapping[str, Mapping[str, Any]] = {
    "Deprecation": {
        "description": "Since when nobody should begin to use this operation (RFC 9745): `@` and seconds since 1970.",
        "schema": {"type": "string", "pattern": "^@[0-9]+$", "examples": ["@1798761600"]},
    },
    "Sunset": {
        "description": "When this operation ends (RFC 8594).",
        "schema": {"type": "string", "examples": ["Thu, 01 Jul 2027 00:00:00 GMT"]},
    },
    "Link": {
        "description": 'With `rel="successor-version"`: what to use instead.',
        "schema": {"type": "string", "examples": ['</v1/campaigns>; rel="successor-version"']},
    },
}
"""What each answer of an operation that ends carries, in the words of its contract."""


@dataclass(frozen=True)
class Ending:
    """When an operation ends, and the address of what to use instead."""

    deprecated_on: date
    sunset_on: date
    instead: str

    def told_by(self, send: Send) -> Send:
        """Say so with whatever is answered, a refusal too: who does something wrong is told as well as who does it right."""
        said = {
            "deprecation": f"@{int(_beginning_of(self.deprecated_on).timestamp())}",
            "sunset": formatdate(_beginning_of(self.sunset_on).timestamp(), usegmt=True),
            "link": f'<{self.instead}>; rel="successor-version"',
        }
        headers = [(name.encode(), value.encode()) for name, value in said.items()]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *headers]
            await send(message)

        return send_with_headers

    def extension(self) -> dict[str, Any]:
        """Say so in the contract, beside `deprecated`."""
        ends = {
            "deprecated_at": _written(self.deprecated_on),
            "sunset_at": _written(self.sunset_on),
            "instead": self.instead,
        }
        return {"x-ends": ends}

    @staticmethod
    def declared_in(responses: Mapping[int | str, Mapping[str, Any]], *, success: int) -> dict[int | str, dict[str, Any]]:
        """Declare the headers on every answer of the operation."""
        return {status: {**answer, "headers": dict(HEADERS)} for status, answer in {success: {}, **responses}.items()}


def _beginning_of(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), UTC)


def _written(day: date) -> str:
    return f"{_beginning_of(day):%Y-%m-%dT%H:%M:%SZ}"
