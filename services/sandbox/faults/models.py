"""The table of faults."""

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from services.sandbox.tables import Model
from shared.db import Row


class FaultTarget(StrEnum):
    """A part of the outside world."""

    RAIL = "rail"
    MAIL = "mail"
    PLATFORM = "platform"


class Mode(StrEnum):
    """What is wrong with it."""

    NONE = "none"
    AWAY = "away"
    TIMEOUT_AFTER_EFFECT = "timeout_after_effect"


class Fault(Model, Row):
    """What the next calls to a part of the outside world meet."""

    __tablename__ = "faults"

    target: Mapped[FaultTarget] = mapped_column(primary_key=True)
    mode: Mapped[Mode]
    remaining: Mapped[int]
    """How many calls it still strikes."""
