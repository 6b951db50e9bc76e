"""Balances over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from services.payouts.balances.schemas import BalanceOut
from services.payouts.balances.service import balances
from shared.auth import OwnOrganization
from shared.pages import Listing, Slice
from shared.routing import Router, Session

router = Router(tags=["balances"])


@router.get("/balances", scope="payouts:read")
async def list_balances(session: Session, organization_id: OwnOrganization) -> Listing[BalanceOut]:
    """Read what you have, by currency."""
    return Slice(data=await balances(session, organization_id), has_more=False, next_cursor=None)
