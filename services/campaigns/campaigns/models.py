"""The table of campaigns."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.campaigns.organizations.models import OrganizationCopy
from services.campaigns.tables import Model
from shared.db import Versioned, money_columns, primary_key
from shared.events.campaigns import CampaignId
from shared.events.identity import OrganizationId
from shared.money import Money
from shared.states import Move, Side, Stateful


class CampaignState(StrEnum):
    """Where a campaign stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    COMPLETED = "completed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


OPEN = {CampaignState.PUBLISHED, CampaignState.IN_PROGRESS}


class Campaign(Model, Versioned, Stateful):
    """A brand's brief with a budget. Its row's lock guards `committed_value`, which the database bounds by the budget."""

    __tablename__ = "campaigns"
    __table_args__ = (
        CheckConstraint("budget_value > 0", name="budget_is_positive"),
        CheckConstraint("committed_value between 0 and budget_value", name="budget_is_kept"),
        UniqueConstraint("brand_organization_id", "external_reference", name="one_campaign_by_reference"),
    )
    moves = {
        "publish": Move(Side.BRAND, {CampaignState.DRAFT}, CampaignState.PUBLISHED),
        "start": Move(Side.SYSTEM, {CampaignState.PUBLISHED}, CampaignState.IN_PROGRESS),
        "pause": Move(Side.BRAND, OPEN, CampaignState.PAUSED),
        "resume": Move(Side.BRAND, {CampaignState.PAUSED}, CampaignState.PUBLISHED),
        "cancel": Move(Side.BRAND, {CampaignState.DRAFT, CampaignState.PUBLISHED, CampaignState.PAUSED}, CampaignState.CANCELLED),
        "expire": Move(Side.SYSTEM, {CampaignState.PUBLISHED, CampaignState.PAUSED}, CampaignState.EXPIRED),
        "complete": Move(Side.SYSTEM, {CampaignState.IN_PROGRESS, CampaignState.PAUSED}, CampaignState.COMPLETED),
    }

    id: Mapped[CampaignId] = primary_key()
    brand_organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organization_copies.id"), index=True)
    state: Mapped[CampaignState] = mapped_column(default=CampaignState.DRAFT)
    name: Mapped[str]
    category: Mapped[str]
    objective: Mapped[str]
    time_zone: Mapped[str]
    targets: Mapped[list[Any]]
    budget: Mapped[Money] = money_columns("budget")
    committed_value: Mapped[int] = mapped_column(BigInteger, default=0)
    """The brand's own terms of open offers and the prices of orders, less refunds, in the budget's minor units."""
    starts_on: Mapped[date]
    starts_at: Mapped[datetime]
    ends_on: Mapped[date]
    ends_at: Mapped[datetime]
    markets: Mapped[list[str]]
    deliverables: Mapped[list[Any]]
    """With the moments at which their days end."""
    brief: Mapped[dict[str, Any]]
    terms: Mapped[dict[str, Any]]
    screening_questions: Mapped[list[Any]]
    applications_open: Mapped[bool]
    metadata_: Mapped[dict[str, Any]] = mapped_column("metadata", default={})
    external_reference: Mapped[str | None]
    published_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    """When its first order was agreed."""

    brand: Mapped[OrganizationCopy] = relationship(lazy="raise", innerjoin=True)

    @property
    def currency(self) -> str:
        """The one currency of everything that is agreed under it."""
        return self.budget.currency

    @property
    def budget_committed(self) -> Money:
        """What may not be promised again."""
        return Money(self.committed_value, self.currency)

    @property
    def budget_remaining(self) -> Money:
        """What may still be promised."""
        return self.budget - self.budget_committed

    def is_open(self, now: datetime) -> bool:
        """Whether something new may be agreed."""
        return self.state in OPEN and now <= self.ends_at
