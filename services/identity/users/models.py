"""The table of people."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from services.identity.tables import Model
from shared.db import Versioned, primary_key
from shared.events.identity import UserId


class User(Model, Versioned):
    """A person who can sign in."""

    __tablename__ = "users"

    id: Mapped[UserId] = primary_key()
    email: Mapped[str] = mapped_column(unique=True)
    """In lower case: addresses that differ in case only are one."""
    name: Mapped[str]
    country: Mapped[str]
    date_of_birth: Mapped[date | None]
    password_hash: Mapped[str]
    email_verified_at: Mapped[datetime | None]
    confirmation_token_hash: Mapped[bytes | None] = mapped_column(unique=True)
    """SHA-256 of the token in the e-mail; it stays after its use, so that a second use can be told from an unknown token."""

    @property
    def email_verified(self) -> bool:
        """Whether the person has shown that the address is theirs."""
        return self.email_verified_at is not None
