"""What can happen with programs of any kind."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import Generic

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.organizations.models import Organization
from services.identity.organizations.roles import Role, scopes_of
from services.identity.programs import queries
from services.identity.programs.models import Kind, P, Program, ProgramState
from services.identity.scopes import OF_KEYS
from services.identity.secrets import SHOWN_AT_THE_END, SHOWN_AT_THE_START, new_marked
from shared.clock import real_now
from shared.errors import Invalid, InvalidState, MissingScope
from shared.events.identity import UserId
from shared.outbox import emit
from shared.secrets import digest
from shared.settings import Settings

Address = IPv4Address | IPv6Address


@dataclass(frozen=True)
class Issued(Generic[P]):
    """A program with its newest secret, which only the caller ever sees."""

    program: P
    secret: str


async def create(
    session: AsyncSession,
    settings: Settings,
    kind: Kind[P],
    *,
    organization: Organization,
    maker: UserId,
    may_give: Collection[str],
    name: str,
    scopes: Sequence[str],
    networks: Sequence[str],
    expires_at: datetime | None,
) -> Issued[P]:
    """Make a program for a locked organization. Raises `MissingScope` for what the maker does not hold, `Invalid`, too many."""
    now = real_now()
    for scope in scopes:
        if scope not in may_give:
            raise MissingScope(f"You do not hold the scope {scope}, so you cannot give it.", scope=scope)
    if expires_at is not None and expires_at <= now:
        raise Invalid.at("/expires_at", "date_in_the_past", "it ends in the future")
    if await queries.count_working(session, kind, organization.id, now=now) >= kind.policy.most_working:
        raise kind.too_many(most=kind.policy.most_working)

    program = kind.rows(
        organization_id=organization.id,
        created_by=maker,
        name=name,
        scopes=sorted(set(scopes)),
        networks=list(dict.fromkeys(networks)),
        prefix="",
        last_four="",
        expires_at=expires_at,
    )
    session.add(program)
    issued = await _issue(session, settings, kind, program)
    await emit(session, kind.created.of(program))
    return issued


async def roll(session: AsyncSession, settings: Settings, kind: Kind[P], *, program: P, overlap: timedelta) -> Issued[P]:
    """Give a locked program a new secret; those before it work until the overlap is over. Raises `InvalidState`."""
    if program.shown_state is ProgramState.EXPIRED:
        raise InvalidState("It has expired.", state=program.shown_state, actions=[])
    program.move("roll")
    now = real_now()
    await queries.end_secrets(session, kind, program, at=now + overlap, now=now)
    issued = await _issue(session, settings, kind, program)
    await emit(session, kind.rolled.of(program))
    return issued


async def revoke(session: AsyncSession, kind: Kind[P], *, program: P) -> P:
    """End a locked program at once, everywhere; one that is revoked stays so."""
    if program.state is not ProgramState.REVOKED:
        program.move("revoke")
        program.revoked_at = now = real_now()
        await queries.end_secrets(session, kind, program, at=now, now=now)
        await emit(session, kind.revoked.of(program))
    return program


async def note_use(session: AsyncSession, kind: Kind[P], program: P, *, address: Address | None) -> None:
    """Note when a program acted. From where it may not, it does not act: the gateway refuses that request."""
    now, once_in = real_now(), kind.policy.note_use_every
    if not may_act_from(address, program.networks):
        return
    if program.last_used_at is None or program.last_used_at <= now - once_in:
        await queries.note_use(session, kind.rows, program.id, now=now, once_in=once_in)


def may_act_from(address: Address | None, networks: Sequence[str]) -> bool:
    """Say whether a program with these networks may act from an address."""
    return not networks or (address is not None and any(address in ip_network(network) for network in networks))


def scopes_by_now(program: Program, organization: Organization) -> frozenset[str]:
    """Tell what a program may do: of what it was given, what programs of its organization may hold by now."""
    return OF_KEYS & scopes_of(organization.type, Role.OWNER) & set(program.scopes)


async def _issue(session: AsyncSession, settings: Settings, kind: Kind[P], program: P) -> Issued[P]:
    secret = new_marked(kind.mark, settings)
    program.prefix, program.last_four = secret[:SHOWN_AT_THE_START], secret[-SHOWN_AT_THE_END:]
    await session.flush()
    session.add(kind.secrets(secret_hash=digest(secret), program_id=program.id))
    await session.flush()
    return Issued(program, secret)
