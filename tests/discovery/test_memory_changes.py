"""The index in memory while creators come, change, hide and go on vacation, in any order; and among twenty thousand."""

import random
from collections import Counter
from contextlib import AsyncExitStack
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from services.discovery.app import service
from services.discovery.exchange.ecb import EcbHistory
from services.discovery.profiles import queries as profiles_read
from services.discovery.profiles import service as profiles
from services.discovery.profiles.models import Membership
from services.discovery.profiles.schemas import CreatorChanges
from services.discovery.search.memory import numbers, sparse
from services.discovery.search.memory.digest import differences, digest_of
from services.discovery.search.memory.following import connected
from services.discovery.search.memory.truth import digest_of_table
from services.discovery.search.parameters import compares_prices, query_of
from services.discovery.search.schemas import CreatorSearch
from services.discovery.seed.copying import FILLED, line_of
from services.discovery.seed.service import creators_of_block
from shared.db import make_sessions
from tests.benchmarks.discovery_searches import searches
from tests.discovery.creators import approved, old_id, reinstated, suspended
from tests.discovery.market import TOLD, asked, changed, made, read, worked_in
from tests.discovery.replicas import Replica, by_postgres, comparable, replica
from tests.harness import ServiceUnderTest, Templates

STEPS = 60
NUMBERS = 60
"""So many creators come and change; others only where a transaction stays open."""
MANY = 20_000
QUESTIONS = 30


class Life:
    """What happens to creators, from a seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.versions: Counter[int] = Counter()
        self.happened: Counter[str] = Counter()

    async def go_on(self, session: AsyncSession, number: int) -> None:
        """Let something happen to one creator."""
        creator = await profiles_read.creator_for_update(session, old_id(number))
        self.versions[number] += 1
        event = approved(**self._told(number), version=self.versions[number])
        what = (
            "approved" if creator is None else self.dice.choice(["approved", "hidden", "shown", "changed", "changed", "scored"])
        )
        self.happened[what] += 1
        if what == "approved":
            await profiles.take_approvals(session, events=[event])
        elif what == "hidden":
            hidden = suspended(event, version=self.versions[number])
            await profiles.take_membership(session, event=hidden, membership=Membership.SUSPENDED)
        elif what == "shown":
            shown = reinstated(event, version=self.versions[number])
            await profiles.take_membership(session, event=shown, membership=Membership.ACTIVE)
        elif what == "changed":
            change = CreatorChanges.model_validate({**changed(self.dice, {}), **self._vacation()})
            await profiles.change(session, creator=creator, changes=change.changes())
        else:
            creator.quality, creator.authenticity_score = self.dice.randint(0, 100), self.dice.choice([None, 5, 100])
            creator.response_time_seconds = self.dice.choice([None, 60, 70_000, 3_000_000])
            creator.badges = self.dice.sample(["responds_fast", "sought_after", "reliable"], self.dice.randint(0, 3))
            creator.exclusive_categories = self.dice.sample(["food", "music"], self.dice.randint(0, 2))
            creator.past_results = worked_in(self.dice.sample(["food", "music", "travel"], self.dice.randint(0, 3)))
            creator.median_views = self.dice.choice([0, 2**31, 2**40])
            await session.flush()

    def _told(self, number: int) -> dict[str, Any]:
        person = made(self.dice, number)
        return {name: person[name] for name in TOLD} | {"creator_id": old_id(number)}

    def _vacation(self) -> dict[str, Any]:
        return {"availability": self.dice.choice(["available", "on_vacation"])} if self.dice.random() < 0.3 else {}


async def assert_equal(under_test: ServiceUnderTest, held: Replica, dice: random.Random, *, questions: int) -> int:
    """Ask both indexes the same, page after page."""
    found = 0
    for _ in range(questions):
        ask = asked(dice)
        query = read(ask)
        mine, theirs = (
            comparable(await held.index.search(query)),
            comparable(await by_postgres(under_test.instance.context, query)),
        )
        assert mine == theirs, ask
        found += theirs["total"] > 0
    return found


@pytest.mark.parametrize("seed", [3, 4])
async def test_changes_in_any_order_leave_both_indexes_equal(
    discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Several creators a transaction; some transactions stay open for a while and commit after later ones."""
    monkeypatch.setattr(numbers, "SMALLEST_BUCKET", 8)
    monkeypatch.setattr(sparse, "SMALLEST_PART", 8)
    life, found = Life(seed), 0
    async with replica(discovery.instance.context) as held, AsyncExitStack() as open_for_long:
        for step in range(STEPS):
            if step % 10 == 5:
                late = await open_for_long.enter_async_context(discovery.session())
                await life.go_on(late, NUMBERS + step)
            async with discovery.session() as session:
                for number in sorted(life.dice.sample(range(NUMBERS), life.dice.randint(1, 5))):
                    await life.go_on(session, number)
            if step % 10 == 9:
                await open_for_long.aclose()
            await held.catch_up()
            found += await assert_equal(discovery, held, life.dice, questions=3)
        async with connected(discovery.instance.context) as connection:
            assert list(differences(await digest_of_table(connection), digest_of(held.index.prepared()))) == []
    assert found > STEPS
    assert min(life.happened[what] for what in ("approved", "hidden", "shown", "changed", "scored")) > 5


async def test_twenty_thousand_are_found_as_the_database_finds_them(templates: Templates) -> None:
    """A seed's creators, and as many again with other figures, read in one stream: digest, pages and every count."""
    async with templates.spoilt(service) as place:
        await fill(place.owner)
        context = SimpleNamespace(sessions=make_sessions(place.engine))
        async with replica(context) as held:
            assert held.index.prepared().ids.count == MANY
            async with connected(context) as connection:
                assert list(differences(await digest_of_table(connection), digest_of(held.index.prepared()))) == []
            totals, history = [], EcbHistory()
            for ask in searches(QUESTIONS, seed=29, creators=MANY):
                search = CreatorSearch.model_validate(ask)
                rates = await history.rates_to(search.currency or "USD", on=date(2026, 3, 2))
                query = query_of(search, rates if compares_prices(search) else None)
                theirs = await by_postgres(context, query)
                assert comparable(await held.index.search(query)) == comparable(theirs), ask
                totals.append(theirs.total)
    assert sum(0 < total < MANY / 100 for total in totals) > 5
    assert sum(total > MANY / 10 for total in totals) > 5


async def fill(owner: AsyncEngine) -> None:
    """Copy a block of a seed, and put each creator in a second time under another id, with the figures of the one before."""
    lines = [line_of(row) for row in creators_of_block(29, 0)]
    names = [column.name for column in FILLED]
    swapped = ("follower_count", "engagement_rate", "quality", "rates", "response_time_seconds", "country")
    again = [f"lag({name}, 1, {name}) over (order by id)" if name in swapped else name for name in names if name != "id"]
    async with owner.connect() as connection:
        indexes = await connection.scalars(
            text("select indexname from pg_indexes where tablename = 'creators' and indexdef like '% USING gin %'")
        )
        for name in indexes.all():
            await connection.execute(text(f"drop index {name}"))
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.copy_to_table("creators", columns=names, source=BytesIO(b"".join(lines)), format="text")
        listed = ", ".join(name for name in names if name != "id")
        await connection.execute(text(f"insert into creators (id, {listed}) select uuidv7(), {', '.join(again)} from creators"))
        await connection.execute(text("analyze creators"))
