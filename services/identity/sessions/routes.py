"""Sessions over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from ipaddress import ip_address
from typing import Annotated

from fastapi import Depends, Request

from services.identity.seeing import Person
from services.identity.sessions import queries, service
from services.identity.sessions.models import UserSession
from services.identity.sessions.schemas import NewSession, Refresh, SessionOut, SessionWithTokens
from services.identity.sessions.service import Address, InvalidCredentials, InvalidRefreshToken, Tokens
from services.identity.sign_in_attempts.service import TooManySignIns
from shared.auth import PERSON, PUBLIC, Caller
from shared.errors import NotFound
from shared.events.identity import SessionId
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.service import ServiceContext

router = Router(tags=["people"])


async def _own_session(session_id: SessionId, session: Session, person: Person) -> UserSession:
    own = await queries.own_session(session, session_id, owner=person)
    if own is None:
        raise NotFound
    return own


OwnSession = Annotated[UserSession, Depends(_own_session)]


async def _address(request: Request) -> Address | None:
    told = request.headers.get("greenlight-inner-address")  # by the gateway, which lets nobody else say it
    return ip_address(told) if told else None


CallersAddress = Annotated[Address | None, Depends(_address)]


@router.post("/sessions", scope=PUBLIC, status_code=201, keeps_answer=False, problems=[InvalidCredentials, TooManySignIns])
async def create_session(
    body: NewSession, session: Session, address: CallersAddress, context: ServiceContext
) -> SessionWithTokens:
    """Sign in. The access token lives for ten minutes; exchange the refresh token for a new pair."""
    password = body.password.get_secret_value()
    return _shown(await service.sign_in(session, context.settings, email=body.email, password=password, address=address))


@router.post("/sessions/refresh", scope=PUBLIC, keeps_answer=False, problems=[InvalidRefreshToken])
async def refresh_session(body: Refresh, session: Session) -> SessionWithTokens:
    """Exchange a refresh token for a new pair. If an answer was lost, ask again within 30 seconds."""
    return _shown(await service.refresh(session, token=body.refresh_token.get_secret_value()))


@router.get("/sessions", scope=PERSON)
async def list_sessions(session: Session, person: Person, page: Paging) -> Listing[SessionOut]:
    """List where you are signed in."""
    return await queries.sessions_of(session, person, page=page)


@router.get("/sessions/{session_id}", scope=PERSON, problems=[NotFound])
async def get_session(own: OwnSession) -> SessionOut:
    """Read one of your sessions."""
    return own


@router.delete("/sessions/current", scope=PERSON, status_code=204)
async def end_current_session(session: Session, caller: Caller) -> None:
    """Sign out: the session's tokens are void at once."""
    current = await queries.session_for_update(session, SessionId(caller.session_id)) if caller.session_id else None
    if current is not None:
        await service.end(session, ended=current)


def _shown(tokens: Tokens) -> SessionWithTokens:
    shown = SessionOut.model_validate(tokens.session).model_dump()
    return SessionWithTokens(
        **shown, access_token=tokens.access_token, refresh_token=tokens.refresh_token, expires_in=tokens.expires_in
    )
