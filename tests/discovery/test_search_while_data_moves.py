"""What a search promises while creators come, go and change, whichever index answers it."""

import asyncio
import random

from services.discovery.search import service
from services.discovery.search.index import Found, Query
from services.discovery.search.postgres import PostgresIndex
from services.discovery.search.written import WrittenCreators
from shared.events import Event
from shared.pages import Page
from tests.discovery.creators import approved, measured, old_id, reinstated, statistics, suspended
from tests.harness import ServiceUnderTest


async def test_cursors_keep_their_place_while_creators_come_and_go(searched: ServiceUnderTest) -> None:
    events = [approved(creator_id=old_id(number), accounts=[statistics(follower_count=number // 2)]) for number in range(20, 40)]
    await searched.hear(*events)
    brand = searched.brand()
    first = (await brand.get("/creators?sort=-follower_count&limit=5")).json()

    await searched.hear(
        suspended(events[-1]), suspended(events[-4]), approved(creator_id=old_id(90), accounts=[statistics(follower_count=999)])
    )
    rest = (await brand.get(f"/creators?sort=-follower_count&limit=100&cursor={first['next_cursor']}")).json()

    seen = [creator["id"] for creator in first["data"] + rest["data"]]
    assert seen == [
        event.creator_id for event in sorted(events, key=lambda event: (-event.accounts[0].follower_count, event.creator_id))
    ]
    assert rest["total_count"] == 19


class Market:
    """Creators whose followers change, who leave and come back, and what is true of them now."""

    def __init__(self, under_test: ServiceUnderTest, dice: random.Random) -> None:
        self._under_test, self._dice = under_test, dice
        self.approvals = [self._new(number) for number in range(40)]
        self.followers = {event.creator_id: event.accounts[0].follower_count for event in self.approvals}
        self.hidden: set[str] = set()
        self.touched: set[str] = set()
        """Who has changed in any way."""
        self.moved: set[str] = set()
        """Whose place has."""
        self._version = 1

    def _new(self, number: int) -> Event:
        return approved(creator_id=old_id(number), accounts=[statistics(follower_count=self._dice.randrange(0, 50, 5))])

    async def change(self) -> None:
        """Let one creator have other followers, leave, come back, or be new."""
        self._version += 1
        event, what = self._dice.choice(self.approvals), self._dice.choice(["followers", "leave", "return", "new"])
        if what == "new":
            event = self._new(100 + self._version)
            self.approvals.append(event)
            self.followers[event.creator_id] = event.accounts[0].follower_count
            await self._under_test.hear(event)
        elif what == "followers":
            self.followers[event.creator_id] = self._dice.randrange(0, 50)
            self.moved.add(event.creator_id)
            now = self.followers[event.creator_id]
            await self._under_test.hear(measured(event, self._version, minutes=self._version, follower_count=now))
        elif what == "leave":
            self.hidden.add(event.creator_id)
            await self._under_test.hear(suspended(event, self._version))
        else:
            self.hidden.discard(event.creator_id)
            await self._under_test.hear(reinstated(event, self._version))
        self.touched.add(event.creator_id)

    @property
    def shown(self) -> set[str]:
        return self.followers.keys() - self.hidden


async def test_who_stays_is_shown_once_and_nobody_twice_unless_they_moved(searched: ServiceUnderTest) -> None:
    """While a client reads page after page, in both directions; each page counts what there is at its moment."""
    brand, dice = searched.brand(), random.Random(3)
    market = Market(searched, dice)
    await searched.hear(*market.approvals)
    twice, unseen = 0, 0
    for sort in ("-follower_count", "follower_count") * 3:
        market.touched, market.moved = set(), set()
        everybody = market.shown
        seen: list[str] = []
        cursor = None
        while True:
            address = f"/creators?fields=id&limit=7&sort={sort}" + (f"&cursor={cursor}" if cursor else "")
            page = (await brand.get(address)).json()
            ids = [creator["id"] for creator in page["data"]]
            assert page["total_count"] == len(market.shown)
            assert set(ids) <= market.shown
            assert len(ids) == len(set(ids))
            seen += ids
            cursor = page["next_cursor"]
            if cursor is None:
                break
            for _ in range(3):
                await market.change()

        untouched = everybody - market.touched
        assert {id: seen.count(id) for id in untouched} == dict.fromkeys(untouched, 1)
        assert {id for id in seen if seen.count(id) > 1} <= market.moved
        twice += len(seen) - len(set(seen))
        unseen += len(market.shown - set(seen))
    assert twice > 0, "somebody moved and was met again"
    assert unseen > 0, "somebody came where the client had been"


async def test_page_total_and_counts_are_of_one_moment(searched: ServiceUnderTest) -> None:
    """While creators are hidden and shown all the time, no answer contradicts itself."""
    events = [approved(creator_id=old_id(number)) for number in range(6)]
    await searched.hear(*events)

    brand, is_in_memory = searched.brand(), searched.instance.context.ports.memory_index is not None

    async def flip() -> None:
        for version in range(2, 62):
            state = "suspended" if version % 2 == 0 else "active"
            await searched.scalar(
                "with flipped as (update creators set membership = :state returning 1) select count(*) from flipped", state=state
            )

    flipping = asyncio.create_task(flip())
    seen = set()
    while not flipping.done():
        body = (await brand.get("/creators?facet=country&facet=category")).json()
        counts = {
            body["total_count"],
            *(sum(one["count"] for one in facet["values"]) for facet in body["facets"].values()),
        }
        assert len(counts) == 1, body
        # Who was hidden after the index in memory had answered is not shown; the database's answer is of the same snapshot.
        assert counts == {len(body["data"])} or (is_in_memory and body["data"] == []), body
        seen |= counts
    await flipping
    assert seen <= {0, 6}


async def test_who_is_hidden_after_the_index_answered_is_not_shown(discovery: ServiceUnderTest) -> None:
    """An index may be a moment late: the page is read from the truth, goes on behind its place, and is shorter."""
    events = [approved(creator_id=old_id(number)) for number in range(4)]
    await discovery.hear(*events)

    class LateIndex:
        async def search(self, query: Query) -> Found:
            async with discovery.instance.context.sessions() as session:
                found = await PostgresIndex(session).search(query)
            await discovery.hear(suspended(events[1]))
            return found

    page = Page(limit=3, cursor=None, sort="relevance", updated_at_min=None, key=b"key", bound_to="this search")
    async with discovery.session() as session:
        shown = await service.search(session, index=LateIndex(), creators=WrittenCreators(), query=Query(), page=page)

    assert [creator.id for creator in shown.data] == [events[0].creator_id, events[2].creator_id]
    assert (shown.has_more, shown.total_count) == (True, 4)
    assert page.open(str(shown.next_cursor))[1] == events[2].creator_id
