"""The discovery service."""

from services.discovery.handlers import handlers
from services.discovery.jobs import commands, works
from services.discovery.profiles.routes import router as profiles
from services.discovery.search.routes import router as search
from services.discovery.tables import Model
from shared.service import Service

service = Service(
    "discovery",
    metadata=Model.metadata,
    routers=[search, profiles],
    handlers=handlers,
    commands=commands,
    works=works,
)
create_app = service.create_app
