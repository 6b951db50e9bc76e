"""What can happen with lists."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.lists import queries
from services.discovery.lists.approvals import service as approvals
from services.discovery.lists.models import CreatorList
from services.discovery.lists.schemas import FAVOURITES, Favourites, NewList
from shared.db import flush, insert
from shared.errors import Invalid, NotFound, Problem
from shared.events.discovery import ListId
from shared.events.identity import OrganizationId

NAME_OF_FAVOURITES = "Favourites"
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


async def own_list(session: AsyncSession, name: ListId | Favourites, *, owner: OrganizationId) -> CreatorList:
    """Find a list. The favourites, which every organization has, are made for whoever asks first. Raises `NotFound`."""
    found = await queries.own_list(session, name, owner=owner)
    if found is None and name == FAVOURITES:
        await queries.insert_favourites(session, owner, name=NAME_OF_FAVOURITES)
        found = await queries.own_list(session, name, owner=owner)
    if found is None:
        raise NotFound
    return found


async def own_list_for_update(session: AsyncSession, name: ListId | Favourites, *, owner: OrganizationId) -> CreatorList:
    """Find and lock a list. The favourites are made for whoever asks first. Raises `NotFound`."""
    found = await queries.own_list_for_update(session, name, owner=owner)
    if found is None and name == FAVOURITES:
        await queries.insert_favourites(session, owner, name=NAME_OF_FAVOURITES)
        found = await queries.own_list_for_update(session, name, owner=owner)
    if found is None:
        raise NotFound
    return found


async def own_list_to_read(session: AsyncSession, name: ListId | Favourites, *, owner: OrganizationId) -> CreatorList:
    """Find a list where nothing may be written: favourites that nobody has asked for yet are empty, and kept nowhere.

    Raises `NotFound`.
    """
    found = await queries.own_list(session, name, owner=owner)
    if found is None and name == FAVOURITES:
        return CreatorList(
            id=ListId.new(),
            organization_id=owner,
            name=NAME_OF_FAVOURITES,
            is_favourites=True,
            item_count=0,
            renumberings=0,
        )
    if found is None:
        raise NotFound
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
