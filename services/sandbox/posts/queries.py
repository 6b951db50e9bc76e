"""Every SELECT about posts."""

import re

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.sandbox.posts.models import Post, SandboxPostId
from shared.pages import Page, Slice


async def post_of(session: AsyncSession, handle: str, id: SandboxPostId) -> Post | None:
    """Find a post of an account."""
    return await session.scalar(select(Post).where(Post.id == id, Post.handle == handle))


async def post_of_for_update(session: AsyncSession, handle: str, id: SandboxPostId) -> Post | None:
    """Find and lock a post of an account."""
    return await session.scalar(select(Post).where(Post.id == id, Post.handle == handle).with_for_update())


async def post_at(session: AsyncSession, url: str) -> Post | None:
    """Find a post by its address; what follows `?` or `#` names no other post."""
    return await session.scalar(select(Post).where(Post.url == re.split("[?#]", url, maxsplit=1)[0].rstrip("/")))


async def posts_of(session: AsyncSession, handle: str, *, page: Page) -> Slice[Post]:
    """List the posts of an account."""
    return await page.of(session, select(Post).where(Post.handle == handle), Post)
