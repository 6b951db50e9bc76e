"""Draws the state machines from their tables of moves: python -m docs.diagrams [--check]."""

import sys
from importlib import import_module
from pathlib import Path

from services import REGISTER
from shared.states import Stateful, as_mermaid

TARGET = Path(__file__).parent / "states.md"


def machines(service: str) -> list[type[Stateful]]:
    """List the machines of a service, by name."""
    import_module(f"services.{service}.app")
    found: list[type[Stateful]] = []
    waiting = [Stateful]
    while waiting:
        for machine in waiting.pop().__subclasses__():
            waiting.append(machine)
            if machine.__module__.startswith(f"services.{service}.") and "moves" in machine.__dict__:
                found.append(machine)
    return sorted(found, key=lambda machine: machine.__name__)


def page() -> str:
    """Write the page."""
    parts = ["# State machines\n\nDrawn from the tables of moves beside the models: `make openapi` writes this page.\n"]
    for service in REGISTER:
        for machine in machines(service):
            doc = (machine.__doc__ or "").strip().split("\n", maxsplit=1)[0]
            parts.append(f"## {machine.__name__} ({service})\n\n{doc}\n\n```mermaid\n{as_mermaid(machine)}\n```\n")
    return "\n".join(parts)


def main() -> int:
    """Write the page, or with --check compare it."""
    if "--check" in sys.argv:
        if TARGET.read_text(encoding="utf-8") != page():
            print("docs/states.md is not current: make openapi")
            return 1
        return 0
    TARGET.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
