"""The tables of API keys and their secrets. Their times are real time: a moved business clock ends no key."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.identity.tables import Model
from shared.clock import real_now
from shared.db import Row, Versioned, primary_key
from shared.events.identity import ApiKeyId, OrganizationId, UserId
from shared.states import Move, Side, Stateful


class ApiKeyState(StrEnum):
    """Whether a key works."""

    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"


State = ApiKeyState


class ApiKey(Model, Versioned, Stateful):
    """A program that acts for one organization, with scopes of its own, from addresses of its own."""

    __tablename__ = "api_keys"
    moves = {
        "roll": Move(Side.OWNER, {State.ACTIVE}, State.ACTIVE),
        "revoke": Move(Side.OWNER, {State.ACTIVE}, State.REVOKED),
    }

    id: Mapped[ApiKeyId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organizations.id"), index=True)
    created_by: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    state: Mapped[ApiKeyState] = mapped_column(default=ApiKeyState.ACTIVE)
    """Without its time: see `shown_state`."""
    name: Mapped[str]
    scopes: Mapped[list[str]]
    networks: Mapped[list[str]]
    """From where it may be used, as CIDR; from everywhere where there is none."""
    prefix: Mapped[str]
    """How the newest secret begins."""
    last_four: Mapped[str]
    """How the newest secret ends."""
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    """To the minute; a use is no change, and counts in no version."""

    @property
    def shown_state(self) -> ApiKeyState:
        """The state as it is by now: time ends a key by itself."""
        is_over = self.expires_at is not None and self.expires_at <= real_now()
        return State.EXPIRED if is_over and self.state is State.ACTIVE else self.state

    @property
    def is_final(self) -> bool:
        """Whether it will work no more."""
        return self.shown_state is not State.ACTIVE

    def actions_for(self, side: Side | None) -> list[str]:
        """List the moves that this side may make now."""
        return [] if self.is_final else super().actions_for(side)


class ApiKeySecret(Model, Row):
    """One of a key's secrets: the newest, or an earlier one while its overlap lasts."""

    __tablename__ = "api_key_secrets"

    secret_hash: Mapped[bytes] = mapped_column(primary_key=True)
    api_key_id: Mapped[ApiKeyId] = mapped_column(ForeignKey("api_keys.id"), index=True)
    ends_at: Mapped[datetime | None]
    """When the overlap is over; the newest has none."""
