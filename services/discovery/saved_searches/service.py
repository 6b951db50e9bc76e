"""What can happen with saved searches: kept, changed, and told of who comes to match them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.saved_searches import queries
from services.discovery.saved_searches.matching import keys_of, unjudged
from services.discovery.saved_searches.models import Alerts, SavedSearch
from services.discovery.saved_searches.policy import SAVED_SEARCHES
from services.discovery.saved_searches.schemas import (
    NewSavedSearch,
    SavedSearchPatch,
    SearchCriteria,
    kept_search,
    unreadable_filters,
)
from services.discovery.search.parameters import query_of
from shared import timers
from shared.errors import Invalid, Problem
from shared.events.discovery import SavedSearchId, SavedSearchMatched
from shared.events.identity import OrganizationId
from shared.outbox import emit
from shared.states import due
from shared.timers import Timer


class TellMatches(Timer, name="saved_search.tell"):
    """The pause between two alerts is over."""

    saved_search_id: SavedSearchId


class TooManySavedSearches(Problem, status=409, code="too_many_saved_searches"):
    """Your organization keeps as many searches as one may; `maximum` says how many."""


async def create(session: AsyncSession, *, owner: OrganizationId, new: NewSavedSearch) -> SavedSearch:
    """Keep a search: who matches now is found by searching, who comes later is told. Raises `TooManySavedSearches`, `Invalid`."""
    keys = _keys(new.search)
    await queries.lock_searches_of(session, owner)
    if await queries.count_of(session, owner) >= SAVED_SEARCHES.most_searches:
        raise TooManySavedSearches(maximum=SAVED_SEARCHES.most_searches)

    await queries.wait_for_unnoted_changes(session)
    search = new.search.model_dump(mode="json", exclude_unset=True)
    saved = SavedSearch(organization_id=owner, name=new.name, search=search, alerts=new.alerts, keys=keys)
    saved.past = queries.noted_changes()
    session.add(saved)
    await session.flush()
    return saved


async def change(session: AsyncSession, *, saved: SavedSearch, patch: SavedSearchPatch) -> SavedSearch:
    """Change a search, which is locked. Another one begins anew: who matched the old one is forgotten. Raises `Invalid`."""
    sent = patch.model_dump(mode="json", exclude_unset=True)
    if "name" in sent:
        saved.name = sent["name"]
    if "search" in sent:
        await _change_search(session, saved, sent["search"])
    if "alerts" in sent:
        await _change_alerts(session, saved, Alerts(sent["alerts"]))
    await session.flush()
    return saved


async def _change_search(session: AsyncSession, saved: SavedSearch, patch: Mapping[str, Any]) -> None:
    search = {name: value for name, value in {**saved.search, **patch}.items() if value is not None}
    if search == saved.search:
        return
    if unreadable := unreadable_filters(search):
        raise _refused(unreadable[0], "unreadable_filter", "it was kept by an older version and is understood no more")
    saved.keys = _keys(kept_search(search))
    saved.search = search
    saved.past = queries.noted_changes()
    await queries.forget_matches_of(session, saved.id)


async def _change_alerts(session: AsyncSession, saved: SavedSearch, alerts: Alerts) -> None:
    if alerts is Alerts.ON and saved.alerts is Alerts.OFF:
        await queries.let_pass(session, saved.id)
    saved.alerts = alerts


async def delete(session: AsyncSession, *, saved: SavedSearch) -> None:
    """Keep a search no more."""
    await session.delete(saved)
    await session.flush()


def _keys(search: SearchCriteria) -> list[str]:
    """Give the keys by which changes find a search. Raises `Invalid` for one that could not be judged later."""
    query = query_of(search, refuse=_refused)
    if unknown := unjudged(query):
        raise _refused(unknown[0], "not_judged", "a saved search cannot be told of this yet")
    return keys_of(query)


def _refused(name: str, code: str, detail: str) -> Invalid:
    return Invalid.at(f"/search/{name}", code, detail)


# --- alerts ---------------------------------------------------------------------------------------------------------------


async def tell_or_wait(session: AsyncSession, *, searches: Sequence[SavedSearch], now: datetime) -> None:
    """Tell of new matches, or set a timer where the last alert was a moment ago. The searches are locked."""
    listening = [saved for saved in searches if saved.alerts is Alerts.ON and saved.alert_due_at is None]
    rested = [saved for saved in listening if _may_be_told_at(saved) <= now]
    for saved in listening:
        if (until := _may_be_told_at(saved)) > now:
            await _wait(session, saved, until=until)
    if rested:
        await _tell(session, rested, now=now)


def _may_be_told_at(saved: SavedSearch) -> datetime:
    return saved.created_at if saved.alerted_at is None else saved.alerted_at + SAVED_SEARCHES.pause


async def tell_on_time(session: AsyncSession, id: SavedSearchId, due_at: datetime, *, now: datetime) -> None:
    """Tell what has come during the pause."""
    saved = await queries.search_for_update(session, id)
    if saved is None or not due(saved.alert_due_at, due_at):
        return
    saved.alert_due_at = None
    if saved.alerts is Alerts.ON:
        await _tell(session, [saved], now=now)


async def _tell(session: AsyncSession, searches: Sequence[SavedSearch], *, now: datetime) -> None:
    ids = [saved.id for saved in searches]
    news = await queries.take_untold(session, ids, now=now)
    for saved in searches:
        if those := news.get(saved.id):
            saved.alerted_at = now
            named = those[: SAVED_SEARCHES.most_creators_an_alert]
            await emit(session, SavedSearchMatched.of(saved, creator_ids=named, match_count=len(those)))
    # Who has changed since, and was not looked at again, is told of later if at all.
    later = await queries.with_untold(session, ids)
    for saved in searches:
        if saved.id in later:
            await _wait(session, saved, until=now + SAVED_SEARCHES.pause)


async def _wait(session: AsyncSession, saved: SavedSearch, *, until: datetime) -> None:
    saved.alert_due_at = until
    await timers.at(session, until, TellMatches(saved_search_id=saved.id))
