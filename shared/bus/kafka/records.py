"""One event, one record: CloudEvents 1.0 in binary mode."""

import structlog
from aiokafka.structs import ConsumerRecord
from pydantic import ValidationError

from shared.events import Envelope

logger = structlog.get_logger(__name__)


Record = ConsumerRecord[bytes, bytes]


def headers_of(envelope: Envelope) -> list[tuple[str, bytes]]:
    """Write the event's context as headers."""
    attributes = {
        "ce_specversion": "1.0",
        "ce_id": envelope.id,
        "ce_type": envelope.name,
        "ce_source": envelope.source,
        "ce_time": envelope.occurred_at.isoformat(),
        "ce_subject": envelope.key,
        "ce_sequence": str(envelope.sequence),
        "ce_requestid": envelope.request_id,
        "traceparent": envelope.traceparent,
        "content-type": "application/json",
    }
    return [(name, value.encode()) for name, value in attributes.items() if value is not None]


def envelope_of(record: Record, consumer_name: str) -> Envelope | None:
    """Read a record; None, and a line in the log, for one that no relay of ours wrote."""
    try:
        headers = {name: value.decode() for name, value in record.headers}
        envelope = Envelope.model_validate(
            {
                "id": headers["ce_id"],
                "name": headers["ce_type"],
                "topic": record.topic,
                "key": record.key,
                "source": headers["ce_source"],
                "occurred_at": headers["ce_time"],
                "traceparent": headers.get("traceparent"),
                "request_id": headers.get("ce_requestid"),
                "sequence": headers["ce_sequence"],
                "data": record.value,
            }
        )
    except (KeyError, UnicodeDecodeError, ValidationError) as error:
        reason = repr(error)
    else:
        if envelope.source == record.topic:
            return envelope
        reason = f"{envelope.source!r} does not own the topic"
    logger.error(
        "record_skipped",
        consumer=consumer_name,
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        reason=reason,
    )
    return None
