"""The order of a list: positions with gaps, so that a move writes one row. Pure."""

GAP = 2**32
"""Between neighbours: 32 entries find room at one and the same place before all get new positions."""
FARTHEST = 2**62


def between(before: int | None, after: int | None) -> int | None:
    """Give a position between two, or beyond the last; None where there is no room."""
    match before, after:
        case None, None:
            position = 0
        case None, int():
            position = after - GAP
        case int(), None:
            position = before + GAP
        case _:
            position = (before + after) // 2
            if position == before:
                return None
    return position if abs(position) <= FARTHEST else None
