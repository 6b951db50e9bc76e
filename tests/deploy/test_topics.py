"""The command that makes topics: in production nothing else does, so it must know every producer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from deploy.kafka.broker import Broker


@pytest.mark.kafka
async def test_the_command_makes_the_topic_of_every_producer(tmp_path: Path) -> None:
    with Broker.start(data_directory=tmp_path / "kafka") as broker:
        environment = {**os.environ, "GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS": broker.bootstrap_servers}
        subprocess.run([sys.executable, "-m", "services", "topics"], env=environment, check=True)

        admin = AIOKafkaAdminClient(bootstrap_servers=broker.bootstrap_servers)
        await admin.start()
        try:
            made = set(await admin.list_topics())
        finally:
            await admin.close()

    assert {"identity", "discovery", "campaigns", "review", "payouts"} <= made
