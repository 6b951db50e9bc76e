"""The table of uploads."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.review.tables import Model
from shared.db import Versioned, primary_key
from shared.events.identity import OrganizationId
from shared.events.review import DraftId, UploadId
from shared.states import Move, Side, Stateful


class UploadState(StrEnum):
    """How far a file has come."""

    PENDING = "pending"
    COMPLETE = "complete"
    EXPIRED = "expired"


class Upload(Model, Versioned, Stateful):
    """A file of one organization. The bytes of an attempt only ever grow, so a whole one cannot change."""

    __tablename__ = "uploads"
    __table_args__ = (
        CheckConstraint("size_bytes > 0", name="not_empty"),
        CheckConstraint("(state = 'complete') = (sha256 is not null)", name="complete_when_proven"),
    )

    moves = {
        "complete": Move(Side.OWNER, {UploadState.PENDING}, UploadState.COMPLETE),
        "expire": Move(Side.SYSTEM, {UploadState.PENDING}, UploadState.EXPIRED),
    }

    id: Mapped[UploadId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    state: Mapped[UploadState] = mapped_column(default=UploadState.PENDING)
    filename: Mapped[str]
    content_type: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    attempt: Mapped[int] = mapped_column(default=1)
    """Sending the file again from its beginning is a new attempt, with a key of its own in the store."""
    sha256: Mapped[str | None] = mapped_column(index=True)
    """In lower-case hexadecimal; null until the file is complete."""
    duration_seconds: Mapped[float | None]
    """What the file itself tells; null where it does not."""
    expires_at: Mapped[datetime]
    """When it must be complete, in business time."""
    completed_at: Mapped[datetime | None]
    draft_id: Mapped[DraftId | None]
    """The draft that uses it: no other one may."""

    @property
    def key(self) -> str:
        """Where the store keeps the bytes of the current attempt."""
        return f"{self.id}.{self.attempt}"

    @property
    def is_complete(self) -> bool:
        """Whether it is whole and proven."""
        return self.state is UploadState.COMPLETE
