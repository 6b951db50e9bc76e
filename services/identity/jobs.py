"""What identity does when its timers are due."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.organizations import service as organizations
from services.identity.verifications.service import ExpireVerificationLink
from shared.timers import Commands

commands = Commands()


@commands.due(ExpireVerificationLink)
async def expire_verification(session: AsyncSession, timer: ExpireVerificationLink, due_at: datetime) -> None:
    """End a verification whose link nobody opened."""
    await organizations.expire_verification(session, timer=timer, due_at=due_at)
