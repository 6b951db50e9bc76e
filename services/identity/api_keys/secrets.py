"""The form of an API key's secret: `gl_test_…`, 256 random bits and a checksum, so that scanners know one when they see it."""

import re
import secrets
from zlib import crc32

from shared.settings import Settings

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_RANDOM, _CHECKSUM = 43, 6
"""So many digits of base 62 hold 256 bits, and 32."""
_FORM = re.compile(rf"gl_(?:test|live)_[0-9A-Za-z]{{{_RANDOM + _CHECKSUM}}}")

KEY_PREFIX = "gl_"
SHOWN_AT_THE_START, SHOWN_AT_THE_END = 12, 4


def new_key_secret(settings: Settings) -> str:
    """Make a secret for this environment."""
    told = f"{_prefix(settings)}{_base62(secrets.randbits(256), _RANDOM)}"
    return told + _checksum(told)


def is_key_secret(text: str, settings: Settings) -> bool:
    """Say whether a text may be a secret of this environment: a mistyped one is known without a look at the database."""
    if not text.startswith(_prefix(settings)) or not _FORM.fullmatch(text):
        return False
    return text[-_CHECKSUM:] == _checksum(text[:-_CHECKSUM])


def _prefix(settings: Settings) -> str:
    return f"{KEY_PREFIX}test_" if settings.is_sandbox else f"{KEY_PREFIX}live_"


def _checksum(told: str) -> str:
    return _base62(crc32(told.encode()), _CHECKSUM)


def _base62(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, 62)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
