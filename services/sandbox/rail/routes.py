"""The rail over HTTP, for the payouts service's adapter."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.sandbox.faults.models import FaultTarget
from services.sandbox.faults.service import may_strike
from services.sandbox.rail import service
from services.sandbox.rail.schemas import ChargeOut, NewCharge, NewTransfer, RailBalance, TransferOut
from shared.clock import Now
from shared.money import Currency
from shared.service import ServiceContext, internal_only

outside = APIRouter(include_in_schema=False, dependencies=[Depends(internal_only)])


@outside.post("/outside/rail/charges")
async def make_charge(body: NewCharge, context: ServiceContext, now: Now) -> ChargeOut:
    """Charge a source, once for each key."""
    async with may_strike(context, FaultTarget.RAIL), context.step() as session:
        return ChargeOut.of(await service.make_charge(session, body, now=now), now=now)


@outside.get("/outside/rail/charges/{key:path}")
async def read_charge(key: str, context: ServiceContext, now: Now) -> ChargeOut:
    """Tell how a charge stands."""
    async with may_strike(context, FaultTarget.RAIL, has_effect=False), context.step() as session:
        return ChargeOut.of(await service.charge_of(session, key), now=now)


@outside.post("/outside/rail/transfers")
async def make_transfer(body: NewTransfer, context: ServiceContext, now: Now) -> TransferOut:
    """Send money to an account, once for each key."""
    async with may_strike(context, FaultTarget.RAIL), context.step() as session:
        return TransferOut.of(await service.make_transfer(session, body, now=now), now=now)


@outside.get("/outside/rail/transfers/{key:path}")
async def read_transfer(key: str, context: ServiceContext, now: Now) -> TransferOut:
    """Tell how a transfer stands."""
    async with may_strike(context, FaultTarget.RAIL, has_effect=False), context.step() as session:
        return TransferOut.of(await service.transfer_of(session, key), now=now)


@outside.get("/outside/rail/balance")
async def read_balance(currency: Annotated[Currency, Query()], context: ServiceContext, now: Now) -> RailBalance:
    """Tell what the rail has moved in a currency."""
    async with may_strike(context, FaultTarget.RAIL, has_effect=False), context.step() as session:
        return await service.balance(session, currency, now=now)
