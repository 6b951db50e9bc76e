"""KafkaBus: one topic a producing service, one consumer group a consuming one. All of aiokafka stays in this folder."""

from shared.bus.kafka.bus import KafkaBus as KafkaBus
