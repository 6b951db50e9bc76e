"""The creator that a request acts for."""

from typing import Annotated

from fastapi import Depends

from services.campaigns.creators import queries
from services.campaigns.creators.models import CreatorCopy
from shared.auth import Caller, OwnOrganization
from shared.errors import NotFound, NotHeardOf, Problem
from shared.events.identity import OrganizationType
from shared.routing import Session


class CreatorNotApproved(Problem, status=404, code="creator_not_approved"):
    """Your organization has no approved creator application yet."""


async def _own_creator(organization_id: OwnOrganization, caller: Caller, session: Session) -> CreatorCopy:
    if caller.organization_type != OrganizationType.CREATOR:
        raise NotFound
    creator = await queries.creator_of(session, organization_id)
    if creator is None:
        raise NotHeardOf(organization_id, ordinary=CreatorNotApproved())
    return creator


OwnCreator = Annotated[CreatorCopy, Depends(_own_creator)]
"""The caller's own creator, as it is known here."""
