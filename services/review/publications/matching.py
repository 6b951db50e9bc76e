"""Whether a post is the approved draft. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.review.drafts import words
from shared.platforms import PlatformPost


@dataclass(frozen=True)
class Expected:
    """What was approved, and who posts it."""

    handle: str
    media_sha256: frozenset[str]
    hashtags: frozenset[str]
    """In the caption or beside it, as `words.tag` gives them."""
    disclosure_labels: tuple[str, ...]
    """Of which one must be there; none where disclosure is not required."""


def differences(expected: Expected, post: PlatformPost | None) -> list[dict[str, Any]]:
    """List why a post is not the approved draft; nothing where it is."""
    if post is None:
        return [_reason("post_not_found", "the platform knows no post at this address")]
    if not post.is_available:
        return [_reason("post_unavailable", "the post is not to be seen")]
    return list(_differences(expected, post))


def _differences(expected: Expected, post: PlatformPost) -> Iterator[dict[str, Any]]:
    if _plain(post.handle) != _plain(expected.handle):
        yield _reason("author_mismatch", f"the post is by {post.handle}, not by {expected.handle}")
    if expected.media_sha256 and frozenset(post.media_sha256) != expected.media_sha256:
        yield _reason("media_mismatch", "the post does not show the approved files, all of them and no other")
    missing = expected.hashtags - words.all_tags(post.caption, post.hashtags)
    if missing:
        yield _reason("hashtags_missing", f"the post lacks {', '.join(f'#{tag}' for tag in sorted(missing))}")
    labels = expected.disclosure_labels
    if labels and not any(words.bears(label, post.caption, post.hashtags) for label in labels):
        yield _reason("disclosure_missing", f"the post bears none of {', '.join(labels)}")


def _plain(handle: str) -> str:
    return handle.strip().lstrip("@").casefold()


def _reason(code: str, detail: str) -> dict[str, Any]:
    return {"code": code, "detail": detail}
