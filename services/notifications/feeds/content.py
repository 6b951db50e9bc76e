"""What of an event is shown, and to whom: read from its declaration."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services import REGISTER
from shared.events import Event, Public
from shared.events.asyncapi import load_catalogue
from shared.events.identity import OrganizationId

PUBLIC: Mapping[str, type[Event]] = {name: event for name, event in sorted(load_catalogue().items()) if event.public}
"""Every public event by its wire name."""

_PAGES = frozenset(resource for registered in REGISTER.values() for resource in registered.resources)


@dataclass(frozen=True)
class Subject:
    """What an event speaks of, and where it is read."""

    object: str
    id: str
    path: str


def declared(event: Event) -> Public:
    """Give who may see a public event."""
    assert event.public is not None, event.wire_name
    return event.public


def seen_by(event: Event) -> list[OrganizationId]:
    """List the organizations that may see an event, each once."""
    named = [getattr(event, field) for field in declared(event).to]
    return list(dict.fromkeys(organization for organization in named if organization is not None))


def shown(event: Event) -> dict[str, Any]:
    """Give the declared fields, as JSON."""
    return event.model_dump(mode="json", include=set(declared(event).fields))


def subject_of(event: Event) -> Subject:
    """Tell what an event speaks of: the noun of its name where that can be read by itself, else the noun of its key."""
    noun = event.wire_name.partition(".")[0]
    if not (hasattr(event, f"{noun}_id") and _page(noun) in _PAGES):
        noun = event.key_field.removesuffix("_id")
    id = str(getattr(event, f"{noun}_id"))
    return Subject(noun, id, f"/v1/{_page(noun)}/{id}")


def _page(noun: str) -> str:
    page = noun.replace("_", "-")
    return f"{page}es" if page.endswith("ch") else f"{page}s"
