"""The table of creators as identity tells them."""

from sqlalchemy.orm import Mapped, mapped_column

from services.payouts.tables import Model
from shared.db import Row
from shared.events.identity import CreatorId, OrganizationId


class CreatorCopy(Model, Row):
    """What payouts knows of a creator: an older version never replaces a newer one."""

    __tablename__ = "creator_copies"

    id: Mapped[CreatorId] = mapped_column(primary_key=True)
    version: Mapped[int]
    organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    is_suspended: Mapped[bool]
