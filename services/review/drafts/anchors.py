"""Where a comment points: into a file's time or into a text. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.review.drafts.schemas import ChangeItem, TextAnchor, TimeAnchor
from shared.errors import Invalid


@dataclass(frozen=True)
class Playable:
    """A file of the version, as far as anchors care."""

    upload_id: str
    is_video: bool
    duration_seconds: float | None


def resolved(items: Sequence[ChangeItem], *, caption: str, files: Sequence[Playable]) -> list[dict[str, Any]]:
    """Give items whose anchors lie within the version. Raises `Invalid` that names the first one outside."""
    return [
        {"anchor": _resolve(item.anchor, f"/items/{place}/anchor", caption, files), "comment": item.comment}
        for place, item in enumerate(items)
    ]


def _resolve(
    anchor: TimeAnchor | TextAnchor | None, pointer: str, caption: str, files: Sequence[Playable]
) -> dict[str, Any] | None:
    if anchor is None:
        return None
    if isinstance(anchor, TextAnchor):
        if not anchor.start < anchor.end <= len(caption):
            detail = f"start < end ≤ {len(caption)}, in code points of the caption"
            raise Invalid.at(pointer, "outside_the_text", detail, length=len(caption))
        return anchor.model_dump()
    return _resolve_time(anchor, pointer, [one for one in files if one.is_video])


def _resolve_time(anchor: TimeAnchor, pointer: str, videos: Sequence[Playable]) -> dict[str, Any]:
    if anchor.upload_id is None and len(videos) != 1:
        raise Invalid.at(f"{pointer}/upload_id", "upload_needed", "say in which video of the version")
    chosen = [one for one in videos if anchor.upload_id in {None, one.upload_id}]
    if not chosen:
        raise Invalid.at(f"{pointer}/upload_id", "upload_unknown", "the version has no such video")
    seconds = chosen[0].duration_seconds
    if seconds is not None and anchor.at_milliseconds > seconds * 1000:
        maximum = int(seconds * 1000)
        raise Invalid.at(f"{pointer}/at_milliseconds", "outside_the_video", f"the video lasts {maximum} ms", maximum=maximum)
    return {**anchor.model_dump(), "upload_id": chosen[0].upload_id}
