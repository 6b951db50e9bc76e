"""The table of copied organizations."""

from sqlalchemy.orm import Mapped

from services.campaigns.tables import Model
from shared.db import Row, primary_key
from shared.events.identity import OrganizationId, OrganizationType


class OrganizationCopy(Model, Row):
    """What campaigns knows of an organization. `version` is identity's: an older one is ignored."""

    __tablename__ = "organization_copies"

    id: Mapped[OrganizationId] = primary_key()
    version: Mapped[int]
    type: Mapped[OrganizationType]
    name: Mapped[str]
    country: Mapped[str]
    currency: Mapped[str]
    is_verified: Mapped[bool]
