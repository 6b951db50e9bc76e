"""The table of access tokens. Their times are real time."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.identity.tables import Model
from shared.db import Row, primary_key
from shared.events.identity import OAuthTokenId

TOKEN_MARK = "glat"  # noqa: S105 - how tokens begin


class OAuthToken(Model, Row):
    """A bearer token of minutes. It lives no longer than the secret that it was got by: what was stolen with one ends with it."""

    __tablename__ = "oauth_tokens"

    id: Mapped[OAuthTokenId] = primary_key()
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    secret_hash: Mapped[bytes] = mapped_column(ForeignKey("oauth_client_secrets.secret_hash", ondelete="CASCADE"), index=True)
    scopes: Mapped[list[str]]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
