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
def coding_for(accept_encoding: str, ours: tuple[str, ...]) -> str | None:
    """Choose the content coding that an Accept-Encoding header likes best, of equals our first; None to leave it as it is."""
    codings = dict(_weighed(accept_encoding))
    best = max(ours, key=lambda coding: codings.get(coding, codings.get("*", 0.0)))
    quality = codings.get(best, codings.get("*", 0.0))
    return best if quality > 0 and quality >= codings.get("identity", 0.0) else None


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
