"""The business clock: what policy deadlines, dates, e-mailed links and uploads go by.

It is real time plus an offset that only the sandbox moves. Sessions, tokens, signed addresses, idempotency and limits use
`real_now`, so that a test clock moved by a week logs nobody out.
"""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import Depends


class Clock:
    """Real time plus an offset; everything of one process reads the same one."""

    def __init__(self) -> None:
        self.offset = timedelta(0)

    def now(self) -> datetime:
        """Tell the business time, in UTC."""
        return real_now() + self.offset


def real_now() -> datetime:
    """Tell the real time, in UTC."""
    return datetime.now(UTC)


clock = Clock()
"""The clock of this process: the offset is set at start and before each hop of the sandbox's clock."""


async def _now() -> datetime:
    return clock.now()


Now = Annotated[datetime, Depends(_now)]
"""The business time at which a request is served."""
