"""What the tables of programs and of their secrets share. Their times are real time: a moved business clock ends none."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.identity.policy import ProgramPolicy
from shared.clock import real_now
from shared.db import Row, Versioned
from shared.errors import Problem
from shared.events import Event
from shared.events.identity import OrganizationId, UserId
from shared.states import Move, Side, Stateful


class ProgramState(StrEnum):
    """Whether a program may act."""

    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"


State = ProgramState


class Program(Versioned, Stateful):
    """A program that acts for one organization, with scopes of its own, from addresses of its own."""

    moves = {
        "roll": Move(Side.OWNER, {State.ACTIVE}, State.ACTIVE),
        "revoke": Move(Side.OWNER, {State.ACTIVE}, State.REVOKED),
    }

    if TYPE_CHECKING:
        id: Mapped[Any]

        def __init__(self, **values: Any) -> None: ...

    organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organizations.id"), index=True)
    created_by: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    state: Mapped[ProgramState] = mapped_column(default=ProgramState.ACTIVE)
    """Without its time: see `shown_state`."""
    name: Mapped[str]
    scopes: Mapped[list[str]]
    networks: Mapped[list[str]]
    """From where it may act, as CIDR; from everywhere where there is none."""
    prefix: Mapped[str]
    """How the newest secret begins."""
    last_four: Mapped[str]
    """How the newest secret ends."""
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    """To the minute; a use is no change, and counts in no version."""

    @property
    def shown_state(self) -> ProgramState:
        """The state as it is by now: time ends a program by itself."""
        is_over = self.expires_at is not None and self.expires_at <= real_now()
        return State.EXPIRED if is_over and self.state is State.ACTIVE else self.state

    @property
    def is_final(self) -> bool:
        """Whether it will act no more."""
        return self.shown_state is not State.ACTIVE

    def actions_for(self, side: Side | None) -> list[str]:
        """List the moves that this side may make now."""
        return [] if self.is_final else super().actions_for(side)


class ProgramSecret(Row):
    """One of a program's secrets: the newest, or an earlier one while its overlap lasts."""

    if TYPE_CHECKING:
        program_id: Mapped[Any]

        def __init__(self, **values: Any) -> None: ...

    secret_hash: Mapped[bytes] = mapped_column(primary_key=True)
    ends_at: Mapped[datetime | None]
    """When the overlap is over; the newest has none."""


P = TypeVar("P", bound=Program)


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[P]):
    """What tells one kind of program from another."""

    rows: type[P]
    secrets: type[ProgramSecret]
    mark: str
    """How its secrets begin, before the environment."""
    policy: ProgramPolicy
    too_many: type[Problem]
    created: type[Event]
    rolled: type[Event]
    revoked: type[Event]
