"""Drafts over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Path, Query

from services.review.drafts import queries, service
from services.review.drafts.models import Draft, DraftState, DraftVersion
from services.review.drafts.schemas import (
    Appeal,
    Approval,
    ChangesWanted,
    DraftOut,
    NewDraft,
    NewVersion,
    ReviewFailure,
    VersionOut,
)
from services.review.drafts.service import (
    AppealUsed,
    ConflictOfInterest,
    DeliverableCancelledAlready,
    DraftExists,
    RevisionRoundsUsed,
    VersionSuperseded,
)
from services.review.orders.service import OrderNotActive
from services.review.parties import Viewer
from services.review.uploads.addresses import Addresses
from services.review.uploads.service import UploadNotComplete, UploadUsed
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import Forbidden, InvalidState, NotFound
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.review import DraftId
from shared.pages import Listing, Paging, Slice
from shared.routing import Router, Session
from shared.states import Side

router = Router(tags=["drafts"])


async def _visible_draft(draft_id: DraftId, session: Session, viewer: Viewer) -> Draft:
    visible = await queries.draft(session, draft_id, seen_by=viewer.organization_id)
    if visible is None:
        raise NotFound
    return visible


class _LockedFor:
    """The draft of the path, locked for a command of one side. Raises 404 for who may not see it, 403 for the other side."""

    def __init__(self, side: Side) -> None:
        self._side = side

    async def __call__(self, draft_id: DraftId, session: Session, viewer: Viewer) -> Draft:
        """Lock the draft."""
        locked = await queries.draft_for_update(session, draft_id, seen_by=viewer.organization_id)
        if locked is None:
            raise NotFound
        if viewer.side_of(locked) is not self._side:
            raise Forbidden(f"This is for the {self._side} of the draft.")
        return locked


DraftToSee = Annotated[Draft, Depends(_visible_draft)]
DraftToMake = Annotated[Draft, Depends(_LockedFor(Side.CREATOR))]
DraftToJudge = Annotated[Draft, Depends(_LockedFor(Side.BRAND))]
DraftToCheck = Annotated[Draft, Depends(_LockedFor(Side.STAFF))]


@router.post(
    "/drafts",
    scope="reviews:write",
    signs=DraftOut.sign,
    organizations=["creator"],
    status_code=201,
    problems=[NotFound, OrderNotActive, DeliverableCancelledAlready, DraftExists, UploadNotComplete, UploadUsed],
)
async def create_draft(body: NewDraft, session: Session, owner: OwnOrganization, addresses: Addresses) -> DraftOut:
    """Begin the draft for one deliverable of an active order."""
    return DraftOut.of(await service.create(session, owner=owner, **body.model_dump()), addresses)


@router.get("/drafts", scope="reviews:read")
async def list_drafts(
    session: Session,
    viewer: Viewer,
    page: Paging,
    addresses: Addresses,
    order_id: Annotated[list[OrderId] | None, Query()] = None,
    deliverable_id: Annotated[list[DeliverableId] | None, Query()] = None,
    state: Annotated[list[DraftState] | None, Query()] = None,
) -> Listing[DraftOut]:
    """List the drafts of your orders, whichever side you are on."""
    found = await queries.drafts_seen_by(
        session, viewer.organization_id, orders=order_id, deliverables=deliverable_id, states=state, page=page
    )
    return Slice([DraftOut.of(row, addresses) for row in found.data], found.has_more, found.next_cursor)


@router.get("/drafts/{draft_id}", scope="reviews:read", problems=[NotFound])
async def get_draft(draft: DraftToSee, addresses: Addresses) -> DraftOut:
    """Read a draft: both sides may, in every state."""
    return DraftOut.of(draft, addresses)


@router.get("/drafts/{draft_id}/versions", scope="reviews:read", problems=[NotFound])
async def list_draft_versions(draft: DraftToSee, session: Session, page: Paging, addresses: Addresses) -> Listing[VersionOut]:
    """List the versions of a draft, newest first."""
    found = await queries.versions_of(session, draft.id, page=page)
    return Slice([VersionOut.of(row, addresses) for row in found.data], found.has_more, found.next_cursor)


@router.get("/drafts/{draft_id}/versions/{version_number}", scope="reviews:read", problems=[NotFound])
async def get_draft_version(
    draft: DraftToSee, version_number: Annotated[int, Path(ge=1, le=2**31 - 1)], addresses: Addresses
) -> VersionOut:
    """Read one version of a draft."""
    return VersionOut.of(_version(draft, version_number), addresses)


def _version(draft: Draft, number: int) -> DraftVersion:
    for version in draft.versions:
        if version.number == number:
            return version
    raise NotFound


@router.post(
    "/drafts/{draft_id}/submit", scope="reviews:write", signs=DraftOut.sign, problems=[NotFound, Forbidden, InvalidState]
)
async def submit_draft(draft: DraftToMake, session: Session, now: Now, addresses: Addresses) -> DraftOut:
    """Hand the current version in. The automatic review follows at once, then the brand judges."""
    return DraftOut.of(await service.submit(session, draft=draft, now=now), addresses)


@router.post(
    "/drafts/{draft_id}/versions",
    scope="reviews:write",
    signs=DraftOut.sign,
    status_code=201,
    problems=[NotFound, Forbidden, InvalidState, UploadNotComplete, UploadUsed],
)
async def create_draft_version(draft: DraftToMake, body: NewVersion, session: Session, addresses: Addresses) -> DraftOut:
    """Answer a change request or a rejection with a new version; then submit it."""
    return DraftOut.of(await service.add_version(session, draft=draft, **body.model_dump()), addresses)


@router.post(
    "/drafts/{draft_id}/appeal",
    scope="reviews:write",
    signs=DraftOut.sign,
    problems=[NotFound, Forbidden, InvalidState, AppealUsed],
)
async def appeal_draft(draft: DraftToMake, body: Appeal, session: Session, now: Now, addresses: Addresses) -> DraftOut:
    """Ask a person to judge a rejection, once."""
    return DraftOut.of(await service.appeal(session, draft=draft, message=body.message, now=now), addresses)


@router.post(
    "/drafts/{draft_id}/request-changes",
    scope="reviews:write",
    signs=DraftOut.sign,
    problems=[NotFound, Forbidden, ConflictOfInterest, InvalidState, VersionSuperseded, RevisionRoundsUsed],
)
async def request_draft_changes(
    draft: DraftToJudge, body: ChangesWanted, session: Session, now: Now, addresses: Addresses
) -> DraftOut:
    """Ask for changes of the version that you name: one of the agreed rounds."""
    changed = await service.request_changes(session, draft=draft, version_number=body.version_number, items=body.items, now=now)
    return DraftOut.of(changed, addresses)


@router.post(
    "/drafts/{draft_id}/approve",
    scope="reviews:write",
    signs=DraftOut.sign,
    problems=[NotFound, Forbidden, ConflictOfInterest, InvalidState, VersionSuperseded],
)
async def approve_draft(draft: DraftToJudge, body: Approval, session: Session, now: Now, addresses: Addresses) -> DraftOut:
    """Approve the version that you name: its share of the held money is released."""
    return DraftOut.of(await service.approve(session, draft=draft, now=now, **body.model_dump()), addresses)


@router.post(
    "/drafts/{draft_id}/pass", scope="staff:review", signs=DraftOut.sign, problems=[NotFound, ConflictOfInterest, InvalidState]
)
async def pass_draft(draft: DraftToCheck, session: Session, now: Now, addresses: Addresses) -> DraftOut:
    """Let a draft go to the brand, whatever the rules found."""
    return DraftOut.of(await service.pass_by_staff(session, draft=draft, now=now), addresses)


@router.post(
    "/drafts/{draft_id}/fail", scope="staff:review", signs=DraftOut.sign, problems=[NotFound, ConflictOfInterest, InvalidState]
)
async def fail_draft(draft: DraftToCheck, body: ReviewFailure, session: Session, now: Now, addresses: Addresses) -> DraftOut:
    """Refuse a draft for platform reasons, which join its findings."""
    return DraftOut.of(await service.fail_by_staff(session, draft=draft, reasons=body.reasons, now=now), addresses)
