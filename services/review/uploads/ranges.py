"""Byte ranges of RFC 9110, as two headers say them. Pure."""

import re
from dataclasses import dataclass

_CONTENT_RANGE = re.compile(r"bytes (\d{1,16})-(\d{1,16})/(\d{1,16}|\*)")
_RANGE = re.compile(r"bytes=(\d{0,16})-(\d{0,16})")


@dataclass(frozen=True)
class Part:
    """Bytes `start` up to, without, `end`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many bytes it has."""
        return self.end - self.start


def content_range(header: str, *, size: int) -> Part | None:
    """Read `Content-Range: bytes a-b/n` of a file of this size; None where it makes no sense."""
    found = _CONTENT_RANGE.fullmatch(header.strip())
    if found is None or found[3] not in {"*", str(size)}:
        return None
    first, last = int(found[1]), int(found[2])
    return Part(first, last + 1) if first <= last else None


class NothingThere(Exception):
    """The file has none of the bytes asked for."""


def requested(header: str | None, *, size: int) -> Part | None:
    """Read `Range` of a file of this size; None for the whole file. Raises `NothingThere`.

    A header of another form, or with several ranges, is ignored, as the RFC allows.
    """
    found = _RANGE.fullmatch(header.strip()) if header else None
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        first, end = max(size - int(found[2]), 0), size
    else:
        first = int(found[1])
        end = min(int(found[2]) + 1, size) if found[2] else size
        if found[2] and int(found[2]) < first:
            return None
    if first >= size:
        raise NothingThere
    return Part(first, end)
