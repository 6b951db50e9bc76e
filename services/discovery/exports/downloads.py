"""Downloads: files that are on their way. There are so many at once, and what one holds is given back however it ends."""

import math
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager

from fastapi.responses import StreamingResponse

from services.discovery.exports.policy import EXPORTS
from services.discovery.exports.writing import Pages
from shared.errors import Problem
from shared.events.identity import OrganizationId
from shared.front import Send


class TooManyDownloads(Problem, status=429, code="too_many_downloads", retryable=True):
    """As many files are on their way as may be at once: fetch this one when another has ended; `maximum` says how many."""


class Downloads:
    """The files on their way in one process."""

    def __init__(self) -> None:
        self._of: Counter[OrganizationId] = Counter()

    def __len__(self) -> int:
        return self._of.total()

    @contextmanager
    def place(self, organization_id: OrganizationId) -> Iterator[None]:
        """Hold a place for the length of a download. Raises `TooManyDownloads`."""
        if self._of[organization_id] >= EXPORTS.most_at_once_of_one:
            raise _too_many("Your organization has as many files on their way as it may", EXPORTS.most_at_once_of_one)
        if len(self) >= EXPORTS.most_at_once:
            raise _too_many("As many files are on their way here as may be, yours and others'", EXPORTS.most_at_once)
        self._of[organization_id] += 1
        try:
            yield
        finally:
            self._of -= Counter([organization_id])  # who has none left is forgotten


def _too_many(what: str, maximum: int) -> TooManyDownloads:
    seconds = math.ceil(EXPORTS.asked_again_after.total_seconds())
    detail = f"{what}: fetch this one when another has ended."
    return TooManyDownloads(detail, headers={"Retry-After": str(seconds)}, maximum=maximum)


class Download(StreamingResponse):
    """A file that is written while it is fetched, in a place of its own. Nothing is read before it has one."""

    def __init__(
        self,
        downloads: Downloads,
        organization_id: OrganizationId,
        pages: Pages,
        write: Callable[[Pages], AsyncIterator[bytes]],
        *,
        headers: Mapping[str, str],
        media_type: str,
    ) -> None:
        self._downloads, self._organization_id, self._pages, self._write = downloads, organization_id, pages, write
        super().__init__((), headers=headers, media_type=media_type)

    async def stream_response(self, send: Send) -> None:
        """Send the file piece after piece; whatever ends that gives the place back at once."""
        with self._downloads.place(self._organization_id):
            self.body_iterator = self._write(await _begun(self._pages))
            await super().stream_response(send)


async def _begun(pages: Pages) -> Pages:
    """Read the first page before the answer begins: what fails then is told as a problem."""
    first = await anext(pages, None)

    async def all_of_them() -> Pages:
        if first is not None:
            yield first
            async for page in pages:
                yield page

    return all_of_them()
