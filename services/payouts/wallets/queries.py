"""Every SELECT about wallets."""

from collections.abc import Collection, Mapping

from sqlalchemy import ARRAY, any_, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.wallets.models import DefaultAccount, Wallet
from shared.events.identity import OrganizationId
from shared.ids import IdType

# Statements that every release executes are built once: building one costs more than sending it.
_FOR_UPDATE = (
    select(Wallet)
    .where(Wallet.organization_id == any_(bindparam("owners", type_=ARRAY(IdType(OrganizationId)))))
    .order_by(Wallet.organization_id)
    .with_for_update()
    .execution_options(populate_existing=True)
)


async def wallet_for_update(session: AsyncSession, owner: OrganizationId) -> Wallet:
    """Lock an organization's wallet, making it where it is missing."""
    return (await wallets_for_update(session, {owner}))[owner]


async def wallets_for_update(session: AsyncSession, owners: Collection[OrganizationId]) -> Mapping[OrganizationId, Wallet]:
    """Lock several wallets in the order of their ids, making those that are missing."""
    await session.flush()
    if len(owners) > 1:
        await _make_missing(session, owners)  # before any is locked, or the order of their ids would be broken
    found = await _locked(session, owners)
    if found.keys() != set(owners):
        await _make_missing(session, owners)
        found = await _locked(session, owners)
    return found


async def _locked(session: AsyncSession, owners: Collection[OrganizationId]) -> dict[OrganizationId, Wallet]:
    wallets = await session.scalars(_FOR_UPDATE, {"owners": list(owners)})
    return {wallet.organization_id: wallet for wallet in wallets}


async def _make_missing(session: AsyncSession, owners: Collection[OrganizationId]) -> None:
    rows = [{"organization_id": owner} for owner in sorted(owners)]
    await session.execute(insert(Wallet).values(rows).on_conflict_do_nothing())


async def default_accounts(session: AsyncSession, owner: OrganizationId) -> Mapping[str, DefaultAccount]:
    """Give an organization's default accounts by currency."""
    rows = await session.scalars(
        select(DefaultAccount).where(DefaultAccount.organization_id == owner).execution_options(populate_existing=True)
    )
    return {row.currency: row for row in rows}
