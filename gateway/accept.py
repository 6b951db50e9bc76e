"""What the caller says it takes: the form of an answer, and how it may be compressed."""

import re
from collections.abc import Iterator
from functools import lru_cache

_QUALITY = re.compile(r"q=([01](?:\.[0-9]{0,3})?)")


@lru_cache(maxsize=1024)
def takes_one_of(accept: str, media_types: tuple[str, ...]) -> bool:
    """Say whether an Accept header allows one of these media types. One without a readable range allows everything."""
    ranges = dict(_weighed(accept))
    return not ranges or any(_quality_of(media_type, ranges) > 0 for media_type in media_types)


@lru_cache(maxsize=1024)
def takes_coding(accept_encoding: str, coding: str) -> bool:
    """Say whether an Accept-Encoding header allows a content coding."""
    codings = dict(_weighed(accept_encoding))
    return codings.get(coding, codings.get("*", 0.0)) > 0


def _quality_of(media_type: str, ranges: dict[str, float]) -> float:
    """Weigh a media type by the range that names it most closely."""
    main = media_type.partition("/")[0]
    return next((ranges[one] for one in (media_type, f"{main}/*", "*/*") if one in ranges), 0.0)


def _weighed(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            matches = (_QUALITY.fullmatch(parameter) for parameter in parameters)
            yield name, next((float(match[1]) for match in matches if match), 1.0)
