"""What discovery tells: what creators say of themselves."""

from shared.events import Event, Public
from shared.events.identity import CreatorId, OrganizationId, Rate
from shared.money import Money


class CreatorUpdated(
    Event,
    name="creator.updated",
    key="creator_id",
    public=Public(to=("organization_id",), scope="creators:read", fields=("creator_id", "rates", "categories", "availability")),
):
    """A creator changed bio, rates, categories, minimum offer, blocked categories or availability."""

    creator_id: CreatorId
    organization_id: OrganizationId
    version: int
    bio: str
    categories: list[str]
    rates: list[Rate]
    minimum_offer: Money | None
    blocked_categories: list[str]
    availability: str
