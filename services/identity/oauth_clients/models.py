"""The tables of OAuth clients and their secrets."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.identity.policy import OAUTH
from services.identity.programs.models import Kind, Program, ProgramSecret
from services.identity.tables import Model
from shared.db import primary_key
from shared.errors import Problem
from shared.events.identity import OAuthClientCreated, OAuthClientId, OAuthClientRevoked, OAuthClientRolled


class TooManyOAuthClients(Problem, status=409, code="too_many_oauth_clients"):
    """The organization has as many working OAuth clients as it may have: revoke one first."""


class OAuthClient(Model, Program):
    """A program that exchanges its secret for access tokens, and acts by those."""

    __tablename__ = "oauth_clients"

    id: Mapped[OAuthClientId] = primary_key()

    @property
    def oauth_client_id(self) -> OAuthClientId:
        """What its events call it."""
        return self.id


class OAuthClientSecret(Model, ProgramSecret):
    """One of a client's secrets."""

    __tablename__ = "oauth_client_secrets"

    program_id: Mapped[OAuthClientId] = mapped_column("oauth_client_id", ForeignKey("oauth_clients.id"), index=True)


CLIENTS = Kind(
    rows=OAuthClient,
    secrets=OAuthClientSecret,
    mark="glcs",
    policy=OAUTH,
    too_many=TooManyOAuthClients,
    created=OAuthClientCreated,
    rolled=OAuthClientRolled,
    revoked=OAuthClientRevoked,
)
