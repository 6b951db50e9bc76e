"""The notifications service."""

from dataclasses import dataclass, field

from services.notifications.commands import commands
from services.notifications.feeds.routes import router as feeds
from services.notifications.feeds.streams import Streams
from services.notifications.handlers import handlers
from services.notifications.tables import Model
from shared.service import Service


@dataclass(frozen=True)
class Ports:
    """Notifications' ways to the outside."""

    streams: Streams = field(default_factory=Streams)


service = Service(
    "notifications",
    metadata=Model.metadata,
    routers=[feeds],
    handlers=handlers,
    commands=commands,
    ports=lambda _settings, _peers: Ports(),
)
create_app = service.create_app
