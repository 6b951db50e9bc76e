"""The tables of API keys and their secrets."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.identity.policy import API_KEYS
from services.identity.programs.models import Kind, Program, ProgramSecret
from services.identity.tables import Model
from shared.db import primary_key
from shared.errors import Problem
from shared.events.identity import ApiKeyCreated, ApiKeyId, ApiKeyRevoked, ApiKeyRolled


class TooManyKeys(Problem, status=409, code="too_many_keys"):
    """The organization has as many working keys as it may have: revoke one first."""


class ApiKey(Model, Program):
    """A program whose secret is its credential."""

    __tablename__ = "api_keys"

    id: Mapped[ApiKeyId] = primary_key()


class ApiKeySecret(Model, ProgramSecret):
    """One of a key's secrets."""

    __tablename__ = "api_key_secrets"

    program_id: Mapped[ApiKeyId] = mapped_column("api_key_id", ForeignKey("api_keys.id"), index=True)


KEYS = Kind(
    rows=ApiKey,
    secrets=ApiKeySecret,
    mark="gl",
    policy=API_KEYS,
    too_many=TooManyKeys,
    created=ApiKeyCreated,
    rolled=ApiKeyRolled,
    revoked=ApiKeyRevoked,
)
