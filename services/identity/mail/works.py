"""How identity's e-mails leave."""

from typing import Any

from services.identity.mail.service import SendEmail, written
from services.identity.organizations.queries import is_staff_address
from shared.service import Context
from shared.tasks import Works

works = Works()


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
