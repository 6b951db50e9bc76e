"""The development broker: a real Kafka that starts, breaks, comes back, and leaves nothing behind."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from deploy.kafka import broker as module
from deploy.kafka.broker import Broker, BrokerError

pytestmark = [pytest.mark.kafka, pytest.mark.xdist_group("broker")]

ROOT = Path(module.__file__).parents[2]
TOPIC = "orders"


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    with Broker.start(data_directory=tmp_path_factory.mktemp("kafka")) as running:
        yield running


def test_a_message_goes_round(broker: Broker) -> None:
    asyncio.run(create_topic(broker))

    asyncio.run(send(broker, b"accepted"))

    assert b"accepted" in asyncio.run(read_all(broker))


def test_a_killed_broker_comes_back_with_its_port_and_its_data(broker: Broker) -> None:
    asyncio.run(create_topic(broker))
    asyncio.run(send(broker, b"before the crash"))
    address = broker.bootstrap_servers

    broker.kill()
    assert not listens(address)
    broker.restart()

    assert broker.bootstrap_servers == address
    assert b"before the crash" in asyncio.run(read_all(broker))


def test_stop_leaves_no_process(broker: Broker) -> None:
    directory = broker.log.parent
    assert len(processes_of(directory)) == 2, "Kafka and its guard"

    broker.stop()

    assert not processes_of(directory)
    assert not listens(broker.bootstrap_servers)
    broker.restart()


def test_data_in_use_by_another_broker_is_named(broker: Broker) -> None:
    with pytest.raises(BrokerError, match=r"^another broker runs with the data in "):
        Broker.start(data_directory=broker.log.parent)


def test_a_port_in_use_is_named(broker: Broker, tmp_path: Path) -> None:
    port = int(broker.bootstrap_servers.partition(":")[2])

    with pytest.raises(BrokerError, match=f"^port {port} is in use already"):
        Broker.start(data_directory=tmp_path, port=port)


def test_the_broker_dies_with_its_owner(tmp_path: Path) -> None:
    with run_command(tmp_path) as owner:
        assert wait_for_line(owner).startswith("Kafka serves 127.0.0.1:")
        assert len(processes_of(tmp_path)) == 3, "the command, Kafka and its guard"

        owner.send_signal(signal.SIGKILL)

    assert comes_true(lambda: not processes_of(tmp_path), within_seconds=5)


def test_control_c_stops_the_command(tmp_path: Path) -> None:
    with run_command(tmp_path) as owner:
        wait_for_line(owner)

        owner.send_signal(signal.SIGINT)

        assert owner.wait(timeout=40) == 0
    assert not processes_of(tmp_path)


def test_without_java_the_command_says_so_in_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deploy.kafka.broker", "run", "--data-directory", tmp_path],
        cwd=ROOT,
        env=os.environ | {"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Kafka needs Java 17 or later (`java`)")
    assert len(done.stderr.splitlines()) == 1


def test_without_maven_nothing_can_be_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = shutil.which("java")
    assert java is not None
    (tmp_path / "java").symlink_to(java)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(module, "LIBRARIES", tmp_path / "kafka-lib")

    with pytest.raises(BrokerError, match=r"^Kafka needs Maven \(`mvn`\) on the PATH$"):
        Broker.start(data_directory=tmp_path / "kafka")


async def create_topic(broker: Broker) -> None:
    """Create the topic unless another test has; the answer carries errors instead of raising them."""
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.bootstrap_servers)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(TOPIC, num_partitions=1, replication_factor=1)])
    finally:
        await admin.close()


async def send(broker: Broker, value: bytes) -> None:
    async with AIOKafkaProducer(bootstrap_servers=broker.bootstrap_servers, acks="all", enable_idempotence=True) as producer:
        await producer.send_and_wait(TOPIC, value)


async def read_all(broker: Broker) -> list[bytes | None]:
    async with AIOKafkaConsumer(TOPIC, bootstrap_servers=broker.bootstrap_servers, auto_offset_reset="earliest") as consumer:
        ends = await consumer.end_offsets(consumer.assignment())
        values: list[bytes | None] = []
        while len(values) < sum(ends.values()):
            record = await asyncio.wait_for(consumer.getone(), timeout=10)
            values.append(record.value)
        return values


def run_command(data_directory: Path) -> subprocess.Popen[str]:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in a background ignores it, and so would the command
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "deploy.kafka.broker", "run"),
            *("--port", str(module.free_port()), "--data-directory", str(data_directory)),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_for_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def processes_of(data_directory: Path) -> list[str]:
    listing = subprocess.run(["ps", "-A", "-ww", "-o", "args="], capture_output=True, text=True, check=True)
    return [line for line in listing.stdout.splitlines() if str(data_directory) in line]


def listens(address: str) -> bool:
    host, _, port = address.partition(":")
    with socket.socket() as connection:
        return connection.connect_ex((host, int(port))) == 0


def comes_true(condition: Callable[[], bool], *, within_seconds: float) -> bool:
    deadline = time.monotonic() + within_seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
