"""Which e-mails there are, and how one is sent: asked for in the transaction that wants it, carried by a task."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.mail.mailer import Email
from shared.secrets import digest
from shared.tasks import Task, ask


class Mail(BaseModel):
    """What an e-mail is made of. `data` travels beside the text for programs that read the sandbox's mailbox."""

    model_config = ConfigDict(frozen=True)

    type: ClassVar[str]
    subject: ClassVar[str]
    link_path: ClassVar[str]

    to: str
    name: str
    token: str

    def text(self, link: str) -> str:
        """Write the letter."""
        raise NotImplementedError


class EmailConfirmationMail(Mail):
    """Asks a new person to confirm the address."""

    type = "email_confirmation"
    subject = "Confirm your address"
    link_path = "/confirm-email"

    def text(self, link: str) -> str:
        """Write the letter."""
        return f"Hello {self.name},\n\nplease confirm that this address is yours:\n{link}\n\nGreenlight"


class BrandVerificationMail(Mail):
    """Sends a brand the link that proves its business address. The link lives for 24 hours and works once."""

    type = "brand_verification"
    subject = "Verify your brand"
    link_path = "/verify-brand"

    def text(self, link: str) -> str:
        """Write the letter."""
        return f"Hello,\n\nplease verify {self.name} within 24 hours:\n{link}\n\nGreenlight"


class MemberInvitationMail(Mail):
    """Invites somebody to join an organization. The link lives for seven days."""

    type = "member_invitation"
    subject = "You are invited"
    link_path = "/join"

    def text(self, link: str) -> str:
        """Write the letter."""
        return f"Hello,\n\n{self.name} invites you to join them on Greenlight, within seven days:\n{link}\n\nGreenlight"


class SendEmail(Task, name="send_email"):
    """Send one e-mail. `key` makes a repeat harmless."""

    key: str
    to: str
    type: str
    recipient: str
    token: str


_MAILS: dict[str, type[Mail]] = {mail.type: mail for mail in (EmailConfirmationMail, BrandVerificationMail, MemberInvitationMail)}


async def send(session: AsyncSession, mail: Mail) -> None:
    """Send an e-mail after this transaction, or not at all."""
    key = digest(mail.token).hex()
    await ask(session, SendEmail(key=key, type=mail.type, to=mail.to, recipient=mail.name, token=mail.token))


def written(task: SendEmail, *, public_address: str) -> Email:
    """Write the e-mail that a task asks for."""
    mail = _MAILS[task.type](to=task.to, name=task.recipient, token=task.token)
    link = f"{public_address}{mail.link_path}?token={mail.token}"
    return Email(
        key=task.key,
        type=mail.type,
        to=mail.to,
        subject=mail.subject,
        text=mail.text(link),
        links=[link],
        data={"token": mail.token},
    )
