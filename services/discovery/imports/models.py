"""The tables of imports and of their rows."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, func, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from services.discovery.profiles.models import Creator
from services.discovery.tables import Model
from shared.db import Versioned, primary_key
from shared.events.discovery import CreatorImportId, ListId
from shared.events.identity import CreatorId, OrganizationId
from shared.states import Move, Side, Stateful


class CreatorImportState(StrEnum):
    """How far an import is."""

    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


class RowStatus(StrEnum):
    """What became of one row."""

    ADDED = "added"
    MATCHED = "matched"
    NOT_FOUND = "not_found"
    DUPLICATE = "duplicate"
    INVALID = "invalid"


class RowProblem(StrEnum):
    """Why a row did not do what it was meant to."""

    HANDLE_INVALID = "handle_invalid"
    PLATFORM_INVALID = "platform_invalid"
    NOT_FOUND = "not_found"
    REPEATED = "repeated"
    ALREADY_IN_LIST = "already_in_list"
    LIST_FULL = "list_full"


State = CreatorImportState

UNDER_WAY = {State.PENDING, State.RUNNING}


class CreatorImport(Model, Versioned, Stateful):
    """Handles that are looked for, batch by batch, each batch under this row's lock."""

    __tablename__ = "creator_imports"
    moves = {
        "begin": Move(Side.SYSTEM, {State.PENDING}, State.RUNNING),
        "complete": Move(Side.SYSTEM, {State.RUNNING}, State.COMPLETED),
        "fail": Move(Side.SYSTEM, {State.RUNNING}, State.FAILED),
    }

    id: Mapped[CreatorImportId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    list_id: Mapped[ListId | None]
    """Where those who are found go. The list may be removed; the import stays."""
    state: Mapped[CreatorImportState] = mapped_column(default=CreatorImportState.PENDING)
    row_count: Mapped[int]
    matched_count: Mapped[int] = mapped_column(default=0)
    """Rows whose creator was found."""
    added_count: Mapped[int] = mapped_column(default=0)
    """Of those: whose creator went into the list."""
    failed_count: Mapped[int] = mapped_column(default=0)
    """Rows that name nobody."""


class CreatorImportRow(Model):
    """One row of an import. What has no status was not looked at yet: the progress of the whole is nowhere else."""

    __tablename__ = "creator_import_rows"

    creator_import_id: Mapped[CreatorImportId] = mapped_column(
        ForeignKey("creator_imports.id", ondelete="CASCADE"), primary_key=True
    )
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The line on which it began, from 1."""
    platform: Mapped[str]
    handle: Mapped[str]
    status: Mapped[RowStatus | None]
    creator_id: Mapped[CreatorId | None]
    problem: Mapped[RowProblem | None]


WORDS_OF_HANDLE = func.split_part(Creator.search_text, literal_column("chr(10)"), literal_column("1"))
"""The folded words of a creator's handle: handles that differ in more than case, accents and signs differ in them."""

# By hash: a handle may be longer than a tree takes, and is only ever compared as a whole.
Index("creators_by_handle", WORDS_OF_HANDLE, postgresql_using="hash", postgresql_where=Creator.is_shown)
