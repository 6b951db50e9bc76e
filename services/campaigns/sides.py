"""Who may touch a row with two sides: others do not see it, the other side may not."""

from shared.errors import Forbidden, NotFound
from shared.events.identity import OrganizationId
from shared.states import Side, Stateful


def require_side(row: Stateful | None, owner: OrganizationId, side: Side) -> None:
    """Raise `NotFound` for whoever does not see the row, `Forbidden` for the other side of it."""
    own_side = row.side_of(owner) if row is not None else None
    if own_side is None:
        raise NotFound
    if own_side is not side:
        raise Forbidden(f"This is for the {side} to do.")


def require_sight(row: Stateful | None, owner: OrganizationId) -> None:
    """Raise `NotFound` for whoever stands on neither side of a row."""
    if row is None or row.side_of(owner) is None:
        raise NotFound
