"""What can happen with posts."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.sandbox.posts.models import Post, SandboxPostId
from services.sandbox.posts.schemas import NewPost, PostChange
from services.sandbox.social_accounts.models import SocialAccount

ADDRESS = "https://social.sandbox.example"


async def publish(session: AsyncSession, *, account: SocialAccount, new: NewPost, now: datetime) -> Post:
    """Post something."""
    id = SandboxPostId.new()
    post = Post(
        id=id,
        account_id=account.id,
        handle=account.handle,
        url=f"{ADDRESS}/@{account.handle}/posts/{id}",
        posted_at=now,
        **new.model_dump(),
    )
    session.add(post)
    await session.flush()
    return post


async def edit(session: AsyncSession, *, post: Post, change: PostChange) -> Post:
    """Change what a post says or shows, as its author may at any time."""
    for name, value in change.model_dump(exclude_none=True).items():
        setattr(post, name, value)
    await session.flush()
    return post


async def take_down(session: AsyncSession, *, post: Post, now: datetime) -> Post:
    """Let a post be seen no more; a repeat changes nothing."""
    post.taken_down_at = post.taken_down_at or now
    await session.flush()
    return post


async def restore(session: AsyncSession, *, post: Post) -> Post:
    """Let a post be seen again; a repeat changes nothing."""
    post.taken_down_at = None
    await session.flush()
    return post
