"""How a credential from outside becomes an inner token."""

import base64
import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from cryptography.fernet import Fernet
from joserfc import jwt
from joserfc.jwk import OKPKey
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.api_keys.queries import note_use, working_key_of_secret
from services.identity.api_keys.secrets import KEY_PREFIX, is_key_secret
from services.identity.organizations.models import Membership, Organization
from services.identity.organizations.queries import memberships_of
from services.identity.organizations.roles import Role, scopes_of
from services.identity.policy import API_KEYS
from services.identity.scopes import OF_KEYS
from services.identity.secrets import digest
from services.identity.sessions.models import UserSession
from services.identity.sessions.queries import live_session_of_access_token
from services.identity.tokens import queries
from services.identity.tokens.models import SigningKey
from shared.auth import AUDIENCE, ISSUER, LIFETIME_SECONDS, TYPE
from shared.clock import real_now
from shared.errors import NotFound, Unauthenticated
from shared.events.identity import OrganizationId, OrganizationType
from shared.settings import Settings

_CHALLENGE = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


@dataclass(frozen=True)
class InnerToken:
    """A token for the services, and what the gateway must know of it."""

    token: str
    expires_at: datetime
    """Until when it may be kept: its own end, or that of the credential it was made for."""
    credential_id: str
    """What was swapped: `ses_…`, `key_…`."""
    rests_on: list[str]
    """The ids of which an event may void it: the session and the person, or the key."""
    organization_id: OrganizationId | None
    networks: list[str] = field(default_factory=list)
    """From where the credential may be used; from everywhere where there is none. The gateway looks at each request."""


async def ensure_keys(session: AsyncSession, settings: Settings) -> None:
    """Make the first signing key where there is none."""
    await queries.lock_keys(session)
    if not await queries.live_keys(session):
        await rotate(session, settings)


async def rotate(session: AsyncSession, settings: Settings) -> SigningKey:
    """Make a new signing key; the one before it stays published while its tokens live."""
    key = OKPKey.generate_key("Ed25519", auto_kid=True)
    row = SigningKey(
        key_id=key.kid,
        public_jwk=_dump(key.as_dict(private=False)),
        private_encrypted=_vault(settings).encrypt(_dump(key.as_dict(private=True)).encode()),
    )
    session.add(row)
    await session.flush()
    return row


async def published_keys(session: AsyncSession) -> dict[str, object]:
    """Give the public keys as a JWK set."""
    return {"keys": [json.loads(key.public_jwk) for key in await queries.live_keys(session)]}


async def exchange(
    session: AsyncSession, settings: Settings, *, credential: str, organization_id: OrganizationId | None
) -> InnerToken:
    """Swap a credential for an inner token for one organization. Raises `Unauthenticated`, `NotFound` for a foreign one."""
    if credential.startswith(KEY_PREFIX):
        return await _exchange_key(session, settings, secret=credential, organization_id=organization_id)
    live = await live_session_of_access_token(session, digest(credential), now=real_now())
    if live is None:
        raise Unauthenticated(headers=_CHALLENGE)
    signed_in, credential_ends_at = live

    memberships = await memberships_of(session, signed_in.user_id)
    if organization_id is not None:
        chosen = [pair for pair in memberships if pair[1].id == organization_id]
        if not chosen:
            raise NotFound("You do not belong to the organization that Greenlight-Organization names.")
    else:
        chosen = list(memberships) if len(memberships) == 1 else []
    several = organization_id is None and len(memberships) > 1
    token = await _sign(session, settings, signed_in=signed_in, acting_for=chosen[0] if chosen else None, several=several)
    return replace(token, expires_at=min(token.expires_at, credential_ends_at))


async def _exchange_key(
    session: AsyncSession, settings: Settings, *, secret: str, organization_id: OrganizationId | None
) -> InnerToken:
    """Swap an API key. It acts for its own organization, with what keys may hold by now of what it was given."""
    now = real_now()
    known = None
    if is_key_secret(secret, settings):
        known = await working_key_of_secret(session, digest(secret), now=now)
    if known is None:
        raise Unauthenticated(headers=_CHALLENGE)
    key, organization, overlap_ends_at = known
    if organization_id not in {None, organization.id}:
        raise NotFound("This key does not belong to the organization that Greenlight-Organization names.")

    if key.last_used_at is None or key.last_used_at <= now - API_KEYS.note_use_every:
        await note_use(session, key.id, now=now, once_in=API_KEYS.note_use_every)
    scopes = OF_KEYS & scopes_of(organization.type, Role.OWNER) & set(key.scopes)
    claims: dict[str, object] = {
        "sub": key.id,
        "org": organization.id,
        "org_type": organization.type,
        "scope": " ".join(sorted(scopes)),
    }
    token = await _encode(session, settings, claims, credential_id=key.id, rests_on=[key.id], organization_id=organization.id)
    ends = [token.expires_at, *(end for end in (key.expires_at, overlap_ends_at) if end is not None)]
    return replace(token, expires_at=min(ends), networks=key.networks)


async def system_token(session: AsyncSession, settings: Settings) -> InnerToken:
    """Make the token by which the sandbox acts inside. Raises `NotFound` outside the sandbox."""
    if not settings.is_sandbox:
        raise NotFound
    scopes = scopes_of(OrganizationType.PLATFORM, Role.ADMIN)
    claims: dict[str, object] = {
        "sub": "system",
        "org_type": OrganizationType.PLATFORM,
        "role": Role.ADMIN,
        "scope": " ".join(sorted(scopes)),
    }
    return await _encode(session, settings, claims, credential_id="system", rests_on=[], organization_id=None)


async def _sign(
    session: AsyncSession,
    settings: Settings,
    *,
    signed_in: UserSession,
    acting_for: tuple[Membership, Organization] | None,
    several: bool,
) -> InnerToken:
    claims: dict[str, object] = {"sub": signed_in.user_id, "sid": signed_in.id, "several": several}
    organization_id = None
    if acting_for is not None:
        membership, organization = acting_for
        organization_id = organization.id
        claims |= {
            "org": organization.id,
            "org_type": organization.type,
            "role": membership.role,
            "scope": " ".join(sorted(scopes_of(organization.type, membership.role))),
        }
    return await _encode(
        session,
        settings,
        claims,
        credential_id=signed_in.id,
        rests_on=[signed_in.id, signed_in.user_id],
        organization_id=organization_id,
    )


async def _encode(
    session: AsyncSession,
    settings: Settings,
    claims: dict[str, object],
    *,
    credential_id: str,
    rests_on: list[str],
    organization_id: OrganizationId | None,
) -> InnerToken:
    row = (await queries.live_keys(session))[0]
    key = OKPKey.import_key(json.loads(_vault(settings).decrypt(row.private_encrypted)))
    now = real_now().replace(microsecond=0)
    expires_at = now + timedelta(seconds=LIFETIME_SECONDS)
    token = jwt.encode(
        {"alg": "Ed25519", "typ": TYPE, "kid": row.key_id},
        {
            **claims,
            "iss": ISSUER,
            "aud": AUDIENCE,
            "env": settings.environment_name,
            "iat": int(now.timestamp()),
            "exp": int(expires_at.timestamp()),
        },
        key,
        algorithms=["Ed25519"],
    )
    return InnerToken(token, expires_at, credential_id, rests_on, organization_id)


def _vault(settings: Settings) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(settings.derived_key("signing keys at rest")))


def _dump(value: object) -> str:
    return json.dumps(value, sort_keys=True)
