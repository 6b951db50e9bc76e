"""What campaigns does when time has passed: a timer in, one call into a noun."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.campaigns.service import EndCampaign
from services.campaigns.endings import service as endings
from services.campaigns.invitations import service as invitations
from services.campaigns.invitations.service import ExpireInvitation
from services.campaigns.invite_links import service as invite_links
from services.campaigns.invite_links.service import ExpireInviteLink
from services.campaigns.offers import service as offers
from services.campaigns.offers.service import ExpireOffer
from services.campaigns.orders import service as orders
from services.campaigns.orders.service import EndRetention, FallDue, GiveUp
from shared.clock import clock
from shared.timers import Commands

commands = Commands()


@commands.due(ExpireInvitation)
async def expire_invitation(session: AsyncSession, timer: ExpireInvitation, due_at: datetime) -> None:
    """Nobody answered in time."""
    await invitations.expire_on_time(session, timer.invitation_id, due_at)


@commands.due(ExpireInviteLink)
async def expire_invite_link(session: AsyncSession, timer: ExpireInviteLink, due_at: datetime) -> None:
    """Its days are over."""
    await invite_links.expire_on_time(session, timer.invite_link_id, due_at)


@commands.due(ExpireOffer)
async def expire_offer(session: AsyncSession, timer: ExpireOffer, due_at: datetime) -> None:
    """Nobody answered in time."""
    await offers.expire_on_time(session, timer.offer_id, due_at)


@commands.due(EndCampaign)
async def end_campaign(session: AsyncSession, timer: EndCampaign, due_at: datetime) -> None:
    """The last day is over."""
    await endings.end_on_time(session, timer.campaign_id, due_at)


@commands.due(FallDue)
async def let_deliverable_fall_due(session: AsyncSession, timer: FallDue, due_at: datetime) -> None:
    """No draft, or no next version, came in time."""
    await orders.fall_due_on_time(session, timer.deliverable_id, due_at, now=clock.now())


@commands.due(GiveUp)
async def give_deliverable_up(session: AsyncSession, timer: GiveUp, due_at: datetime) -> None:
    """No draft came at all."""
    await orders.give_up_on_time(session, timer.deliverable_id, due_at, now=clock.now())


@commands.due(EndRetention)
async def end_retention(session: AsyncSession, timer: EndRetention, due_at: datetime) -> None:
    """The last post has stood long enough, or would have."""
    await orders.end_retention_on_time(session, timer.order_id, due_at, now=clock.now())
