"""What campaigns does when time has passed: a timer in, one call into a noun."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.invitations import service as invitations
from services.campaigns.invitations.service import ExpireInvitation
from shared.timers import Commands

commands = Commands()


@commands.due(ExpireInvitation)
async def expire_invitation(session: AsyncSession, timer: ExpireInvitation, due_at: datetime) -> None:
    """Nobody answered in time."""
    await invitations.expire_on_time(session, timer.invitation_id, due_at)
