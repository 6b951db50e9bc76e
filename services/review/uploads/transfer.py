"""The bytes themselves: in at a signed address, piece by piece to the store, and out again in ranges."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import ClientDisconnect

from services.review.uploads import queries, service
from services.review.uploads.models import Upload, UploadState
from services.review.uploads.ranges import NothingThere, Part, content_range, requested
from services.review.uploads.store import OffsetMismatch, Store
from shared.errors import NotFound, Problem, TooLarge
from shared.events.review import UploadId
from shared.routing import finish_step

PIECE_BYTES = 4 * 1024 * 1024
"""So much is written and waited for at once: what a broken connection or a crash may cost."""
IDLE_SECONDS = 30.0
"""A sender that says nothing for so long is given up; what arrived is kept."""


class UploadOffsetMismatch(Problem, status=409, code="upload_offset_mismatch", retryable=True):
    """The bytes do not go on where the file ends; Upload-Offset says where it does."""


class ContentRangeInvalid(Problem, status=400, code="content_range_invalid"):
    """Content-Range must be `bytes first-last/size`, with the size that was announced."""


class UploadHeadersRequired(Problem, status=400, code="upload_headers_required"):
    """Send exactly the headers that the upload names."""


class UploadStalled(Problem, status=408, code="upload_stalled", retryable=True):
    """No bytes came for too long: go on from Upload-Offset."""


class RangeNotSatisfiable(Problem, status=416, code="range_not_satisfiable"):
    """The file has no such bytes."""


async def receive(session: AsyncSession, *, id: UploadId, request: Request, store: Store) -> Response:
    """Take the bytes of a file, or of a part of it, to the store; the answer says how far it has come."""
    upload = service.pending(await queries.upload(session, id))
    part = _part_sent(request, upload)
    await finish_step(session)  # no connection is held while a phone sends

    offset = await store.size(upload.key)
    if "content-range" in request.headers:
        if part.start != offset:
            raise _mismatch(offset)
    elif offset > 0:
        upload = service.pending(await queries.upload_for_update(session, id))
        await service.begin_anew(session, upload=upload)
        await finish_step(session)
    key, attempt = upload.key, upload.attempt

    arrived = await _write(request, store, key, part)

    current = await queries.upload(session, id)
    await finish_step(session)
    if current is None or current.attempt != attempt:
        raise _mismatch(await store.size(current.key) if current else 0)
    return Response(status_code=204, headers={"Upload-Offset": str(arrived)})


def _part_sent(request: Request, upload: Upload) -> Part:
    """Tell which bytes a request says that it brings."""
    if request.headers.get("content-type", "").strip().lower() != upload.content_type:
        raise UploadHeadersRequired(f"Content-Type must be {upload.content_type}.")
    header = request.headers.get("content-range")
    part = Part(0, upload.size_bytes) if header is None else content_range(header, size=upload.size_bytes)
    if part is None:
        raise ContentRangeInvalid
    announced = request.headers.get("content-length", "")
    if part.end > upload.size_bytes or (announced.isdecimal() and int(announced) > part.length):
        raise TooLarge(limit_bytes=part.length)
    return part


async def _write(request: Request, store: Store, key: str, part: Part) -> int:
    """Write what comes, a piece at a time. More than was announced is refused; what a broken connection brought is kept."""
    offset, waiting, broken = part.start, bytearray(), False
    try:
        try:
            async for chunk in _body(request):
                if offset + len(waiting) + len(chunk) > part.end:
                    raise TooLarge(limit_bytes=part.length)
                waiting += chunk
                while len(waiting) >= PIECE_BYTES:
                    offset = await store.append(key, offset=offset, data=bytes(waiting[:PIECE_BYTES]))
                    del waiting[:PIECE_BYTES]
        except (ClientDisconnect, TimeoutError):
            broken = True
        if waiting:
            offset = await store.append(key, offset=offset, data=bytes(waiting))
    except OffsetMismatch as mismatch:
        raise _mismatch(mismatch.size) from None
    if broken:
        raise UploadStalled(headers={"Upload-Offset": str(offset)})
    return offset


async def _body(request: Request) -> AsyncIterator[bytes]:
    stream = request.stream()
    while True:
        async with asyncio.timeout(IDLE_SECONDS):
            chunk = await anext(stream, None)
        if chunk is None:
            return
        yield chunk


def _mismatch(offset: int) -> UploadOffsetMismatch:
    return UploadOffsetMismatch(headers={"Upload-Offset": str(offset)}, upload_offset=offset)


async def progress(session: AsyncSession, *, id: UploadId, store: Store) -> Response:
    """Tell how many bytes of a file are durably there."""
    upload = await queries.upload(session, id)
    if upload is None or upload.state is UploadState.EXPIRED:
        raise NotFound
    await finish_step(session)
    offset = await store.size(upload.key)
    return Response(headers={"Upload-Offset": str(offset), "Upload-Length": str(upload.size_bytes), "Cache-Control": "no-store"})


async def deliver(session: AsyncSession, *, id: UploadId, request: Request, store: Store) -> Response:
    """Give a complete file, or the range asked for: as an attachment that no browser runs."""
    upload = await queries.upload(session, id)
    if upload is None or not upload.is_complete:
        raise NotFound
    etag, size = f'"{upload.sha256}"', upload.size_bytes
    asked = request.headers.get("range") if request.headers.get("if-range", etag) == etag else None
    try:
        part = requested(asked, size=size)
    except NothingThere:
        raise RangeNotSatisfiable(headers={"Content-Range": f"bytes */{size}"}) from None
    start, length = (part.start, part.length) if part else (0, size)
    headers = {
        "Content-Length": str(length),
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(upload.filename, safe='')}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=3600, immutable",
        "ETag": etag,
    }
    if part:
        headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{size}"
    body = store.chunks(upload.key, start=start, length=length)
    return StreamingResponse(body, 206 if part else 200, headers=headers, media_type=upload.content_type)
