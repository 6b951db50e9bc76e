"""Applications over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Query

from services.campaigns.applications import queries, service
from services.campaigns.applications.models import Application, ApplicationState
from services.campaigns.applications.schemas import ApplicationOut, NewApplication
from services.campaigns.applications.service import AlreadyApplied, ApplicationsClosed
from services.campaigns.campaigns.routes import OwnCampaign
from services.campaigns.campaigns.service import CampaignNotOpen
from services.campaigns.creators.callers import CreatorNotApproved, OwnCreator
from services.campaigns.creators.service import CreatorNotActive
from services.campaigns.filters import OfCampaigns, OfCreators
from services.campaigns.sides import held_by, seen_from
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import Forbidden, InvalidState, NotFound
from shared.events.campaigns import ApplicationId, CampaignId
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.states import Side

router = Router(tags=["campaigns"])


async def _seen_application(application_id: ApplicationId, owner: OwnOrganization, session: Session) -> Application:
    return seen_from(await queries.application(session, application_id), owner)


def _locked_for(side: Side) -> Callable[..., Coroutine[Any, Any, Application]]:
    async def find(application_id: ApplicationId, owner: OwnOrganization, session: Session) -> Application:
        return held_by(await queries.application_for_update(session, application_id), owner, side)

    return find


SeenApplication = Annotated[Application, Depends(_seen_application)]
OwnApplication = Annotated[Application, Depends(_locked_for(Side.CREATOR))]
ApplicationToMe = Annotated[Application, Depends(_locked_for(Side.BRAND))]
States = Annotated[list[ApplicationState] | None, Query(description="One of these states.")]
MAY_FAIL = [NotFound, Forbidden, InvalidState]


@router.post(
    "/campaigns/{campaign_id}/applications",
    scope="campaigns:write",
    status_code=201,
    problems=[NotFound, CampaignNotOpen, ApplicationsClosed, AlreadyApplied, CreatorNotActive, CreatorNotApproved],
)
async def apply_to_campaign(
    campaign_id: CampaignId, creator: OwnCreator, body: NewApplication, session: Session, now: Now
) -> ApplicationOut:
    """Apply to a campaign that is open to applications, with a pitch and a price."""
    return await service.submit(session, campaign_id=campaign_id, creator=creator, wanted=body, now=now)


@router.get("/campaigns/{campaign_id}/applications", scope="campaigns:read", problems=[NotFound])
async def list_campaign_applications(
    campaign: OwnCampaign, session: Session, page: Paging, state: States = None
) -> Listing[ApplicationOut]:
    """List the applications to one of your campaigns."""
    return await queries.applications_seen_by(
        session, campaign.brand_organization_id, states=state, campaign_ids=[campaign.id], page=page
    )


@router.get("/applications", scope="campaigns:read")
async def list_applications(
    owner: OwnOrganization,
    session: Session,
    page: Paging,
    state: States = None,
    campaign_id: OfCampaigns = None,
    creator_id: OfCreators = None,
) -> Listing[ApplicationOut]:
    """List the applications that you made or got."""
    return await queries.applications_seen_by(
        session, owner, states=state, campaign_ids=campaign_id, creator_ids=creator_id, page=page
    )


@router.get("/applications/{application_id}", scope="campaigns:read", problems=[NotFound])
async def get_application(application: SeenApplication) -> ApplicationOut:
    """Read an application."""
    return application


@router.post("/applications/{application_id}/shortlist", scope="campaigns:write", problems=MAY_FAIL)
async def shortlist_application(application: ApplicationToMe, session: Session) -> ApplicationOut:
    """Keep an application in mind."""
    return await service.shortlist(session, application=application)


@router.post("/applications/{application_id}/reject", scope="campaigns:write", problems=MAY_FAIL)
async def reject_application(application: ApplicationToMe, session: Session) -> ApplicationOut:
    """Say no to an application."""
    return await service.reject(session, application=application)


@router.post("/applications/{application_id}/withdraw", scope="campaigns:write", problems=MAY_FAIL)
async def withdraw_application(application: OwnApplication, session: Session) -> ApplicationOut:
    """Take your application back."""
    return await service.withdraw(session, application=application)
