"""One process per service and the gateway on this machine: python -m deploy.processes. If one of them dies, all end.

Starts an embedded PostgreSQL unless GREENLIGHT_DATABASE_URL names a server, and a Kafka broker unless
GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS does.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from deploy.kafka.broker import Broker, BrokerError
from services import REGISTER
from shared.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError

STOP_SECONDS = 75


class Stopped(Exception):
    """Somebody asked to stop."""


def surroundings(stack: ExitStack) -> dict[str, str]:
    """Start what the processes stand on, and tell them where it is."""
    environment = dict(os.environ)
    data = Path(environment.get("GREENLIGHT_DATA_DIR", ".data"))
    if not environment.get("GREENLIGHT_DATABASE_URL"):
        server = stack.enter_context(EmbeddedPostgres.start(data / "postgresql"))
        environment["GREENLIGHT_DATABASE_URL"] = server.url
        environment.setdefault("GREENLIGHT_ENVIRONMENT", "sandbox")
    if not environment.get("GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS"):
        broker = stack.enter_context(Broker.start(data_directory=data / "kafka"))
        environment["GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS"] = broker.bootstrap_servers
    # Seven services and a gateway share one laptop's connections.
    environment.setdefault("GREENLIGHT_DATABASE_POOL_SIZE", "8")
    return environment


@contextmanager
def processes(environment: Mapping[str, str]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Run every part in a process of its own; at the end each is asked to stop, and waited for."""
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name in (*REGISTER, "gateway"):
            command = [sys.executable, "-m", "services", "run", name]
            # A session of its own: Ctrl-C reaches this process, which stops the others in order.
            running[name] = subprocess.Popen(command, env=dict(environment), start_new_session=True)
        yield running
    finally:
        for process in reversed(running.values()):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for name, process in running.items():
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                print(f"{name} did not stop in time and is ended", file=sys.stderr)
                process.kill()
                process.wait()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def main() -> int:
    """Run until SIGTERM or Ctrl-C; says which process died."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    with ExitStack() as stack:
        try:
            environment = surroundings(stack)
            running = stack.enter_context(processes(environment))
            while True:
                for name, process in running.items():
                    if process.poll() is not None:
                        print(f"{name} ended with {process.returncode}: all stop", file=sys.stderr)
                        return 1
                time.sleep(0.3)
        except Stopped:
            return 0
        except (BrokerError, EmbeddedPostgresError) as error:
            print(f"greenlight: {error}", file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())
