"""The review service."""

from services.review.commands import commands
from services.review.drafts.routes import router as drafts
from services.review.handlers import handlers
from services.review.ports import ReviewSettings, make_ports
from services.review.publications.routes import router as publications
from services.review.tables import Model
from services.review.uploads.routes import router as uploads
from services.review.works import works
from shared.service import Service

service = Service(
    "review",
    metadata=Model.metadata,
    routers=[uploads, drafts, publications],
    handlers=handlers,
    commands=commands,
    works=works,
    settings=ReviewSettings,
    ports=make_ports,
)
create_app = service.create_app
