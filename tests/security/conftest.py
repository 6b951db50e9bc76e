"""What tests of security share: each corpus says how many cases it had."""

from collections.abc import Callable
from typing import Any

import pytest

Counted = Callable[[str, object], None]


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Counted:
    """Tell the summary a number."""

    def tell(what: str, number: object) -> None:
        record_property(f"counted: {what}", number)

    return tell


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for report in terminalreporter.stats.get("passed", ()):
        for name, value in getattr(report, "user_properties", ()):
            if name.startswith("counted: "):
                terminalreporter.write_line(f"{name.removeprefix('counted: ')}: {value}")
