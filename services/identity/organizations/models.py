"""The tables of organizations and memberships."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.identity.organizations.roles import Role
from services.identity.tables import Model
from services.identity.verifications.models import Verification
from shared.db import Versioned, primary_key
from shared.events.identity import OrganizationId, OrganizationType, UserId


class Organization(Model, Versioned):
    """A brand, an agency, a creator's business, or the platform itself: everything is owned by one."""

    __tablename__ = "organizations"
    __table_args__ = (Index("one_platform_organization", "type", unique=True, postgresql_where=text("type = 'platform'")),)

    id: Mapped[OrganizationId] = primary_key()
    type: Mapped[OrganizationType]
    name: Mapped[str]
    country: Mapped[str]
    currency: Mapped[str]
    website: Mapped[str | None]
    industry: Mapped[str | None]
    description: Mapped[str | None]
    collaboration_goals: Mapped[list[str]] = mapped_column(default=[])
    verified_at: Mapped[datetime | None]
    """When the verification passed; null while it has not, or no longer."""

    verification: Mapped[Verification | None] = relationship(lazy="raise", uselist=False)
    """A brand's; the others have none."""

    @property
    def organization_id(self) -> OrganizationId:
        """An organization owns itself."""
        return self.id

    @property
    def is_verified(self) -> bool:
        """Whether it may publish, invite and fund."""
        return self.verified_at is not None


class Membership(Model, Versioned):
    """A person in an organization. It changes under the organization's lock."""

    __tablename__ = "memberships"

    organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    user_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    role: Mapped[Role]
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"), sort_order=97)
