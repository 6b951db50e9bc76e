"""The ledger and the rail say the same of the money outside."""

from services.payouts.app import service
from services.payouts.reconciliation.service import differences
from services.sandbox.app import service as sandbox_service
from tests.harness import Peers, Templates, TestClock, service_under_test
from tests.payouts.money import Money
from tests.payouts.test_payouts import earner


async def test_a_rail_has_what_its_clearing_account_says(templates: Templates, clock: TestClock) -> None:
    async with (
        service_under_test(sandbox_service, templates) as sandbox,
        service_under_test(service, templates, peers=Peers(sandbox=sandbox.app)) as payouts,
    ):
        money = Money(payouts)
        for outcome in ("success", "failed", "returned"):
            await money.pay_out(await earner(payouts, money, 600, outcome=outcome), amount=500)
        await money.pay_out(await earner(payouts, money, 700, currency="JPY"), "JPY")
        await money.fund(await money.brand(), 9, "KWD", outcome="declined")
        await payouts.run_tasks()
        assert await differences(payouts.instance.context) == []

        # The money that comes back is noticed when the rail is asked, a day later at most.
        clock.advance(days=2)
        (difference,) = await differences(payouts.instance.context)
        assert (difference.told - difference.ledger).value == 500
        await payouts.run_timers()
        await payouts.run_tasks()
        assert await differences(payouts.instance.context) == []
