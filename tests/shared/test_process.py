"""What an operator sees when a process cannot start, and how one that runs ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from shared import databases
from tests.harness import Templates


def run(*arguments: str, seconds: float = 60, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GREENLIGHT_")}
    return subprocess.run(
        [sys.executable, "-m", "services", *arguments],
        env={**inherited, **{f"GREENLIGHT_{name}": value for name, value in environment.items()}},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    return done.stderr.strip().splitlines()[-1]


def test_an_unknown_service_is_named() -> None:
    done = run("run", "nonsense")
    assert done.returncode == 1
    assert "there is no service 'nonsense'" in last_line(done)


def test_a_wrong_setting_is_one_line() -> None:
    done = run("run", GATEWAY_PORT="many")
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [last_line(done)]
    assert "GREENLIGHT_GATEWAY_PORT" in last_line(done)


def test_one_service_alone_needs_kafka(server_url: str, tmp_path: Path) -> None:
    done = run("run", "identity", DATABASE_URL=server_url, ENVIRONMENT="sandbox", DATA_DIR=str(tmp_path), IDENTITY_PORT="0")
    assert done.returncode == 1
    assert "LocalBus works only when all services run in one process" in last_line(done)


def test_a_port_in_use_is_said(server_url: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("run", DATABASE_URL=server_url, ENVIRONMENT="sandbox", GATEWAY_PORT=port, DATA_DIR=str(tmp_path))
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in last_line(done)


def test_no_database_is_waited_for_and_then_said(tmp_path: Path) -> None:
    done = run(
        "run", "identity", DATABASE_URL="postgresql://nobody@127.0.0.1:9/", ENVIRONMENT="sandbox", START_SECONDS="1.5",
        KAFKA_BOOTSTRAP_SERVERS="127.0.0.1:9", DATA_DIR=str(tmp_path), IDENTITY_PORT="0",
    )  # fmt: skip
    assert done.returncode == 1
    assert "waiting_for_the_database" in done.stderr
    assert "no database after 1.5 s" in last_line(done)


def test_no_broker_is_waited_for_and_then_said(server_url: str, tmp_path: Path) -> None:
    done = run(
        "run", "identity", DATABASE_URL=server_url, ENVIRONMENT="sandbox", KAFKA_BOOTSTRAP_SERVERS="127.0.0.1:9",
        START_SECONDS="2", DATA_DIR=str(tmp_path), IDENTITY_PORT="0",
    )  # fmt: skip
    assert done.returncode == 1
    assert "broker" in last_line(done).lower()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("update deployment set compatible_since = '9999'", "too new for this code"),
        ("update deployment set environment = 'production'", "belongs to the production environment"),
    ],
)
async def test_a_database_that_does_not_fit_is_refused(templates: Templates, change: str, message: str) -> None:
    from services.identity.app import service

    async with templates.spoilt(service) as place:
        async with place.owner.connect() as connection:
            await connection.execute(text(change))
        with pytest.raises(databases.DatabaseRefused, match=message):
            await databases.check_engine(place.owner, "identity", service.metadata, environment="sandbox")


async def test_an_empty_database_says_what_to_do(server_url: str) -> None:
    from services.identity.app import service

    engine = create_async_engine(databases.server_url_of(server_url, "postgres"))
    try:
        with pytest.raises(databases.DatabaseRefused, match="run python -m services migrate"):
            await databases.check_engine(engine, "identity", service.metadata, environment="sandbox")
    finally:
        await engine.dispose()


def test_the_suite_answers_at_once_becomes_ready_and_drains_on_sigterm(tmp_path: Path) -> None:
    import httpx

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GREENLIGHT_")}
    environment = {**inherited, "GREENLIGHT_DATA_DIR": str(tmp_path / "data"), "GREENLIGHT_GATEWAY_PORT": str(port)}
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-m", "services", "run"], env=environment, stderr=output)
    try:
        deadline = time.monotonic() + 90
        while True:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            try:
                if httpx.get(f"http://127.0.0.1:{port}/readyz", trust_env=False).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        second = run("run", DATA_DIR=str(tmp_path / "data"), GATEWAY_PORT="0")
        assert second.returncode == 1
        assert str(tmp_path / "data") in last_line(second)
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=60)
    assert code == 0, log.read_text()


async def test_a_newer_database_that_stayed_compatible_is_used(templates: Templates) -> None:
    """A migration runs under the old code and the new: the old one starts on what the new one made."""
    from services.identity.app import service

    async with templates.spoilt(service) as place:
        async with place.owner.connect() as connection:
            await connection.execute(text("update alembic_version set version_num = '0999'"))
        assert await databases.is_current(place.url, "identity", service.metadata)
        await databases.check_engine(place.owner, "identity", service.metadata, environment="sandbox")
