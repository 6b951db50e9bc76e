"""Who may see and touch a row with two sides: others do not see it, the other side may not."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Mapped

from shared.acting import caller
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


class CalledByItsBrand(Stateful):
    """A row whose metadata and reference are its brand's own: the creator of the same row does not see them."""

    metadata_: Mapped[dict[str, Any]]
    external_reference: Mapped[str | None]

    @property
    def own_metadata(self) -> Mapping[str, str]:
        """The metadata, for the brand that asks."""
        return self.metadata_ if self._is_asked_by_its_brand else {}

    @property
    def own_reference(self) -> str | None:
        """The reference, for the brand that asks."""
        return self.external_reference if self._is_asked_by_its_brand else None

    @property
    def _is_asked_by_its_brand(self) -> bool:
        principal = caller.get()
        return principal is not None and self.side_of(principal.organization_id) is Side.BRAND


def rows_seen_from(
    model: Any, owner: OrganizationId, *, called: Sequence[str] | None = None, **one_of: Sequence[Any] | None
) -> Select[Any]:
    """Select the rows on either side of which an organization stands, where each column named is one of the values given.

    Those that are `called` by a reference are its own: who could look for those of the other side would come to know them.
    """
    query = select(model).where(or_(model.brand_organization_id == owner, model.creator_organization_id == owner))
    if called:
        query = query.where(model.external_reference.in_(called), model.brand_organization_id == owner)
    for column, values in one_of.items():
        if values:
            query = query.where(getattr(model, column).in_(values))
    return query
