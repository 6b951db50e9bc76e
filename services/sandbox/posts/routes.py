"""Posts over HTTP: made by anybody, read by the platform's adapter."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.sandbox.faults.models import FaultTarget
from services.sandbox.faults.service import may_strike
from services.sandbox.posts import queries, service
from services.sandbox.posts.models import Post, SandboxPostId
from services.sandbox.posts.schemas import NewPost, PostChange, PostOut
from services.sandbox.social_accounts.routes import SandboxAccount
from shared.auth import PUBLIC
from shared.clock import Now
from shared.errors import NotFound
from shared.pages import Listing, Paging
from shared.platforms import PlatformPost
from shared.routing import Router, Session
from shared.service import ServiceContext, internal_only

router = Router(tags=["sandbox"])
outside = APIRouter(include_in_schema=False, dependencies=[Depends(internal_only)])

POSTS = "/sandbox/social-accounts/{handle}/posts"


async def _locked_post(handle: str, post_id: SandboxPostId, session: Session) -> Post:
    post = await queries.post_of_for_update(session, handle, post_id)
    if post is None:
        raise NotFound
    return post


LockedPost = Annotated[Post, Depends(_locked_post)]
"""The post that the address names, locked."""


@router.post(POSTS, scope=PUBLIC, status_code=201, problems=[NotFound])
async def create_sandbox_post(account: SandboxAccount, body: NewPost, session: Session, now: Now) -> PostOut:
    """Post something on the sandbox's social platform."""
    return await service.publish(session, account=account, new=body, now=now)


@router.get(POSTS, scope=PUBLIC, problems=[NotFound])
async def list_sandbox_posts(account: SandboxAccount, session: Session, page: Paging) -> Listing[PostOut]:
    """List the posts of an account."""
    return await queries.posts_of(session, account.handle, page=page)


@router.get(POSTS + "/{post_id}", scope=PUBLIC, problems=[NotFound])
async def get_sandbox_post(handle: str, post_id: SandboxPostId, session: Session) -> PostOut:
    """Read a post."""
    post = await queries.post_of(session, handle, post_id)
    if post is None:
        raise NotFound
    return post


@router.patch(POSTS + "/{post_id}", scope=PUBLIC, problems=[NotFound])
async def update_sandbox_post(post: LockedPost, body: PostChange, session: Session) -> PostOut:
    """Edit a post, as its author may at any time: what was verified may differ then."""
    return await service.edit(session, post=post, change=body)


@router.post(POSTS + "/{post_id}/take-down", scope=PUBLIC, problems=[NotFound])
async def take_down_sandbox_post(post: LockedPost, session: Session, now: Now) -> PostOut:
    """Take a post down: nobody sees it any more."""
    return await service.take_down(session, post=post, now=now)


@router.post(POSTS + "/{post_id}/restore", scope=PUBLIC, problems=[NotFound])
async def restore_sandbox_post(post: LockedPost, session: Session) -> PostOut:
    """Put a post back that was taken down."""
    return await service.restore(session, post=post)


@outside.get("/outside/posts")
async def read_post(url: Annotated[str, Query(max_length=2000)], context: ServiceContext) -> PlatformPost:
    """Tell the adapter of a post."""
    async with may_strike(context, FaultTarget.PLATFORM, has_effect=False), context.step() as session:
        post = await queries.post_at(session, url)
        if post is None:
            raise NotFound
        return post.shown
