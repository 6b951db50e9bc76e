"""Creators' applications over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.identity.applications import queries, service
from services.identity.applications.models import CreatorApplication, CreatorApplicationId, CreatorApplicationState
from services.identity.applications.schemas import (
    CreatorApplicationOut,
    CreatorApplicationPatch,
    InfoRequest,
    NewCreatorApplication,
    Rejection,
    Reply,
    Suspension,
)
from services.identity.applications.service import AppealUsed, ApplicationOpen, NotEligible, ReapplyLater
from services.identity.creators.service import AlreadyACreator
from services.identity.eligibility.service import AccountDisconnected, AccountGone, judge
from services.identity.seeing import REVIEW, Seen
from shared.auth import Caller, OwnOrganization
from shared.clock import Now
from shared.errors import (
    Conflict,
    Forbidden,
    InvalidState,
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
    UpstreamUnavailable,
)
from shared.etags import ExpectedVersion
from shared.pages import Listing, Paging
from shared.routing import Router, Session, finish_step
from shared.service import ServiceContext

router = Router(tags=["creators"])

ACCOUNTS = [AccountDisconnected, AccountGone, UpstreamUnavailable]


async def _any(application_id: CreatorApplicationId, session: Session) -> CreatorApplication:
    found = await queries.application(session, application_id)
    if found is None:
        raise NotFound
    return found


AnyApplication = Annotated[CreatorApplication, Depends(_any)]
"""An application, whosever it is: for staff."""


async def _own(found: AnyApplication, own: OwnOrganization) -> CreatorApplication:
    if found.organization_id != own:
        raise NotFound
    return found


OwnApplication = Annotated[CreatorApplication, Depends(_own)]
"""An application of the organization that the caller acts for."""


@router.post(
    "/creator-applications",
    scope="creators:write",
    organizations=["creator"],
    status_code=201,
    problems=[NotFound, AccountDisconnected],
)
async def create_creator_application(
    body: NewCreatorApplication, own: OwnOrganization, session: Session
) -> CreatorApplicationOut:
    """Begin an application to become a creator. Submit it when it is complete."""
    return await service.draft(session, owner=own, content=body.model_dump())


@router.get("/creator-applications", scope="creators:read")
async def list_creator_applications(
    session: Session, seen: Seen, page: Paging, state: Annotated[list[CreatorApplicationState] | None, Query()] = None
) -> Listing[CreatorApplicationOut]:
    """List applications: your own; for staff who review, all."""
    return await queries.applications_of(session, seen.owner, states=state, page=page)


@router.get("/creator-applications/{application_id}", scope="creators:read", problems=[NotFound])
async def get_creator_application(found: AnyApplication, seen: Seen) -> CreatorApplicationOut:
    """Read an application."""
    if not seen.includes(found):
        raise NotFound
    return found


@router.patch(
    "/creator-applications/{application_id}",
    scope="creators:write",
    problems=[NotFound, InvalidState, AccountDisconnected, PreconditionRequired, PreconditionFailed],
)
async def update_creator_application(
    body: CreatorApplicationPatch, own: OwnApplication, session: Session, expected: ExpectedVersion
) -> CreatorApplicationOut:
    """Change an application that is a draft, or that staff asked more about."""
    return await service.change(session, application=own, changes=body.changes(), expected=expected)


@router.post(
    "/creator-applications/{application_id}/submit",
    scope="creators:write",
    problems=[NotFound, InvalidState, NotEligible, ReapplyLater, ApplicationOpen, AlreadyACreator, Conflict, *ACCOUNTS],
)
async def submit_creator_application(
    own: OwnApplication, session: Session, context: ServiceContext, now: Now
) -> CreatorApplicationOut:
    """Hand an application in. Eligibility is checked by what the platforms say now, and that is recorded."""
    candidate = await service.candidate_of(session, application=own, command="submit")
    await finish_step(session)
    verdicts = await judge(context.ports.platforms, candidate, now=now)
    return await service.submit(session, application=own, verdicts=verdicts, now=now)


@router.post(
    "/creator-applications/{application_id}/resubmit",
    scope="creators:write",
    problems=[NotFound, InvalidState, NotEligible, Conflict, *ACCOUNTS],
)
async def resubmit_creator_application(
    own: OwnApplication, session: Session, context: ServiceContext, now: Now, body: Reply | None = None
) -> CreatorApplicationOut:
    """Hand an application in again that staff asked more about. Eligibility is checked again."""
    candidate = await service.candidate_of(session, application=own, command="resubmit")
    await finish_step(session)
    verdicts = await judge(context.ports.platforms, candidate, now=now)
    reply = body.message if body else None
    return await service.resubmit(session, application=own, verdicts=verdicts, reply=reply, now=now)


@router.post("/creator-applications/{application_id}/withdraw", scope="creators:write", problems=[NotFound, InvalidState])
async def withdraw_creator_application(own: OwnApplication, session: Session) -> CreatorApplicationOut:
    """Take an application back."""
    return await service.withdraw(session, application=own)


@router.post(
    "/creator-applications/{application_id}/appeal",
    scope="creators:write",
    problems=[NotFound, InvalidState, AppealUsed, ApplicationOpen, AlreadyACreator],
)
async def appeal_creator_application(
    own: OwnApplication, session: Session, now: Now, body: Reply | None = None
) -> CreatorApplicationOut:
    """Have a rejection looked at again, once."""
    return await service.appeal(session, application=own, reply=body.message if body else None, now=now)


# --- by staff -------------------------------------------------------------------------------------------------------

VERDICT = [NotFound, Forbidden, InvalidState]


@router.post("/creator-applications/{application_id}/claim", scope=REVIEW, problems=VERDICT)
async def claim_creator_application(found: AnyApplication, session: Session, caller: Caller) -> CreatorApplicationOut:
    """Take an application on."""
    return await service.claim(session, application=found, judge=caller)


@router.post("/creator-applications/{application_id}/request-info", scope=REVIEW, problems=VERDICT)
async def request_info_on_creator_application(
    body: InfoRequest, found: AnyApplication, session: Session, caller: Caller
) -> CreatorApplicationOut:
    """Ask the creator for more."""
    return await service.request_info(session, application=found, judge=caller, message=body.message)


@router.post("/creator-applications/{application_id}/approve", scope=REVIEW, problems=[*VERDICT, AccountDisconnected])
async def approve_creator_application(found: AnyApplication, session: Session, caller: Caller, now: Now) -> CreatorApplicationOut:
    """Admit a creator, who is shown with the profile as submitted."""
    return await service.approve(session, application=found, judge=caller, now=now)


@router.post("/creator-applications/{application_id}/reject", scope=REVIEW, problems=VERDICT)
async def reject_creator_application(
    body: Rejection, found: AnyApplication, session: Session, caller: Caller, now: Now
) -> CreatorApplicationOut:
    """Refuse a creator, who may appeal once, and apply again after 30 days."""
    return await service.reject(session, application=found, judge=caller, reasons=body.reasons, message=body.message, now=now)


@router.post("/creator-applications/{application_id}/suspend", scope=REVIEW, problems=VERDICT)
async def suspend_creator(body: Suspension, found: AnyApplication, session: Session, caller: Caller) -> CreatorApplicationOut:
    """Suspend the creator whom an application admitted: hidden, and not invited or paid until reinstated."""
    return await service.suspend(session, application=found, judge=caller, reasons=body.reasons)


@router.post("/creator-applications/{application_id}/reinstate", scope=REVIEW, problems=VERDICT)
async def reinstate_creator(found: AnyApplication, session: Session, caller: Caller) -> CreatorApplicationOut:
    """End the suspension of the creator whom an application admitted."""
    return await service.reinstate(session, application=found, judge=caller)
