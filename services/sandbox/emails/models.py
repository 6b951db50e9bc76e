"""The table of e-mails."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from services.sandbox.tables import Model
from shared.db import Row, primary_key
from shared.ids import Id


class EmailId(Id, prefix="eml"):
    """An e-mail in the sandbox's mailbox."""


class Email(Model, Row):
    """An e-mail that was sent."""

    __tablename__ = "emails"
    __table_args__ = (Index("emails_to_somebody", "to", "id"),)

    id: Mapped[EmailId] = primary_key()
    key: Mapped[str] = mapped_column(unique=True)
    """The sender's own: a repeat of the same sending is taken once."""
    type: Mapped[str]
    to: Mapped[str]
    """In lower case."""
    subject: Mapped[str]
    text: Mapped[str]
    links: Mapped[list[str]]
    data: Mapped[dict[str, Any]]
    is_private: Mapped[bool]
    """To a member of the platform's staff: nobody reads it here."""
    sent_at: Mapped[datetime]
