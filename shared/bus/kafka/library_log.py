"""What aiokafka says, and how often."""

import logging
import time


class LibraryLog(logging.Filter):
    """Lets each message of aiokafka through twice a minute: with the broker away it says the same many times a second."""

    SECONDS = 30.0

    def __init__(self) -> None:
        super().__init__()
        self.last: str | None = None
        self._said: dict[str, float] = {}
        self._is_held = False

    def held(self) -> "LibraryLog":
        """Keep it back within the block: the caller says what there is to say, in one line."""
        return self

    def __enter__(self) -> None:
        self._is_held, self.last = True, None

    def __exit__(self, *_: object) -> None:
        self._is_held = False

    def filter(self, record: logging.LogRecord) -> bool:
        """Decide about one message."""
        if record.levelno >= logging.ERROR:
            self.last = record.getMessage()
        now = time.monotonic()
        if self._is_held or now - self._said.get(str(record.msg), -self.SECONDS) < self.SECONDS:
            return False
        self._said[str(record.msg)] = now
        return True


library_log = LibraryLog()
# A filter holds for the logger it is added to, not for those below it.
for _name in (
    "aiokafka",
    "aiokafka.conn",
    "aiokafka.cluster",
    "aiokafka.consumer.fetcher",
    "aiokafka.consumer.group_coordinator",
    "aiokafka.producer.sender",
):
    logging.getLogger(_name).addFilter(library_log)
