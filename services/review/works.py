"""Review's tasks: what is made after the commit that asks for it, until it succeeds."""

from services.review.drafts import service as drafts
from services.review.drafts.service import ReviewDraft
from services.review.ports import Ports
from services.review.publications import queries
from services.review.publications import service as publications
from services.review.publications.matching import differences
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
        publication = await queries.publication(session, task.publication_id)
        if publication is None:
            return
        expected = await publications.expected_of(session, publication)
    platform = context.ports.platforms.get(publication.order.platform)
    if platform is None:
        message = f"there is no adapter for {publication.order.platform}"
        raise PlatformAway(message)

    asked_at = clock.now()
    post = await platform.post(publication.url)

    reasons, url = differences(expected, post), post.url if post else None
    async with context.step() as session:
        await publications.record(session, id=publication.id, post_url=url, reasons=reasons, now=asked_at)
