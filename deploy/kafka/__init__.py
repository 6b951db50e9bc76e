"""One Apache Kafka broker on loopback for development and tests."""
