"""Every SELECT about tax forms."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.tax.models import TaxForm, TaxFormId, TaxFormState
from shared.events.identity import OrganizationId
from shared.pages import Page, Slice


async def accepted_form_for_update(session: AsyncSession, owner: OrganizationId) -> TaxForm | None:
    """Lock the form that counts. The caller holds the creator's wallet."""
    return await session.scalar(
        select(TaxForm)
        .where(TaxForm.organization_id == owner, TaxForm.state == TaxFormState.ACCEPTED)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


async def own_form(session: AsyncSession, id: TaxFormId, *, owner: OrganizationId) -> TaxForm | None:
    """Find a creator's tax form."""
    return await session.scalar(select(TaxForm).where(TaxForm.id == id, TaxForm.organization_id == owner))


async def forms_of(
    session: AsyncSession, owner: OrganizationId, *, states: Collection[TaxFormState], page: Page
) -> Slice[TaxForm]:
    """List a creator's tax forms."""
    query = select(TaxForm).where(TaxForm.organization_id == owner)
    if states:
        query = query.where(TaxForm.state.in_(states))
    return await page.of(session, query, TaxForm)
