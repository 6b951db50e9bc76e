"""What tests of the plumbing share: one Kafka broker, and no fault left armed."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.kafka.broker import Broker
from shared import faults


@pytest.fixture(scope="package")
def broker() -> Iterator[Broker]:
    """A real Kafka broker, for tests that are marked with `kafka`."""
    with (
        tempfile.TemporaryDirectory(prefix="greenlight-kafka-", ignore_cleanup_errors=True) as directory,
        Broker.start(data_directory=Path(directory)) as running,
    ):
        yield running


@pytest.fixture(autouse=True)
def _no_faults() -> Iterator[None]:
    yield
    faults.arm(None)
