"""Organizations over HTTP, with the verification of brands."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.identity.organizations import queries, service
from services.identity.organizations.models import Organization
from services.identity.organizations.schemas import (
    MeOut,
    NewOrganization,
    OrganizationOut,
    OrganizationPatch,
)
from services.identity.seeing import REVIEW, Person, SeesAll
from services.identity.users.queries import user
from services.identity.users.service import TokenUsed
from services.identity.verifications.models import VerificationState
from services.identity.verifications.schemas import (
    VerificationConfirmation,
    VerificationOut,
    VerificationRefusal,
    VerificationSubmission,
)
from services.identity.verifications.service import TokenExpired
from shared.auth import PERSON, PUBLIC, Caller, OwnOrganization
from shared.clock import Now
from shared.errors import Forbidden, InvalidState, NotFound, PreconditionFailed, PreconditionRequired, Unauthenticated
from shared.etags import ExpectedVersion
from shared.events.identity import OrganizationId, UserId
from shared.pages import Listing, Paging
from shared.routing import Router, Session

router = Router(tags=["organizations"])


async def _visible(organization_id: OrganizationId, session: Session, caller: Caller, sees_all: SeesAll) -> Organization:
    found = await queries.organization(session, organization_id)
    belongs = sees_all or (
        await queries.membership(session, user=UserId(caller.subject), organization=organization_id) is not None
    )
    if found is None or not belongs:
        raise NotFound
    return found


async def _own(organization_id: OrganizationId, session: Session, own: OwnOrganization) -> Organization:
    found = await queries.organization_for_update(session, organization_id) if organization_id == own else None
    if found is None:
        raise NotFound
    return found


async def _judged(organization_id: OrganizationId, session: Session) -> Organization:
    found = await queries.organization_for_update(session, organization_id)
    if found is None:
        raise NotFound
    return found


VisibleOrganization = Annotated[Organization, Depends(_visible)]
OwnLocked = Annotated[Organization, Depends(_own)]
"""The organization that the caller acts for, locked."""
JudgedOrganization = Annotated[Organization, Depends(_judged)]
"""Any organization, locked: for staff."""


@router.get("/me", scope=PERSON)
async def get_me(person: Person, session: Session, caller: Caller) -> MeOut:
    """Read who you are, and for which organizations you may act with which scopes."""
    known = await user(session, person)
    if known is None:
        raise Unauthenticated
    return MeOut.of(known, await queries.memberships_of(session, person), acting_for=caller.organization_id)


@router.post("/organizations", scope=PERSON, status_code=201, problems=[Forbidden])
async def create_organization(body: NewOrganization, person: Person, session: Session) -> OrganizationOut:
    """Make an organization. You are its owner."""
    return await service.found(session, founder=person, type=body.type, details=body.model_dump(exclude={"type"}))


@router.get("/organizations", scope=PERSON)
async def list_organizations(
    session: Session,
    caller: Caller,
    sees_all: SeesAll,
    page: Paging,
    verification_state: Annotated[list[VerificationState] | None, Query()] = None,
) -> Listing[OrganizationOut]:
    """List the organizations that you belong to; for staff who review, all."""
    member = None if sees_all else UserId(caller.subject)
    return await queries.organizations(session, member=member, verification_states=verification_state, page=page)


@router.get("/organizations/{organization_id}", scope=PERSON, problems=[NotFound])
async def get_organization(visible: VisibleOrganization) -> OrganizationOut:
    """Read an organization."""
    return visible


@router.patch(
    "/organizations/{organization_id}",
    scope="organizations:write",
    problems=[NotFound, PreconditionRequired, PreconditionFailed],
)
async def update_organization(
    body: OrganizationPatch, own: OwnLocked, session: Session, expected: ExpectedVersion
) -> OrganizationOut:
    """Change your organization. A verified brand that changes name, country or website is reviewed again."""
    return await service.change(session, organization=own, changes=body.changes(), expected=expected)


@router.post(
    "/organizations/{organization_id}/verification",
    scope="organizations:write",
    status_code=201,
    problems=[NotFound, Forbidden, InvalidState],
)
async def submit_verification(body: VerificationSubmission, own: OwnLocked, session: Session, now: Now) -> VerificationOut:
    """Mail a link to the business address: it begins the verification, works once, for 24 hours, and a newer one ends it."""
    return await service.submit_verification(session, organization=own, business_email=body.business_email, now=now)


@router.post("/verifications/confirm", scope=PUBLIC, problems=[NotFound, TokenUsed, TokenExpired, InvalidState])
async def confirm_verification(body: VerificationConfirmation, session: Session, now: Now) -> VerificationOut:
    """Confirm a brand with the token of its link; then it is reviewed."""
    return await service.confirm_verification(session, token=body.token, now=now)


@router.post("/organizations/{organization_id}/verification/pass", scope=REVIEW, problems=[NotFound, Forbidden, InvalidState])
async def pass_verification(judged: JudgedOrganization, session: Session, caller: Caller, now: Now) -> VerificationOut:
    """Verify a brand: it may publish, invite and fund."""
    return await service.pass_verification(session, organization=judged, judge=caller, now=now)


@router.post("/organizations/{organization_id}/verification/fail", scope=REVIEW, problems=[NotFound, Forbidden, InvalidState])
async def fail_verification(
    body: VerificationRefusal, judged: JudgedOrganization, session: Session, caller: Caller, now: Now
) -> VerificationOut:
    """Refuse a brand, with reasons. It may submit again."""
    return await service.fail_verification(session, organization=judged, judge=caller, reasons=body.reasons, now=now)


@router.post("/organizations/{organization_id}/verification/lapse", scope=REVIEW, problems=[NotFound, Forbidden, InvalidState])
async def lapse_verification(
    body: VerificationRefusal, judged: JudgedOrganization, session: Session, caller: Caller, now: Now
) -> VerificationOut:
    """Take a brand's verification back, with reasons: it may publish, invite and fund no more. It may submit again."""
    return await service.lapse_verification(session, organization=judged, judge=caller, reasons=body.reasons, now=now)
