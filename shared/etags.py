"""ETags: `"v7"` is the version of one object, and If-Match says which version a caller has seen."""

from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant

from shared.errors import PreconditionFailed, PreconditionRequired


def etag_of(version: int) -> str:
    """Write a version as an entity tag."""
    return f'"v{version}"'


def names(header: str, etag: str) -> bool:
    """Say whether an If-Match or If-None-Match header names this tag; `W/` does not matter."""
    return header.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in header.split(","))


class IfMatch:
    """What the caller has seen, checked on the locked row, after the key and before the state."""

    def __init__(self, header: str | None) -> None:
        self._header = header

    def check(self, row: Any) -> None:
        """Raise `PreconditionRequired` (428) without the header, `PreconditionFailed` (412) for another version."""
        if self._header is None:
            raise PreconditionRequired
        self.check_if_said(row)

    def check_if_said(self, row: Any) -> None:
        """Raise `PreconditionFailed` (412) for another version than the header names; without one any is right."""
        if self._header is not None and not names(self._header, etag_of(row.version)):
            raise PreconditionFailed(version=row.version, headers={"ETag": etag_of(row.version)})


async def _if_match(request: Request) -> IfMatch:
    return IfMatch(request.headers.get("if-match"))


def takes_version(dependant: Dependant) -> bool:
    """Say whether a route looks at If-Match itself."""
    return dependant.call is _if_match or any(map(takes_version, dependant.dependencies))


ExpectedVersion = Annotated[IfMatch, Depends(_if_match)]
"""A route that takes it requires If-Match."""

SeenVersion = Annotated[IfMatch, Depends(_if_match)]
"""A route that takes it honours If-Match where it is sent, as one must that answers 204: there the edge sees no object."""
