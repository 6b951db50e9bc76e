"""Ending a campaign over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from services.campaigns.campaigns.routes import OwnCampaign
from services.campaigns.campaigns.schemas import CampaignOut
from services.campaigns.endings import service
from services.campaigns.endings.service import CampaignHasOrders
from shared.errors import InvalidState, NotFound
from shared.routing import Router, Session

router = Router(tags=["campaigns"])


@router.post("/campaigns/{campaign_id}/cancel", scope="campaigns:write", problems=[NotFound, CampaignHasOrders, InvalidState])
async def cancel_campaign(campaign: OwnCampaign, session: Session) -> CampaignOut:
    """Give a campaign up: its open invitations, applications and offers end with it."""
    return await service.cancel(session, seen=campaign)
