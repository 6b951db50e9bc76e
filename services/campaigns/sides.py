"""Who may see and touch a row with two sides: others do not see it, the other side may not."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, or_, select

from shared.errors import Forbidden, NotFound
from shared.events.identity import OrganizationId
from shared.states import Side, Stateful

RowT = TypeVar("RowT", bound=Stateful)


def seen_from(row: RowT | None, owner: OrganizationId) -> RowT:
    """Give a row to whoever stands on a side of it. Raises `NotFound`."""
    if row is None or row.side_of(owner) is None:
        raise NotFound
    return row


def held_by(row: RowT | None, owner: OrganizationId, side: Side) -> RowT:
    """Give a row to one side of it. Raises `NotFound` for whoever does not see it, `Forbidden` for the other side."""
    row = seen_from(row, owner)
    if row.side_of(owner) is not side:
        raise Forbidden(f"This is for the {side} to do.")
    return row


def rows_seen_from(model: Any, owner: OrganizationId, **one_of: Sequence[Any] | None) -> Select[Any]:
    """Select the rows on either side of which an organization stands, where each column named is one of the values given."""
    query = select(model).where(or_(model.brand_organization_id == owner, model.creator_organization_id == owner))
    for column, values in one_of.items():
        if values:
            query = query.where(getattr(model, column).in_(values))
    return query
