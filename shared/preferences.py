"""What a caller prefers (RFC 7240): here, to be answered when something has changed."""

import re

LONGEST_WAIT = 30
"""Seconds."""

_WAIT = re.compile(r"(?:^|,)\s*wait\s*=\s*([0-9]{1,4})\s*(?=$|[,;])", re.IGNORECASE)


def wait_of(prefer: str) -> int:
    """Read how many seconds a caller is ready to wait, from all that `Prefer` says together; 0 where it says nothing of it."""
    match = _WAIT.search(prefer)
    return min(int(match[1]), LONGEST_WAIT) if match else 0
