"""Clients of the broker: how they are made, and how they stop when it is away."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.helpers import create_ssl_context

from shared.bus.kafka.limits import (
    FETCH_WAIT_SECONDS,
    HEARTBEAT_SECONDS,
    REBALANCE_SECONDS,
    REQUEST_SECONDS,
    SESSION_SECONDS,
    STOP_SECONDS,
)
from shared.settings import Settings

Clients = Mapping[str, Any]
"""What every client of the broker is made with."""


def clients_of(settings: Settings) -> Clients:
    """Gather where the broker is and how one is let in."""
    password = settings.kafka_sasl_password
    options: dict[str, Any] = {
        "bootstrap_servers": settings.kafka_bootstrap_servers,
        "client_id": "greenlight",
        "security_protocol": settings.kafka_security_protocol,
        "sasl_mechanism": settings.kafka_sasl_mechanism,
        "sasl_plain_username": settings.kafka_sasl_username,
        "sasl_plain_password": password.get_secret_value() if password else None,
    }
    if settings.kafka_security_protocol in {"SSL", "SASL_SSL"}:
        options["ssl_context"] = create_ssl_context(
            cafile=settings.kafka_ssl_cafile, certfile=settings.kafka_ssl_certfile, keyfile=settings.kafka_ssl_keyfile
        )
    return options


def new_consumer(clients: Clients, *, group: str | None) -> AIOKafkaConsumer:
    """Make a consumer, of a group or of none."""
    return AIOKafkaConsumer(
        **clients,
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        request_timeout_ms=REQUEST_SECONDS * 1000,
        heartbeat_interval_ms=int(HEARTBEAT_SECONDS * 1000),
        session_timeout_ms=SESSION_SECONDS * 1000,
        rebalance_timeout_ms=REBALANCE_SECONDS * 1000,
        fetch_max_wait_ms=int(FETCH_WAIT_SECONDS * 1000),
    )


async def stop_producer(producer: AIOKafkaProducer) -> None:
    """Stop in order; with the broker away that would hang."""
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await producer.stop()
    except TimeoutError:
        await abandon_producer(producer)


async def abandon_producer(producer: AIOKafkaProducer) -> None:
    """Stop without sending what waits. The library has no call for that."""
    producer._closed = True
    producer._message_accumulator._closed = True
    sending = producer._sender.sender_task
    if sending is not None:
        sending.cancel()
    # Ends the requests under way: the sender waits for them, and they for metadata that nobody fetches any more.
    await producer.client.close()
    deadline = time.monotonic() + STOP_SECONDS
    while sending is not None and not sending.done() and time.monotonic() < deadline:
        metadata = producer.client._md_update_fut
        if metadata is not None and not metadata.done():
            metadata.set_result(False)
        await asyncio.wait([sending], timeout=0.05)
    await producer.client.close()


async def stop_consumer(consumer: AIOKafkaConsumer) -> None:
    """Stop in order; with the broker away that takes long or fails on the way, so the connections go after some seconds."""
    stopping = asyncio.ensure_future(consumer.stop())
    try:
        await asyncio.wait([stopping], timeout=STOP_SECONDS)
    finally:
        await consumer._client.close()
        stopping.cancel()
        await asyncio.gather(stopping, return_exceptions=True)
