"""What notifications does when time has passed."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.feeds import service as feeds
from services.notifications.feeds.service import ForgetEvents
from shared.timers import Commands

commands = Commands()


@commands.due(ForgetEvents)
async def forget_events(session: AsyncSession, timer: ForgetEvents, due_at: datetime) -> None:
    """A day's events are old enough."""
    await feeds.forget_on_time(session, due_at)
