"""What can happen with campaigns."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.campaigns import queries
from services.campaigns.campaigns.models import Campaign, CampaignState
from services.campaigns.campaigns.patching import checked, merged, patch_in
from services.campaigns.campaigns.planning import columns_of, require_a_plan, require_ahead, undated
from services.campaigns.campaigns.schemas import NewCampaign
from services.campaigns.organizations.models import OrganizationCopy
from services.campaigns.organizations.service import require_verified
from shared import timers
from shared.db import flush, insert
from shared.errors import InvalidState, NotFound, Problem
from shared.etags import IfMatch
from shared.events.campaigns import CampaignId, CampaignPaused, CampaignPublished, CampaignResumed, CampaignStarted
from shared.money import Money
from shared.outbox import emit
from shared.schemas import Body
from shared.timers import Timer


class EndCampaign(Timer, name="campaign.end"):
    """The end of a campaign's last day."""

    campaign_id: CampaignId


class ExternalReferenceTaken(Problem, status=409, code="external_reference_taken"):
    """Another object of your organization has this external reference."""


class CampaignNotOpen(Problem, status=409, code="campaign_not_open"):
    """Nothing new is agreed under this campaign: it is not published, rests, or is over."""


class CampaignOver(Problem, status=409, code="campaign_over"):
    """The campaign's last day, or a due date, is over: change its dates first."""


class FieldFixed(Problem, status=409, code="field_fixed"):
    """After publishing, these fields change no more; `errors` names them."""


class BudgetExceeded(Problem, status=409, code="budget_exceeded"):
    """The campaign's budget does not cover this."""


class BudgetBelowCommitted(Problem, status=409, code="budget_below_committed"):
    """Open offers and orders have more than this budget already."""


CHANGEABLE = {
    "name",
    "objective",
    "targets",
    "budget",
    "brief",
    "screening_questions",
    "applications_open",
    "metadata",
    "external_reference",
}
"""What may still change after publishing: nothing that was agreed rests on it."""

REFERENCE = {"one_campaign_by_reference": ExternalReferenceTaken()}


async def create(session: AsyncSession, *, brand: OrganizationCopy, plan: NewCampaign, now: datetime) -> Campaign:
    """Draft a campaign. Raises `Invalid`, `ExternalReferenceTaken`."""
    require_ahead(plan, now=now)
    require_a_plan(plan)

    campaign = Campaign(brand=brand, brand_organization_id=brand.id, **columns_of(plan))
    await insert(session, campaign, or_raise=REFERENCE)
    return campaign


async def change(session: AsyncSession, *, seen: Campaign, patch: Body, expected: IfMatch, now: datetime) -> Campaign:
    """Apply a merge patch. Raises `FieldFixed`, `BudgetBelowCommitted`, `Invalid`, `ExternalReferenceTaken`."""
    campaign = await locked(session, seen.id)
    expected.check(campaign)
    if campaign.is_final:
        raise InvalidState(state=campaign.state, actions=campaign.actions)

    before = written(campaign)
    plan = checked(NewCampaign, merged(before, patch_in(patch)))
    after = plan.model_dump(mode="json")
    after["deliverables"] = undated(columns_of(plan)["deliverables"])
    changed = {name for name in after if after[name] != before[name]}
    _require_changeable(campaign, plan, changed)
    if changed & {"starts_on", "time_zone"}:
        require_ahead(plan, now=now)
    require_a_plan(plan)
    if plan.budget.value < campaign.committed_value:
        raise BudgetBelowCommitted(budget_committed=_plain(campaign.budget_committed))

    for name, value in columns_of(plan).items():
        if getattr(campaign, name) != value:
            setattr(campaign, name, value)
    await flush(session, or_raise=REFERENCE)
    return campaign


def written(campaign: Campaign) -> dict[str, Any]:
    """Give a campaign as its brand would send it, in JSON."""
    values = {name: getattr(campaign, name) for name in NewCampaign.model_fields if name != "metadata"}
    values |= {"metadata": campaign.metadata_, "deliverables": undated(campaign.deliverables)}
    return NewCampaign.model_validate(values).model_dump(mode="json")


def _require_changeable(campaign: Campaign, plan: NewCampaign, changed: set[str]) -> None:
    if campaign.state is CampaignState.DRAFT:
        return
    fixed = [f"/{name}" for name in sorted(changed - CHANGEABLE)]
    if plan.budget.currency != campaign.budget.currency:
        fixed.append("/budget/currency")
    if fixed:
        detail = "this does not change after publishing"
        raise FieldFixed(
            errors=[{"in": "body", "pointer": place, "code": "field_fixed", "params": {}, "detail": detail} for place in fixed]
        )


async def publish(session: AsyncSession, *, seen: Campaign, now: datetime) -> Campaign:
    """Open a campaign. Raises `BrandNotVerified`, `CampaignOver`."""
    campaign = await locked(session, seen.id)
    if campaign.can("publish"):
        require_verified(campaign.brand)
        if min(datetime.fromisoformat(line["due_at"]) for line in campaign.deliverables) < now:
            raise CampaignOver
    campaign.move("publish")
    campaign.published_at = now

    await emit(session, CampaignPublished.of(campaign))
    await timers.at(session, campaign.ends_at, EndCampaign(campaign_id=campaign.id))
    return campaign


async def pause(session: AsyncSession, *, seen: Campaign) -> Campaign:
    """Let a campaign rest: nothing new is agreed, orders go on."""
    campaign = await locked(session, seen.id)
    campaign.move("pause")
    await emit(session, CampaignPaused.of(campaign))
    return campaign


async def resume(session: AsyncSession, *, seen: Campaign) -> Campaign:
    """Go on with a paused campaign, in the state that it rested in."""
    campaign = await locked(session, seen.id)
    campaign.move("resume")
    if campaign.started_at is not None:
        campaign.move("start")
    await emit(session, CampaignResumed.of(campaign))
    return campaign


async def start(session: AsyncSession, *, campaign: Campaign, now: datetime) -> None:
    """Note that an order was agreed; the first one starts the campaign."""
    if campaign.can("start"):
        campaign.move("start")
        campaign.started_at = now
        await emit(session, CampaignStarted.of(campaign))


async def locked(session: AsyncSession, id: CampaignId) -> Campaign:
    """Lock a campaign. Raises `NotFound`."""
    campaign = await queries.campaign_for_update(session, id)
    if campaign is None:
        raise NotFound
    return campaign


def require_open(campaign: Campaign, *, now: datetime) -> None:
    """Raise `CampaignNotOpen` where nothing new may be agreed."""
    if not campaign.is_open(now):
        raise CampaignNotOpen(state=campaign.state)


def promise(campaign: Campaign, *, more: Money) -> None:
    """Promise more of a locked campaign's budget, or less. Raises `BudgetExceeded`."""
    if more.value > 0 and more > campaign.budget_remaining:
        raise BudgetExceeded(budget_remaining=_plain(campaign.budget_remaining))
    campaign.committed_value += more.value


def _plain(money: Money) -> dict[str, Any]:
    return {"value": money.value, "currency": money.currency}
