"""What can happen with uploads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.review.policy import UPLOADS
from services.review.uploads import media, queries
from services.review.uploads.models import Upload, UploadState
from services.review.uploads.store import Store, sha256_of
from shared import timers
from shared.clock import clock
from shared.errors import Invalid, InvalidState, NotFound, Problem
from shared.events.identity import OrganizationId
from shared.events.review import DraftId, UploadCompleted, UploadId
from shared.outbox import emit
from shared.routing import finish_step
from shared.states import due
from shared.tasks import Task, ask
from shared.timers import Timer


class UploadIncomplete(Problem, status=409, code="upload_incomplete"):
    """Bytes are missing; `upload_offset` says how many have arrived."""


class ChecksumMismatch(Problem, status=409, code="checksum_mismatch"):
    """The bytes that arrived have another SHA-256; `sha256` is theirs."""


class ContentTypeMismatch(Problem, status=409, code="content_type_mismatch"):
    """The bytes are of another type than the one declared; `content_type` is theirs."""


class UploadNotComplete(Problem, status=409, code="upload_not_complete"):
    """A draft takes complete uploads only; `upload_id` is not."""


class UploadUsed(Problem, status=409, code="upload_used"):
    """Another draft uses this upload."""


class ExpireUpload(Timer, name="expire_upload"):
    """Give a file up that was never completed."""

    upload_id: UploadId


class DeleteFile(Task, name="delete_file"):
    """Forget bytes that nothing names any more."""

    key: str


@dataclass(frozen=True)
class _Contents:
    """What the bytes of a whole file say."""

    sha256: str
    content_type: str | None
    duration_seconds: float | None


async def announce(
    session: AsyncSession, *, owner: OrganizationId, filename: str, content_type: str, size_bytes: int, now: datetime
) -> Upload:
    """Expect a file. Raises `Invalid` for a type or a size that policy does not take."""
    if content_type not in UPLOADS.content_types:
        allowed = ", ".join(UPLOADS.content_types)
        raise Invalid.at("/content_type", "content_type_not_allowed", f"one of {allowed}", allowed=allowed)
    if size_bytes > UPLOADS.largest_bytes:
        maximum = UPLOADS.largest_bytes
        raise Invalid.at("/size_bytes", "file_too_large", f"at most {maximum} bytes", maximum=maximum)

    upload = Upload(
        organization_id=owner,
        filename=filename,
        content_type=content_type,
        size_bytes=size_bytes,
        expires_at=now + UPLOADS.lifetime,
    )
    session.add(upload)
    await session.flush()
    await timers.at(session, upload.expires_at, ExpireUpload(upload_id=upload.id))
    return upload


def pending(upload: Upload | None) -> Upload:
    """Give an upload that may still change. Raises `NotFound`, `InvalidState`."""
    if upload is None:
        raise NotFound
    if upload.state is not UploadState.PENDING:
        raise InvalidState(f"the upload is {upload.state}: nothing can change it", state=upload.state, actions=[])
    return upload


async def complete(session: AsyncSession, *, upload: Upload, sha256: str, store: Store) -> Upload:
    """Prove a file and let nothing change it any more; with the same hash again it stays as it is.

    Raises `InvalidState`, `UploadIncomplete`, `ChecksumMismatch`, `ContentTypeMismatch`.
    """
    sha256 = sha256.lower()
    if upload.is_complete:
        return _same(upload, sha256)
    attempt, size = pending(upload).attempt, upload.size_bytes
    await finish_step(session)  # a large file takes seconds to read: no transaction waits for it

    arrived = await store.size(upload.key)
    found = await _look_into(store, upload) if arrived == size else None

    locked = await queries.upload_for_update(session, upload.id)
    if locked is not None and locked.is_complete:
        return _same(locked, sha256)
    locked = pending(locked)
    if found is None or locked.attempt != attempt:
        raise UploadIncomplete(upload_offset=arrived if locked.attempt == attempt else 0)
    if found.sha256 != sha256:
        raise ChecksumMismatch(sha256=found.sha256)
    if not media.agrees(locked.content_type, found.content_type):
        detail = f"These bytes are {found.content_type}, not {locked.content_type}."
        raise ContentTypeMismatch(detail, content_type=found.content_type)

    locked.move("complete", policy_version=UPLOADS.version)
    locked.sha256, locked.duration_seconds = found.sha256, found.duration_seconds
    locked.completed_at = clock.now()
    await emit(session, UploadCompleted.of(locked))
    return locked


async def _look_into(store: Store, upload: Upload) -> _Contents:
    async def read(start: int, length: int) -> bytes:
        return await store.read(upload.key, start=start, length=length)

    return _Contents(
        sha256=await sha256_of(store, upload.key, size=upload.size_bytes),
        content_type=media.sniff(await read(0, media.HEAD_BYTES)),
        duration_seconds=await media.duration_seconds(upload.content_type, read, size=upload.size_bytes),
    )


def _same(upload: Upload, sha256: str) -> Upload:
    if upload.sha256 != sha256:
        raise ChecksumMismatch(sha256=upload.sha256)
    return upload


async def begin_anew(session: AsyncSession, *, upload: Upload) -> None:
    """Prepare for the file's first byte again: what the attempt before left is forgotten."""
    await ask(session, DeleteFile(key=upload.key))
    upload.attempt += 1
    await session.flush()


async def use(session: AsyncSession, *, ids: Sequence[UploadId], owner: OrganizationId, draft_id: DraftId) -> list[Upload]:
    """Bind complete uploads to a draft, in the order asked for. Raises `NotFound`, `UploadNotComplete`, `UploadUsed`."""
    found = await queries.uploads_for_update(session, ids, owner=owner)
    for place, id in enumerate(ids):
        upload = found.get(id)
        if upload is None:
            raise _no_such_upload(place)
        if not upload.is_complete:
            raise UploadNotComplete(upload_id=id, state=upload.state)
        if upload.draft_id not in {None, draft_id}:
            raise UploadUsed(upload_id=id)
        upload.draft_id = draft_id
    return [found[id] for id in ids]


def _no_such_upload(place: int) -> NotFound:
    error: dict[str, Any] = {
        "in": "body",
        "pointer": f"/upload_ids/{place}",
        "code": "upload_unknown",
        "params": {},
        "detail": "no upload of yours has this id",
    }
    return NotFound(errors=[error])


async def expire(session: AsyncSession, *, id: UploadId, due_at: datetime) -> None:
    """Give a file up whose time is over; its bytes are forgotten."""
    upload = await queries.upload_for_update(session, id)
    if upload is None or upload.state is not UploadState.PENDING or not due(upload.expires_at, due_at):
        return
    upload.move("expire", policy_version=UPLOADS.version)
    await ask(session, DeleteFile(key=upload.key))
    await session.flush()
