"""S2: whoever looks like somebody else each time is counted as one all the same."""

from dataclasses import replace

import httpx
import pytest

from gateway.limits.counters import Counters
from gateway.limits.limiter import Limiter
from gateway.limits.policy import STRICT, Kind, Limit
from shared.settings import Settings
from tests.gateway.doubles import Running, running
from tests.security.conftest import Counted
from tests.security.forged_addresses import OTHERS, WAYS, Way

LOW = replace(STRICT, address=dict.fromkeys(Kind, Limit(2)), refused_credentials=Limit(2))


async def statuses(suite: Running, way: Way, *, headers: dict[str, str]) -> list[int]:
    """Ask four times in this way, of a gateway that has counted nothing yet."""
    suite.gateway._limiter = Limiter(LOW, Counters(), now=lambda: 1_000_000.0)
    found = []
    for number in range(1, 5):
        transport = httpx.ASGITransport(suite.gateway.app, client=(way.peer(number), 40_000 + number))
        async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
            said = [*headers.items(), *way.said(number)]
            found.append((await client.get("/v1/orders/x", headers=said)).status_code)
    return found


@pytest.mark.parametrize(
    ("headers", "through"),
    [({}, [200, 200, 429, 429]), ({"Authorization": "Bearer revoked"}, [401, 401, 429, 429])],
    ids=["without a credential", "with guessed credentials"],
)
async def test_no_way_around_the_limits(headers: dict[str, str], through: list[int], counted: Counted) -> None:
    wrong: list[tuple[str, list[int]]] = []
    for trusted in sorted({way.trusted for way in WAYS}):
        async with running(settings=Settings(limits="strict", trusted_proxies=trusted)) as suite:
            found = {way.name: await statuses(suite, way, headers=headers) for way in WAYS if way.trusted == trusted}
        wrong += [(name, answered) for name, answered in found.items() if answered != through]

    assert wrong == []
    assert len({way.name for way in WAYS}) == len(WAYS) >= 40
    counted(f"ways around the limits ({'guessing' if headers else 'anonymous'})", len(WAYS))


@pytest.mark.parametrize("way", OTHERS, ids=lambda way: way.name)
async def test_other_callers_are_counted_by_themselves(way: Way) -> None:
    async with running(settings=Settings(limits="strict", trusted_proxies=way.trusted)) as suite:
        assert await statuses(suite, way, headers={}) == [200] * 4
