"""Phones on a bad network: what is repeated with its key acts once, and a file goes on from where it broke off."""

import hashlib
import random

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from demo import people, work
from demo.client import fresh_key
from services.payouts.ledger.verify import verify
from shared.databases import server_url_of
from tests.e2e.conftest import RunningSuite
from tests.e2e.phones.jobs import perform_until_it_clears
from tests.e2e.phones.phone import Phone, Weather, send_file
from tests.e2e.phones.proxy import Network

pytestmark = [
    pytest.mark.xdist_group("e2e"),  # one suite serves all of them
    pytest.mark.parametrize("suite", ["local"], indirect=True),
]

SEED = 20_270_301
CUTS = 100


@pytest.fixture
def weather(network: Network) -> Weather:
    return Weather(network, random.Random(SEED), left=CUTS)


async def test_what_is_repeated_after_a_cut_acts_once(suite: RunningSuite, visitor: Phone, weather: Weather) -> None:
    await perform_until_it_clears(visitor, weather)

    engine = create_async_engine(server_url_of(suite.server_url, "payouts"))
    async with AsyncSession(engine) as session:
        assert await verify(session) == []
    await engine.dispose()

    assert weather.network.cuts == CUTS
    # The draw is a fair one: each phase comes often, and often before and after what was asked had happened. A whole
    # request that breaks off "between" is on either side, as the machine has it.
    assert min(sum(weather.seen[phase, done] for done in (True, False)) for phase in ("request", "between", "answer")) >= 20
    assert min(sum(weather.seen[phase, done] for phase in ("request", "between", "answer")) for done in (True, False)) >= 20
    assert weather.seen["answer", True] == sum(count for (phase, _), count in weather.seen.items() if phase == "answer")
    assert {
        "fundings/fundings",
        "offers/offers",
        "offers/accept",
        "drafts/approve",
        "payouts/payouts",
    } <= weather.operations.keys()


async def test_a_file_goes_on_from_where_it_broke_off(
    http: httpx.AsyncClient, visitor: Phone, weather: Weather, network: Network
) -> None:
    creator = await people.short_cut(visitor, "creator")
    files = 4
    for number in range(files):
        content = work.film_of("") + random.Random(number).randbytes(400_000)
        upload = await creator.client.post(
            "/uploads", {"filename": "recipe.mp4", "content_type": "video/mp4", "size_bytes": len(content)}, key=fresh_key()
        )

        await send_file(http, upload, content, weather, cuts=CUTS // files)

        sha256 = hashlib.sha256(content).hexdigest()
        complete = await creator.client.post(f"/uploads/{upload['id']}/complete", {"sha256": sha256})
        assert (complete["state"], complete["size_bytes"]) == ("complete", len(content))
        there = httpx.URL((await creator.client.get(f"/uploads/{upload['id']}"))["download_url"]).raw_path.decode()
        assert (await http.get(there)).content == content
    assert network.cuts == CUTS
