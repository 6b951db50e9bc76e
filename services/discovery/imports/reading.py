"""What a caller brings, read row by row. Whatever is wrong with the form is refused by the line on which it stands."""

import csv
import io
import json
import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.discovery.imports.models import RowProblem
from services.discovery.imports.policy import IMPORTS
from services.discovery.profiles.words import fold, words_of
from shared.errors import Invalid, Problem

CSV, JSON_LINES = "text/csv", "application/x-ndjson"
NEEDED, KNOWN = {"handle"}, {"handle", "platform"}
MOST_TOLD = 20
"""Of the columns that nobody reads, so many are named."""
_PLATFORM = re.compile("[a-z][a-z0-9_]{0,39}")

Line = tuple[int, Mapping[str, str]]
"""A row: the number of its line, from 1, and its values by name."""


class FileTypeUnsupported(Problem, status=415, code="file_type_unsupported"):
    """The body must be text/csv or application/x-ndjson, in UTF-8."""


@dataclass(frozen=True)
class SentRow:
    """One row as it was sent."""

    row: int
    platform: str
    handle: str
    problem: RowProblem | None
    """Why it cannot name anybody."""


def folded(handle: str) -> str:
    """Give a handle as it is compared: without the sign before it, case and accents."""
    return fold(handle.removeprefix("@"))


def words_of_handle(handle: str) -> str:
    """Give the words of a handle as the row of a creator keeps them: other handles may have the same."""
    parts = words_of(handle.removeprefix("@"))
    return " ".join(dict.fromkeys([*parts, *words_of("".join(parts))]))


def read(body: bytes, content_type: str, *, platform: str | None) -> list[SentRow]:
    """Read all rows. Raises `FileTypeUnsupported` and `Invalid`, which names the first line that is wrong."""
    media_type, _, parameters = content_type.lower().partition(";")
    charset = re.search(r'charset="?([^";\s]+)', parameters)
    if media_type.strip() not in _READERS or (charset and charset[1] not in {"utf-8", "utf8"}):
        raise FileTypeUnsupported(headers={"Accept-Post": f"{CSV}, {JSON_LINES}"})
    rows: list[SentRow] = []
    for line, values in _READERS[media_type.strip()](_text_of(body)):
        if len(rows) == IMPORTS.most_rows:
            raise refused(line, "too_many_rows", f"there may be {IMPORTS.most_rows} rows")
        rows.append(_sent(line, values, platform))
    if not rows:
        raise refused(1, "no_rows", "there is no row")
    return rows


def refused(line: int, code: str, detail: str, **params: Any) -> Invalid:
    """Refuse everything for one line."""
    return Invalid.at(f"/{line}", code, f"line {line}: {detail}", row=line, **params)


def _refuse_unknown(line: int, unknown: Sequence[str]) -> None:
    """Refuse columns that nobody reads: a typing error in a name would else go unseen."""
    if unknown:
        told = [_as_told(name) for name in unknown[:MOST_TOLD]]
        named = ", ".join(f"`{name}`" for name in told)
        raise refused(line, "wrong_columns", f"only `handle` and `platform` are read, and not {named}", unknown=told)


def _as_told(name: str) -> str:
    """Give a caller's own name back: a part of a long one, and no characters that are no text."""
    shown = name[: IMPORTS.longest_handle]
    return "".join(character if character.isprintable() else "\ufffd" for character in shown)


def _text_of(body: bytes) -> str:
    body = body.removeprefix(BOM_UTF8)
    if (nul := body.find(0)) >= 0:
        raise refused(body.count(b"\n", 0, nul) + 1, "nul", "NUL is not text")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise refused(body.count(b"\n", 0, error.start) + 1, "not_utf8", "this is not UTF-8") from None


def _sent(line: int, values: Mapping[str, str], platform: str | None) -> SentRow:
    handle = _composed(values["handle"].strip())
    named = values.get("platform", "").strip().lower() or platform
    if named is None:
        raise refused(line, "platform_missing", "it names no platform, and nor does the parameter")
    problem = None
    if not _PLATFORM.fullmatch(named):
        problem = RowProblem.PLATFORM_INVALID
    elif not _is_handle(handle):
        problem = RowProblem.HANDLE_INVALID
    return SentRow(line, named[:40], handle[: IMPORTS.longest_handle], problem)


def _composed(handle: str) -> str:
    """Write letters with their marks as one character each: of a long handle only so much that it is still too long.

    A letter takes four characters at most. Composing takes the square of the marks on one letter: minutes, for a whole body.
    """
    return unicodedata.normalize("NFC", handle[: 5 * IMPORTS.longest_handle])


def _is_handle(handle: str) -> bool:
    bare = handle.removeprefix("@")
    return len(bare) > 0 and len(handle) <= IMPORTS.longest_handle and bare.isprintable() and " " not in bare


# --- the two forms --------------------------------------------------------------------------------------------------------


def _csv_lines(text: str) -> Iterator[Line]:
    """Read comma-separated values as in RFC 4180: the first line names the columns, blank ones are skipped."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names: Sequence[str] = ()
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise refused(line, "malformed_row", f"this is not CSV ({error})") from None
        if cells is None:
            return
        if not cells:
            continue
        if not names:
            names = _columns(line, cells)
        elif len(cells) != len(names):
            raise refused(line, "wrong_columns", f"there are {len(cells)} values, and {len(names)} columns")
        else:
            yield line, dict(zip(names, cells, strict=True))


def _columns(line: int, cells: Sequence[str]) -> Sequence[str]:
    written = [cell.strip() for cell in cells]
    names = [name.lower() for name in written]
    if not set(names) >= NEEDED or len(set(names)) < len(names):
        raise refused(line, "wrong_columns", "the first line names the columns, each once: `handle`, and perhaps `platform`")
    _refuse_unknown(line, [name for name in written if name.lower() not in KNOWN])
    return names


def _json_lines(text: str) -> Iterator[Line]:
    """Read one JSON object a line; blank lines are skipped."""
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        try:
            # Objects become tuples, so that a member that stands twice is seen.
            value = json.loads(written, object_pairs_hook=tuple)
        except (ValueError, RecursionError):
            raise refused(line, "malformed_row", "this is not JSON") from None
        yield line, _members(line, value)


def _members(line: int, value: object) -> Mapping[str, str]:
    members = dict(value) if isinstance(value, tuple) else {}
    if not isinstance(value, tuple) or len(members) < len(value) or not set(members) >= NEEDED:
        raise refused(line, "wrong_columns", "a row is an object with `handle`, and perhaps `platform`, each once")
    _refuse_unknown(line, [name for name in members if name not in KNOWN])
    for name, text in members.items():
        if not isinstance(text, str):
            raise refused(line, "not_text", f"{name} is not text")
        if "\0" in text:
            raise refused(line, "nul", "NUL is not text")
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise refused(line, "not_text", "lone surrogates are not text")
    return members


_READERS = {CSV: _csv_lines, JSON_LINES: _json_lines}
