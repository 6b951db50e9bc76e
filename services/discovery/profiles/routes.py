"""Profiles over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Request

from services.discovery.profiles import queries, service
from services.discovery.profiles.models import Creator
from services.discovery.profiles.schemas import CreatorChanges, CreatorOut, OwnCreatorOut
from services.discovery.profiles.service import CreatorNotApproved
from shared.auth import Caller, OwnOrganization
from shared.errors import NotFound, NotHeardOf, NotYetKnown, PreconditionFailed
from shared.etags import IfMatch
from shared.events.identity import CreatorId, OrganizationType
from shared.routing import Router, Session

router = Router(tags=["creators"])


async def _own_creator(session: Session, organization: OwnOrganization) -> Creator:
    own = await queries.creator_of(session, organization)
    if own is None:
        raise CreatorNotApproved
    return own


async def _own_creator_for_update(request: Request, session: Session, organization: OwnOrganization) -> Creator:
    own = await queries.creator_of_for_update(session, organization)
    if own is None:
        raise CreatorNotApproved
    if seen := request.headers.get("if-match"):
        IfMatch(seen).check(own)
    return own


OwnCreator = Annotated[Creator, Depends(_own_creator)]
OwnCreatorForUpdate = Annotated[Creator, Depends(_own_creator_for_update)]
"""Locked; If-Match is not required here, and honoured where it is sent."""


async def _readable_creator(creator_id: CreatorId, session: Session, organization: OwnOrganization, caller: Caller) -> Creator:
    creator = await service.readable(session, creator_id)
    if caller.organization_type == OrganizationType.CREATOR and creator.organization_id != organization:
        raise NotHeardOf(creator_id)
    return creator


ReadableCreator = Annotated[Creator, Depends(_readable_creator)]
"""A creator whom the caller may read: anybody but a creator reads all who are members, a creator their own (docs/adr/0023)."""


@router.get("/creators/me", scope="creators:read", organizations=["creator"], problems=[CreatorNotApproved])
async def get_own_creator(own: OwnCreator) -> OwnCreatorOut:
    """Read what you are as a creator, with what others do not see."""
    return own


@router.patch(
    "/creators/me", scope="creators:write", organizations=["creator"], problems=[CreatorNotApproved, PreconditionFailed]
)
async def change_own_creator(body: CreatorChanges, own: OwnCreatorForUpdate, session: Session) -> OwnCreatorOut:
    """Change what you say of yourself: a JSON merge patch. With If-Match, only if nothing has changed since you looked."""
    return await service.change(session, creator=own, changes=body.changes())


@router.get("/creators/{creator_id}", scope="creators:read", problems=[NotFound, NotYetKnown])
async def get_creator(creator: ReadableCreator) -> CreatorOut:
    """Read a creator's profile, on vacation too. Who is suspended, leaves or has left is not found. A creator finds itself."""
    return creator
