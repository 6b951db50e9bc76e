"""What notifications does about what anybody tells: whatever is public goes to the feeds of those who may see it."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.feeds import service as feeds
from services.notifications.feeds.content import PUBLIC
from shared.events import Event
from shared.inbox import Handlers

handlers = Handlers()


async def tell_the_feeds(session: AsyncSession, events: Sequence[Event]) -> None:
    """Add the events to their feeds."""
    await feeds.tell(session, events)


for _public in PUBLIC.values():
    handlers.on_many(_public)(tell_the_feeds)
