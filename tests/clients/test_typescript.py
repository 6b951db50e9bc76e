"""The main job with the generated TypeScript client: checked strictly by tsc, run by Node's test runner."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.clients.conftest import Marketplace

pytestmark = pytest.mark.clients

ROOT = Path(__file__).parents[2]


def ran(*command: str, **environment: str) -> str:
    """Run a program of Node's; give what it printed."""
    done = subprocess.run(command, check=False, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_main_job(marketplace: Marketplace) -> None:
    ran("node_modules/.bin/tsc", "--project", "tests/clients")
    shown = ran(
        "node",
        "--test",
        ".data/clients/tests/clients/main_job.test.js",
        GREENLIGHT_ADDRESS=marketplace.address,
        GREENLIGHT_STAFF=marketplace.staff_email,
        GREENLIGHT_PASSWORD=marketplace.staff_password,
    )
    assert "# pass 1" in shown, shown
    assert "# fail 0" in shown, shown
