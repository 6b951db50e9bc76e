"""The table of tax forms."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.payouts.tables import Model
from shared.db import Versioned, primary_key
from shared.events.identity import OrganizationId
from shared.ids import Id
from shared.states import Move, Side, Stateful


class TaxFormId(Id, prefix="txf"):
    """A tax form."""


class TaxFormType(StrEnum):
    """Which form it is."""

    W9 = "w9"
    W8BEN = "w8ben"


class TaxFormState(StrEnum):
    """Whether a form counts."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    EXPIRED = "expired"


class TaxForm(Model, Versioned, Stateful):
    """What a creator declares about its taxes. The tax id is kept encrypted; its last four characters are shown."""

    __tablename__ = "tax_forms"
    __table_args__ = (
        Index("one_accepted_form", "organization_id", unique=True, postgresql_where=text("state = 'accepted'")),
        Index("tax_forms_of", "organization_id", "id"),
    )
    moves = {
        "accept": Move(Side.SYSTEM, {TaxFormState.SUBMITTED}, TaxFormState.ACCEPTED),
        "expire": Move(Side.SYSTEM, {TaxFormState.ACCEPTED}, TaxFormState.EXPIRED),
    }

    id: Mapped[TaxFormId] = primary_key()
    organization_id: Mapped[OrganizationId]
    type: Mapped[TaxFormType]
    name: Mapped[str]
    tax_id_encrypted: Mapped[bytes]
    tax_id_last4: Mapped[str]
    address: Mapped[dict[str, Any]]
    signed_at: Mapped[datetime]
    state: Mapped[TaxFormState] = mapped_column(default=TaxFormState.SUBMITTED)
    policy_version: Mapped[str]
