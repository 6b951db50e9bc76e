"""What review does when its timers are due."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.review.drafts import service as drafts
from services.review.drafts.service import ApproveInSilence, LetRejectionStand
from services.review.publications import service as publications
from services.review.publications.service import WatchPost
from services.review.uploads import service as uploads
from services.review.uploads.service import ExpireUpload
from shared.timers import Commands

commands = Commands()


@commands.due(ExpireUpload)
async def expire_upload(session: AsyncSession, timer: ExpireUpload, due_at: datetime) -> None:
    """Give a file up that was never completed."""
    await uploads.expire(session, id=timer.upload_id, due_at=due_at)


@commands.due(ApproveInSilence)
async def approve_in_silence(session: AsyncSession, timer: ApproveInSilence, due_at: datetime) -> None:
    """Approve a draft whose review window is over."""
    await drafts.approve_in_silence(session, id=timer.draft_id, due_at=due_at)


@commands.due(LetRejectionStand)
async def let_rejection_stand(session: AsyncSession, timer: LetRejectionStand, due_at: datetime) -> None:
    """Refuse a draft again whose appeal nobody has judged."""
    await drafts.let_rejection_stand(session, id=timer.draft_id, due_at=due_at)


@commands.due(WatchPost)
async def watch_post(session: AsyncSession, timer: WatchPost, due_at: datetime) -> None:
    """Have a post looked at again."""
    await publications.look(session, id=timer.publication_id, due_at=due_at)
