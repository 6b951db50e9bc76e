"""What bytes tell about themselves."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.review.uploads.media import agrees, duration_seconds, sniff
from tests.review.films import JPEG, PNG, WEBP, mp4, webm


async def duration(content: bytes, content_type: str = "video/mp4") -> float | None:
    """Ask a file that lies in memory."""

    async def read(start: int, length: int) -> bytes:
        return content[start : start + length]

    return await duration_seconds(content_type, read, size=len(content))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (mp4(1), "video/mp4"),
        (mp4(1, brand=b"qt  "), "video/quicktime"),
        (b"\x00\x00\x00\x08wide", "video/quicktime"),
        (mp4(1, brand=b"heic"), "image/heic"),
        (webm(1), "video/webm"),
        (b"\x1aE\xdf\xa3\x8b\x42\x82\x88matroska", "video/x-matroska"),
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (WEBP, "image/webp"),
        (b"<!DOCTYPE html><p>", "text/html"),
        (b"\xef\xbb\xbf \n<script>alert(1)</script>", "text/html"),
        (b"<svg xmlns=", "text/html"),
        (b"MZ\x90 This program cannot", "application/x-msdownload"),
        (b"\x7fELF\x02", "application/x-elf"),
        (b"PK\x03\x04", "application/zip"),
        (b"RIFF\x24\x00\x00\x00AVI ", "video/x-msvideo"),
        (b"a film, they say", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_the_type(content: bytes, found: str | None) -> None:
    assert sniff(content) == found


def test_bytes_agree_unless_they_say_something_else() -> None:
    assert agrees("video/mp4", "video/mp4")
    assert agrees("video/mp4", "video/quicktime"), "recorders of one family name themselves either way"
    assert agrees("video/mp4", None)
    assert not agrees("video/mp4", "image/png")
    assert not agrees("image/png", "text/html")


@pytest.mark.parametrize("how", [{}, {"wide": True}, {"index_last": False}, {"brand": b"qt  "}])
async def test_a_film_tells_how_long_it_plays(how: dict[str, Any]) -> None:
    assert await duration(mp4(12.5, **how)) == 12.5


async def test_what_a_film_does_not_tell_is_unknown() -> None:
    assert await duration(mp4(0)) is None
    assert await duration(mp4(12)[:40]) is None
    assert await duration(b"random bytes that were declared a film") is None
    assert await duration(PNG, "image/png") is None
    assert await duration(b"\x00\x00\x00\x08free" * 100_000) is None, "the search is bounded"


async def test_webm_tells_too() -> None:
    assert await duration(webm(31.25), "video/webm") == 31.25
    assert await duration(webm(31.25)[:30], "video/webm") is None
    assert await duration(webm(31.25, scale=b"\xff" * 200), "video/webm") == 31.25, "no number is so long"


@given(st.binary(max_size=300), st.integers(0, 200), st.sampled_from(["video/mp4", "video/webm"]))
async def test_no_bytes_break_the_reader(noise: bytes, place: int, content_type: str) -> None:
    film = mp4(5) if content_type == "video/mp4" else webm(5)
    for content in (noise, film[:place] + noise + film[place:]):
        sniff(content)
        seconds = await duration(content, content_type)
        assert seconds is None or seconds > 0
