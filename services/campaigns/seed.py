"""Invitations that creators have answered already: for trying the marketplace, in the sandbox only.

They are made by the same steps that a brand and its creators would take, and are told of by the same events. Nobody is made an
offer, so no order comes of it, and no money.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.campaigns import service as campaigns
from services.campaigns.campaigns.schemas import NewCampaign, Objective
from services.campaigns.campaigns.terms import Deliverable, DeliverableType
from services.campaigns.creators.queries import ids_of_handles
from services.campaigns.endings import service as endings
from services.campaigns.invitations import service as invitations
from services.campaigns.invitations.queries import open_invitations_for_update
from services.campaigns.invitations.schemas import NewInvitation
from services.campaigns.organizations.queries import organization
from shared.errors import NotFound
from shared.events.identity import OrganizationId
from shared.money import Money

PLATFORM = "sandbox"
CATEGORY = "fashion"


async def ask(session: AsyncSession, *, brand_id: OrganizationId, handles: Sequence[str], name: str, now: datetime) -> int:
    """Let a brand invite those who may be asked to a campaign, have each decline, and give the campaign up; give how many."""
    brand = await organization(session, brand_id)
    if brand is None:
        raise NotFound
    campaign = await campaigns.create(session, brand=brand, plan=_plan(name, now), now=now)
    await campaigns.publish(session, seen=campaign, now=now)
    creator_ids = await ids_of_handles(session, platform=PLATFORM, handles=handles)
    wanted = [NewInvitation(creator_id=id, message="Would you wear it?") for id in creator_ids]
    sent = await invitations.send_all(session, seen=campaign, wanted=wanted, now=now)
    for invitation in await open_invitations_for_update(session, campaign.id):
        await invitations.decline(session, invitation=invitation)
    await endings.cancel(session, seen=campaign)
    return sent.succeeded


def _plan(name: str, now: datetime) -> NewCampaign:
    first = now.date() + timedelta(days=1)
    return NewCampaign(
        name=name,
        category=CATEGORY,
        objective=Objective.AWARENESS,
        budget=Money(1_000_000, "USD"),
        starts_on=first,
        ends_on=first + timedelta(days=60),
        deliverables=[Deliverable(type=DeliverableType.VIDEO, title="A look", due_on=first + timedelta(days=30))],
    )
