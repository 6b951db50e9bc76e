"""Topics and groups, seen from outside."""

import asyncio
from collections.abc import Sequence
from typing import Any

from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import BrokerNotAvailableError, KafkaError
from aiokafka.structs import TopicPartition

from shared.bus import BrokerRefused
from shared.bus.kafka.clients import Clients, new_consumer, stop_consumer
from shared.bus.kafka.limits import (
    FEWEST_IN_SYNC,
    REQUEST_SECONDS,
    TOPIC_EXISTS,
)


class Observer:
    """Looks at topics and groups from outside, over two connections that are kept; after a failure over new ones."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._admin: AIOKafkaAdminClient | None = None
        self._reader: AIOKafkaConsumer | None = None
        self._looking = asyncio.Lock()

    async def create(self, topics: Sequence[str], *, partitions: int, replication: int) -> None:
        """Make the topics that are missing. Raises `KafkaError` where they cannot be made yet, `BrokerRefused` where never."""
        admin, _ = await self._connect()
        wanted = [NewTopic(topic, num_partitions=partitions, replication_factor=replication) for topic in topics]
        try:
            answer: Any = await admin.create_topics(wanted)
        except AttributeError as error:
            # A broker that has just begun knows no controller yet, and aiokafka asks nobody.
            raise BrokerNotAvailableError from error
        for topic, code, *detail in answer.topic_errors:
            if code not in {0, TOPIC_EXISTS}:
                message = f"Kafka does not make the topic {topic}: {detail[0] if detail else code}"
                raise BrokerRefused(message)

    async def check(self, topics: Sequence[str], *, partitions: int, replication: int) -> None:
        """Compare the topics with the settings. Raises `BrokerRefused` for the first that differs."""
        admin, _ = await self._connect()
        in_sync = await self._fewest_in_sync(admin, topics)
        for found in await admin.describe_topics(list(topics)):
            topic, copies = found["topic"], [len(each["replicas"]) for each in found["partitions"]]
            differences = {
                "is missing": found["error_code"] != 0,
                f"has {len(copies)} partitions, not {partitions}": len(copies) != partitions,
                f"has {min(copies, default=0)} replicas, not {replication}": min(copies, default=0) < replication,
                f"has min.insync.replicas={in_sync.get(topic)}, which must be {FEWEST_IN_SYNC} or more": replication > 1
                and in_sync.get(topic, 0) < FEWEST_IN_SYNC,
            }
            for difference, is_so in differences.items():
                if is_so:
                    message = f"the Kafka topic {topic} {difference}: see python -m services topics"
                    raise BrokerRefused(message)

    async def _fewest_in_sync(self, admin: AIOKafkaAdminClient, topics: Sequence[str]) -> dict[str, int]:
        asked = [ConfigResource(ConfigResourceType.TOPIC, topic, {"min.insync.replicas": ""}) for topic in topics]
        answers: list[Any] = await admin.describe_configs(asked)
        return {
            resource[3]: int(entry[1])
            for answer in answers
            for resource in answer.resources
            for entry in resource[4]
            if entry[0] == "min.insync.replicas"
        }

    async def ends(self, topics: Sequence[str]) -> dict[TopicPartition, int]:
        """Tell where the next event of each partition will stand."""
        admin, reader = await self._connect()
        return await reader.end_offsets(await self._places(admin, topics))

    async def lag(self, group: str, topics: Sequence[str]) -> int:
        """Count what is behind the group's committed offsets; a group that never committed begins at the oldest."""
        async with self._looking:
            while True:
                try:
                    return await self._lag(group, topics)
                except KafkaError as error:
                    await self.close()
                    if not error.retriable:
                        raise
                    await asyncio.sleep(0.1)
                except BaseException:
                    await self.close()
                    raise

    async def _lag(self, group: str, topics: Sequence[str]) -> int:
        admin, reader = await self._connect()
        places = await self._places(admin, topics)
        # Committed first: what is published and handled between the two questions must not make the lag negative.
        known = await admin.list_consumer_group_offsets(group, partitions=places)
        committed = {place: found.offset for place, found in known.items() if found.offset >= 0}
        new = [place for place in places if place not in committed]
        begins = {**committed, **(await reader.beginning_offsets(new) if new else {})}
        return sum(max(0, end - begins[place]) for place, end in (await reader.end_offsets(places)).items())

    async def _places(self, admin: AIOKafkaAdminClient, topics: Sequence[str]) -> list[TopicPartition]:
        while True:
            found = await admin.describe_topics(list(topics))
            if all(topic["partitions"] and all(each["leader"] >= 0 for each in topic["partitions"]) for topic in found):
                return [TopicPartition(topic["topic"], each["partition"]) for topic in found for each in topic["partitions"]]
            await asyncio.sleep(0.05)  # a topic that was just made

    async def _connect(self) -> tuple[AIOKafkaAdminClient, AIOKafkaConsumer]:
        if self._admin is None or self._reader is None:
            await self.close()
            self._admin = AIOKafkaAdminClient(**self._clients, request_timeout_ms=REQUEST_SECONDS * 1000)
            self._reader = new_consumer(self._clients, group=None)
            await self._admin.start()
            await self._reader.start()
        return self._admin, self._reader

    async def close(self) -> None:
        """Close both connections."""
        admin, self._admin = self._admin, None
        reader, self._reader = self._reader, None
        if admin is not None:
            await admin.close()
        if reader is not None:
            await stop_consumer(reader)
