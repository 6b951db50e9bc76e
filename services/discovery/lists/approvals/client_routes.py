"""Approvals over HTTP: the client's side. The token is the credential; there is no other."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Header, Query, Request
from fastapi.responses import HTMLResponse

from services.discovery.lists.approvals import service
from services.discovery.lists.approvals.document import DOCUMENT
from services.discovery.lists.approvals.models import ListApproval
from services.discovery.lists.approvals.routes import PAGE
from services.discovery.lists.approvals.schemas import ClientApprovalOut, ClientDecision, ClientItemOut
from services.discovery.lists.approvals.service import CreatorUnavailable, ListApprovalEnded
from shared.auth import PUBLIC
from shared.clock import Now
from shared.errors import InvalidState, NotFound
from shared.pages import LARGEST_PAGE, CursorInvalid, Listing, Page, binding
from shared.routing import Router, Session
from shared.secrets import VISIBLE

router = Router(tags=["lists"])

Token = Annotated[
    str,
    Header(
        alias="Greenlight-Approval-Token",
        min_length=1,
        max_length=200,
        pattern=VISIBLE,
        description="From the address that you were sent: what stands behind its `#`.",
        examples=["gll_Jq0xyzwpn01k4s3m7v8e9tb2h6"],
    ),
]


async def _opened(token: Token, session: Session, now: Now) -> ListApproval:
    return await service.opened_by(session, token, now=now)


Opened = Annotated[ListApproval, Depends(_opened)]


async def _client_page(
    request: Request,
    approval: Opened,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="How many at most.")] = 20,
    cursor: Annotated[str | None, Query(max_length=2000, description="`next_cursor` of the page before.")] = None,
) -> Page:
    key: bytes = request.app.state.context.settings.derived_key("cursors")
    bound_to = f"{binding(request)} {approval.id}"
    return Page(limit=limit, cursor=cursor, sort="position", updated_at_min=None, key=key, bound_to=bound_to)


ClientPage = Annotated[Page, Depends(_client_page)]


@router.get(PAGE, scope=PUBLIC, response_class=HTMLResponse, response_description="The page, for a browser.")
async def get_list_approval_page() -> HTMLResponse:
    """Show a client whom they are asked about, in a browser. The page is the same for everybody.

    The token stands behind the `#` of its address, which browsers keep to themselves; the page sends it in the header of the
    operations below.
    """
    return HTMLResponse(DOCUMENT.html, headers={"Content-Security-Policy": DOCUMENT.policy})


@router.get("/list-approvals/current", scope=PUBLIC, problems=[NotFound, ListApprovalEnded])
async def get_client_list_approval(approval: Opened, session: Session) -> ClientApprovalOut:
    """Read what you are asked. The token is all that it takes; one that is unknown, or was taken back, opens nothing."""
    return await service.shown_to_client(session, approval=approval)


@router.get("/list-approvals/current/items", scope=PUBLIC, problems=[NotFound, ListApprovalEnded, CursorInvalid])
async def list_client_list_items(approval: Opened, session: Session, page: ClientPage) -> Listing[ClientItemOut]:
    """List the creators whom you are asked about, in the order of the list, with what you have said of each."""
    return await service.items_shown_to_client(session, approval=approval, page=page)


@router.post(
    "/list-approvals/current/decisions",
    scope=PUBLIC,
    problems=[NotFound, ListApprovalEnded, InvalidState, CreatorUnavailable],
)
async def decide_about_creator(token: Token, body: ClientDecision, session: Session, now: Now) -> ClientItemOut:
    """Say yes or no to a creator of the list, or comment without deciding: a comment undoes no decision.

    You may change your mind until the time is over or nobody asks any more.
    """
    return await service.decide(session, token=token, said=body, now=now)
