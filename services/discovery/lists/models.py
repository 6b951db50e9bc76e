"""The table of lists."""

from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.discovery.tables import Model
from shared.db import Versioned, primary_key
from shared.events.discovery import ListId
from shared.events.identity import OrganizationId


class CreatorList(Model, Versioned):
    """A list of creators. Its entries and its approvals change under its lock."""

    __tablename__ = "lists"
    __table_args__ = (
        UniqueConstraint("organization_id", "external_reference", name="one_list_by_reference"),
        Index("one_list_of_favourites", "organization_id", unique=True, postgresql_where=text("is_favourites")),
    )

    id: Mapped[ListId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    is_favourites: Mapped[bool] = mapped_column(default=False)
    """Whether it is the one that every organization has."""
    item_count: Mapped[int] = mapped_column(default=0)
    renumberings: Mapped[int] = mapped_column(default=0)
    """How often the entries got new positions, in the same order: a cursor that is older finds its place by its entry."""
    metadata_: Mapped[dict[str, Any]] = mapped_column("metadata", default={})
    external_reference: Mapped[str | None]
