"""The protocol over HTTP, in the forms of its RFCs."""

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from services.identity.oauth import service
from services.identity.oauth.forms import AskedOfProtocol
from services.identity.oauth.protocol import INTROSPECTION, REVOCATION, TOKEN, Answer
from services.identity.oauth.schemas import (
    PROBLEMS,
    ActiveToken,
    InactiveToken,
    OAuthTokenOut,
    OneTokenForm,
    Revoked,
    TokenForm,
    spoken,
)
from shared.auth import PUBLIC
from shared.routing import Router, Session
from shared.service import ServiceContext

router = Router(tags=["OAuth"])
internal_routes = APIRouter(include_in_schema=False)


@router.post(
    "/oauth/token",
    scope=PUBLIC,
    takes_raw_body=True,
    keeps_answer=False,
    problems=PROBLEMS,
    response_model=OAuthTokenOut,
    openapi_extra=spoken(TokenForm, refuses={"invalid_request", "invalid_client", "invalid_scope", "unsupported_grant_type"}),
)
async def issue_oauth_token(asked: AskedOfProtocol, session: Session, context: ServiceContext) -> Response:
    """Exchange a client's secret for an access token of ten minutes (RFC 6749, client credentials). `scope` narrows it."""
    return _written(await service.answer(session, context.settings, TOKEN, asked))


@router.post(
    "/oauth/introspect",
    scope=PUBLIC,
    takes_raw_body=True,
    keeps_answer=False,
    problems=PROBLEMS,
    response_model=ActiveToken | InactiveToken,
    openapi_extra=spoken(OneTokenForm, refuses={"invalid_request", "invalid_client"}),
)
async def introspect_oauth_token(asked: AskedOfProtocol, session: Session, context: ServiceContext) -> Response:
    """Ask whether a token works, and what it may do (RFC 7662). A client is told of its own tokens only."""
    return _written(await service.answer(session, context.settings, INTROSPECTION, asked))


@router.post(
    "/oauth/revoke",
    scope=PUBLIC,
    takes_raw_body=True,
    keeps_answer=False,
    problems=PROBLEMS,
    response_model=Revoked,
    openapi_extra=spoken(OneTokenForm, refuses={"invalid_request", "invalid_client", "invalid_grant"}),
)
async def revoke_oauth_token(asked: AskedOfProtocol, session: Session, context: ServiceContext) -> Response:
    """Give a token back: it is refused everywhere at once (RFC 7009). One that works no more is answered the same."""
    return _written(await service.answer(session, context.settings, REVOCATION, asked))


@internal_routes.get("/.well-known/oauth-authorization-server")
async def get_authorization_server(context: ServiceContext) -> Response:
    """Describe the protocol (RFC 8414)."""
    return JSONResponse(service.metadata(context.settings), headers={"Cache-Control": "public, max-age=3600"})


def _written(answer: Answer) -> Response:
    content: dict[str, Any] = answer.body
    return JSONResponse(content, answer.status, headers=answer.headers)
