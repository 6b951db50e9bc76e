"""Who sees what: an organization its own, staff who review everything, all others nothing."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from shared.auth import Caller
from shared.errors import Forbidden
from shared.events.identity import OrganizationId, UserId

REVIEW = "staff:review"
CUSTOMERS = ["agency", "brand", "creator"]
"""Who has programs that act for them. The platform's own have none: what staff do, a person does."""


@dataclass(frozen=True)
class Sight:
    """What a caller sees: the rows of one owner, or with none all of them."""

    owner: OrganizationId | None

    def includes(self, row: Any) -> bool:
        """Say whether the caller sees a row that has an `organization_id`."""
        return self.owner is None or row.organization_id == self.owner


async def _sees_all(caller: Caller) -> bool:
    return caller.is_staff and REVIEW in caller.scopes


SeesAll = Annotated[bool, Depends(_sees_all)]
"""Whether the caller of this request sees what everybody has."""


async def _seen(caller: Caller, sees_all: SeesAll) -> Sight:
    if sees_all:
        return Sight(None)
    if not isinstance(caller.organization_id, OrganizationId):
        raise Forbidden("You act for no organization.")
    return Sight(caller.organization_id)


Seen = Annotated[Sight, Depends(_seen)]
"""What the caller of this request sees."""


async def _person(caller: Caller) -> UserId:
    if not caller.is_person:
        raise Forbidden("Only a person who is signed in may do this.")
    return UserId(caller.subject)


Person = Annotated[UserId, Depends(_person)]
"""The person who calls."""
