"""Payouts' calls to the outside, made after the commit that wants them."""

from typing import Any

from services.payouts.funding.service import CollectFunding, collect
from services.payouts.payouts.service import SendPayout, send
from shared.service import Context
from shared.tasks import Works

works = Works()


@works.does(CollectFunding)
async def collect_funding(context: Context[Any], task: CollectFunding) -> None:
    """Bring a funding to its end."""
    await collect(context, task.funding_id)


@works.does(SendPayout)
async def send_payout(context: Context[Any], task: SendPayout) -> None:
    """Bring a payout to its end."""
    await send(context, task.payout_id)
