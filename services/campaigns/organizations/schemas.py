"""How a brand stands in other objects."""

from shared.events.identity import OrganizationId
from shared.schemas import View


class BrandName(View):
    """The brand's side: a brand is an organization."""

    id: OrganizationId
    name: str
