"""What can happen with copied creators."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.creators import queries
from services.campaigns.creators.models import AVAILABLE, CreatorCopy, CreatorState
from shared.errors import NotHeardOf, Problem
from shared.events.discovery import CreatorUpdated
from shared.events.identity import CreatorFacts, CreatorId
from shared.inbox import NotYet
from shared.money import Money


class CreatorSearchOnly(Problem, status=409, code="creator_search_only"):
    """This creator was made up for trying searches: nobody can be invited or made an offer there."""


class CreatorNotActive(Problem, status=409, code="creator_not_active", late_copy=True):
    """This creator does not take part in the marketplace at the moment."""


class CreatorNotAvailable(Problem, status=409, code="creator_not_available", late_copy=True):
    """This creator is on vacation."""


class CategoryBlocked(Problem, status=409, code="category_blocked", late_copy=True):
    """This creator does not work in the campaign's category."""


class BelowMinimumOffer(Problem, status=409, code="below_minimum_offer", late_copy=True):
    """This creator does not look at offers of so little."""


_COPIED = ("version", "organization_id", "platform", "handle", "name", "country")
_TOLD = insert(CreatorCopy)
_KEEP_WHAT_IS_NEWER = _TOLD.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _TOLD.excluded[name] for name in (*_COPIED, "state")},
    where=_TOLD.excluded.version > CreatorCopy.version,
)


async def copy(session: AsyncSession, facts: Sequence[CreatorFacts], *, state: CreatorState) -> None:
    """Keep what identity told of each creator, unless something newer is known."""
    rows = [{"id": one.creator_id, "state": state, **one.model_dump(include={*_COPIED})} for one in facts]
    await session.execute(_KEEP_WHAT_IS_NEWER, rows)


async def copy_wishes(session: AsyncSession, wishes: CreatorUpdated) -> None:
    """Keep what discovery told, unless something newer is known. Raises `NotYet` before identity has told of the creator."""
    if await queries.creator(session, wishes.creator_id) is None:
        raise NotYet
    floor = wishes.minimum_offer
    await session.execute(
        update(CreatorCopy)
        .where(CreatorCopy.id == wishes.creator_id, CreatorCopy.profile_version < wishes.version)
        .values(
            profile_version=wishes.version,
            minimum_offer_value=floor.value if floor else None,
            minimum_offer_currency=floor.currency if floor else None,
            blocked_categories=wishes.blocked_categories,
            availability=wishes.availability,
        )
        .execution_options(synchronize_session=False)
    )


async def known_creator(session: AsyncSession, id: CreatorId) -> CreatorCopy:
    """Find a creator that a request names. Raises `NotHeardOf`, or `CreatorSearchOnly` for one whom no copy will ever tell of."""
    creator = await queries.creator(session, id)
    if creator is None:
        raise CreatorSearchOnly if id.is_search_only else NotHeardOf(id)
    return creator


def require_active(creator: CreatorCopy) -> None:
    """Raise `CreatorNotActive` for a creator who is suspended, leaving or gone."""
    if not creator.is_active:
        raise CreatorNotActive


def require_willing(creator: CreatorCopy, *, category: str) -> None:
    """Raise `CreatorNotActive`, `CreatorNotAvailable` or `CategoryBlocked` for a creator who may not be asked."""
    require_active(creator)
    if creator.availability != AVAILABLE:
        raise CreatorNotAvailable
    if category in creator.blocked_categories:
        raise CategoryBlocked(category=category)


def require_above_floor(creator: CreatorCopy, price: Money) -> None:
    """Raise `BelowMinimumOffer`; a floor in another currency says nothing about a price."""
    floor = creator.minimum_offer
    if floor is not None and floor.currency == price.currency and price < floor:
        raise BelowMinimumOffer
