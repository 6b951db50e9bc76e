"""Tax forms over HTTP, for the creator who signs them."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.payouts.tax import queries, service
from services.payouts.tax.models import TaxForm, TaxFormId, TaxFormState
from services.payouts.tax.schemas import NewTaxForm, TaxFormOut
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import NotFound
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.service import ServiceContext

router = Router(tags=["tax forms"])


async def _own_form(tax_form_id: TaxFormId, session: Session, organization_id: OwnOrganization) -> TaxForm:
    form = await queries.own_form(session, tax_form_id, owner=organization_id)
    if form is None:
        raise NotFound
    return form


@router.post("/tax-forms", scope="payout_accounts:write", organizations=["creator"], status_code=201, problems=[NotFound])
async def create_tax_form(
    body: NewTaxForm, session: Session, organization_id: OwnOrganization, context: ServiceContext, now: Now
) -> TaxFormOut:
    """Hand in a tax form. Payables that waited for it go on by themselves."""
    said = body.model_dump(include={"name", "address"})
    return await service.submit(
        session,
        context.settings,
        organization_id=organization_id,
        type=body.type,
        tax_id=body.tax_id.get_secret_value(),
        signed_at=body.signed_at,
        now=now,
        **said,
    )


@router.get("/tax-forms", scope="payouts:read", organizations=["creator"])
async def list_tax_forms(
    session: Session, organization_id: OwnOrganization, page: Paging, state: Annotated[list[TaxFormState] | None, Query()] = None
) -> Listing[TaxFormOut]:
    """List your tax forms."""
    return await queries.forms_of(session, organization_id, states=state or [], page=page)


@router.get("/tax-forms/{tax_form_id}", scope="payouts:read", organizations=["creator"], problems=[NotFound])
async def get_tax_form(form: Annotated[TaxForm, Depends(_own_form)]) -> TaxFormOut:
    """Read a tax form."""
    return form
