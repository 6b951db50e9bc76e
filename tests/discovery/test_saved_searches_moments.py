"""Since which moment a saved search is told: what came before it was saved is its past, whether or not anybody had looked."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles import service as profiles
from services.discovery.saved_searches import following, queries, service
from services.discovery.saved_searches.following import Looked
from services.discovery.saved_searches.schemas import NewSavedSearch, SavedSearchPatch
from shared.events.discovery import SavedSearchId
from shared.events.identity import CreatorApproved, CreatorId, OrganizationId
from tests.discovery.creators import approved, old_id
from tests.discovery.test_saved_searches import looked, matched, saved, told
from tests.harness import Actor, ServiceUnderTest

FOOD, TRAVEL = {"category": ["food"]}, {"category": ["travel"]}


async def turns_to(discovery: ServiceUnderTest, event: CreatorApproved, category: str) -> None:
    creator = discovery.creator(organization_id=event.organization_id)
    answer = await creator.patch("/creators/me", {"categories": [category]})
    assert answer.status_code == 200, answer.text


async def begins(brand: Actor, search: dict[str, Any], other: str | None) -> str:
    """Save a search, or make it of another one."""
    if other is None:
        return (await saved(brand, search))["id"]
    answer = await brand.patch(f"/saved-searches/{other}", {"search": {"country": None, **search}})
    assert answer.status_code == 200, answer.text
    return other


@pytest.mark.parametrize("how", ["saved", "changed"])
async def test_who_ceased_just_before_a_search_began_is_told_when_they_match_again(discovery: ServiceUnderTest, how: str) -> None:
    brand, ana = discovery.brand(), approved()
    await discovery.hear(ana)
    same, other = [(await saved(brand, search))["id"] for search in (FOOD, {"country": ["JP"]})]
    await turns_to(discovery, ana, "travel")
    id = await begins(brand, FOOD, other if how == "changed" else None)
    await turns_to(discovery, ana, "food")
    await looked(discovery)

    assert await told(discovery, id) == [[ana.creator_id]]
    assert await matched(brand, id) == [ana.creator_id]
    assert await told(discovery, same) == [], "between two looks they ceased and began anew"


@pytest.mark.parametrize("how", ["saved", "changed"])
async def test_who_matched_when_a_search_began_is_no_news_though_nobody_had_looked(discovery: ServiceUnderTest, how: str) -> None:
    brand, ana = discovery.brand(), approved()
    await discovery.hear(ana)
    same, other = [(await saved(brand, search))["id"] for search in (TRAVEL, {"country": ["JP"]})]
    await turns_to(discovery, ana, "travel")
    id = await begins(brand, TRAVEL, other if how == "changed" else None)
    await looked(discovery)
    assert (await told(discovery, same), await told(discovery, id)) == ([[ana.creator_id]], [])

    await turns_to(discovery, ana, "food")
    await turns_to(discovery, ana, "travel")
    await looked(discovery)
    assert await told(discovery, id) == [], "nor when they change, and have changed back before anybody looks"


async def test_the_first_search_of_all_is_saved_between_changes(discovery: ServiceUnderTest) -> None:
    """While nobody searches no change is noted: the first search waits for those that are under way, and others for it."""
    brand, ana, zoe = discovery.brand(), approved(), approved(handle="zoe")
    await discovery.hear(ana, zoe)
    async with discovery.session() as session:
        await change(session, ana.creator_id, "travel")
        under_way = asyncio.create_task(saved(brand, TRAVEL))
        assert not (await asyncio.wait({under_way}, timeout=0.5))[0], "else nobody would ever tell it of her"
    id = (await under_way)["id"]
    await looked(discovery)
    assert await told(discovery, id) == [], "a search finds her"

    assert (await brand.delete(f"/saved-searches/{id}")).status_code == 204
    async with discovery.session() as session:
        again = await service.create(session, owner=OrganizationId.new(), new=new(TRAVEL))
        under_way = asyncio.create_task(turns_to(discovery, zoe, "travel"))
        assert not (await asyncio.wait({under_way}, timeout=0.5))[0]
    await under_way
    await looked(discovery)
    assert await told(discovery, again.id) == [[zoe.creator_id]]


async def test_a_search_may_change_while_who_ceased_to_match_it_is_taken_out(
    discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both lock the search first: nobody waits for one who waits for them."""
    brand, ana = discovery.brand(), approved()
    id = (await saved(brand, FOOD))["id"]
    await discovery.hear(ana)
    await looked(discovery)
    await turns_to(discovery, ana, "travel")
    await discovery.hear(approved(handle="zoe"))
    lock = queries.searches_for_update

    async def after_somebody_else(session: AsyncSession, ids: Any) -> Any:
        answer = await asyncio.wait_for(brand.patch(f"/saved-searches/{id}", {"search": TRAVEL}), 5)
        assert answer.status_code == 200, answer.text
        return await lock(session, ids)

    monkeypatch.setattr(queries, "searches_for_update", after_somebody_else)
    assert await looked(discovery) == Looked(changes=2, candidates=1, matched=0, ended=0)
    assert await matched(brand, id) == [], "what the other search found is forgotten, and who matches this one did before"


async def test_what_fails_between_judging_and_telling_is_done_again_and_told_once(
    discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changes, matches and the event go into one transaction."""
    id = (await saved(discovery.brand(), FOOD))["id"]
    ana = approved()
    await discovery.hear(ana)
    tell = following.tell_or_wait

    async def tell_and_fail(*args: Any, **how: Any) -> None:
        await tell(*args, **how)
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(following, "tell_or_wait", tell_and_fail)
        with pytest.raises(ConnectionError):
            await looked(discovery)
    assert await told(discovery, id) == []
    assert (await looked(discovery)).matched == 1
    assert (await looked(discovery)).matched == 0
    assert await told(discovery, id) == [[ana.creator_id]]


# --- any order of changes, saves and looks ----------------------------------------------------------------------------------

PEOPLE = [old_id(number) for number in range(2)]
CATEGORIES = ["food", "travel"]

CATEGORY, PERSON, NUMBER = st.sampled_from(CATEGORIES), st.sampled_from(PEOPLE), st.integers(0, 9)
OFTEN = {
    st.tuples(st.just("commit the change")): 1,  # first: the course that Hypothesis calls the simplest is of nothing else
    st.tuples(st.just("change"), PERSON, st.sampled_from([*CATEGORIES, "vacation"])): 4,
    st.tuples(st.just("look")): 3,
    st.tuples(st.just("change a search"), NUMBER, CATEGORY): 2,
    st.tuples(st.just("change slowly"), PERSON, CATEGORY): 1,
    st.tuples(st.just("save"), CATEGORY): 1,
    st.tuples(st.just("save slowly"), CATEGORY): 1,
    st.tuples(st.just("commit the search")): 1,
    st.tuples(st.just("delete a search"), NUMBER): 1,
}
"""What may happen, and how often it does."""
STEPS = st.lists(
    st.sampled_from([step for step, often in OFTEN.items() for _ in range(often)]).flatmap(lambda step: step),
    min_size=40,
    max_size=40,
)


async def change(session: AsyncSession, id: CreatorId, category: str) -> None:
    creator = await profiles.readable(session, id)
    availability = "on_vacation" if category == "vacation" else "available"
    categories = creator.categories if category == "vacation" else [category]
    await profiles.change(session, creator=creator, changes={"categories": categories, "availability": availability})


def new(search: dict[str, Any]) -> NewSavedSearch:
    return NewSavedSearch.model_validate({"name": "Mine", "search": search})


Found = dict[str, set[CreatorId]]


@dataclass
class Searched:
    """A search, and what running it gave: the answers at all moments that may be the one since which it is told."""

    category: str
    answers: list[set[CreatorId]]
    noted: set[CreatorId] = field(default_factory=set)

    def must_tell_of(self, now: set[CreatorId]) -> set[CreatorId]:
        """Whom it finds now and never did since."""
        return now - set.union(*self.answers)

    def may_tell_of(self, now: set[CreatorId]) -> set[CreatorId]:
        """Whom it finds now and not at each of those moments."""
        return now - set.intersection(*self.answers)


async def found(session: AsyncSession) -> Found:
    """Run all searches that there may be: whom they find, by category."""
    query = text("select id, unnest(shown_categories) as category from creators where is_shown")
    rows = (await session.execute(query)).all()
    return {category: {CreatorId.of(row.id) for row in rows if row.category == category} for category in CATEGORIES}


async def matches(session: AsyncSession) -> set[tuple[SavedSearchId, CreatorId, Any]]:
    """Read all matches."""
    rows = await session.execute(text("select saved_search_id, creator_id, id from saved_search_matches"))
    return {(SavedSearchId.of(row.saved_search_id), CreatorId.of(row.creator_id), row.id) for row in rows}


class Course:
    """Does one step after the other, runs all searches at each, and compares whom looks tell of."""

    def __init__(self, discovery: ServiceUnderTest) -> None:
        self.discovery = discovery
        self.searches: dict[SavedSearchId, Searched] = {}
        self.changing: tuple[AsyncExitStack, CreatorId] | None = None
        self.is_noted = True
        """Whether somebody searched when the change began that is under way."""
        self.saving: tuple[AsyncExitStack, SavedSearchId] | None = None

    async def run(self, steps: list[Any]) -> int:
        """Go from beginning to end; count whom was told of."""
        news = 0
        async with self.discovery.session() as session:
            for emptied in ("delete from saved_searches", "delete from creator_changes"):
                await session.execute(text(emptied))
            await session.execute(
                text("update creators set shown_categories = '{}', categories = '{}', availability = 'available'")
            )
        try:
            for step in [("save", "food"), *steps, ("commit the change",), ("commit the search",), ("look",)]:
                news += await self.step(*step)
        finally:
            for name in ("commit the change", "commit the search"):
                await self.step(name)
        return news

    async def step(self, name: str, *of: Any) -> int:
        """Do one thing."""
        match name, of:
            case "change", (id, category):
                if self.changing is None or self.changing[1] != id:
                    await self.before_a_change()
                    async with self.discovery.session() as session:
                        await change(session, id, category)
                    await self.somebody_changed()
            case "change slowly", (id, category):
                if self.changing is None:
                    await self.before_a_change()
                    self.is_noted = self.committed(0) is not None
                    stack = AsyncExitStack()
                    await change(await stack.enter_async_context(self.discovery.session()), id, category)
                    self.changing = stack, id
            case "commit the change", ():
                if self.changing is not None:
                    await self.changing[0].aclose()
                    self.changing = None
                    await self.somebody_changed()
            case "save", (category,):
                await self.save(category)
                await self.step("commit the search")
            case "save slowly", (category,):
                await self.save(category)
            case "commit the search", ():
                if self.saving is not None:
                    await self.saving[0].aclose()
                    self.saving = None
            case "change a search", (number, category):
                if own := self.committed(number):
                    async with self.discovery.session() as session:
                        kept = await queries.search_for_update(session, own)
                        assert kept is not None
                        patch = SavedSearchPatch.model_validate({"search": {"category": [category]}})
                        await service.change(session, saved=kept, patch=patch)
                    if self.searches[own].category != category:
                        self.searches[own] = Searched(category, [(await self.found())[category]])
            case "delete a search", (number,):
                if own := self.committed(number):
                    async with self.discovery.session() as session:
                        kept = await queries.search_for_update(session, own)
                        assert kept is not None
                        await service.delete(session, saved=kept)
                    del self.searches[own]
            case _:
                return await self.look()
        return 0

    def committed(self, number: int) -> SavedSearchId | None:
        """Choose a search that others see."""
        there = [id for id in self.searches if self.saving is None or id != self.saving[1]]
        return there[number % len(there)] if there else None

    async def before_a_change(self) -> None:
        """While nobody searches, a change waits for the search that is being saved."""
        if self.committed(0) is None:
            await self.step("commit the search")

    async def save(self, category: str) -> None:
        """Begin to save a search; it waits for a change that is under way and is not noted."""
        await self.step("commit the search")
        if not self.is_noted:
            await self.step("commit the change")
        stack = AsyncExitStack()
        session = await stack.enter_async_context(self.discovery.session())
        kept = await service.create(session, owner=OrganizationId.new(), new=new({"category": [category]}))
        self.saving = stack, kept.id
        self.searches[kept.id] = Searched(category, [(await self.found())[category]])

    async def found(self) -> Found:
        """Run all searches that there may be."""
        async with self.discovery.session() as session:
            return await found(session)

    async def somebody_changed(self) -> None:
        """A search that is being saved is of some moment until it is there: any of those is right."""
        if self.saving is not None:
            search = self.searches[self.saving[1]]
            search.answers.append((await self.found())[search.category])

    async def look(self) -> int:
        """Look, and compare whom it told of; count them."""
        async with self.discovery.session() as session:
            before = await matches(session)
        result = await looked(self.discovery)
        async with self.discovery.session() as session:
            after, found_now = await matches(session), await found(session)
        assert result.matched == len(after - before)
        for id, search in self.searches.items():
            if self.saving is not None and id == self.saving[1]:
                continue
            now = found_now[search.category]
            news = {creator for of, creator, _ in after - before if of == id}
            assert search.must_tell_of(now) <= news <= search.may_tell_of(now), (search, now, news)
            search.noted = search.noted & now | news
            assert {creator for of, creator, _ in after if of == id} == search.noted
            search.answers = [now]
        return len(after - before)


@pytest.fixture
async def people(discovery: ServiceUnderTest) -> ServiceUnderTest:
    """Discovery with some creators."""
    await discovery.hear(*(approved(creator_id=id, handle=f"ana.{number}") for number, id in enumerate(PEOPLE)))
    return discovery


async def test_any_order_tells_what_running_all_searches_at_each_step_would(people: ServiceUnderTest) -> None:
    """Told is who is found at a look and was not at the one before, nor when the search was saved or changed."""
    assert await prove(people, courses=10) > 10


@pytest.mark.faults
async def test_any_order_of_many_tells_what_running_all_searches_at_each_step_would(people: ServiceUnderTest) -> None:
    assert await prove(people, courses=400) > 400


async def prove(people: ServiceUnderTest, *, courses: int) -> int:
    """Take so many courses; count whom was told of."""
    loop, told_of = asyncio.get_running_loop(), 0

    @settings(
        max_examples=courses,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(steps=STEPS)
    def take(steps: list[Any]) -> None:
        nonlocal told_of
        told_of += asyncio.run_coroutine_threadsafe(Course(people).run(steps), loop).result(timeout=60)

    await asyncio.to_thread(take)
    return told_of
