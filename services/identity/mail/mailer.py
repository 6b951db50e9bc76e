"""The port to whoever delivers e-mails."""

from typing import Protocol

from pydantic import BaseModel, ConfigDict

from shared.service import Peers


class Email(BaseModel):
    """One e-mail, ready to go."""

    model_config = ConfigDict(frozen=True)

    key: str
    """The same for each attempt: the mailbox takes it once."""
    type: str
    to: str
    subject: str
    text: str
    links: list[str]
    data: dict[str, str]


class Mailer(Protocol):
    """Delivers e-mails."""

    async def deliver(self, email: Email) -> None:
        """Hand an e-mail over; raises when it is not sure to have been taken."""
        ...


class SandboxMailer:
    """The shipped mailer: the sandbox's mailbox, which anybody in the sandbox can read."""

    def __init__(self, peers: Peers) -> None:
        self._peers = peers

    async def deliver(self, email: Email) -> None:
        """Put an e-mail into the mailbox."""
        answer = await self._peers.client("sandbox").post("/outside/emails", json=email.model_dump())
        answer.raise_for_status()
