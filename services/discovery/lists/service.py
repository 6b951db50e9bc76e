"""What can happen with lists."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.lists import queries
from services.discovery.lists.approvals import service as approvals
from services.discovery.lists.models import CreatorList
from services.discovery.lists.schemas import NewList
from shared.db import flush, insert
from shared.errors import Invalid, Problem
from shared.events.identity import OrganizationId

FAVOURITES = "Favourites"
MOST_PAIRS = 50


class ExternalReferenceTaken(Problem, status=409, code="external_reference_taken"):
    """This external reference is in use in your organization."""


class FavouritesStay(Problem, status=409, code="favourites_stay"):
    """Every organization has its favourites: remove their entries instead."""


_TAKEN = {"one_list_by_reference": ExternalReferenceTaken()}


async def create(session: AsyncSession, *, owner: OrganizationId, new: NewList) -> CreatorList:
    """Make an empty list. Raises `ExternalReferenceTaken`."""
    made = CreatorList(
        organization_id=owner,
        name=new.name,
        description=new.description,
        metadata_=new.metadata,
        external_reference=new.external_reference,
    )
    await insert(session, made, or_raise=_TAKEN)
    return made


async def favourites(session: AsyncSession, *, owner: OrganizationId) -> CreatorList:
    """Give the list that every organization has: whoever asks first finds it empty."""
    found = await queries.favourites_of(session, owner)
    if found is None:
        await queries.insert_favourites(session, owner, name=FAVOURITES)
        found = await queries.favourites_of(session, owner)
    assert found is not None
    return found


async def change(session: AsyncSession, *, own: CreatorList, changes: Mapping[str, Any]) -> CreatorList:
    """Change what a list says of itself. Raises `ExternalReferenceTaken`, `Invalid`."""
    for name, value in changes.items():
        if name == "metadata":
            own.metadata_ = _merged(own.metadata_, value)
        else:
            setattr(own, name, value)
    await flush(session, or_raise=_TAKEN)
    return own


def _merged(pairs: Mapping[str, str], patch: Mapping[str, str | None]) -> dict[str, str]:
    result = {name: value for name, value in {**pairs, **patch}.items() if value is not None}
    if len(result) > MOST_PAIRS:
        raise Invalid.at("/metadata", "too_long", f"there may be {MOST_PAIRS} pairs in all", max_length=MOST_PAIRS)
    return result


async def delete(session: AsyncSession, *, own: CreatorList) -> None:
    """Remove a list with its entries; clients can look at it no more. Raises `FavouritesStay`."""
    if own.is_favourites:
        raise FavouritesStay
    await approvals.revoke_all_of(session, own.id)
    await session.delete(own)
    await session.flush()
