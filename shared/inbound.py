"""What a request sends, read once and bounded; JSON is cleaned before anything looks at it."""

import json
import unicodedata
from decimal import Decimal
from typing import Any, NoReturn

from fastapi import Request

from shared.errors import Invalid, MalformedJson, TooLarge, UnsupportedMediaType

LARGEST_BODY = 1024 * 1024
DEEPEST_BODY = 32
MOST_MARKS = 30
"""On one letter, as the Stream-Safe Text Format of Unicode (UAX 15) has it: no language needs more."""
_MARKS_IN_DISGUISE = frozenset("\u0f73\u0f75\u0f81")
"""Vowel signs that count as no marks, and are composed of two."""

MERGE_PATCH = "application/merge-patch+json"


class _NotTaken(ValueError):
    """What JSON's grammar allows and this API does not; the message is for the caller."""


def in_words(size: int) -> str:
    """Write a number of bytes as a reader knows it."""
    word, unit = next((word, unit) for word, unit in (("MiB", 1024**2), ("KiB", 1024), ("bytes", 1)) if size % unit == 0)
    return f"{size // unit} {word}"


class Inbound(Request):
    """A request whose body is read once and bounded; its JSON is normalised to NFC, no NUL, lone surrogate or pile of marks."""

    @classmethod
    async def read(cls, request: Request) -> "Inbound":
        """Read the body. Raises 413, 415, `malformed_json` (400) and `validation_failed` (422)."""
        inbound = cls(request.scope, request.receive)
        inbound._body = await _bytes_of(request, LARGEST_BODY)
        if inbound._body:
            inbound._json = cls._parse(request, inbound._body)
        return inbound

    @classmethod
    async def read_raw(cls, request: Request, *, largest: int) -> "Inbound":
        """Read a body that is no JSON, of so many bytes at most: the route looks at what it is. Raises 413."""
        inbound = cls(request.scope, request.receive)
        inbound._body = await _bytes_of(request, largest)
        return inbound

    @staticmethod
    def _parse(request: Request, body: bytes) -> Any:
        _check_form(request)
        try:
            value = json.loads(body, parse_float=number_of, parse_constant=_no_constant, object_pairs_hook=_no_double_names)
        except json.JSONDecodeError as error:
            raise MalformedJson(f"The body is not JSON: look at line {error.lineno}, column {error.colno}.") from error
        except _NotTaken as error:
            raise MalformedJson(f"The body is not JSON that this API accepts: {error}.") from error
        except (ValueError, RecursionError) as error:
            raise MalformedJson from error
        return _clean(value, "", 0)


async def _bytes_of(request: Request, largest: int) -> bytes:
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > largest:
            raise TooLarge(limit_bytes=largest)
        chunks.append(chunk)
    return b"".join(chunks)


def _check_form(request: Request) -> None:
    """Raise `UnsupportedMediaType` for what is not JSON as it is: another media type, or compressed."""
    taken = ["application/json", MERGE_PATCH] if request.method == "PATCH" else ["application/json"]
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type not in taken:
        offer = "Accept-Patch" if request.method == "PATCH" else "Accept-Post"
        raise UnsupportedMediaType(f"The body must be {' or '.join(taken)}.", headers={offer: ", ".join(taken)})
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise UnsupportedMediaType("Bodies are taken as they are, not compressed.", headers={"Accept-Encoding": "identity"})


def number_of(text: str) -> int | float:
    """Read a number that is written with a point or an exponent: `5.0` is an integer, as JSON Schema has it."""
    number = float(text)
    if not number.is_integer() or abs(number) > 2**53:
        return number
    # Rounded to its nearest float, it may only look whole.
    return int(number) if Decimal(text) == int(number) else number


def _no_constant(name: str) -> NoReturn:
    message = f"{name} is no number of JSON"
    raise _NotTaken(message)


def _no_double_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        message = "a member stands twice in one object"
        raise _NotTaken(message)
    return members


def _clean(value: Any, pointer: str, depth: int) -> Any:
    if depth > DEEPEST_BODY:
        raise Invalid.at(pointer[:200], "too_deep", f"the body is nested deeper than {DEEPEST_BODY}")
    if isinstance(value, str):
        return _clean_text(value, pointer)
    if isinstance(value, list):
        return [_clean(item, f"{pointer}/{index}", depth + 1) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return {_clean_text(name, pointer): _clean(item, f"{pointer}/{name}", depth + 1) for name, item in value.items()}
    return value


def _clean_text(value: str, pointer: str) -> str:
    if value.isascii():
        if "\0" in value:
            raise Invalid.at(pointer, "nul", "NUL is not text")
        return value
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        place = pointer.encode("utf-8", "replace").decode()
        raise Invalid.at(place, "not_text", "NUL and lone surrogates are not text")
    if _most_marks(value) > MOST_MARKS:
        raise Invalid.at(pointer, "not_text", f"a letter bears {MOST_MARKS} marks at most")
    return unicodedata.normalize("NFC", value)


def _most_marks(text: str) -> int:
    """Count the marks that stand in a row: composing them takes the square of their number, with the loop held."""
    most = run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) or character in _MARKS_IN_DISGUISE else 0
        most = max(most, run)
    return most
