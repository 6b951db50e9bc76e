"""The mailbox over HTTP: read by anybody, filled by the services."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.sandbox.emails import queries, service
from services.sandbox.emails.schemas import EmailOut, NewEmail
from services.sandbox.faults.models import FaultTarget
from services.sandbox.faults.service import may_strike
from shared.auth import PUBLIC
from shared.clock import Now
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.service import ServiceContext, internal_only

router = Router(tags=["sandbox"])
outside = APIRouter(include_in_schema=False, dependencies=[Depends(internal_only)])


@router.get("/sandbox/emails", scope=PUBLIC)
async def list_emails(
    to: Annotated[
        str, Query(min_length=3, max_length=254, description="Whose mailbox: an address.", examples=["ana@example.com"])
    ],
    session: Session,
    page: Paging,
) -> Listing[EmailOut]:
    """Read what was mailed to an address, newest first. E-mails to the platform's staff are not shown."""
    return await queries.emails_to(session, to, page=page)


@outside.post("/outside/emails", status_code=204)
async def deliver_email(body: NewEmail, context: ServiceContext, now: Now) -> None:
    """Take an e-mail, once for each key."""
    async with may_strike(context, FaultTarget.MAIL), context.step() as session:
        await service.deliver(session, body, now=now)
    context.arrivals.notify()
