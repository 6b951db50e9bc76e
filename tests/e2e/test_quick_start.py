"""The quick start does what it says: its blocks are run as a newcomer would paste them, and print what the page shows."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import RunningSuite

pytestmark = pytest.mark.xdist_group("e2e")

PAGE = (Path(__file__).parents[2] / "docs" / "guides" / "quick-start.md").read_text(encoding="utf-8")
STEPS = re.findall(r"```sh\n(.*?)```(?:\n```text\n(.*?)```)?", PAGE, re.DOTALL)
BETWEEN = "---- next block ----"


def as_shown(text: str) -> str:
    """Make a pattern of an output, in which `…` stands for what differs each time."""
    return re.escape(text.strip()).replace("…", "[0-9a-hjkmnp-tv-z]{26}")


def test_a_newcomer_with_curl_sees_the_creator_paid(suite: RunningSuite) -> None:
    if shutil.which("bash") is None or shutil.which("curl") is None:
        pytest.skip("the quick start needs bash and curl")
    script = f"\necho '{BETWEEN}'\n".join(commands for commands, _ in STEPS)
    done = subprocess.run(
        ["bash", "-e", "-u", "-o", "pipefail", "-c", script],
        env={**os.environ, "GREENLIGHT": suite.address, "NO_PROXY": "*", "no_proxy": "*"},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    printed = done.stdout.split(BETWEEN)
    assert len(printed) == len(STEPS)
    for (commands, shown), seen in zip(STEPS, printed, strict=True):
        assert re.fullmatch(as_shown(shown), seen.strip()), (commands, seen)
    assert printed[-1].split() == ["54000", "paid"]


def test_the_calls_are_counted_and_every_block_shows_its_answer() -> None:
    calls = sum(len(re.findall(r"\bcurl -s ", commands)) for commands, _ in STEPS)

    said = re.search(r"(\d+) calls with\s+`curl`, and one", PAGE)
    assert said is not None
    assert calls == int(said[1]) + 1
    assert all(shown for _, shown in STEPS)
