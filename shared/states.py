"""State machines: one table of moves beside its model, from which `actions`, the diagrams and the matrix of tests come."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy.orm import Mapped

from shared.acting import caller
from shared.errors import InvalidState


class Side(StrEnum):
    """Who may make a move."""

    BRAND = "brand"
    CREATOR = "creator"
    OWNER = "owner"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Move:
    """One command of a machine: who may give it, from which states, to which state."""

    by: Side | AbstractSet[Side]
    source: AbstractSet[Any]
    target: Any

    def may_be_made_by(self, side: Side | None) -> bool:
        """Say whether this side gives the command."""
        return side == self.by if isinstance(self.by, Side) else side in self.by


@dataclass(frozen=True, slots=True)
class MoveMade:
    """A transition that this object went through and that the audit log does not know yet."""

    command: str
    source: Any
    target: Any
    policy_version: str | None


class Stateful:
    """A row with a state that changes by the moves of its table only."""

    moves: ClassVar[Mapping[str, Move]]
    state: Mapped[Any]
    version: Mapped[int]

    def side_of(self, organization_id: str | None) -> Side | None:
        """Say on which side of this row an organization stands; rows with two sides store both."""
        for attribute, side in _SIDES:
            if organization_id is not None and getattr(self, attribute, None) == organization_id:
                return side
        return None

    def actions_for(self, side: Side | None) -> list[str]:
        """List the moves that this side may make now."""
        return [name for name, move in self.moves.items() if move.may_be_made_by(side) and self.state in move.source]

    @property
    def actions(self) -> list[str]:
        """List what the caller of this request may do now."""
        principal = caller.get()
        if principal is None:
            return []
        if principal.is_staff:
            return self.actions_for(Side.STAFF)
        return self.actions_for(self.side_of(principal.organization_id))

    @property
    def is_final(self) -> bool:
        """Whether no move leaves this state."""
        return not any(self.state in move.source for move in self.moves.values())

    def can(self, name: str) -> bool:
        """Say whether the state allows a move, whoever makes it."""
        return self.state in self.moves[name].source

    def move(self, name: str, *, policy_version: str | None = None) -> None:
        """Make a move; the version counts it and an audit row records it. Raises `InvalidState` (409)."""
        move = self.moves[name]
        if self.state not in move.source:
            raise InvalidState(f"{name} is not possible while the state is {self.state}", state=self.state, actions=self.actions)
        self.__dict__.setdefault("_moves_made", []).append(MoveMade(name, self.state, move.target, policy_version))
        self.state = move.target
        self.version += 1

    def take_moves_made(self) -> list[MoveMade]:
        """Give each transition to the audit log once."""
        return self.__dict__.pop("_moves_made", [])


_SIDES = (
    ("brand_organization_id", Side.BRAND),
    ("creator_organization_id", Side.CREATOR),
    ("organization_id", Side.OWNER),
)


def as_mermaid(machine: type[Stateful]) -> str:
    """Draw a machine as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    lines += [
        f"    {source} --> {move.target}: {name}"
        for name, move in machine.moves.items()
        for source in sorted(str(state) for state in move.source)
    ]
    return "\n".join(lines)


def due(own_due_time: datetime | None, timers_due_time: datetime) -> bool:
    """Say whether a timer may act: only if its due time is still the row's own due time."""
    return own_due_time == timers_due_time
