"""The table of organizations as identity tells them."""

from sqlalchemy.orm import Mapped, mapped_column

from services.payouts.tables import Model
from shared.db import Row
from shared.events.identity import OrganizationId, OrganizationType


class OrganizationCopy(Model, Row):
    """What payouts knows of an organization: an older version never replaces a newer one."""

    __tablename__ = "organization_copies"

    id: Mapped[OrganizationId] = mapped_column(primary_key=True)
    version: Mapped[int]
    type: Mapped[OrganizationType]
    name: Mapped[str]
    country: Mapped[str]
    currency: Mapped[str]
    is_verified: Mapped[bool]
