"""Who may call: inner tokens in, a `Principal` out. Made by identity, verified here from its published keys."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import structlog
from fastapi import Depends, Request
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from shared.acting import Principal, caller
from shared.errors import Forbidden, MissingScope, OrganizationRequired, Unauthenticated
from shared.events.identity import OrganizationId

ISSUER = "greenlight-identity"
AUDIENCE = "greenlight-inside"
TYPE = "at+jwt"
LIFETIME_SECONDS = 60

KEYS_SECONDS = 30.0
"""A key that identity publishes no more is trusted for so long."""
LONGEST_KEYS_SECONDS = 120.0
"""The same while identity does not answer. Nobody gets a token then, and those that were given have ended long before."""
KEYS_APART_SECONDS = 0.1
"""A token that names no known key has the keys fetched again, as often at most."""

FetchKeys = Callable[[], Awaitable[dict[str, Any]]]

logger = structlog.get_logger(__name__)


class InnerTokens:
    """Verifies inner tokens: signature, audience, issuer, environment, time. A verified token is remembered until it ends."""

    def __init__(self, fetch_keys: FetchKeys, *, environment: str) -> None:
        self._fetch_keys, self._environment = fetch_keys, environment
        self._keys: KeySet | None = None
        self._published: dict[str, Any] = {}
        self._fetched_at = 0.0
        self._fetching = asyncio.Lock()
        self._verified: dict[str, tuple[float, Principal]] = {}

    async def principal(self, token: str) -> Principal:
        """Tell whom a token stands for. Raises `Unauthenticated`."""
        known = self._verified.get(token)
        if known and known[0] > time.time():
            return known[1]
        claims = await self._claims(token)
        principal = Principal(
            subject=claims["sub"],
            session_id=claims.get("sid"),
            organization_id=OrganizationId(claims["org"]) if claims.get("org") else None,
            organization_type=claims.get("org_type"),
            role=claims.get("role"),
            scopes=frozenset(str(claims.get("scope", "")).split()),
            several_organizations=bool(claims.get("several")),
        )
        if len(self._verified) > 10_000:
            self._verified.clear()
        self._verified[token] = (float(claims["exp"]), principal)
        return principal

    async def _claims(self, token: str) -> dict[str, Any]:
        decoded = await self._decoded(token)
        if decoded.header.keys() != {"alg", "kid", "typ"}:
            raise Unauthenticated
        registry = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": AUDIENCE},
            exp={"essential": True},
            sub={"essential": True},
            env={"essential": True, "value": self._environment},
        )
        try:
            registry.validate(decoded.claims)
        except JoseError:
            raise Unauthenticated from None
        if decoded.header.get("typ") != TYPE:
            raise Unauthenticated
        return decoded.claims

    async def _decoded(self, token: str) -> jwt.Token:
        for renew in (False, True):
            keys = await self._key_set(renew=renew)
            try:
                return jwt.decode(token, keys, algorithms=["Ed25519"])
            except InvalidKeyIdError:
                continue  # the key may be newer than what was fetched
            except (JoseError, ValueError, KeyError, TypeError, RecursionError):
                break  # the library also fails on headers and claims of odd shapes
        raise Unauthenticated

    async def keep_current(self) -> None:
        """Fetch the keys again and again, until cancelled, once somebody has needed them: so one that is rotated out ends."""
        while True:
            await asyncio.sleep(KEYS_SECONDS)
            if self._keys is not None:
                try:
                    await self._fetch(older_than=KEYS_SECONDS / 2)
                except Exception as error:  # the next round does it, and what is too old is not used
                    logger.warning("signing_keys_not_fetched", error=repr(error))

    async def _key_set(self, *, renew: bool) -> KeySet:
        seen = self._fetched_at
        # The keys may just have been fetched when a new one was made: its first token is not refused for that. A loop may wake
        # us a moment too soon; and who else has fetched them meanwhile has done so for us.
        while renew and self._fetched_at == seen and self._age < KEYS_APART_SECONDS:  # noqa: ASYNC110 - it is time that is waited for
            await asyncio.sleep(KEYS_APART_SECONDS - self._age)
        return await self._fetch(older_than=KEYS_APART_SECONDS if renew else LONGEST_KEYS_SECONDS)

    async def _fetch(self, *, older_than: float) -> KeySet:
        async with self._fetching:
            if self._keys is None or self._age >= older_than:
                published = await self._fetch_keys()
                fetched_at = time.monotonic()
                keys = KeySet.import_key_set(published)  # type: ignore[arg-type]
                if published != self._published:
                    self._verified.clear()  # by a key that may be trusted no more
                self._keys, self._published, self._fetched_at = keys, published, fetched_at
            return self._keys

    @property
    def _age(self) -> float:
        return time.monotonic() - self._fetched_at


PUBLIC = "public"
"""The scope of an operation that needs no credential."""

PERSON = "person"
"""The scope of an operation that any signed-in person may use, with or without an organization."""

ANY_CREDENTIAL = "any_credential"
"""The scope of an operation for whoever has a credential that works, also a program."""


class Requires:
    """The check of one operation: a scope, and where it matters the type of organization the caller acts for."""

    def __init__(self, scope: str, organization_types: frozenset[str] = frozenset()) -> None:
        self.scope, self.organization_types = scope, organization_types

    async def __call__(self, request: Request) -> Principal | None:
        """Admit the caller. Raises 401, 400 `organization_required`, 403 `missing_scope` or `forbidden`."""
        principal = await _verified(request)
        caller.set(principal)
        if self.scope == PUBLIC:
            return principal
        if principal is None:
            raise Unauthenticated(headers={"WWW-Authenticate": "Bearer"})
        if self.scope == ANY_CREDENTIAL:
            return principal
        if self.scope == PERSON:
            if not principal.is_person:
                raise Forbidden("Only a person who is signed in may do this.")
        else:
            self._check_organization(principal)
        return principal

    def _check_organization(self, principal: Principal) -> None:
        if principal.organization_id is None and not principal.is_system:
            if principal.several_organizations:
                raise OrganizationRequired
            raise Forbidden("You act for no organization yet: make one, or be invited to one.")
        require_scope(principal, self.scope)
        if self.organization_types and principal.organization_type not in self.organization_types:
            names = " or ".join(sorted(self.organization_types))
            raise Forbidden(f"This operation is for {names} organizations.")


def require_scope(principal: Principal, scope: str) -> None:
    """Raise `MissingScope` for a caller without a scope: also where only some of what an operation does needs it."""
    if scope not in principal.scopes:
        raise MissingScope(f"This operation needs the scope {scope}.", scope=scope)


async def _verified(request: Request) -> Principal | None:
    """Verify the inner token once a request, which may wait for longer than a token holds."""
    if not hasattr(request.state, "principal"):
        token = request.headers.get("greenlight-inner-token")
        request.state.principal = await request.app.state.context.tokens.principal(token) if token else None
    return request.state.principal


async def _principal(request: Request) -> Principal:
    principal = request.state.principal
    if principal is None:
        raise Unauthenticated
    return principal


Caller = Annotated[Principal, Depends(_principal)]
"""The verified caller of this request."""


async def _organization(principal: Caller) -> OrganizationId:
    if not isinstance(principal.organization_id, OrganizationId):
        raise Forbidden("You act for no organization.")
    return principal.organization_id


OwnOrganization = Annotated[OrganizationId, Depends(_organization)]
"""The organization that the caller acts for."""
