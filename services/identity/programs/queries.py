"""Every SELECT that is the same for each kind of program."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.programs.models import Kind, P, Program, ProgramSecret, ProgramState
from shared.events.identity import OrganizationId
from shared.ids import Id
from shared.pages import Page, Slice


async def own(session: AsyncSession, kind: Kind[P], id: Id, *, owner: OrganizationId) -> P | None:
    """Find a program of this organization."""
    return await session.scalar(_own(kind, id, owner=owner))


async def own_for_update(session: AsyncSession, kind: Kind[P], id: Id, *, owner: OrganizationId) -> P | None:
    """Find and lock a program of this organization."""
    return await session.scalar(_own(kind, id, owner=owner).with_for_update())


def _own(kind: Kind[P], id: Id, *, owner: OrganizationId) -> Select[P]:
    return select(kind.rows).where(kind.rows.id == id, kind.rows.organization_id == owner)


async def programs_of(
    session: AsyncSession,
    kind: Kind[P],
    owner: OrganizationId,
    *,
    states: Sequence[ProgramState],
    page: Page,
    now: datetime,
) -> Slice[P]:
    """List an organization's programs of one kind."""
    rows = kind.rows
    query = select(rows).where(rows.organization_id == owner)
    if states:
        is_over = rows.expires_at.is_not(None) & (rows.expires_at <= now)
        is_active = rows.state == ProgramState.ACTIVE
        of_state = {
            ProgramState.ACTIVE: is_active & ~is_over,
            ProgramState.EXPIRED: is_active & is_over,
            ProgramState.REVOKED: rows.state == ProgramState.REVOKED,
        }
        query = query.where(or_(*(of_state[state] for state in states)))
    return await page.of(session, query, rows)


async def count_working(session: AsyncSession, kind: Kind[P], owner: OrganizationId, *, now: datetime) -> int:
    """Count the programs of one kind that may act for an organization."""
    query = select(func.count()).select_from(kind.rows).where(kind.rows.organization_id == owner, *works(kind.rows, now))
    return await session.scalar(query) or 0


def works(rows: type[Program], now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Say of which programs it holds that they may act."""
    return rows.state == ProgramState.ACTIVE, or_(rows.expires_at.is_(None), rows.expires_at > now)


def holds(secrets: type[ProgramSecret], now: datetime) -> ColumnElement[bool]:
    """Say of which secrets it holds that they are the newest, or overlap."""
    return or_(secrets.ends_at.is_(None), secrets.ends_at > now)


async def end_secrets(session: AsyncSession, kind: Kind[P], program: P, *, at: datetime, now: datetime) -> None:
    """Let every secret of a program end at a time, or sooner where it ends sooner; what has ended is dropped."""
    secrets = kind.secrets
    its = secrets.program_id == program.id
    await session.execute(
        update(secrets).where(its).values(ends_at=func.least(secrets.ends_at, at)).execution_options(synchronize_session=False)
    )
    await session.execute(delete(secrets).where(its, secrets.ends_at <= now))


async def note_use(session: AsyncSession, rows: type[Program], id: Id, *, now: datetime, once_in: timedelta) -> None:
    """Note that a program acted, at most once in a while; whoever holds its row is not waited for."""
    free = (
        select(rows.id)
        .where(rows.id == id, or_(rows.last_used_at.is_(None), rows.last_used_at <= now - once_in))
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    await session.execute(
        update(rows)
        .where(rows.id == free)
        .values(last_used_at=now, updated_at=rows.updated_at)
        .execution_options(synchronize_session=False)
    )
