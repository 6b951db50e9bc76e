"""The identity service."""

from dataclasses import dataclass

from services.identity.mail.mailer import Mailer, SandboxMailer
from services.identity.mail.works import works
from services.identity.sessions.routes import router as sessions
from services.identity.tables import Model
from services.identity.tokens.routes import internal_routes
from services.identity.tokens.service import ensure_keys
from services.identity.users.routes import router as users
from shared.service import Context, Peers, Service
from shared.settings import Settings


@dataclass(frozen=True)
class Ports:
    """Identity's ways to the outside."""

    mailer: Mailer


def make_ports(_settings: Settings, peers: Peers) -> Ports:
    """Choose the adapters. The sandbox's are the only ones shipped, and settings refuse them in production."""
    return Ports(mailer=SandboxMailer(peers))


async def start(context: Context[Ports]) -> None:
    """See that there is a key to sign with."""
    async with context.step() as session:
        await ensure_keys(session, context.settings)


service = Service(
    "identity",
    metadata=Model.metadata,
    routers=[users, sessions],
    internal=[internal_routes],
    works=works,
    ports=make_ports,
    on_start=start,
)
create_app = service.create_app
