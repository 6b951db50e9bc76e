"""What can happen with applications."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.applications import queries
from services.campaigns.applications.models import Application
from services.campaigns.applications.schemas import Answer, NewApplication
from services.campaigns.campaigns.models import Campaign
from services.campaigns.campaigns.queries import campaign_for_update
from services.campaigns.campaigns.service import require_open
from services.campaigns.creators.models import CreatorCopy
from services.campaigns.creators.service import require_active
from services.campaigns.invitations.queries import was_invited
from shared.db import insert
from shared.errors import Invalid, NotFound, Problem
from shared.events.campaigns import (
    ApplicationExpired,
    ApplicationOffered,
    ApplicationRejected,
    ApplicationShortlisted,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    CampaignId,
)
from shared.events.identity import CreatorId
from shared.outbox import emit


class ApplicationsClosed(Problem, status=409, code="applications_closed"):
    """This campaign takes no applications: its brand invites."""


class AlreadyApplied(Problem, status=409, code="already_applied"):
    """You have an open application to this campaign."""


async def submit(
    session: AsyncSession, *, campaign_id: CampaignId, creator: CreatorCopy, wanted: NewApplication, now: datetime
) -> Application:
    """Apply to a campaign. Raises `NotFound`, `CampaignNotOpen`, `ApplicationsClosed`, `AlreadyApplied`, `CreatorNotActive`."""
    campaign = await campaign_for_update(session, campaign_id)
    if campaign is None or not await may_see(session, campaign, creator):
        raise NotFound
    if wanted.price.currency != campaign.budget.currency:
        raise Invalid.at(
            "/price/currency", "currency_mismatch", "the campaign has another currency", expected=campaign.budget.currency
        )
    _require_answers(campaign, wanted.answers)
    require_open(campaign, now=now)
    if not campaign.applications_open:
        raise ApplicationsClosed
    require_active(creator)

    application = Application(
        campaign=campaign,
        campaign_id=campaign.id,
        brand_organization_id=campaign.brand_organization_id,
        creator=creator,
        creator_id=creator.id,
        creator_organization_id=creator.organization_id,
        pitch=wanted.pitch,
        price=wanted.price,
        answers=[answer.model_dump() for answer in wanted.answers],
    )
    await insert(session, application, or_raise={"one_open_application": AlreadyApplied()})
    await emit(session, ApplicationSubmitted.of(application))
    return application


async def may_see(session: AsyncSession, campaign: Campaign, creator: CreatorCopy) -> bool:
    """Tell whether a creator may see a campaign: it was published, and is open to all or to this creator."""
    if campaign.published_at is None:
        return False
    return campaign.applications_open or await was_invited(session, campaign.id, creator.id)


def _require_answers(campaign: Campaign, answers: Sequence[Answer]) -> None:
    questions = {question["id"]: question for question in campaign.screening_questions}
    given: set[str] = set()
    for index, answer in enumerate(answers):
        place = f"/answers/{index}/question_id"
        if answer.question_id not in questions:
            raise Invalid.at(place, "question_unknown", "the campaign does not ask this")
        if answer.question_id in given:
            raise Invalid.at(place, "stands_twice", "each question is answered once")
        if answer.text.strip():
            given.add(answer.question_id)
    missing = [id for id, question in questions.items() if question["required"] and id not in given]
    if missing:
        raise Invalid.at("/answers", "answer_missing", "a required question has no answer", question_id=missing[0])


async def shortlist(session: AsyncSession, *, application: Application) -> Application:
    """The brand keeps it in mind."""
    application.move("shortlist")
    await emit(session, ApplicationShortlisted.of(application))
    return application


async def reject(session: AsyncSession, *, application: Application) -> Application:
    """The brand says no."""
    application.move("reject")
    await emit(session, ApplicationRejected.of(application))
    return application


async def withdraw(session: AsyncSession, *, application: Application) -> Application:
    """The creator takes it back."""
    application.move("withdraw")
    await emit(session, ApplicationWithdrawn.of(application))
    return application


async def answer_with_offer(session: AsyncSession, *, campaign: Campaign, creator_id: CreatorId) -> bool:
    """Note that a creator's application is answered with an offer; say whether there is one."""
    applications = await queries.engaged_for_update(session, campaign.id, creator_id)
    for application in applications:
        if application.can("offer"):
            application.move("offer")
            await emit(session, ApplicationOffered.of(application))
    return bool(applications)


async def expire_all_of(session: AsyncSession, campaign_id: CampaignId) -> None:
    """End what is open of a campaign that is over."""
    for application in await queries.open_applications_for_update(session, campaign_id):
        application.move("expire")
        await emit(session, ApplicationExpired.of(application))
