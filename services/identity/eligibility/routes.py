"""Eligibility over HTTP: a self-check at any time, which changes nothing."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Query

from services.identity.eligibility import service
from services.identity.eligibility.schemas import EligibilityOut
from services.identity.eligibility.service import AccountDisconnected, AccountGone
from services.identity.social_accounts.models import SocialAccountId
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import NotFound, UpstreamUnavailable
from shared.routing import Router, Session, finish_step
from shared.service import ServiceContext

router = Router(tags=["creators"])


@router.get(
    "/creator-eligibility",
    scope="creators:read",
    problems=[NotFound, AccountDisconnected, AccountGone, UpstreamUnavailable],
)
async def get_creator_eligibility(
    social_account_id: Annotated[SocialAccountId, Query(description="The account to check.")],
    own: OwnOrganization,
    session: Session,
    context: ServiceContext,
    now: Now,
) -> EligibilityOut:
    """Check whether you may become a creator with an account, by what its platform says now."""
    candidate = await service.candidate(session, owner=own, social_account_ids=[social_account_id])
    await finish_step(session)
    [verdict] = await service.judge(context.ports.platforms, candidate, now=now)
    return EligibilityOut.of(verdict, checked_at=now)
