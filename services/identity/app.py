"""The identity service."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.identity.api_keys.routes import router as api_keys
from services.identity.applications.routes import router as applications
from services.identity.credentials.routes import router as credentials
from services.identity.eligibility.routes import router as eligibility
from services.identity.jobs import commands, works
from services.identity.mail.mailer import Mailer, SandboxMailer
from services.identity.member_invitations.routes import router as member_invitations
from services.identity.members.routes import router as members
from services.identity.oauth.routes import internal_routes as oauth_metadata
from services.identity.oauth.routes import router as oauth
from services.identity.oauth_clients.routes import router as oauth_clients
from services.identity.organizations.routes import router as organizations
from services.identity.sessions.routes import router as sessions
from services.identity.social_accounts.routes import router as social_accounts
from services.identity.tables import Model
from services.identity.tokens.routes import internal_routes
from services.identity.tokens.service import ensure_keys
from services.identity.users.passwords import prepare as prepare_passwords
from services.identity.users.routes import router as users
from services.identity.verifications.routes import router as verifications
from shared.platforms import Platform
from shared.platforms.sandbox import SandboxPlatform
from shared.service import Context, Peers, Service, only_in_the_sandbox
from shared.settings import Settings


@dataclass(frozen=True)
class Ports:
    """Identity's ways to the outside."""

    mailer: Mailer
    platforms: Mapping[str, Platform]
    """The social platforms whose accounts can be connected, by name."""


def make_ports(settings: Settings, peers: Peers) -> Ports:
    """Choose the adapters: the sandbox's are the only ones shipped. Raises `SettingsError` in production."""
    only_in_the_sandbox(settings, "the sandbox's mailbox and social platform")
    platforms: list[Platform] = [SandboxPlatform(peers)]
    return Ports(mailer=SandboxMailer(peers), platforms={platform.name: platform for platform in platforms})


async def start(context: Context[Ports]) -> None:
    """See that there is a key to sign with, and that the first sign-in takes no longer than the next."""
    await prepare_passwords()
    async with context.step() as session:
        await ensure_keys(session, context.settings)


service = Service(
    "identity",
    metadata=Model.metadata,
    routers=[
        users,
        sessions,
        credentials,
        organizations,
        members,
        member_invitations,
        api_keys,
        oauth_clients,
        oauth,
        verifications,
        social_accounts,
        eligibility,
        applications,
    ],
    internal=[internal_routes, oauth_metadata],
    commands=commands,
    works=works,
    ports=make_ports,
    on_start=start,
)
create_app = service.create_app
