"""The index in memory against the plain search and the database's index."""

from typing import Any

import pytest

from tests.discovery.market import prove
from tests.discovery.replicas import replica
from tests.harness import ServiceUnderTest

QUERIES = 300
Market = tuple[ServiceUnderTest, list[dict[str, Any]]]


@pytest.mark.parametrize("empty", [False, True], ids=["read in one stream", "put in row by row"])
async def test_searches_in_memory_are_exact(market: Market, *, empty: bool) -> None:
    """Order over all pages, total and every count of made-up searches equal those of the plain search."""
    under_test, people = market
    async with replica(under_test.instance.context, empty=empty) as made:
        proof = await prove(made.index.search, people, queries=QUERIES, seed=17)
    assert proof.sizes["several pages"] > QUERIES / 4
    assert proof.proven["typing errors"] > 3
    assert proof.proven["conversion"] > 3
