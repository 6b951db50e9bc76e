"""The brand that a request acts for."""

from typing import Annotated

from fastapi import Depends

from services.campaigns.organizations import queries
from services.campaigns.organizations.models import OrganizationCopy
from shared.auth import OwnOrganization
from shared.errors import NotHeardOf
from shared.routing import Session


async def _own_brand(organization_id: OwnOrganization, session: Session) -> OrganizationCopy:
    brand = await queries.organization(session, organization_id)
    if brand is None:
        raise NotHeardOf(organization_id)
    return brand


OwnBrand = Annotated[OrganizationCopy, Depends(_own_brand)]
"""The caller's own brand, as it is known here."""
