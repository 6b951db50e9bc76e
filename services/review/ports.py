"""Review's ways to the outside: where files are kept, and the social platforms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from obstore.store import from_url
from pydantic import model_validator

from services.review.uploads.store import DirectoryStore, ObjectStore, Store
from shared.platforms import Platform
from shared.platforms.sandbox import SandboxPlatform
from shared.service import Peers
from shared.settings import Settings


class ReviewSettings(Settings):
    """What review is told beside the rest."""

    uploads_url: str | None = None
    """An object store, such as s3://bucket/prefix, gs:// or az://; files stand below the data directory without it."""

    @model_validator(mode="after")
    def _more_than_one_disk(self) -> Self:
        if not self.is_sandbox and self.uploads_url is None:
            message = "production refuses uploads on one node's disk (set GREENLIGHT_UPLOADS_URL to s3://, gs:// or az://)"
            raise ValueError(message)
        return self


@dataclass(frozen=True)
class Ports:
    """Review's ways to the outside."""

    store: Store
    platforms: Mapping[str, Platform]
    """By the name that orders carry."""


def make_ports(settings: ReviewSettings, peers: Peers) -> Ports:
    """Choose the adapters. The sandbox's platform is the only one shipped, and production does not have it."""
    store: Store = (
        ObjectStore(from_url(settings.uploads_url)) if settings.uploads_url else DirectoryStore(settings.data_dir / "uploads")
    )
    return Ports(store=store, platforms={SandboxPlatform.name: SandboxPlatform(peers)} if settings.is_sandbox else {})
