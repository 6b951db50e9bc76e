"""The neighbours that stand, by id and name, in every object that a person looks at."""

from shared.events.campaigns import CampaignId
from shared.events.identity import CreatorId, OrganizationId
from shared.schemas import View


class BrandNeighbour(View):
    """The brand."""

    id: OrganizationId
    name: str


class CreatorNeighbour(View):
    """The creator."""

    id: CreatorId
    handle: str
    name: str


class CampaignNeighbour(View):
    """The campaign."""

    id: CampaignId
    name: str
