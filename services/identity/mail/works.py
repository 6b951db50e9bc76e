"""How identity's e-mails leave."""

from typing import Any

from services.identity.mail.service import SendEmail, written
from shared.service import Context
from shared.tasks import Works

works = Works()


@works.does(SendEmail)
async def send_email(context: Context[Any], task: SendEmail) -> None:
    """Hand one e-mail to the mailer; its key makes a repeat harmless."""
    await context.ports.mailer.deliver(written(task, public_address=context.settings.public_address))
