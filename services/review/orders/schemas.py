"""The neighbours that stand in what review shows of an order."""

from shared.events.campaigns import CampaignId
from shared.events.identity import CreatorId, OrganizationId
from shared.schemas import View


class CampaignNeighbour(View):
    """The campaign, by name."""

    id: CampaignId
    name: str


class BrandNeighbour(View):
    """The brand, by name."""

    id: OrganizationId
    name: str


class CreatorNeighbour(View):
    """The creator, by name and handle."""

    id: CreatorId
    handle: str
    name: str
