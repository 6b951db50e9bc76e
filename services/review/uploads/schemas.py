"""What callers send and receive about uploads."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, StrictInt

from services.review.policy import UPLOADS
from services.review.uploads.addresses import Signer, sign_download, signer_of
from services.review.uploads.models import Upload, UploadState
from shared.events.identity import OrganizationId
from shared.events.review import UploadId
from shared.schemas import Body, Line, OpenEnum, Resource, Shown, Timestamp
from shared.service import Context


class NewUpload(Body):
    """A file that is about to be sent."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"filename": "pan.mp4", "content_type": "video/mp4", "size_bytes": 1048576}]}
    )

    filename: Annotated[Line, Field(description="What a download is called.", examples=["pan.mp4"])]
    content_type: Annotated[
        str,
        Field(max_length=100, description=f"One of {', '.join(UPLOADS.content_types)}.", examples=["video/mp4"]),
        Shown(enum=list(UPLOADS.content_types)),
    ]
    size_bytes: Annotated[
        StrictInt,
        Field(ge=1, le=2**53 - 1, description=f"At most {UPLOADS.largest_bytes}.", examples=[1048576]),
        Shown(maximum=UPLOADS.largest_bytes),
    ]


class CompletedFile(Body):
    """The proof that what arrived is what was sent."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}]}
    )

    sha256: Annotated[
        str,
        Field(
            pattern="^[0-9a-fA-F]{64}$",
            description="SHA-256 of the whole file, hexadecimal.",
            examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
        ),
    ]


class UploadOut(Resource):
    """A file on its way in, or whole."""

    id: UploadId
    object: Literal["upload"] = "upload"
    version: int
    state: OpenEnum[UploadState]
    organization_id: OrganizationId
    filename: str
    content_type: str
    size_bytes: int
    sha256: Annotated[str | None, Field(description="Null until the file is complete.")]
    duration_seconds: Annotated[float | None, Field(description="What the file tells of itself; null where it tells nothing.")]
    method: Annotated[str | None, Field(description="How to send the bytes; null unless pending.", examples=["PUT"])]
    url: Annotated[
        str | None,
        Field(
            description="Send the bytes here, without a token. HEAD tells in Upload-Offset how many have arrived; Content-Range"
            " goes on from there, and a PUT without it begins anew. Null unless pending."
        ),
    ]
    headers: Annotated[dict[str, str] | None, Field(description="Send exactly these with the bytes; null unless pending.")]
    expires_at: Annotated[Timestamp, Field(description="Until then it must be complete.")]
    completed_at: Timestamp | None
    download_url: Annotated[str | None, Field(description="Fetch the file here, without a token; null until it is complete.")]
    download_url_expires_at: Annotated[Timestamp | None, Field(description="In real time, whatever a test clock says.")]
    actions: list[str]
    is_final: bool

    @classmethod
    def of(cls, upload: Upload, signer: Signer) -> Self:
        """Show an upload, with fresh addresses."""
        pending, down = upload.state is UploadState.PENDING, signer.to_download(upload.id) if upload.is_complete else None
        return cls(
            **{name: getattr(upload, name) for name in cls.model_fields if hasattr(upload, name)},
            method="PUT" if pending else None,
            url=signer.to_upload(upload.id).url if pending else None,
            headers={"Content-Type": upload.content_type} if pending else None,
            download_url=down.url if down else None,
            download_url_expires_at=down.expires_at if down else None,
        )

    @staticmethod
    def sign(shown: dict[str, Any], context: Context[Any] | None) -> None:
        """Put fresh addresses into an answer that was kept, wherever it had some; without a context, leave none in it.

        Which file they are of is told by ids that are ours: nothing that a caller wrote is ever signed.
        """
        id = UploadId(shown["id"])
        if shown["url"] is not None:
            shown["url"] = signer_of(context).to_upload(id).url if context else ""
        if shown["download_url"] is not None:
            sign_download(shown, "download_url", id, context)
