"""What can happen with sessions."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.policy import SESSIONS
from services.identity.sessions import queries
from services.identity.sessions.models import AccessToken, RefreshToken, UserSession
from services.identity.sign_in_attempts import service as sign_in_attempts
from services.identity.users.passwords import verify_password
from services.identity.users.queries import hold_while_password_is, user_by_email
from shared.clock import real_now
from shared.errors import Problem
from shared.events.identity import SessionRevoked, UserId
from shared.outbox import emit
from shared.routing import finish_step
from shared.secrets import digest, new_secret
from shared.settings import Settings

Address = IPv4Address | IPv6Address


class InvalidCredentials(Problem, status=401, code="invalid_credentials"):
    """The address or the password is wrong."""


class InvalidRefreshToken(Problem, status=401, code="invalid_refresh_token"):
    """The refresh token is unknown, used or ended: sign in again."""


@dataclass(frozen=True)
class Tokens:
    """A session with a fresh pair of tokens, which only the caller ever sees."""

    session: UserSession
    access_token: str
    refresh_token: str
    expires_in: int


async def sign_in(session: AsyncSession, settings: Settings, *, email: str, password: str, address: Address | None) -> Tokens:
    """Start a session. Raises `InvalidCredentials` or `TooManySignIns`, the same and in the same time for an unknown address."""
    attempt = await sign_in_attempts.admit(session, settings, email=email, address=address)
    user = await user_by_email(session, email)
    await finish_step(session)  # no connection is held while the password is hashed

    matches = await verify_password(password, user.password_hash if user else None)
    # It may be changed meanwhile, and with it every session is ended.
    if not matches or user is None or not await hold_while_password_is(session, user.id, user.password_hash):
        if attempt is not None:
            await sign_in_attempts.failed(session, attempt)
            await finish_step(session)  # it stays counted although the caller is refused
        raise InvalidCredentials
    if attempt is not None:
        await sign_in_attempts.succeeded(session, attempt)

    signed_in = UserSession(user_id=user.id)
    session.add(signed_in)
    await session.flush()
    return await _issue(session, signed_in)


async def refresh(session: AsyncSession, *, token: str) -> Tokens:
    """Exchange a refresh token for a new pair. An old one's return ends the whole family. Raises `InvalidRefreshToken`."""
    family = await queries.session_of_refresh_token_for_update(session, digest(token))
    known = await queries.refresh_token(session, digest(token)) if family else None
    if family is None or known is None:
        raise InvalidRefreshToken
    if family.ended_at is not None or known.expires_at <= real_now():
        raise InvalidRefreshToken

    if known.used_at is not None and not await _answer_was_lost(session, known):
        await end(session, ended=family)
        await finish_step(session)  # the family stays ended although the caller is refused
        raise InvalidRefreshToken

    if known.successor_hash is not None:
        await queries.drop_refresh_token(session, known.successor_hash)
    tokens = await _issue(session, family)
    known.used_at = known.used_at or real_now()
    known.successor_hash = digest(tokens.refresh_token)
    await session.flush()
    return tokens


async def end(session: AsyncSession, *, ended: UserSession) -> None:
    """Sign out: its tokens are void at once, everywhere."""
    if ended.ended_at is None:
        ended.ended_at = real_now()
        await emit(session, SessionRevoked(organization_id=ended.user_id, session_id=ended.id, user_id=ended.user_id))


async def end_all(session: AsyncSession, *, user: UserId) -> None:
    """Sign a person out everywhere."""
    for signed_in in await queries.live_sessions_for_update(session, user):
        await end(session, ended=signed_in)


async def _answer_was_lost(session: AsyncSession, known: RefreshToken) -> bool:
    """Say whether a phone may ask again: soon after, and nobody has used the answer."""
    if known.used_at is None or known.successor_hash is None or real_now() - known.used_at > SESSIONS.lost_answer:
        return False
    successor = await queries.refresh_token(session, known.successor_hash)
    return successor is not None and successor.used_at is None


async def _issue(session: AsyncSession, family: UserSession) -> Tokens:
    now: datetime = real_now()
    await queries.drop_ended_tokens(session, family, now=now)
    access_token, refresh_token = new_secret("gls"), new_secret("glr")
    session.add(AccessToken(token_hash=digest(access_token), session_id=family.id, expires_at=now + SESSIONS.access_token))
    session.add(RefreshToken(token_hash=digest(refresh_token), session_id=family.id, expires_at=now + SESSIONS.refresh_token))
    await session.flush()
    return Tokens(family, access_token, refresh_token, int(SESSIONS.access_token.total_seconds()))
