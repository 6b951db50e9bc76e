"""Uploads over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query, Request, Response

from services.review.uploads import queries, service, transfer
from services.review.uploads.addresses import Addresses, AddressExpired, Purpose, SignatureInvalid
from services.review.uploads.models import Upload, UploadState
from services.review.uploads.schemas import CompletedFile, NewUpload, UploadOut
from services.review.uploads.service import ChecksumMismatch, ContentTypeMismatch, UploadIncomplete
from services.review.uploads.store import Store
from services.review.uploads.transfer import (
    ContentRangeInvalid,
    RangeNotSatisfiable,
    UploadHeadersRequired,
    UploadOffsetMismatch,
    UploadStalled,
)
from shared.auth import PUBLIC, OwnOrganization
from shared.clock import Now
from shared.errors import InvalidState, NotFound, TooLarge
from shared.events.review import UploadId
from shared.pages import Listing, Paging, Slice
from shared.routing import Router, Session
from shared.service import ServiceContext

router = Router(tags=["uploads"])


async def _own_upload(upload_id: UploadId, session: Session, owner: OwnOrganization) -> Upload:
    own = await queries.own_upload(session, upload_id, owner=owner)
    if own is None:
        raise NotFound
    return own


async def _store(context: ServiceContext) -> Store:
    return context.ports.store


_PART = "Part of a signed address: use it as given."


async def _signed(
    upload_id: UploadId,
    addresses: Addresses,
    purpose: Annotated[Purpose, Query(description=_PART)],
    expires: Annotated[int, Query(ge=0, le=2**40, description=_PART)],
    signature: Annotated[str, Query(max_length=200, description=_PART)],
) -> Purpose:
    addresses.check(upload_id, purpose, expires=expires, signature=signature)
    return purpose


OwnUpload = Annotated[Upload, Depends(_own_upload)]
Files = Annotated[Store, Depends(_store)]
Signed = Annotated[Purpose, Depends(_signed)]
"""What the signed address of this request is good for. Raises 403 `signature_invalid`, 410 `address_expired`."""


@router.post("/uploads", scope="reviews:write", status_code=201, signs=UploadOut.sign)
async def create_upload(body: NewUpload, session: Session, owner: OwnOrganization, now: Now, addresses: Addresses) -> UploadOut:
    """Announce a file, and get an address to send its bytes to."""
    return UploadOut.of(await service.announce(session, owner=owner, now=now, **body.model_dump()), addresses)


@router.get("/uploads", scope="reviews:read")
async def list_uploads(
    session: Session,
    owner: OwnOrganization,
    page: Paging,
    addresses: Addresses,
    state: Annotated[list[UploadState] | None, Query()] = None,
) -> Listing[UploadOut]:
    """List your organization's uploads."""
    found = await queries.uploads_of(session, owner, states=state, page=page)
    return Slice([UploadOut.of(row, addresses) for row in found.data], found.has_more, found.next_cursor)


@router.get("/uploads/{upload_id}", scope="reviews:read", problems=[NotFound])
async def get_upload(own: OwnUpload, addresses: Addresses) -> UploadOut:
    """Read one of your uploads, with fresh addresses."""
    return UploadOut.of(own, addresses)


@router.post(
    "/uploads/{upload_id}/complete",
    scope="reviews:write",
    signs=UploadOut.sign,
    problems=[NotFound, InvalidState, UploadIncomplete, ChecksumMismatch, ContentTypeMismatch],
)
async def complete_upload(own: OwnUpload, body: CompletedFile, session: Session, files: Files, addresses: Addresses) -> UploadOut:
    """Prove that the file is whole. Nothing can change it from then on; asked again, it stays as it is."""
    return UploadOut.of(await service.complete(session, upload=own, sha256=body.sha256, store=files), addresses)


@router.put(
    "/uploads/{upload_id}/content",
    scope=PUBLIC,
    status_code=204,
    response_class=Response,
    takes_raw_body=True,
    problems=[
        SignatureInvalid,
        AddressExpired,
        NotFound,
        InvalidState,
        TooLarge,
        UploadOffsetMismatch,
        ContentRangeInvalid,
        UploadHeadersRequired,
        UploadStalled,
    ],
)
async def send_upload_content(upload_id: UploadId, request: Request, session: Session, files: Files, purpose: Signed) -> Response:
    """Send the bytes: all of them, or with Content-Range from Upload-Offset on. The signed address is the permission."""
    if purpose is not Purpose.UPLOAD:
        raise SignatureInvalid
    return await transfer.receive(session, id=upload_id, request=request, store=files)


@router.get(
    "/uploads/{upload_id}/content",
    scope=PUBLIC,
    response_class=Response,
    problems=[SignatureInvalid, AddressExpired, NotFound, RangeNotSatisfiable],
)
async def get_upload_content(upload_id: UploadId, request: Request, session: Session, files: Files, purpose: Signed) -> Response:
    """Fetch a file at its signed address, in ranges too; HEAD at the address for sending tells Upload-Offset."""
    if purpose is Purpose.UPLOAD:
        return await transfer.progress(session, id=upload_id, store=files)
    return await transfer.deliver(session, id=upload_id, request=request, store=files)
