"""What callers send and receive about posts."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from services.sandbox.posts.models import SandboxPostId
from shared.schemas import HASHTAG_CHARACTER, Body, Resource, Text, Timestamp

Sha256 = Annotated[
    str,
    Field(
        pattern="^[0-9a-f]{64}$",
        description="SHA-256 of a file: 64 hexadecimal digits.",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ),
]
Hashtag = Annotated[str, Field(pattern=f"^#?{HASHTAG_CHARACTER}{{1,99}}$", examples=["#lumenpan"])]


def _as_list(value: Any) -> Any:
    many = [value] if isinstance(value, str) else value
    return [one.lower() if isinstance(one, str) else one for one in many] if isinstance(many, list) else many


class PostChange(Body):
    """What an edit changes of a post; the rest stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"caption": "Ten minutes, one pan. #ad"}]})

    caption: Text | None = None
    hashtags: Annotated[list[Hashtag] | None, Field(max_length=100)] = None
    media_sha256: Annotated[list[Sha256] | None, Field(max_length=50), BeforeValidator(_as_list)] = None


class NewPost(Body):
    """A post."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "caption": "Ten minutes, one Lumen Pan. #ad",
                    "hashtags": ["#lumenpan"],
                    "media_sha256": ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
                }
            ]
        }
    )

    caption: Text = ""
    hashtags: Annotated[list[Hashtag], Field(max_length=100)] = []
    media_sha256: Annotated[
        list[Sha256],
        Field(max_length=50, description="Of each file that is posted; one alone may stand without a list."),
        BeforeValidator(_as_list),
    ] = []


class PostOut(Resource):
    """A post on the sandbox's social platform."""

    id: SandboxPostId
    object: Literal["sandbox_post"] = "sandbox_post"
    version: int
    handle: str
    url: Annotated[str, Field(description="Hand it in as a publication's `url`.")]
    caption: str
    hashtags: list[str]
    media_sha256: list[str]
    posted_at: Timestamp
    is_available: Annotated[bool, Field(description="False while it is taken down.")]
    taken_down_at: Timestamp | None
