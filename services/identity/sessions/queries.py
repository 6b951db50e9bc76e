"""Every SELECT about sessions."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.sessions.models import AccessToken, RefreshToken, UserSession
from shared.events.identity import SessionId, UserId
from shared.pages import Page, Slice


async def session_for_update(session: AsyncSession, id: SessionId) -> UserSession | None:
    """Find and lock a session."""
    return await session.scalar(select(UserSession).where(UserSession.id == id).with_for_update())


async def own_session(session: AsyncSession, id: SessionId, *, owner: UserId) -> UserSession | None:
    """Find a session of this person."""
    return await session.scalar(select(UserSession).where(UserSession.id == id, UserSession.user_id == owner))


async def sessions_of(session: AsyncSession, owner: UserId, *, page: Page) -> Slice[UserSession]:
    """List the sessions of a person that have not ended."""
    return await page.of(
        session, select(UserSession).where(UserSession.user_id == owner, UserSession.ended_at.is_(None)), UserSession
    )


async def live_session_of_access_token(session: AsyncSession, token_hash: bytes, *, now: datetime) -> UserSession | None:
    """Find the session that an access token speaks for, while both live."""
    return await session.scalar(
        select(UserSession)
        .join(AccessToken, AccessToken.session_id == UserSession.id)
        .where(AccessToken.token_hash == token_hash, AccessToken.expires_at > now, UserSession.ended_at.is_(None))
    )


async def refresh_token(session: AsyncSession, token_hash: bytes) -> RefreshToken | None:
    """Find a refresh token. Lock its session before it is judged."""
    return await session.get(RefreshToken, token_hash, populate_existing=True)


async def drop_refresh_token(session: AsyncSession, token_hash: bytes) -> None:
    """Drop a token that nobody used."""
    await session.execute(delete(RefreshToken).where(RefreshToken.token_hash == token_hash))
