"""Who looks: one side of an order, or the platform's staff."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from shared.auth import Caller
from shared.errors import Forbidden
from shared.events.identity import OrganizationId
from shared.states import Side, Stateful


@dataclass(frozen=True)
class Party:
    """The caller, as rows with two sides see them. Without an organization: staff, who see all."""

    organization_id: OrganizationId | None

    def side_of(self, row: Stateful) -> Side | None:
        """Say on which side of a row the caller stands."""
        return Side.STAFF if self.organization_id is None else row.side_of(self.organization_id)


async def _viewer(caller: Caller) -> Party:
    if caller.is_staff:
        return Party(None)
    if not isinstance(caller.organization_id, OrganizationId):
        raise Forbidden("You act for no organization.")
    return Party(caller.organization_id)


Viewer = Annotated[Party, Depends(_viewer)]
"""The caller as one side, or as staff."""
