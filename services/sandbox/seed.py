"""Accounts on the sandbox's social platform, many at once."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.sandbox.social_accounts.models import SocialAccount
from shared.platforms import PlatformAccount


async def put_accounts(session: AsyncSession, given: Mapping[str, Mapping[str, Any]]) -> list[PlatformAccount]:
    """Make the accounts whose handles are not taken yet, with the given values; give what the platform says of all of them."""
    found = await session.scalars(select(SocialAccount).where(SocialAccount.handle.in_(given)))
    accounts = {account.handle: account for account in found}
    new = [SocialAccount(handle=handle, given=dict(values)) for handle, values in given.items() if handle not in accounts]
    session.add_all(new)
    await session.flush()
    accounts |= {account.handle: account for account in new}
    return [accounts[handle].profile for handle in given]
