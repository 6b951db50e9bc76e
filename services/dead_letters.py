"""Dead letters by command: list them, let one be tried again, or give one up for a reason that is kept."""

import getpass
from typing import Any

from rich.console import Console

from shared.dead_letters import dead_letters, discard_dead_letter, replay_dead_letter
from shared.events import EventId
from shared.process import step_beside
from shared.service import Service
from shared.settings import Settings, SettingsError

console = Console(highlight=False)


def _event_id(event: str) -> EventId:
    try:
        return EventId(event)
    except ValueError as error:
        raise SettingsError(f"{event}: {error}") from None


async def show(settings: Settings, service: Service[Any]) -> None:
    """Print what waits for a person."""
    async with step_beside(service, settings) as session:
        rows: list[Any] = list(await dead_letters(session))
    for row in rows:
        since = f"{row.dead_at:%Y-%m-%d %H:%M:%S}"
        console.print(f"{EventId.of(row.event_id)}  {row.name}  key {row.key}  since {since}  {row.reason}")
    console.print(f"{len(rows)} dead letters in {service.name}")


async def replay(settings: Settings, service: Service[Any], event: str) -> None:
    """Let one be tried again."""
    async with step_beside(service, settings) as session:
        if not await replay_dead_letter(session, _event_id(event)):
            raise SettingsError(f"{service.name} has no dead letter {event}")
    console.print(f"{event} is tried again")


async def discard(settings: Settings, service: Service[Any], event: str, *, reason: str) -> None:
    """Give one up; later events of its key go on."""
    async with step_beside(service, settings) as session:
        if not await discard_dead_letter(session, _event_id(event), service.handlers, by=getpass.getuser(), reason=reason):
            raise SettingsError(f"{service.name} has no dead letter {event}")
    console.print(f"{event} is given up: {reason}")
