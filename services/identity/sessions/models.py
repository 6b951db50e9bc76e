"""The tables of sessions and their tokens. Their times are real time: a moved business clock logs nobody out."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.identity.tables import Model
from shared.db import Row, Versioned, primary_key
from shared.events.identity import SessionId, UserId


class UserSession(Model, Versioned):
    """A person signed in on one device: the family of all tokens that grew from one sign-in."""

    __tablename__ = "sessions"

    id: Mapped[SessionId] = primary_key()
    user_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), index=True)
    ended_at: Mapped[datetime | None]
    """When the person signed out, or an old refresh token came back."""


class AccessToken(Model, Row):
    """A bearer token of minutes."""

    __tablename__ = "access_tokens"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    session_id: Mapped[SessionId] = mapped_column(ForeignKey("sessions.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class RefreshToken(Model, Row):
    """A token that is exchanged once for a new pair."""

    __tablename__ = "refresh_tokens"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    session_id: Mapped[SessionId] = mapped_column(ForeignKey("sessions.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    successor_hash: Mapped[bytes | None]
    """The token that it was exchanged for, last."""
