"""RFC 6749, 7009 and 7662 by Authlib's core, on one session: what the library asks of a store, and the house's own rules."""

# pyright: reportIncompatibleMethodOverride=false, reportOptionalMemberAccess=false, reportAttributeAccessIssue=false
# The library's bases are of the widest types; each override here is given what this module made itself.

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from authlib.oauth2.base import invalid_error_characters
from authlib.oauth2.rfc6749 import (
    AuthorizationServer,
    ClientCredentialsGrant,
    ClientMixin,
    InvalidClientError,
    InvalidRequestError,
    InvalidScopeError,
    OAuth2Error,
    OAuth2Request,
)
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.identity.oauth import queries
from services.identity.oauth.forms import Asked
from services.identity.oauth.models import TOKEN_MARK, OAuthToken
from services.identity.oauth.queries import Known, Live
from services.identity.oauth_clients.models import CLIENTS
from services.identity.policy import OAUTH
from services.identity.programs.service import scopes_by_now
from services.identity.secrets import is_marked, new_marked
from shared.clock import real_now
from shared.events.identity import OAuthClientId
from shared.secrets import digest
from shared.settings import Settings

GRANT = ClientCredentialsGrant.GRANT_TYPE
METHODS = ["client_secret_basic", "client_secret_post"]
"""The ways in which a client shows its secret."""
TOKEN, INTROSPECTION, REVOCATION = "token", IntrospectionEndpoint.ENDPOINT_NAME, RevocationEndpoint.ENDPOINT_NAME

_INSIDE = "https://greenlight.invalid/v1/oauth"
"""The library asks that callers come by TLS, which ends before the gateway: whether they did is not known here."""


@dataclass(frozen=True)
class Answer:
    """An answer of the protocol, and what else has happened."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]
    revoked: Live | None = None


class ClientRefused(InvalidClientError):
    """An unknown client and a wrong secret look the same."""

    status_code = 401
    description = "The client is unknown, or its secret does not hold."

    def get_headers(self) -> list[tuple[str, str]]:
        """Name the way in which a client shows itself."""
        return [*OAuth2Error.get_headers(self), ("WWW-Authenticate", 'Basic realm="Greenlight", charset="UTF-8"')]


@dataclass(frozen=True)
class _Client(ClientMixin):
    """A client that has shown who it is."""

    known: Known

    @property
    def scopes(self) -> frozenset[str]:
        return scopes_by_now(self.known.client, self.known.organization)

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == GRANT


@dataclass(frozen=True)
class _Token:
    """A token that works, as the library asks about it."""

    live: Live

    def check_client(self, client: _Client) -> bool:
        return self.live.client.id == client.known.client.id

    def is_expired(self) -> bool:
        return False

    def is_revoked(self) -> bool:
        return False


class _Request(OAuth2Request):
    """A request whose form has been read."""

    def __init__(self, asked: Asked) -> None:
        super().__init__("POST", _INSIDE)
        self.asked = asked
        self.parameters = dict(asked.parameters or {})
        self.payload = BasicOAuth2Payload(self.parameters)

    @property
    def form(self) -> dict[str, str]:
        return self.parameters


class _ClientCredentials(ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = METHODS

    def validate_requested_scope(self) -> None:
        """Scopes narrow what the client may do, and never widen it."""
        allowed = self.request.client.scopes
        if not set((self.request.payload.scope or "").split()) <= allowed or not allowed:
            raise InvalidScopeError("The client may not have every scope that is asked for.")


class _OfOneToken:
    """What asking about a token and giving it back have in common."""

    CLIENT_AUTH_METHODS = METHODS
    server: "Protocol"

    def check_params(self, request: _Request, client: _Client) -> None:
        """A hint is a help, and a wrong one is none: it changes nothing."""
        if "token" not in request.form:
            raise InvalidRequestError("token is missing.")

    def query_token(self, token_string: str, token_type_hint: str | None) -> _Token | None:
        live = self.server.find(token_string)
        return _Token(live) if live else None


class _Introspection(_OfOneToken, IntrospectionEndpoint):
    def check_permission(self, token: _Token, client: _Client, request: _Request) -> bool:
        return token.check_client(client)

    def introspect_token(self, token: _Token) -> dict[str, Any]:
        live = token.live
        return {
            "active": True,
            "iss": self.server.settings.public_address,
            "client_id": live.client.id,
            "sub": live.client.id,
            "scope": " ".join(sorted(set(live.token.scopes) & scopes_by_now(live.client, live.organization))),
            "token_type": "Bearer",
            "iat": int(live.token.issued_at.timestamp()),
            "exp": int(end_of(live).timestamp()),
        }


class _Revocation(_OfOneToken, RevocationEndpoint):
    def revoke_token(self, token: _Token, request: _Request) -> None:
        self.server.session.execute(delete(OAuthToken).where(OAuthToken.id == token.live.token.id))
        self.server.revoked = token.live


class Protocol(AuthorizationServer):
    """The protocol on one session."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.revoked: Live | None = None
        self.register_grant(_ClientCredentials)
        self.register_endpoint(_Introspection)
        self.register_endpoint(_Revocation)

    def answer(self, endpoint: str, asked: Asked) -> Answer:
        """Answer a request, also one that cannot be read."""
        request = _Request(asked)
        answer: Any
        try:
            _check(endpoint, asked)
            if endpoint == TOKEN:
                answer = self.create_token_response(request)
            else:
                answer = self.create_endpoint_response(endpoint, request)
        except OAuth2Error as error:
            answer = self.handle_error_response(request, error)
        return Answer(*answer, revoked=self.revoked)

    def find(self, token: str) -> Live | None:
        """Find a token that works; a mistyped one without a look at the database."""
        if not is_marked(token, TOKEN_MARK, self.settings):
            return None
        return queries.live_token(self.session, digest(token), now=real_now())

    def authenticate_client(self, request: _Request, methods: Sequence[str], endpoint: str = TOKEN) -> _Client:
        """Find the client by the one way in which it shows its secret. Raises `ClientRefused`."""
        form = request.form
        id, secret = request.asked.basic or (form.get("client_id", ""), form.get("client_secret", ""))
        known = None
        if is_marked(secret, CLIENTS.mark, self.settings) and (client_id := _client_id(id)):
            now, hold = real_now(), endpoint == TOKEN
            known = queries.client_of_secret(self.session, client_id, digest(secret), now=now, hold=hold)
        if known is None:
            raise ClientRefused
        return _Client(known)

    def generate_token(self, grant_type: str, client: _Client, *, scope: str | None = None, **_how: Any) -> dict[str, Any]:
        """Make a token for what was asked for, or for all that the client may do."""
        scopes = set(scope.split()) if scope else client.scopes
        lifetime = min(OAUTH.access_token, *_left_of(client.known))
        return {
            "access_token": new_marked(TOKEN_MARK, self.settings),
            "token_type": "Bearer",
            "expires_in": max(1, int(lifetime.total_seconds())),
            "scope": " ".join(sorted(scopes)),
        }

    def save_token(self, token: dict[str, Any], request: _Request) -> None:
        """Keep a token as its hash, beside the secret that it was got by."""
        now, secret = real_now(), request.client.known.secret
        self.session.execute(queries.ended_tokens(secret, now=now))
        self.session.add(
            OAuthToken(
                token_hash=digest(token["access_token"]),
                secret_hash=secret.secret_hash,
                scopes=token["scope"].split(),
                issued_at=now,
                expires_at=now + timedelta(seconds=token["expires_in"]),
            )
        )
        self.session.flush()

    def create_oauth2_request(self, request: _Request) -> _Request:
        """Take the request as it is."""
        return request

    def handle_response(self, status: int, body: dict[str, Any], headers: list[tuple[str, str]]) -> tuple[Any, ...]:
        """Give what is answered; text for people has no characters beyond those that RFC 6749 allows."""
        if description := body.get("error_description"):
            refused = set(invalid_error_characters(description))
            body = {**body, "error_description": "".join(one for one in description if one not in refused)[:200]}
        return status, body, {name: value for name, value in headers if name != "Content-Type"}

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Tell nobody: what happened is told by events."""


def end_of(live: Live) -> datetime:
    """Tell when a token ends: by itself, or with its secret or its client."""
    ends = (live.token.expires_at, live.secret.ends_at, live.client.expires_at)
    return min(end for end in ends if end is not None)


def _left_of(known: Known) -> list[timedelta]:
    now = real_now()
    return [end - now for end in (known.secret.ends_at, known.client.expires_at) if end is not None] or [OAUTH.access_token]


def _check(endpoint: str, asked: Asked) -> None:
    """Refuse what cannot be read, or in two ways. Raises `InvalidRequestError`, `ClientRefused`."""
    form = asked.parameters
    if form is None:
        raise InvalidRequestError("The form cannot be read, or a parameter stands twice.")
    if asked.authorization is not None:
        if asked.basic is None:
            raise ClientRefused
        if "client_secret" in form or form.get("client_id", asked.basic[0]) != asked.basic[0]:
            raise InvalidRequestError("The client shows itself in two ways.")
    if endpoint == TOKEN and "grant_type" not in form:
        raise InvalidRequestError("grant_type is missing.")


def _client_id(text: str) -> OAuthClientId | None:
    try:
        return OAuthClientId(text)
    except ValueError:
        return None
