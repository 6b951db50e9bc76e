"""How the day's rates come to be the day's: whoever knows them is asked beside requests, and how old they are is shown."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from typing import Any

import structlog
from prometheus_client import Gauge

from services.discovery.exchange.policy import BANK
from services.discovery.exchange.rates import ExchangeRates
from shared.clock import clock
from shared.service import Context

logger = structlog.get_logger(__name__)

age = Gauge(
    "greenlight_discovery_exchange_rates_age_seconds", "Time since the beginning of the day by whose rates prices are compared."
)


async def follow_exchange_rates(context: Context[Any]) -> None:
    """Ask for what is new until cancelled."""
    while True:
        pause = await look(context.ports.exchange_rates)
        await asyncio.sleep(pause.total_seconds())


async def look(source: ExchangeRates) -> timedelta:
    """Ask once, and show how old the rates are now; give the time until the next look. A source that tells nothing is logged."""
    pause = BANK.asked_every
    try:
        await source.refresh()
    except Exception as error:  # the rates that are known go on, and the next look tries again
        logger.warning("exchange_rates_not_told", error=repr(error))
        pause = BANK.asked_again_after
    now = clock.now()
    newest = await source.rates_to("EUR", on=now.date())
    if newest.date is not None:
        age.set((now - datetime.combine(newest.date, time(), UTC)).total_seconds())
    return pause
