"""The table of exports."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.discovery.tables import Model
from shared.db import Versioned, primary_key
from shared.events.discovery import ListId
from shared.events.identity import OrganizationId
from shared.ids import Id
from shared.states import Move, Side, Stateful


class CreatorExportId(Id, prefix="cex"):
    """Creators that an organization takes along as a file."""


class CreatorExportState(StrEnum):
    """Whether the file may be fetched."""

    READY = "ready"
    EXPIRED = "expired"


class ExportFormat(StrEnum):
    """What the file is written in."""

    CSV = "csv"
    PARQUET = "parquet"


class CreatorExport(Model, Versioned, Stateful):
    """What is to be in a file. The file is kept nowhere: it is written whenever somebody fetches it, until `expires_at`."""

    __tablename__ = "creator_exports"
    moves = {"expire": Move(Side.SYSTEM, {CreatorExportState.READY}, CreatorExportState.EXPIRED)}

    id: Mapped[CreatorExportId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    list_id: Mapped[ListId | None] = mapped_column(ForeignKey("lists.id", ondelete="CASCADE"), index=True)
    search: Mapped[dict[str, Any] | None]
    """What was asked for, as it was sent, where it is no list."""
    format: Mapped[ExportFormat]
    state: Mapped[CreatorExportState] = mapped_column(default=CreatorExportState.READY)
    total_count: Mapped[int]
    """Of how many creators it was when it was asked for."""
    row_count: Mapped[int]
    """How many of them the file takes."""
    expires_at: Mapped[datetime]
    """When it may be fetched no more, in business time: its timer acts only at this time."""

    @property
    def download(self) -> str | None:
        """Where the file is fetched."""
        return f"/v1/creator-exports/{self.id}/content" if self.state is CreatorExportState.READY else None
