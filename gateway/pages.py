"""The gateway's own pages: bytes that are made once, with an entity tag."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from fastapi import Response

from shared.etags import names


@dataclass(frozen=True)
class Page:
    """Something to serve as it is."""

    body: bytes
    media_type: str
    cache_control: str = "public, no-cache"
    """Kept by whoever likes, and asked for again each time: the tag makes that cheap."""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """The entity tag: of the bytes."""
        return f'"{sha256(self.body).hexdigest()[:32]}"'

    def answer(self, if_none_match: str | None) -> Response:
        """Answer with the page, or with 304 to whoever has it."""
        shown = {"ETag": self.etag, "Cache-Control": self.cache_control, **self.headers}
        if if_none_match is not None and names(if_none_match, self.etag):
            return Response(status_code=304, headers=shown)
        return Response(self.body, headers=shown, media_type=self.media_type)
