"""Every SELECT about people."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.users.models import User
from shared.events.identity import UserId


async def user(session: AsyncSession, id: UserId) -> User | None:
    """Find a person."""
    return await session.get(User, id)


async def user_for_update(session: AsyncSession, id: UserId) -> User | None:
    """Find and lock a person."""
    return await session.scalar(select(User).where(User.id == id).with_for_update())


async def user_by_email(session: AsyncSession, email: str) -> User | None:
    """Find a person by address, whatever its case."""
    return await session.scalar(select(User).where(User.email == email.lower()))


async def hold_while_password_is(session: AsyncSession, id: UserId, password_hash: str) -> bool:
    """Hold a person against a change of the password, and say whether it is still this one. Many may hold at once."""
    query = select(User.id).where(User.id == id, User.password_hash == password_hash).with_for_update(read=True)
    return await session.scalar(query) is not None


async def user_by_confirmation_for_update(session: AsyncSession, token_hash: bytes) -> User | None:
    """Find and lock the person whom a confirmation token was sent to."""
    return await session.scalar(select(User).where(User.confirmation_token_hash == token_hash).with_for_update())


async def user_by_email_for_update(session: AsyncSession, email: str) -> User | None:
    """Find and lock a person by address, whatever its case."""
    return await session.scalar(select(User).where(User.email == email.lower()).with_for_update())
