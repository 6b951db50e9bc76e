"""What can happen with tax forms."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.organizations.queries import organization
from services.payouts.payables.service import reconsider
from services.payouts.policy import tax_policy
from services.payouts.tax import queries
from services.payouts.tax.models import TaxForm, TaxFormType
from services.payouts.tax.tax_ids import check_foreign, check_us, encrypt
from services.payouts.wallets.queries import wallet_for_update
from shared.errors import Invalid, NotHeardOf
from shared.events.identity import OrganizationId
from shared.settings import Settings

CLOCK_SKEW = timedelta(minutes=1)
"""How far a caller's clock may be ahead of ours."""


async def submit(
    session: AsyncSession,
    settings: Settings,
    *,
    organization_id: OrganizationId,
    type: TaxFormType,
    name: str,
    tax_id: str,
    address: Mapping[str, Any],
    signed_at: datetime,
    now: datetime,
) -> TaxForm:
    """Take a form that is complete: it counts at once, the one before it no more, and payables that waited for it go on.

    Raises `NotHeardOf` for an unknown organization, `Invalid` for a form that its country does not take or a tax id of no form.
    """
    creator = await organization(session, organization_id)
    if creator is None:
        raise NotHeardOf(organization_id)
    policy = tax_policy(creator.country, on=now.date())
    if type not in policy.withholding_basis_points:
        accepted = sorted(policy.withholding_basis_points)
        raise Invalid.at(
            "/type", "form_not_for_country", f"creators in {creator.country} hand in {' or '.join(accepted)}", accepted=accepted
        )
    if signed_at > now + CLOCK_SKEW:
        raise Invalid.at("/signed_at", "date_in_the_future", "a form is signed before it is handed in")
    checked = check_us(tax_id) if type is TaxFormType.W9 else check_foreign(tax_id)

    wallet = await wallet_for_update(session, organization_id)
    before = await queries.accepted_form_for_update(session, organization_id)
    if before is not None:
        before.move("expire", policy_version=policy.version)
        await session.flush()
    form = TaxForm(
        organization_id=organization_id,
        type=type,
        name=name,
        tax_id_encrypted=encrypt(settings, checked),
        tax_id_last4=checked[-4:],
        address=dict(address),
        signed_at=signed_at,
        policy_version=policy.version,
    )
    session.add(form)
    await session.flush()
    form.move("accept", policy_version=policy.version)

    wallet.tax_form_accepted_at = now
    wallet.withholding_basis_points = policy.withholding_basis_points[type]
    await session.flush()
    await reconsider(session, wallet=wallet, now=now)
    return form
