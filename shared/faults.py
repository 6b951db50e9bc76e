"""Named points where a crash, a pause or a failure can be put by the fault tests. Outside them a point costs one look-up."""

from collections.abc import Awaitable, Callable

_strike: Callable[[str], Awaitable[None]] | None = None


def arm(strike: Callable[[str], Awaitable[None]] | None) -> None:
    """Let a function be called at each point with its name; None takes it away."""
    global _strike
    _strike = strike


async def point(name: str) -> None:
    """Pass a point where a fault may strike."""
    if _strike is not None:
        await _strike(name)
