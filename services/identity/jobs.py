"""What identity does when its timers are due, and how its e-mails leave."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.mail.service import SendEmail, written
from services.identity.member_invitations import service as member_invitations
from services.identity.member_invitations.service import ExpireMemberInvitation
from services.identity.organizations import service as organizations
from services.identity.organizations.queries import is_staff_address
from services.identity.verifications.service import ExpireVerificationLink
from shared.service import Context
from shared.tasks import Works
from shared.timers import Commands

commands = Commands()
works = Works()


@commands.due(ExpireVerificationLink)
async def expire_verification(session: AsyncSession, timer: ExpireVerificationLink, due_at: datetime) -> None:
    """End a verification whose link nobody opened."""
    await organizations.expire_verification(session, timer=timer, due_at=due_at)


@commands.due(ExpireMemberInvitation)
async def expire_member_invitation(session: AsyncSession, timer: ExpireMemberInvitation, due_at: datetime) -> None:
    """End an invitation that nobody took up."""
    await member_invitations.expire(session, timer=timer, due_at=due_at)


@works.does(SendEmail)
async def send_email(context: Context[Any], task: SendEmail) -> None:
    """Hand one e-mail to the mailer; its key makes a repeat harmless.

    Anybody can read the sandbox's mailbox: what is for one of the platform's own never goes there.
    """
    if context.settings.is_sandbox:
        async with context.step() as session:
            if await is_staff_address(session, task.to):
                return
    await context.ports.mailer.deliver(written(task, public_address=context.settings.public_address))
