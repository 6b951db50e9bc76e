"""Verifications over HTTP; their commands stand below their organizations."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Query

from services.identity.seeing import Seen
from services.identity.verifications import queries
from services.identity.verifications.models import VerificationId, VerificationState
from services.identity.verifications.schemas import VerificationOut
from shared.errors import NotFound
from shared.pages import Listing, Paging
from shared.routing import Router, Session

router = Router(tags=["organizations"])


@router.get("/verifications", scope="organizations:read")
async def list_verifications(
    session: Session, seen: Seen, page: Paging, state: Annotated[list[VerificationState] | None, Query()] = None
) -> Listing[VerificationOut]:
    """List verifications: your own; for staff who review, all."""
    return await queries.verifications_of(session, seen.owner, states=state, page=page)


@router.get("/verifications/{verification_id}", scope="organizations:read", problems=[NotFound])
async def get_verification(verification_id: VerificationId, session: Session, seen: Seen) -> VerificationOut:
    """Read a verification."""
    verification = await queries.verification(session, verification_id)
    if verification is None or not seen.includes(verification):
        raise NotFound
    return verification
