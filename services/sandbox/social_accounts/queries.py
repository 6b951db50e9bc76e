"""Every SELECT about social accounts."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.sandbox.social_accounts.models import SocialAccount
from shared.pages import Page, Slice


async def account(session: AsyncSession, handle: str) -> SocialAccount | None:
    """Find an account."""
    return await session.scalar(select(SocialAccount).where(SocialAccount.handle == handle))


async def account_for_update(session: AsyncSession, handle: str) -> SocialAccount | None:
    """Find and lock an account."""
    return await session.scalar(
        select(SocialAccount).where(SocialAccount.handle == handle).with_for_update().execution_options(populate_existing=True)
    )


async def accounts(session: AsyncSession, *, page: Page) -> Slice[SocialAccount]:
    """List the accounts."""
    return await page.of(session, select(SocialAccount), SocialAccount)
