"""How long and how much: the numbers of the Kafka bus."""

PUBLISH_SECONDS = 20.0
PRODUCER_REQUEST_SECONDS = 60
"""Longer than a publish may take: the library drops queued records of that age while it still sends younger ones, and that
hole would break the order. A publish gives up first, and takes all its records back with the producer."""
REQUEST_SECONDS = 10
LAG_SECONDS = 5.0
PRODUCER_BATCH_BYTES = 256 * 1024
LARGEST_EVENT_BYTES = 1024 * 1024

HEARTBEAT_SECONDS = 0.5
SESSION_SECONDS = 6
REBALANCE_SECONDS = 30
"""How long the group waits for a member that drains."""
DRAIN_SECONDS = 15.0
COMMIT_SECONDS = 5.0
COMMIT_PAUSE_SECONDS = 0.02
STOP_SECONDS = 5.0
FETCH_WAIT_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 5.0

BATCH = 500
MOST_WAITING = 2000
"""Records of one partition that wait in memory before it is paused."""

TOPIC_EXISTS = 36
FEWEST_IN_SYNC = 2
"""In production an acknowledged event stands on two brokers, wherever it is replicated."""
