"""Compares the contracts with the released ones: python -m contracts [release].

Without a word it names each change that breaks a client and that no decision names, and ends with 1. `release` makes the
contracts as they are the promise, where nothing breaks. A decision (docs/adr) allows a break by a line with its exact name:

    Breaks: `GET /v1/offers: the operation is gone`
"""

import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from contracts import breaks

ROOT = Path(__file__).parent.parent
CONTRACTS = ROOT / "openapi"
RELEASED = CONTRACTS / "released"
DECISIONS = ROOT / "docs" / "adr"

COMPARED: Mapping[str, Callable[[breaks.Document, breaks.Document], list[str]]] = {
    "public.json": breaks.of_api,
    "asyncapi.json": breaks.of_events,
}

_ALLOWED = re.compile(r"^Breaks: `(.+)`$", re.MULTILINE)
_NO_PROMISE = {"description", "summary", "title", "examples", "tags", "info", "servers"}
_NAMED_FREELY = {"properties", "schemas", "parameters", "responses", "messages", "paths", "channels", "headers", "x-problems"}
"""Words whose entries are names of ours, among which those of `_NO_PROMISE` may be."""


def allowed(directory: Path = DECISIONS) -> set[str]:
    """Give the breaks that decisions name."""
    return {name for page in sorted(directory.glob("*.md")) for name in _ALLOWED.findall(page.read_text(encoding="utf-8"))}


def promise_of(value: Any, *, named_freely: bool = False) -> Any:
    """Leave out what a client's program does not rest on."""
    if isinstance(value, dict):
        return {
            name: promise_of(inner, named_freely=not named_freely and name in _NAMED_FREELY and isinstance(inner, dict))
            for name, inner in value.items()
            if named_freely or name not in _NO_PROMISE
        }
    return [promise_of(inner) for inner in value] if isinstance(value, list) else value


def found(current: Path = CONTRACTS, released: Path = RELEASED, decisions: Path = DECISIONS) -> list[str]:
    """Name each break that no decision allows."""
    known = allowed(decisions)
    names: list[str] = []
    for file, compare in COMPARED.items():
        before, after = (json.loads((directory / file).read_bytes()) for directory in (released, current))
        names += [name for name in compare(before, after) if name not in known]
    return names


def release(current: Path = CONTRACTS, released: Path = RELEASED) -> None:
    """Make the contracts as they are the released ones."""
    released.mkdir(exist_ok=True)
    for file in COMPARED:
        promised = promise_of(json.loads((current / file).read_bytes()))
        (released / file).write_text(json.dumps(promised, indent=1) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Run the command."""
    is_first = not RELEASED.exists() and arguments == ["release"]
    broken = [] if is_first else found()
    for name in broken:
        print(f"breaks a client: {name}")
    if broken:
        print("a path version, or a decision in docs/adr with a line for each: Breaks: `<what stands after the colon>`")
        return 1
    if arguments == ["release"]:
        release()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
