"""What can happen with social accounts."""

import re
from datetime import datetime
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.sandbox.social_accounts import queries
from services.sandbox.social_accounts.models import SandboxAccountId, SocialAccount
from services.sandbox.social_accounts.schemas import SocialAccountIn
from shared.errors import Invalid

HANDLE = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}"


class HandleRefused(Invalid, status=422, code="handle_refused"):
    """A handle is 1 to 100 letters, digits, dots, hyphens and underscores, and does not begin with a dot."""


async def put_account(session: AsyncSession, *, handle: str, values: SocialAccountIn, now: datetime) -> SocialAccount:
    """Make an account, or give it more values. Raises `HandleRefused`."""
    if not re.fullmatch(HANDLE, handle):
        where = {"in": "path", "pointer": "/handle", "code": "handle_form", "params": {}, "detail": HandleRefused.title()}
        raise HandleRefused(errors=[where])
    new = {"id": SandboxAccountId.new(), "handle": handle, "given": {}, "version": 1, "created_at": now, "updated_at": now}
    await session.execute(insert(SocialAccount).values(new).on_conflict_do_nothing(index_elements=[SocialAccount.handle]))
    account = await queries.account_for_update(session, handle)
    assert account is not None

    account.given = _merged(account.given, values)
    await session.flush()
    return account


def _merged(given: dict[str, Any], values: SocialAccountIn) -> dict[str, Any]:
    """Lay new values over those given before, the parts of the audience each by itself; null takes a value back."""
    new = values.model_dump(exclude_unset=True)
    if new.get("audience"):
        new["audience"] = {**given.get("audience", {}), **new["audience"]}
    return {name: value for name, value in {**given, **new}.items() if value is not None}
