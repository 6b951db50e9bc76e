"""Profiles over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Request

from services.discovery.profiles import queries, service
from services.discovery.profiles.models import Creator
from services.discovery.profiles.schemas import CreatorChanges, CreatorOut, OwnCreatorOut
from services.discovery.profiles.service import CreatorNotApproved
from shared.auth import OwnOrganization
from shared.errors import NotFound, NotYetKnown, PreconditionFailed
from shared.etags import IfMatch
from shared.events.identity import CreatorId
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
async def get_creator(creator_id: CreatorId, session: Session) -> CreatorOut:
    """Read a creator's profile, on vacation too. Who is suspended or has left is not found."""
    return await service.readable(session, creator_id)
