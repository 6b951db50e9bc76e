"""What payouts does at due times."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.funding import service as fundings
from services.payouts.funding.service import AskAboutFunding
from services.payouts.holds import service as holds
from services.payouts.holds.service import FailHold
from services.payouts.holds.shares import ReverseUnposted
from services.payouts.payouts import service as payouts
from services.payouts.payouts.service import AskAboutPayout
from shared.clock import clock
from shared.timers import Commands

commands = Commands()


@commands.due(FailHold)
async def fail_hold(session: AsyncSession, timer: FailHold, due_at: datetime) -> None:
    """The brand did not fund in time."""
    await holds.fail_when_due(session, hold_id=timer.hold_id, due_at=due_at, now=clock.now())


@commands.due(ReverseUnposted)
async def reverse_unposted(session: AsyncSession, timer: ReverseUnposted, due_at: datetime) -> None:
    """The creator did not post in time."""
    await holds.reverse_unposted(session, deliverable_id=timer.deliverable_id, due_at=due_at, now=clock.now())


@commands.due(AskAboutFunding)
async def ask_about_funding(session: AsyncSession, timer: AskAboutFunding, due_at: datetime) -> None:
    """The rail may know more about a funding."""
    await fundings.ask_when_due(session, funding_id=timer.funding_id, due_at=due_at)


@commands.due(AskAboutPayout)
async def ask_about_payout(session: AsyncSession, timer: AskAboutPayout, due_at: datetime) -> None:
    """The rail may know more about a payout."""
    await payouts.ask_when_due(session, payout_id=timer.payout_id, due_at=due_at)
