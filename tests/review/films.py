"""Small files of every kind, as recorders write them."""

import struct


def box(kind: bytes, content: bytes) -> bytes:
    """Write a box of an ISO base media file."""
    return struct.pack(">I", 8 + len(content)) + kind + content


def mp4(
    seconds: float, *, brand: bytes = b"isom", wide: bool = False, index_last: bool = True, filling: bytes = b"\x00" * 64
) -> bytes:
    """Write a film that says how long it is."""
    scale = 1000
    if wide:
        times = b"\x01\x00\x00\x00" + struct.pack(">QQIQ", 0, 0, scale, int(seconds * scale))
    else:
        times = b"\x00\x00\x00\x00" + struct.pack(">IIII", 0, 0, scale, int(seconds * scale))
    movie = box(b"moov", box(b"iods", b"\x00" * 4) + box(b"mvhd", times + b"\x00" * 80))
    data = struct.pack(">I", 1) + b"mdat" + struct.pack(">Q", 16 + len(filling)) + filling
    head = box(b"ftyp", brand + b"\x00" * 8)
    return head + (data + movie if index_last else movie + data)


def webm(seconds: float, *, scale: bytes = (1_000_000).to_bytes(3, "big")) -> bytes:
    """Write the head of a WebM film."""
    duration = b"\x44\x89\x88" + struct.pack(">d", seconds * 1000)
    info = b"\x2a\xd7\xb1" + (0x4000 | len(scale)).to_bytes(2, "big") + scale + duration
    segment = b"\x15\x49\xa9\x66" + (0x4000 | len(info)).to_bytes(2, "big") + info
    return b"\x1aE\xdf\xa3\x8b\x42\x82\x84webm" + b"\x42\x87\x81\x04" + b"\x18\x53\x80\x67\xff" + segment


PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 32
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\x00" * 32
