"""What can happen with social accounts."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.creators.queries import creator_for_update
from services.identity.creators.service import tell_statistics
from services.identity.social_accounts import queries
from services.identity.social_accounts.models import SocialAccount
from shared.errors import Invalid, Problem, UpstreamUnavailable
from shared.events.identity import OrganizationId
from shared.platforms import Platform, PlatformAccount, PlatformAway


class AccountTaken(Problem, status=409, code="account_taken"):
    """This account is connected to another organization."""


class AccountInUse(Problem, status=409, code="account_in_use"):
    """A creator is shown with this account: it cannot be disconnected."""


async def fetch(platforms: Mapping[str, Platform], *, platform: str, handle: str) -> PlatformAccount | None:
    """Ask a platform about an account, outside any transaction. Raises `Invalid` where it is not offered, 503 when away."""
    if platform not in platforms:
        raise Invalid.at("/platform", "platform_unknown", "this platform is not offered here")
    try:
        return await platforms[platform].account(handle)
    except PlatformAway as error:
        raise UpstreamUnavailable(
            f"The platform {platform} does not answer at the moment.", headers={"Retry-After": "1"}
        ) from error


async def connect(
    session: AsyncSession, *, owner: OrganizationId, account: PlatformAccount | None, now: datetime
) -> SocialAccount:
    """Connect an account whose owner is proven; one's own again only renews its statistics. Raises `Invalid`, `AccountTaken`."""
    if account is None:
        raise Invalid.at("/handle", "account_unknown", "the platform has no account of this handle")
    await queries.insert_unless_connected(
        session,
        organization_id=owner,
        platform=account.platform,
        handle=account.handle,
        statistics=account.model_dump(mode="json"),
        statistics_recorded_at=now,
    )
    connected = await queries.connected_account_for_update(session, platform=account.platform, handle=account.handle)
    if connected is None or connected.organization_id != owner:
        raise AccountTaken

    await record(session, connected=connected, account=account, now=now)
    creator = await creator_for_update(session, connected.creator_id) if connected.creator_id else None
    if creator is not None:
        shown_with = await queries.accounts_shown_with(session, creator)
        await tell_statistics(session, creator=creator, accounts=[account.as_statistics for account in shown_with])
    return connected


async def record(session: AsyncSession, *, connected: SocialAccount, account: PlatformAccount, now: datetime) -> None:
    """Keep what the platform says of an account."""
    connected.statistics = account.model_dump(mode="json")
    connected.statistics_recorded_at = now
    await session.flush()


async def disconnect(session: AsyncSession, *, account: SocialAccount) -> SocialAccount:
    """Give an account up: another organization may connect it. Raises `AccountInUse`, `InvalidState`."""
    if account.creator_id is not None:
        raise AccountInUse
    account.move("disconnect")
    await session.flush()
    return account
