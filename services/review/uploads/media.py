"""What the bytes of a file tell about themselves: their type and how long they play. Pure but for the given reader."""

import struct
from collections.abc import AsyncIterator, Awaitable, Callable

HEAD_BYTES = 512
"""So much of a file's beginning tells its type."""
LONGEST_SECONDS = 1e7
MOST_BOXES = 500
"""A file with more boxes than any recorder writes is not searched on."""

Read = Callable[[int, int], Awaitable[bytes]]
"""Reads so many bytes from an offset on, fewer at the end."""

QUICKTIME_BRANDS = {b"qt  "}
IMAGE_BRANDS = {b"avif": "image/avif", b"avis": "image/avif", b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heif"}
QUICKTIME_BOXES = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"\x7fELF", "application/x-elf"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xca\xfe\xba\xbe", "application/x-mach-binary"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"FLV\x01", "video/x-flv"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"#!", "text/x-shellscript"),
)
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<svg", b"<?xml", b"<?php", b"<!--")


def sniff(head: bytes) -> str | None:
    """Tell a file's type by its first bytes; None where they say nothing."""
    for signature, content_type in SIGNATURES:
        if head.startswith(signature):
            return content_type
    if head[:2] == b"MZ" and b"This program" in head:
        return "application/x-msdownload"
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo", b"WAVE": "audio/wav"}.get(head[8:12])
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    if head[4:8] == b"ftyp":
        return _type_of_brand(head[8:12])
    if head[4:8] in QUICKTIME_BOXES:
        return "video/quicktime"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "text/html" if start.startswith(MARKUP) else None


def _type_of_brand(brand: bytes) -> str:
    if brand in QUICKTIME_BRANDS:
        return "video/quicktime"
    return IMAGE_BRANDS.get(brand, "video/mp4")


def agrees(declared: str, sniffed: str | None) -> bool:
    """Say whether the bytes are what was declared: bytes that say nothing contradict nothing."""
    family = {"video/mp4", "video/quicktime"}
    return sniffed is None or sniffed == declared or {declared, sniffed} <= family


async def duration_seconds(content_type: str, read: Read, *, size: int) -> float | None:
    """Tell how long a video plays, as its own header says; None where it does not."""
    if content_type in {"video/mp4", "video/quicktime"}:
        return await _duration_of_mp4(read, size)
    if content_type == "video/webm":
        return _duration_of_webm(await read(0, 64 * 1024))
    return None


async def _duration_of_mp4(read: Read, size: int) -> float | None:
    async for kind, start, end in _boxes(read, 0, size):
        if kind == b"moov":
            async for inner, inner_start, _ in _boxes(read, start, end):
                if inner == b"mvhd":
                    return _movie_header(await read(inner_start, 32))
            return None
    return None


async def _boxes(read: Read, start: int, end: int) -> AsyncIterator[tuple[bytes, int, int]]:
    """Walk the boxes of an ISO base media file (14496-12): type, and where the content begins and ends."""
    for _ in range(MOST_BOXES):
        head = await read(start, 16)
        if start + 8 > end or len(head) < 8:  # 32 bits of length, 32 of type
            return
        length, content = struct.unpack(">I", head[:4])[0], start + 8
        if length == 1 and len(head) == 16:  # a 64-bit length follows the type
            length, content = struct.unpack(">Q", head[8:16])[0], start + 16
        if length == 0:
            length = end - start
        if start + length > end or start + length < content:
            return
        yield head[4:8], content, start + length
        start += length


def _movie_header(data: bytes) -> float | None:
    try:
        scale, duration = struct.unpack(">IQ", data[20:32]) if data[:1] == b"\x01" else struct.unpack(">II", data[12:20])
    except struct.error:
        return None
    unknown = duration in {0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF}
    return None if unknown or scale == 0 else _plausible(duration / scale)


def _plausible(seconds: float) -> float | None:
    """Take a duration to the millisecond; what no film lasts (nothing, months, not a number) is no duration."""
    return round(seconds, 3) if 0.001 <= seconds < LONGEST_SECONDS else None  # a millisecond


def _duration_of_webm(head: bytes) -> float | None:
    """Find Duration and TimestampScale in the Info element (Matroska: 0x1549A966), which stands near the beginning."""
    info = head.find(b"\x15\x49\xa9\x66")
    if info < 0:
        return None
    length, place = _ebml_number(head, info + 4)
    if length is None:
        return None
    scale, duration, end = 1_000_000, None, min(len(head), place + length)
    while place < end:
        width = 9 - max(head[place].bit_length(), 1)
        identity = head[place : place + width]
        length, content = _ebml_number(head, place + width)
        if length is None or content + length > end:
            break
        value = head[content : content + length]
        if identity == b"\x2a\xd7\xb1" and length <= 8:  # an unsigned integer has so many bytes at most
            scale = int.from_bytes(value, "big")
        elif identity == b"\x44\x89" and length in {4, 8}:
            duration = struct.unpack(">f" if length == 4 else ">d", value)[0]  # IEEE 754, 32 or 64 bits
        place = content + length
    return None if duration is None else _plausible(duration * scale / 1e9)


def _ebml_number(data: bytes, place: int) -> tuple[int | None, int]:
    """Read a variable-length integer; give it and where the next byte stands."""
    if place >= len(data) or data[place] == 0:
        return None, place
    width = 9 - data[place].bit_length()
    if place + width > len(data):
        return None, place
    return int.from_bytes(data[place : place + width], "big") & ((1 << (7 * width)) - 1), place + width
