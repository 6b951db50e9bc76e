"""What can happen with a verification itself: the link, its use, its end. What it means for the organization stands there."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.mail.service import BrandVerificationMail, send
from services.identity.policy import VERIFICATIONS, in_force
from services.identity.users.service import TokenUsed
from services.identity.verifications import queries
from services.identity.verifications.models import Verification, VerificationId, VerificationLink
from shared import timers
from shared.errors import NotFound, Problem
from shared.secrets import digest, new_secret
from shared.timers import Timer


class TokenExpired(Problem, status=410, code="token_expired"):
    """This link has ended, or a newer one was sent: submit again."""


class ExpireVerificationLink(Timer, name="expire_verification_link"):
    """Ends a verification whose link nobody opened in time."""

    verification_id: VerificationId


async def send_link(
    session: AsyncSession, *, verification: Verification, business_email: str, name: str, country: str, now: datetime
) -> None:
    """Mail a link to the business address; an older one dies. Raises `InvalidState`."""
    policy = in_force(VERIFICATIONS, region=country, on=now.date())
    verification.move("submit", policy_version=policy.version)
    expires_at = now + policy.link
    verification.business_email = business_email
    verification.link_expires_at = expires_at
    verification.reasons = []
    verification.decided_at = None

    await queries.end_links(session, verification, now=now)
    token = new_secret("glv")
    session.add(VerificationLink(token_hash=digest(token), verification_id=verification.id, expires_at=expires_at))
    await send(session, BrandVerificationMail(to=business_email, name=name, token=token))
    await timers.at(session, expires_at, ExpireVerificationLink(verification_id=verification.id))
    await session.flush()


async def use_link(session: AsyncSession, *, verification: Verification, token: str, now: datetime) -> None:
    """Take the proof that the business address is the brand's. Raises `NotFound`, `TokenUsed`, `TokenExpired`."""
    link = await queries.link(session, digest(token))
    if link is None:
        raise NotFound
    if link.used_at is not None:
        raise TokenUsed
    if link.expires_at <= now:
        raise TokenExpired

    verification.move("confirm")
    link.used_at = now
    await session.flush()
