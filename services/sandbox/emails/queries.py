"""Every SELECT about e-mails."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.sandbox.emails.models import Email
from shared.pages import Page, Slice


async def emails_to(session: AsyncSession, to: str, *, page: Page) -> Slice[Email]:
    """List the e-mails to an address, newest first, without those to staff."""
    return await page.of(session, select(Email).where(Email.to == to.lower(), Email.is_private.is_(False)), Email)


async def newest_email(session: AsyncSession, *, to: str, type: str) -> Email | None:
    """Find the newest e-mail of a type to an address."""
    return await session.scalar(
        select(Email).where(Email.to == to.lower(), Email.type == type).order_by(Email.id.desc()).limit(1)
    )
