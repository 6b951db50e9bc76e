"""Review's tasks: what is made after the commit that asks for it, until it succeeds."""

from services.review.drafts import service as drafts
from services.review.drafts.service import ReviewDraft
from services.review.ports import Ports
from services.review.publications import queries as publications_found
from services.review.publications import service as publications
from services.review.publications.matching import Post, differences
from services.review.publications.service import CheckPost
from services.review.uploads.service import DeleteFile
from shared.clock import clock
from shared.platforms import PlatformAway
from shared.service import Context
from shared.tasks import Works

works = Works()


@works.does(DeleteFile)
async def delete_file(context: Context[Ports], task: DeleteFile) -> None:
    """Forget bytes that nothing names any more."""
    await context.ports.store.delete(task.key)


@works.does(ReviewDraft)
async def review_draft(context: Context[Ports], task: ReviewDraft) -> None:
    """Judge a version by the rules."""
    async with context.step() as session:
        await drafts.review(session, id=task.draft_id, version_number=task.version_number, now=clock.now())


@works.does(CheckPost)
async def check_post(context: Context[Ports], task: CheckPost) -> None:
    """Compare a post with the approved draft. While the platform is away the task is tried again."""
    async with context.step() as session:
        publication = await publications_found.publication(session, task.publication_id)
        if publication is None:
            return
        expected = await publications.expected_of(session, publication)
    name, url = publication.order.platform, publication.url
    if name not in context.ports.platforms:
        message = f"there is no adapter for {name}"
        raise PlatformAway(message)

    shown = await context.ports.platforms[name].post(url)

    post = None
    if shown is not None:
        post = Post(shown.handle, shown.caption, tuple(shown.hashtags), frozenset(shown.media_sha256), shown.is_available)
    reasons, at = differences(expected, post), clock.now()
    async with context.step() as session:
        await publications.record(session, id=publication.id, post_url=shown.url if shown else None, reasons=reasons, now=at)
