"""What can happen at the end of a campaign."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.applications import service as applications
from services.campaigns.campaigns.models import Campaign
from services.campaigns.campaigns.queries import campaign_for_update
from services.campaigns.campaigns.service import locked
from services.campaigns.invitations import service as invitations
from services.campaigns.invite_links import service as invite_links
from services.campaigns.invite_links.acceptances import service as acceptances
from services.campaigns.offers import service as offers
from services.campaigns.orders import queries as orders
from services.campaigns.orders.service import complete_campaign
from shared.errors import Problem
from shared.events.campaigns import CampaignCancelled, CampaignExpired, CampaignId
from shared.outbox import emit
from shared.states import due


class CampaignHasOrders(Problem, status=409, code="campaign_has_orders"):
    """A campaign under which an order was accepted is not cancelled: its orders go on."""


async def cancel(session: AsyncSession, *, seen: Campaign) -> Campaign:
    """The brand gives a campaign up. Raises `CampaignHasOrders`."""
    campaign = await locked(session, seen.id)
    if campaign.can("cancel") and await orders.has_accepted(session, campaign.id):
        raise CampaignHasOrders
    campaign.move("cancel")
    await _end_what_is_open(session, campaign)

    await emit(session, CampaignCancelled.of(campaign))
    return campaign


async def end_on_time(session: AsyncSession, id: CampaignId, due_at: datetime) -> None:
    """The last day is over: nothing new is agreed, and the campaign ends unless orders are still under way."""
    campaign = await campaign_for_update(session, id)
    if campaign is None or not due(campaign.ends_at, due_at):
        return
    await _end_what_is_open(session, campaign)
    if campaign.started_at is None and campaign.can("expire"):
        campaign.move("expire")
        await emit(session, CampaignExpired.of(campaign))
    elif campaign.can("complete") and not await orders.has_running(session, campaign.id):
        await complete_campaign(session, campaign=campaign)


async def _end_what_is_open(session: AsyncSession, campaign: Campaign) -> None:
    await invite_links.expire_all_of(session, campaign.id)
    await acceptances.expire_all_of(session, campaign.id)
    await invitations.expire_all_of(session, campaign.id)
    await applications.expire_all_of(session, campaign.id)
    await offers.expire_all_of(session, campaign)
