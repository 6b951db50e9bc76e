"""Secrets of programs: with their environment and a checksum, so that one is known when it is seen."""

import re
import secrets
from zlib import crc32

from shared.settings import Settings

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_RANDOM, _CHECKSUM = 43, 6
"""So many digits of base 62 hold 256 bits, and 32."""
_FORM = re.compile(rf"[a-z]+_(?:test|live)_[0-9A-Za-z]{{{_RANDOM + _CHECKSUM}}}")

SHOWN_AT_THE_START, SHOWN_AT_THE_END = 12, 4


def new_marked(mark: str, settings: Settings) -> str:
    """Make a secret with its environment and a checksum, so that scanners know one when they see it: `gl_test_…`."""
    told = f"{_beginning(mark, settings)}{_base62(secrets.randbits(256), _RANDOM)}"
    return told + _checksum(told)


def is_marked(text: str, mark: str, settings: Settings) -> bool:
    """Say whether a text may be such a secret of this environment: a mistyped one is known without a look at the database."""
    if not text.startswith(_beginning(mark, settings)) or not _FORM.fullmatch(text):
        return False
    return text[-_CHECKSUM:] == _checksum(text[:-_CHECKSUM])


def _beginning(mark: str, settings: Settings) -> str:
    return f"{mark}_test_" if settings.is_sandbox else f"{mark}_live_"


def _checksum(told: str) -> str:
    return _base62(crc32(told.encode()), _CHECKSUM)


def _base62(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, 62)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
