"""What can happen with imports: brought at once, worked off batch by batch."""

import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.imports import queries
from services.discovery.imports.models import (
    CreatorImport,
    CreatorImportRow,
    CreatorImportState,
    RowProblem,
    RowStatus,
)
from services.discovery.imports.policy import IMPORTS
from services.discovery.imports.reading import SentRow, folded
from services.discovery.lists.items.ordering import GAP, between
from services.discovery.lists.items.queries import last_position, renumber
from services.discovery.lists.models import CreatorList
from services.discovery.lists.policy import LISTS
from services.discovery.lists.queries import own_list_for_update
from shared import tasks
from shared.errors import Problem
from shared.events.discovery import CreatorImportCompleted, CreatorImportFailed, CreatorImportId, ListId
from shared.events.identity import CreatorId, OrganizationId
from shared.outbox import emit
from shared.tasks import Task

Step = Callable[[], AbstractAsyncContextManager[AsyncSession]]
"""Opens a session that commits at its end."""

BATCH = 250
"""Rows that are looked for in one transaction, under the lock of the list: others wait for as long, some milliseconds."""


class RunCreatorImport(Task, name="creator_import.run"):
    """Look for the handles of an import."""

    creator_import_id: CreatorImportId


class TooManyImports(Problem, status=429, code="too_many_imports", retryable=True):
    """Your organization has as many imports under way as it may: bring the next when one has ended; `maximum` says how many."""


@dataclass(frozen=True)
class Result:
    """What became of one row."""

    row: int
    status: RowStatus
    creator_id: CreatorId | None = None
    problem: RowProblem | None = None


async def bring(
    session: AsyncSession, *, owner: OrganizationId, list_id: ListId | None, rows: Sequence[SentRow]
) -> CreatorImport:
    """Keep what was sent, and ask for the work. Raises `TooManyImports`."""
    await queries.lock_imports_of(session, owner)
    if await queries.count_under_way(session, owner) >= IMPORTS.most_under_way:
        seconds = math.ceil(IMPORTS.asked_again_after.total_seconds())
        raise TooManyImports(headers={"Retry-After": str(seconds)}, maximum=IMPORTS.most_under_way)

    invalid = sum(row.problem is not None for row in rows)
    made = CreatorImport(organization_id=owner, list_id=list_id, row_count=len(rows), failed_count=invalid)
    session.add(made)
    await session.flush()
    await queries.add_rows(session, made.id, rows)
    await tasks.ask(session, RunCreatorImport(creator_import_id=made.id))
    return made


async def work_off(step: Step, id: CreatorImportId) -> None:
    """Look for all handles. A batch and its results are one transaction: begun again after a crash, nothing is done twice."""
    while True:
        async with step() as session:
            if not await _work_off_batch(session, id):
                return


async def _work_off_batch(session: AsyncSession, id: CreatorImportId) -> bool:
    """Look for the next handles; say whether others are left."""
    own = await queries.import_for_update(session, id)
    if own is None or own.is_final:
        return False
    if own.state is CreatorImportState.PENDING:
        own.move("begin", policy_version=IMPORTS.version)
    into = None
    if own.list_id is not None:
        into = await own_list_for_update(session, own.list_id, owner=own.organization_id)
        if into is None:
            own.move("fail", policy_version=IMPORTS.version)
            await emit(session, CreatorImportFailed.of(own))
            return False

    rows = await queries.next_rows(session, id, limit=BATCH)
    results = await _looked_for(session, own, into, rows)
    await queries.keep_results(session, id, results)
    found = sum(one.creator_id is not None for one in results)
    own.matched_count += found
    own.failed_count += len(results) - found
    own.added_count += sum(one.status is RowStatus.ADDED for one in results)
    if len(rows) < BATCH:
        own.move("complete", policy_version=IMPORTS.version)
        await emit(session, CreatorImportCompleted.of(own))
    await session.flush()
    return not own.is_final


async def _looked_for(
    session: AsyncSession, own: CreatorImport, into: CreatorList | None, rows: Sequence[CreatorImportRow]
) -> Sequence[Result]:
    named = _named(rows, await queries.named_alike(session, rows))
    seen = await queries.named_by_rows(session, own.id, named.values())
    there = await queries.in_list(session, into.id, named.values()) if into is not None else set()
    room = LISTS.most_items - into.item_count if into is not None else 0

    results, new = list[Result](), list[CreatorId]()
    for row in rows:
        id = named.get(row.row)
        if id is None:
            results.append(Result(row.row, RowStatus.NOT_FOUND, problem=RowProblem.NOT_FOUND))
        elif id in seen:
            results.append(Result(row.row, RowStatus.DUPLICATE, id, RowProblem.REPEATED))
        elif id in there:
            results.append(Result(row.row, RowStatus.DUPLICATE, id, RowProblem.ALREADY_IN_LIST))
        elif into is None:
            results.append(Result(row.row, RowStatus.MATCHED, id))
        elif len(new) == room:
            results.append(Result(row.row, RowStatus.MATCHED, id, RowProblem.LIST_FULL))
        else:
            results.append(Result(row.row, RowStatus.ADDED, id))
            new.append(id)
        if id is not None:
            seen.add(id)
    if into is not None and new:
        await _append(session, into, new)
    return results


def _named(rows: Sequence[CreatorImportRow], alike: Mapping[int, Sequence[tuple[CreatorId, str]]]) -> dict[int, CreatorId]:
    """Tell whom each row names: of several whose handles fold to the same, who is written the same, else the newest."""
    named = {}
    for row in rows:
        wanted, bare = folded(row.handle), row.handle.removeprefix("@")
        fitting = [(handle == bare, id) for id, handle in alike.get(row.row, ()) if folded(handle) == wanted]
        if fitting:
            named[row.row] = max(fitting)[1]
    return named


async def _append(session: AsyncSession, into: CreatorList, creators: Sequence[CreatorId]) -> None:
    """Put creators at the end of a locked list."""
    last = await last_position(session, into.id)
    if last is not None and between(last + GAP * len(creators), None) is None:
        await renumber(session, into.id)
        into.renumberings += 1
        last = await last_position(session, into.id)
    first = 0 if last is None else last + GAP
    await queries.append(session, into.id, creators, [first + GAP * place for place in range(len(creators))])
    into.item_count += len(creators)
    await session.flush()
