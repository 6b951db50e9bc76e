"""Review's policy numbers, each version with its date and region."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class UploadPolicy:
    """What may be uploaded, and how long addresses live."""

    version: str
    effective_on: date
    region: str
    largest_bytes: int
    content_types: tuple[str, ...]
    lifetime: timedelta
    """Business time from the announcement of a file until it must be complete."""
    upload_address: timedelta
    """Real time."""
    download_address: timedelta
    """Real time."""


@dataclass(frozen=True)
class ReviewPolicy:
    """What the automatic review judges by where the terms of the order are silent."""

    version: str
    effective_on: date
    region: str
    review_window: timedelta
    appeal_window: timedelta
    """How long a person has to judge an appeal before the rejection stands."""
    revision_rounds: int
    disclosure_labels: tuple[str, ...]
    """Any of these discloses, where the terms require a label and name none."""
    link_shorteners: frozenset[str]
    duration_tolerance_seconds: float
    """A recorder cuts at frames: so much past a bound is still within it."""
    media_of_deliverables: Mapping[str, tuple[str, ...]]
    """Which kinds of files a type of deliverable may be; a type that is not here may do without."""


@dataclass(frozen=True)
class PublicationPolicy:
    """How posts are watched."""

    version: str
    effective_on: date
    region: str
    retention: timedelta
    """How long a post stays up where the terms are silent."""
    watch_interval: timedelta


UPLOADS = UploadPolicy(
    version="uploads-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    largest_bytes=2 * 1024**3,
    content_types=("video/mp4", "video/quicktime", "video/webm", "image/jpeg", "image/png", "image/webp"),
    lifetime=timedelta(hours=24),
    upload_address=timedelta(hours=24),
    download_address=timedelta(hours=1),
)

REVIEW = ReviewPolicy(
    version="review-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    review_window=timedelta(days=7),
    appeal_window=timedelta(days=5),
    revision_rounds=2,
    disclosure_labels=("#ad", "#advert", "#sponsored", "#paidpartnership"),
    link_shorteners=frozenset(
        {
            "bit.ly",
            "buff.ly",
            "cutt.ly",
            "goo.gl",
            "is.gd",
            "lnkd.in",
            "ow.ly",
            "rb.gy",
            "rebrand.ly",
            "shorturl.at",
            "t.co",
            "tiny.cc",
            "tinyurl.com",
        }
    ),
    duration_tolerance_seconds=0.5,
    media_of_deliverables={
        "video": ("video",),
        "live": ("video",),
        "image": ("image",),
        "carousel": ("image", "video"),
        "story": ("image", "video"),
    },
)

PUBLICATIONS = PublicationPolicy(
    version="publications-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    retention=timedelta(days=30),
    watch_interval=timedelta(days=1),
)
