"""A suite for the generated clients: real HTTP, one process."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo import people
from shared.embedded_postgres import temporary
from tests.e2e.conftest import environment_of, running, wait_until_ready


@dataclass
class Marketplace:
    """Where it answers, and how a member of its staff signs in."""

    address: str
    staff_email: str
    staff_password: str = people.PASSWORD


@pytest.fixture(scope="session")
def marketplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Marketplace]:
    """Run the suite, with a member of staff."""
    directory: Path = tmp_path_factory.mktemp("clients")
    with temporary() as server:
        environment = environment_of(server.url, directory / "data")
        log = directory / "suite.log"
        with running(environment, command=["services", "run"], log=log) as process:
            address = f"http://127.0.0.1:{environment['GREENLIGHT_GATEWAY_PORT']}"
            wait_until_ready(address, process, log)
            email = people.an_address("staff")
            command = [sys.executable, "-m", "services", "create-staff", "--email", email, "--password-stdin", "--role", "admin"]
            subprocess.run(command, input=people.PASSWORD.encode(), env=environment, check=True, capture_output=True)
            yield Marketplace(address, email)
