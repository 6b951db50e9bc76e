"""The index in memory while creators come, change, hide and go on vacation, in any order."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import engine
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles import queries as profiles_read
from services.discovery.profiles import service as profiles
from services.discovery.profiles.models import Membership
from services.discovery.profiles.schemas import CreatorChanges
from services.discovery.search.index import Found, Query
from services.discovery.search.memory import facets, ids, numbers, ordering, sparse
from services.discovery.search.memory.digest import differences, digest_of
from services.discovery.search.memory.following import connected
from services.discovery.search.memory.truth import digest_of_table
from shared.events.identity import CreatorApproved, CreatorStatisticsRecorded
from tests.discovery.creators import approved, reinstated, suspended
from tests.discovery.market import FIGURES_HERE, TOLD, changed, judge, made, prove
from tests.discovery.replicas import Replica, by_postgres, comparable, replica
from tests.harness import ServiceUnderTest

LIVES = 10
NUMBERS = 40
"""So many creators may come."""
SHRINKING_SECONDS = 45
"""What fails is made smaller for so long only: the other tests have to end, too."""
MOST_OPEN = 2
"""So many transactions stay open at once; where one more does, the oldest ends."""

Person = dict[str, Any]
Happening = Callable[[AsyncSession, Person, random.Random, int], Awaitable[Person]]
"""Writes what happens to a creator, from a seed and as this version, and says how they are then."""


def told_of(person: Person, version: int) -> CreatorApproved:
    return approved(**{name: person[name] for name in TOLD}, version=version)


async def comes(session: AsyncSession, person: Person, _dice: random.Random, version: int) -> Person:
    await profiles.take_approvals(session, events=[told_of(person, version)])
    return person | {"hidden": False}


async def comes_again(session: AsyncSession, person: Person, dice: random.Random, version: int) -> Person:
    """Be approved with everything else; what was said here stays."""
    said_here = ("minimum_offer", "blocked", "availability", *person.get("said_here", ()))
    news = made(dice, person["number"]) | {name: person[name] for name in (*said_here, "said_here") if name in person}
    return await comes(session, news | {"number": person["number"]}, dice, version)


async def leaves(session: AsyncSession, person: Person, _dice: random.Random, version: int) -> Person:
    event = suspended(told_of(person, version), version=version)
    await profiles.take_membership(session, event=event, membership=Membership.SUSPENDED)
    return person | {"hidden": True}


async def returns(session: AsyncSession, person: Person, _dice: random.Random, version: int) -> Person:
    event = reinstated(told_of(person, version), version=version)
    await profiles.take_membership(session, event=event, membership=Membership.ACTIVE)
    return person | {"hidden": False}


async def says(session: AsyncSession, person: Person, dice: random.Random, _version: int) -> Person:
    """Change some of one's own profile."""
    name = dice.choice(profiles.SAID_BY_BOTH)
    value = made(dice, person["number"])[name]
    change = {name: [one.model_dump(mode="json") for one in value] if name == "rates" else value}
    now = person | {name: value}
    if value != person[name]:
        now["said_here"] = {*person.get("said_here", ()), name}
    await say(session, person, {**change, **changed(dice, now)})
    return now


async def goes_on_vacation(session: AsyncSession, person: Person, _dice: random.Random, _version: int) -> Person:
    await say(session, person, {"availability": "on_vacation"})
    return person | {"availability": "on_vacation"}


async def comes_back(session: AsyncSession, person: Person, _dice: random.Random, _version: int) -> Person:
    await say(session, person, {"availability": "available"})
    return person | {"availability": "available"}


async def say(session: AsyncSession, person: Person, change: dict[str, Any]) -> None:
    creator = await profiles_read.creator_for_update(session, person["creator_id"])
    assert creator is not None
    await profiles.change(session, creator=creator, changes=CreatorChanges.model_validate(change).changes())


async def is_measured(session: AsyncSession, person: Person, dice: random.Random, version: int) -> Person:
    """Have other statistics, also some that need wider numbers."""
    news = made(dice, person["number"])
    figures = news["figures"] | {"median_views": dice.choice([0, 250, 2**31, 2**40])}
    *others, main = news["accounts"]
    accounts = [*others, main.model_copy(update={"handle": person["handle"], "median_views": figures["median_views"]})]
    event = told_of(person, version)
    measured = CreatorStatisticsRecorded(
        creator_id=event.creator_id, organization_id=event.organization_id, version=version, accounts=accounts
    )
    await profiles.take_statistics(session, event=measured)
    return person | {"accounts": accounts, "shares": news["shares"], "figures": figures}


async def is_judged(_session: AsyncSession, person: Person, dice: random.Random, _version: int) -> Person:
    """Be given other scores, badges, exclusivities and results."""
    news = made(dice, person["number"])
    return person | {name: news[name] for name in (*FIGURES_HERE, "badges", "exclusive_categories", "industries")}


HAPPENINGS: dict[str, Happening] = {
    one.__name__: one for one in (comes_again, leaves, returns, says, goes_on_vacation, comes_back, is_measured, is_judged)
}


class Life:
    """Creators in the table, and as plain Python knows them."""

    def __init__(self, under_test: ServiceUnderTest, happened: Counter[str]) -> None:
        self._under_test, self._happened = under_test, happened
        self._people: dict[int, Person] = {}
        self._open: list[tuple[AsyncExitStack, dict[int, Person]]] = []
        """Transactions that have not ended, and how those whom they change will be."""
        self._version = 0

    async def go_on(self, what: dict[int, tuple[str, int]], *, stays_open: bool) -> None:
        """Let something happen to some creators in one transaction, which may stay open; nobody waits for those of others."""
        locked = {number for _, people in self._open for number in people}
        async with AsyncExitStack() as stack:
            session = await stack.enter_async_context(self._under_test.session())
            now = {number: await self._happen(session, number, *what[number]) for number in sorted(what.keys() - locked)}
            if stays_open:
                self._happened["stays open"] += 1
                self._open.append((stack.pop_all(), now))
                now = {}
        self._people |= now
        if len(self._open) > MOST_OPEN:
            await self._commit()

    async def _happen(self, session: AsyncSession, number: int, what: str, seed: int) -> Person:
        dice, person = random.Random(seed), self._people.get(number)
        self._version += 1
        if person is None:
            what, person = "comes", await comes(session, made(dice, number) | {"number": number}, dice, self._version)
        else:
            person = await HAPPENINGS[what](session, person, dice, self._version)
        self._happened[what] += 1
        creator = await profiles_read.creator_for_update(session, person["creator_id"])
        assert creator is not None
        judge(creator, person)
        return person

    async def _commit(self) -> None:
        stack, people = self._open.pop(0)
        await stack.aclose()
        self._people |= people

    async def end(self) -> None:
        """End the transactions that stayed open."""
        while self._open:
            await self._commit()

    async def look(self, held: Replica, *, queries: int, seed: int) -> None:
        """Ask both indexes the same, page after page, and plain Python."""

        async def both(query: Query) -> Found:
            mine, theirs = await held.index.search(query), await by_postgres(self._under_test.instance.context, query)
            assert comparable(mine) == comparable(theirs), query
            return mine

        proof = await prove(both, list(self._people.values()), queries=queries, seed=seed)
        self._happened.update(proof.sizes)


SEEDS = st.integers(0, 9_999)
STEP = st.tuples(
    st.dictionaries(st.integers(0, NUMBERS - 1), st.tuples(st.sampled_from(sorted(HAPPENINGS)), SEEDS), max_size=9),
    st.sampled_from([False, False, False, True]),
    st.none() | st.tuples(st.sampled_from([Replica.catch_up, Replica.catch_up, Replica.read_anew]), SEEDS),
)
"""What happens to whom in one transaction, whether it stays open, and then how the index comes to know and what it is asked."""


async def test_changes_in_any_order_leave_both_indexes_equal(
    discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several creators a transaction; some transactions stay open for a while and commit after later ones."""
    for module, name in (
        (numbers, "SMALLEST_BUCKET"),
        (sparse, "SMALLEST_PART"),
        (ordering, "FEW"),
        (ids, "FEW"),
        (ids, "MOST_LOOKED_AT"),
    ):
        monkeypatch.setattr(module, name, 8)
    monkeypatch.setattr(facets, "few_beside", lambda values: sum(1 for _ in values))
    monkeypatch.setattr(engine, "MAX_SHRINKING_SECONDS", SHRINKING_SECONDS)
    happened: Counter[str] = Counter()
    loop = asyncio.get_running_loop()

    @settings(
        max_examples=LIVES,
        deadline=None,
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(st.lists(STEP, min_size=20, max_size=40))
    def go_through(steps: list[Any]) -> None:
        asyncio.run_coroutine_threadsafe(live(discovery, steps, happened), loop).result(timeout=120)

    await asyncio.to_thread(go_through)

    assert min(happened[what] for what in (*HAPPENINGS, "comes", "stays open", "one page")) > LIVES
    assert happened["several pages"] > 5 * LIVES, happened


async def live(under_test: ServiceUnderTest, steps: Sequence[Any], happened: Counter[str]) -> None:
    """Go through one life from an empty table on."""
    await under_test.scalar("with gone as (delete from creators returning 1) select count(*) from gone")
    life = Life(under_test, happened)
    async with replica(under_test.instance.context) as held:
        try:
            for what, stays_open, asks in steps:
                await life.go_on(what, stays_open=stays_open)
                if asks is not None:
                    comes_to_know, seed = asks
                    await comes_to_know(held)
                    await life.look(held, queries=1, seed=seed)
        finally:
            await life.end()
        await held.catch_up()
        await life.look(held, queries=4, seed=len(steps))
        async with connected(under_test.instance.context) as connection:
            assert list(differences(await digest_of_table(connection), digest_of(held.index.prepared()))) == []
