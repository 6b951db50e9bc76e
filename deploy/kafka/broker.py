"""Starts one Apache Kafka broker on loopback, from Java and Maven alone."""

import base64
import fcntl
import hashlib
import re
import secrets
import shutil
import signal
import socket
import struct
import subprocess
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Self

import typer

HERE = Path(__file__).resolve().parent
LIBRARIES = HERE.parents[1] / ".data" / "kafka-lib"
HOST = "127.0.0.1"
OLDEST_JAVA = 17

SECONDS_TO_START = 60
SECONDS_TO_STOP = 30

# Below the ports that systems hand out to clients: a client that keeps trying to reach a broker that is away could
# otherwise be given the broker's own port, connect to itself and keep the broker from coming back.
PORTS = range(20_000, 32_000)


class BrokerError(Exception):
    """Why there is no broker, in one line."""


class Broker:
    """One Kafka broker, controller included, and its data; it dies with the process that started it."""

    def __init__(self, *, data_directory: Path, port: int, classpath: str) -> None:
        """Prepare a broker without starting it; callers use `start`."""
        self._data_directory = data_directory
        self._port = port
        self._classpath = classpath
        self._guard: subprocess.Popen[bytes] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def start(cls, *, data_directory: Path, port: int | None = None) -> Self:
        """Return when clients are served, in about 5 seconds, or 20 with Kafka to download; or raise `BrokerError`."""
        broker = cls(data_directory=data_directory.resolve(), port=port or free_port(), classpath=_classpath())
        broker.restart()
        return broker

    @property
    def bootstrap_servers(self) -> str:
        """The address for clients, "127.0.0.1:PORT"."""
        return f"{HOST}:{self._port}"

    @property
    def log(self) -> Path:
        """What Kafka printed since it was last started: warnings and errors."""
        return self._data_directory / "broker.log"

    def restart(self) -> None:
        """Start again on the same port with the same data, stopping first if it still runs."""
        self.stop()
        try:
            self._launch()
            self._await_clients()
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Let Kafka shut down in order; it is killed if that takes longer than 30 seconds."""
        if self._process is not None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(SECONDS_TO_STOP)
        self.kill()

    def kill(self) -> None:
        """End the broker at once, by SIGKILL, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._guard is not None:
            self._guard.communicate()

        self._process = self._guard = None

    def wait(self) -> None:
        """Block until the broker ends by itself, which raises `BrokerError`."""
        if self._process is not None:
            self._process.wait()
        raise BrokerError(self._why_it_ended())

    def __enter__(self) -> Self:
        """Hand out the running broker."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the broker."""
        self.stop()

    def _launch(self) -> None:
        if not _is_free(self._port):
            message = f"port {self._port} is in use already: stop what listens there, or choose another port"
            raise BrokerError(message)

        self._data_directory.mkdir(parents=True, exist_ok=True)
        with (self._data_directory / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                message = f"another broker runs with the data in {self._data_directory}"
                raise BrokerError(message) from None

            self._run_kafka(self._prepare_storage(), lock_descriptor=lock.fileno())

    def _run_kafka(self, settings: Path, *, lock_descriptor: int) -> None:
        # The guard waits for the end of a pipe that we alone hold open, then kills its process group, itself included.
        # However we end, the pipe ends with us. That works on every Unix, and from every thread.
        self._guard = subprocess.Popen(
            ["/bin/sh", "-c", "read -r _; kill -KILL 0", f"guard of {self._data_directory}"],
            stdin=subprocess.PIPE,
            process_group=0,
        )
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                self._java("-Xmx512m", "-XX:+UseSerialGC", "kafka.Kafka", str(settings)),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=self._guard.pid,
                # Kafka holds the lock from here on, until it ends.
                pass_fds=[lock_descriptor],
            )

    def _await_clients(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while not _serves_clients(self._port):
            if self._process is None or self._process.poll() is not None:
                raise BrokerError(self._why_it_ended())
            if time.monotonic() > deadline:
                message = f"Kafka did not serve clients within {SECONDS_TO_START} seconds: see {self.log}"
                raise BrokerError(message)
            time.sleep(0.05)

    def _prepare_storage(self) -> Path:
        """Write the settings of this start, and format the storage unless an earlier start did."""
        storage = self._data_directory / "storage"
        controller_port = free_port()
        own = {
            "listeners": f"PLAINTEXT://{HOST}:{self._port},CONTROLLER://{HOST}:{controller_port}",
            "controller.quorum.voters": f"1@{HOST}:{controller_port}",
            "log.dirs": storage,
        }
        settings = self._data_directory / "server.properties"
        lines = [f"{key}={value}\n" for key, value in own.items()]
        settings.write_text("".join([(HERE / "server.properties").read_text(), *lines]))

        # Kafka writes this file last: with it, the storage is complete.
        if not (storage / "meta.properties").exists():
            self._format_storage(settings)
        return settings

    def _format_storage(self, settings: Path) -> None:
        cluster_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        done = subprocess.run(
            self._java(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "kafka.tools.StorageTool",
                "format",
                # In one argument with its name, since an id may begin with "-".
                f"--cluster-id={cluster_id}",
                "--config",
                str(settings),
            ),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            message = f"Kafka's storage cannot be prepared: {_reason(done.stdout + done.stderr)}"
            raise BrokerError(message)

    def _java(self, *arguments: str) -> list[str]:
        return ["java", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", self._classpath, *arguments]

    def _why_it_ended(self) -> str:
        return f"Kafka ended: {_reason(self.log.read_text(errors='replace'))}"


def _classpath() -> str:
    """Find Kafka's jars, downloading them the first time; a changed pom.xml is a directory of its own."""
    pom = HERE / "pom.xml"
    jars = LIBRARIES / hashlib.sha256(pom.read_bytes()).hexdigest()[:12]
    _check_tools(maven_too=not jars.exists())

    if not jars.exists():
        LIBRARIES.mkdir(parents=True, exist_ok=True)
        with (LIBRARIES / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not jars.exists():
                _download(pom, jars, lock_descriptor=lock.fileno())

    return f"{jars}/*"


def _check_tools(*, maven_too: bool) -> None:
    missing: list[str] = []
    if not _has_java():
        missing.append(f"Java {OLDEST_JAVA} or later (`java`)")
    if maven_too and shutil.which("mvn") is None:
        missing.append("Maven (`mvn`)")

    if missing:
        message = f"Kafka needs {' and '.join(missing)} on the PATH"
        raise BrokerError(message)


def _has_java() -> bool:
    # Asked rather than looked for: macOS has a `java` that only says that there is none.
    try:
        answer = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False)
    except OSError:
        return False

    version = re.search(r'version "(\d+)', answer.stderr)
    return version is not None and int(version[1]) >= OLDEST_JAVA


def _download(pom: Path, jars: Path, *, lock_descriptor: int) -> None:
    unfinished = jars.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)

    done = subprocess.run(
        [
            *("mvn", "-q", "-B", "-Dstyle.color=never", "-f", str(pom)),
            *("dependency:copy-dependencies", f"-DoutputDirectory={unfinished}"),
        ],
        capture_output=True,
        text=True,
        check=False,
        # Maven holds the lock too: should we be killed, nobody else writes here before Maven has ended.
        pass_fds=[lock_descriptor],
    )
    if done.returncode != 0:
        message = f"Kafka cannot be downloaded: {_reason(done.stdout + done.stderr, line=0)}"
        raise BrokerError(message)

    unfinished.rename(jars)


def _serves_clients(port: int) -> bool:
    """Whether the broker names itself in its metadata: before that it answers, but can hold no topic."""
    metadata, version, correlation, no_client, no_topics = 3, 1, 0, -1, 0
    request = struct.pack(">hhihi", metadata, version, correlation, no_client, no_topics)
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection, connection.makefile("rb") as stream:
            connection.sendall(struct.pack(">i", len(request)) + request)
            _size, _correlation, brokers = struct.unpack(">iii", stream.read(12))
    except (OSError, struct.error):
        return False

    return brokers > 0


def free_port() -> int:
    """Find a port of loopback that nobody listens on."""
    while not _is_free(port := secrets.choice(PORTS)):
        pass
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        # As Kafka does: connections of an earlier broker that still linger are no hindrance.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            return False
    return True


def _reason(output: str, *, line: int = -1) -> str:
    """Pick the line that says most from what was printed: Java's last that is no stack frame, Maven's first."""
    lines = [text for text in output.splitlines() if text and not text.startswith(("\t", " "))]
    return lines[line] if lines else "it said nothing"


commands = typer.Typer(no_args_is_help=True, add_completion=False)


@commands.callback()
def main() -> None:
    """Kafka for development, without Docker."""


@commands.command()
def run(
    port: Annotated[int, typer.Option(help="Where clients connect, on loopback.")] = 9092,
    data_directory: Annotated[Path, typer.Option(help="Kept between runs.")] = Path(".data/kafka"),
) -> None:
    """Run a broker until Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Broker.start(data_directory=data_directory, port=port) as broker:
            typer.echo(f"Kafka serves {broker.bootstrap_servers}; its data is in {data_directory}; Ctrl-C stops it.")
            broker.wait()
    except BrokerError as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("Kafka has stopped.")


if __name__ == "__main__":
    commands()
