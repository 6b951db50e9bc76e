"""What discovery does when its timers are due, and what it works at beside requests."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.authenticity import service as authenticity
from services.discovery.authenticity.service import MeasurePeers, MeasurePeersOnTime
from services.discovery.exports import service as exports
from services.discovery.exports.service import ExpireCreatorExport
from services.discovery.imports import service as imports
from services.discovery.imports.service import RunCreatorImport
from services.discovery.lists.approvals import service as approvals
from services.discovery.lists.approvals.service import ExpireListApproval
from services.discovery.results import service as results
from services.discovery.results.service import EndExclusivity
from services.discovery.saved_searches import service as saved_searches
from services.discovery.saved_searches.service import TellMatches
from shared.clock import clock
from shared.service import Context
from shared.tasks import Works
from shared.timers import Commands

commands = Commands()
works = Works()


@commands.due(EndExclusivity)
async def end_exclusivity(session: AsyncSession, timer: EndExclusivity, due_at: datetime) -> None:
    """The creator may be had by other brands again."""
    await results.end_exclusivity_on_time(session, timer.order_id, due_at, now=clock.now())


@commands.due(MeasurePeersOnTime)
async def ask_for_measuring(session: AsyncSession, timer: MeasurePeersOnTime, due_at: datetime) -> None:
    """A day on which statistics came is over."""
    await authenticity.measure_on_time(session)


@commands.due(ExpireListApproval)
async def expire_list_approval(session: AsyncSession, timer: ExpireListApproval, due_at: datetime) -> None:
    """The client's time is over."""
    await approvals.expire_on_time(session, timer.list_approval_id, due_at)


@commands.due(TellMatches)
async def tell_matches(session: AsyncSession, timer: TellMatches, due_at: datetime) -> None:
    """The pause between two alerts is over."""
    await saved_searches.tell_on_time(session, timer.saved_search_id, due_at, now=clock.now())


@commands.due(ExpireCreatorExport)
async def expire_creator_export(session: AsyncSession, timer: ExpireCreatorExport, due_at: datetime) -> None:
    """The time to fetch a file is over."""
    await exports.expire_on_time(session, timer.creator_export_id, due_at)


@works.does(MeasurePeers)
async def measure_peers(context: Context[Any], task: MeasurePeers) -> None:
    """Work out what is usual, and every score anew."""
    await authenticity.measure_peers(context.step, now=clock.now())


@works.does(RunCreatorImport)
async def run_creator_import(context: Context[Any], task: RunCreatorImport) -> None:
    """Look for the handles that somebody brought."""
    await imports.work_off(context.step, task.creator_import_id)
