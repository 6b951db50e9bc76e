"""Every SELECT about sessions."""

from collections.abc import Sequence
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


async def live_session_of_access_token(
    session: AsyncSession, token_hash: bytes, *, now: datetime
) -> tuple[UserSession, datetime] | None:
    """Find the session that an access token speaks for, while both live, and when the token ends."""
    row = (
        await session.execute(
            select(UserSession, AccessToken.expires_at)
            .join(AccessToken, AccessToken.session_id == UserSession.id)
            .where(AccessToken.token_hash == token_hash, AccessToken.expires_at > now, UserSession.ended_at.is_(None))
        )
    ).first()
    return (row[0], row[1]) if row else None


async def session_of_refresh_token_for_update(session: AsyncSession, token_hash: bytes) -> UserSession | None:
    """Find and lock the session that a refresh token grew from. Judge the token after that: another may just have used it."""
    return await session.scalar(
        select(UserSession)
        .join(RefreshToken, RefreshToken.session_id == UserSession.id)
        .where(RefreshToken.token_hash == token_hash)
        .with_for_update(of=UserSession)
    )


async def live_sessions_for_update(session: AsyncSession, owner: UserId) -> Sequence[UserSession]:
    """Find and lock the sessions of a person that have not ended."""
    return (
        await session.scalars(
            select(UserSession)
            .where(UserSession.user_id == owner, UserSession.ended_at.is_(None))
            .order_by(UserSession.id)
            .with_for_update()
        )
    ).all()


async def refresh_token(session: AsyncSession, token_hash: bytes) -> RefreshToken | None:
    """Find a refresh token whose session is locked."""
    return await session.get(RefreshToken, token_hash, populate_existing=True)


async def drop_refresh_token(session: AsyncSession, token_hash: bytes) -> None:
    """Drop a token that nobody used."""
    await session.execute(delete(RefreshToken).where(RefreshToken.token_hash == token_hash))


async def drop_ended_tokens(session: AsyncSession, family: UserSession, *, now: datetime) -> None:
    """Drop the tokens of a session whose time is over. Used ones stay until then, to be known when they come back."""
    for token in (AccessToken, RefreshToken):
        await session.execute(delete(token).where(token.session_id == family.id, token.expires_at <= now))
