"""The table of what failed. Its times are real time."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from services.identity.tables import Model
from shared.db import Row


class SignInRecord(Model, Row):
    """What is remembered of the attempts for an account, from a network, or for the one from the other."""

    __tablename__ = "sign_in_records"

    key_hash: Mapped[bytes] = mapped_column(primary_key=True)
    """A keyed hash: who tried from where is nobody's to read, not even here."""
    failures: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None]
    free_at: Mapped[datetime | None]
    """When the next attempt may come."""
    signed_in_at: Mapped[datetime | None]
    forget_at: Mapped[datetime] = mapped_column(index=True)
