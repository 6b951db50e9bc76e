"""What can happen with e-mails."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.sandbox.emails.models import Email, EmailId
from services.sandbox.emails.schemas import NewEmail


async def deliver(session: AsyncSession, new: NewEmail, *, now: datetime) -> None:
    """Put an e-mail into the mailbox; a key that is there already changes nothing."""
    values = {**new.model_dump(), "to": new.to.lower(), "id": EmailId.new(), "sent_at": now, "created_at": now, "updated_at": now}
    await session.execute(insert(Email).values(values).on_conflict_do_nothing(index_elements=[Email.key]))
