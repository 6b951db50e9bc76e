"""What can happen with invite links: handed out, used up, and ended."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.campaigns.models import Campaign
from services.campaigns.campaigns.service import locked, require_open
from services.campaigns.invite_links import queries
from services.campaigns.invite_links.models import InviteLink, InviteLinkState
from services.campaigns.invite_links.policy import INVITE_LINKS
from services.campaigns.invite_links.schemas import NewInviteLink
from services.campaigns.organizations.service import require_verified
from shared import timers
from shared.errors import NotFound, Problem
from shared.events.campaigns import (
    CampaignId,
    InviteLinkCreated,
    InviteLinkExhausted,
    InviteLinkExpired,
    InviteLinkId,
    InviteLinkRevoked,
)
from shared.outbox import emit
from shared.secrets import digest, new_secret
from shared.states import due
from shared.timers import Timer


class ExpireInviteLink(Timer, name="invite_link.expire"):
    """The end of an invite link's days."""

    invite_link_id: InviteLinkId


class TooManyInviteLinks(Problem, status=409, code="too_many_invite_links"):
    """This campaign has so many active links already: revoke one; `maximum` says how many there may be."""


class InviteLinkUsedUp(Problem, status=409, code="invite_link_exhausted"):
    """As many as may have accepted this invite link: ask whoever sent you the address for a new one."""


class InviteLinkOver(Problem, status=410, code="invite_link_expired"):
    """The time to accept this invite link is over, or its campaign is: ask whoever sent you the address for a new one."""


# --- the brand's side -----------------------------------------------------------------------------------------------------


async def create(session: AsyncSession, *, seen: Campaign, wanted: NewInviteLink, now: datetime) -> tuple[InviteLink, str]:
    """Make a link; give the token too, which is kept nowhere.

    Raises `CampaignNotOpen`, `BrandNotVerified`, `TooManyInviteLinks`.
    """
    campaign = await locked(session, seen.id)
    require_open(campaign, now=now)
    require_verified(campaign.brand)
    if await queries.count_active(session, campaign.id) >= INVITE_LINKS.most_active:
        raise TooManyInviteLinks(maximum=INVITE_LINKS.most_active)

    token = new_secret("glj")
    link = InviteLink(
        campaign=campaign,
        campaign_id=campaign.id,
        brand_organization_id=campaign.brand_organization_id,
        token_hash=digest(token),
        label=wanted.label,
        message=wanted.message,
        maximum_acceptances=wanted.maximum_acceptances,
        expires_at=min(now + timedelta(days=wanted.expires_in_days), campaign.ends_at),
    )
    session.add(link)
    await emit(session, InviteLinkCreated.of(link))
    await timers.at(session, link.expires_at, ExpireInviteLink(invite_link_id=link.id))
    return link, token


async def revoke(session: AsyncSession, *, link: InviteLink) -> InviteLink:
    """Take a link back: nobody accepts it any more. Who has accepted it still joins."""
    link.move("revoke")
    await emit(session, InviteLinkRevoked.of(link))
    return link


async def expire_on_time(session: AsyncSession, id: InviteLinkId, due_at: datetime) -> None:
    """End a link whose time is over."""
    link = await queries.link_for_update(session, id)
    if link is not None and due(link.expires_at, due_at) and link.can("expire"):
        await _expire(session, link)


async def expire_all_of(session: AsyncSession, campaign_id: CampaignId) -> None:
    """End the active links of a campaign that is over."""
    for link in await queries.active_links_for_update(session, campaign_id):
        await _expire(session, link)


async def _expire(session: AsyncSession, link: InviteLink) -> None:
    link.move("expire")
    await emit(session, InviteLinkExpired.of(link))


# --- the side of whoever has the token --------------------------------------------------------------------------------------


async def known_by(session: AsyncSession, token: str) -> InviteLink:
    """Find the link of a token, whatever became of it. Raises `NotFound`."""
    link = await queries.link_of_token(session, digest(token))
    if link is None:
        raise NotFound
    return link


async def opened_by(session: AsyncSession, token: str, *, now: datetime) -> InviteLink:
    """Find what a token opens. Raises `NotFound`, `InviteLinkUsedUp`, `InviteLinkOver`, `CampaignNotOpen`."""
    link = await known_by(session, token)
    _require_acceptable(link, is_counted=False, now=now)
    require_open(link.campaign, now=now)
    return link


async def use(session: AsyncSession, *, seen: InviteLink, is_counted: bool, now: datetime) -> InviteLink:
    """Count one who accepts, unless they are counted, under the lock. Raises `NotFound`, `InviteLinkUsedUp`, `InviteLinkOver`."""
    link = await queries.link_for_update(session, seen.id)
    if link is None:
        raise NotFound
    _require_acceptable(link, is_counted=is_counted, now=now)
    if is_counted:
        return link
    link.acceptance_count += 1
    if link.acceptance_count == link.maximum_acceptances:
        link.move("exhaust")
        await emit(session, InviteLinkExhausted.of(link))
    return link


def _require_acceptable(link: InviteLink, *, is_counted: bool, now: datetime) -> None:
    """Raise why a link cannot be accepted. One that was taken back looks like one that never was."""
    if link.state is InviteLinkState.REVOKED:
        raise NotFound
    if link.state is InviteLinkState.EXPIRED or link.expires_at <= now:
        raise InviteLinkOver
    if link.state is InviteLinkState.EXHAUSTED and not is_counted:
        raise InviteLinkUsedUp
