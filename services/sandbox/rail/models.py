"""The tables of the rail."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from services.sandbox.tables import Model
from shared.db import Row, money_columns
from shared.money import Money


class ChargeOutcome(StrEnum):
    """How a charge turns out."""

    SUCCESS = "success"
    DECLINED = "declined"
    DELAYED = "delayed"


class ChargeState(StrEnum):
    """How far a charge is."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class TransferOutcome(StrEnum):
    """How a transfer turns out."""

    SUCCESS = "success"
    FAILED = "failed"
    RETURNED = "returned"
    DELAYED = "delayed"


class TransferState(StrEnum):
    """How far a transfer is."""

    PROCESSING = "processing"
    PAID = "paid"
    FAILED = "failed"
    RETURNED = "returned"


class Charge(Model, Row):
    """Money taken from a brand's source. Its state follows from its times and the business clock."""

    __tablename__ = "charges"

    key: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[Money] = money_columns("amount")
    outcome: Mapped[ChargeOutcome]
    settles_at: Mapped[datetime | None]
    """When the money is there for good; null where it was declined."""
    failure_code: Mapped[str | None]


class Transfer(Model, Row):
    """Money sent to a creator's account. Its state follows from its times and the business clock."""

    __tablename__ = "transfers"

    key: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[Money] = money_columns("amount")
    holder_name: Mapped[str]
    outcome: Mapped[TransferOutcome]
    completes_at: Mapped[datetime | None]
    """When the money arrives; null where it never does."""
    returns_at: Mapped[datetime | None]
    """When the account's bank sends it back; null where it does not."""
    failure_code: Mapped[str | None]
