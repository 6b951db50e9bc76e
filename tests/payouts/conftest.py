"""Payouts on a database of its own, with the sandbox's rail."""

from collections.abc import AsyncIterator

import pytest

from services.payouts.app import service
from services.payouts.ledger.verify import verify
from services.sandbox.app import service as sandbox_service
from tests.harness import Peers, ServiceUnderTest, Templates, service_under_test
from tests.payouts.money import Money


@pytest.fixture(scope="session")
async def sandbox(templates: Templates) -> AsyncIterator[ServiceUnderTest]:
    """The outside world: one for all tests, which use keys of their own."""
    async with service_under_test(sandbox_service, templates) as under_test:
        yield under_test


@pytest.fixture
async def payouts(
    request: pytest.FixtureRequest, templates: Templates, sandbox: ServiceUnderTest
) -> AsyncIterator[ServiceUnderTest]:
    """Payouts, with nothing running beside its app. Afterwards every invariant holds, unless a bug was planted."""
    async with service_under_test(service, templates, peers=Peers(sandbox=sandbox.app)) as under_test:
        yield under_test
        async with under_test.session() as session:
            violations = await verify(session)
            assert bool(violations) == bool(request.node.get_closest_marker("planted")), violations


@pytest.fixture
def money(payouts: ServiceUnderTest) -> Money:
    """What tests of payouts say."""
    return Money(payouts)


@pytest.fixture(scope="session")
async def bystander(templates: Templates, sandbox: ServiceUnderTest) -> AsyncIterator[Money]:
    """Payouts for tests of what changes nothing: one for all of them."""
    async with service_under_test(service, templates, peers=Peers(sandbox=sandbox.app)) as under_test:
        yield Money(under_test)
