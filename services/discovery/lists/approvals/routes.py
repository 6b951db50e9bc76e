"""Approvals over HTTP: the organization's side."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.discovery.lists.approvals import queries, service
from services.discovery.lists.approvals.models import ListApproval, ListApprovalState, ListDecision, ListDecisionId
from services.discovery.lists.approvals.schemas import (
    ListApprovalOut,
    ListApprovalWithToken,
    ListDecisionOut,
    NewListApproval,
)
from services.discovery.lists.approvals.service import TooManyApprovals
from services.discovery.lists.queries import ids_of
from services.discovery.lists.routes import KEEPERS, READ, WRITE, OwnList, OwnListForUpdate
from services.discovery.lists.schemas import ListName
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import InvalidState, NotFound
from shared.events.discovery import ListApprovalId
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.service import ServiceContext

router = Router(tags=["lists"])

PAGE = "/list-approvals/page"
"""The client's page, below /v1."""


async def _own(list_approval_id: ListApprovalId, owner: OwnOrganization, session: Session) -> ListApproval:
    found = await queries.own_approval(session, list_approval_id, owner=owner)
    if found is None:
        raise NotFound
    return found


async def _own_for_update(list_approval_id: ListApprovalId, owner: OwnOrganization, session: Session) -> ListApproval:
    found = await queries.own_approval_for_update(session, list_approval_id, owner=owner)
    if found is None:
        raise NotFound
    return found


async def _decision(list_decision_id: ListDecisionId, own: "OwnApproval", session: Session) -> ListDecision:
    found = await queries.decision(session, list_decision_id, approval_id=own.id)
    if found is None:
        raise NotFound
    return found


OwnApproval = Annotated[ListApproval, Depends(_own)]
OwnApprovalForUpdate = Annotated[ListApproval, Depends(_own_for_update)]
States = Annotated[list[ListApprovalState] | None, Query(description="One of these states.")]


@router.post(
    "/lists/{list_id}/approvals",
    scope=WRITE,
    organizations=KEEPERS,
    status_code=201,
    keeps_answer=False,
    problems=[NotFound, TooManyApprovals],
)
async def create_list_approval(
    own: OwnListForUpdate, body: NewListApproval, session: Session, context: ServiceContext, now: Now
) -> ListApprovalWithToken:
    """Ask a client for a yes or no to each creator of a list, without a sign-in: whoever has the address may look and decide.

    The client sees names, handles and public statistics; your notes and the creators' rates only where you say so, tags never.
    The address is shown in this answer only.
    """
    approval, token = await service.ask_client(session, own=own, wanted=body, now=now)
    address = f"{context.settings.public_address}/v1{PAGE}#{token}"
    told = ListApprovalOut.model_validate(approval).model_dump()
    return ListApprovalWithToken(**told, token=token, url=address)


@router.get("/lists/{list_id}/approvals", scope=READ, organizations=KEEPERS, problems=[NotFound])
async def list_approvals_of_list(own: OwnList, session: Session, page: Paging, state: States = None) -> Listing[ListApprovalOut]:
    """List which clients were asked about one of your lists."""
    return await queries.approvals_of(session, own.organization_id, list_ids=[own.id], states=state, page=page)


@router.get("/list-approvals", scope=READ, organizations=KEEPERS)
async def list_list_approvals(
    owner: OwnOrganization,
    session: Session,
    page: Paging,
    list_id: Annotated[list[ListName] | None, Query(description="Of one of these lists.")] = None,
    state: States = None,
) -> Listing[ListApprovalOut]:
    """List which clients were asked about your lists."""
    of_lists = ids_of(list_id, owner=owner) if list_id else None
    return await queries.approvals_of(session, owner, list_ids=of_lists, states=state, page=page)


@router.get("/list-approvals/{list_approval_id}", scope=READ, organizations=KEEPERS, problems=[NotFound])
async def get_list_approval(own: OwnApproval) -> ListApprovalOut:
    """Read what a client was asked."""
    return own


@router.post("/list-approvals/{list_approval_id}/close", scope=WRITE, organizations=KEEPERS, problems=[NotFound, InvalidState])
async def close_list_approval(own: OwnApprovalForUpdate, session: Session) -> ListApprovalOut:
    """Take no more decisions. What the client has said stands, and they may look until their time is over."""
    return await service.close(session, approval=own)


@router.post("/list-approvals/{list_approval_id}/revoke", scope=WRITE, organizations=KEEPERS, problems=[NotFound, InvalidState])
async def revoke_list_approval(own: OwnApprovalForUpdate, session: Session) -> ListApprovalOut:
    """Take the address back: whoever has it finds nothing any more. What the client has said stands."""
    return await service.revoke(session, approval=own)


@router.get("/list-approvals/{list_approval_id}/decisions", scope=READ, organizations=KEEPERS, problems=[NotFound])
async def list_decisions(own: OwnApproval, session: Session, page: Paging) -> Listing[ListDecisionOut]:
    """List what a client said, also of creators who are not in the list any more."""
    return await queries.decisions_of(session, own.id, page=page)


@router.get(
    "/list-approvals/{list_approval_id}/decisions/{list_decision_id}",
    scope=READ,
    organizations=KEEPERS,
    problems=[NotFound],
)
async def get_decision(decision: Annotated[ListDecision, Depends(_decision)]) -> ListDecisionOut:
    """Read what a client said of one creator."""
    return decision
