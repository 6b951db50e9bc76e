"""How a credential from outside becomes an inner token."""

import base64
import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from cryptography.fernet import Fernet
from joserfc import jwt
from joserfc.jwk import OKPKey
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.api_keys.models import KEYS
from services.identity.api_keys.queries import working_key_of_secret
from services.identity.oauth.models import TOKEN_MARK
from services.identity.oauth.protocol import end_of
from services.identity.oauth.queries import live_token_of
from services.identity.oauth_clients.models import CLIENTS
from services.identity.organizations.models import Membership, Organization
from services.identity.organizations.queries import memberships_of
from services.identity.organizations.roles import Role, scopes_of
from services.identity.programs.models import Program
from services.identity.programs.service import Address, note_use, scopes_by_now
from services.identity.secrets import is_marked
from services.identity.sessions.models import UserSession
from services.identity.sessions.queries import live_session_of_access_token
from services.identity.tokens import queries
from services.identity.tokens.models import SigningKey
from shared.auth import AUDIENCE, ISSUER, LIFETIME_SECONDS, TYPE
from shared.clock import real_now
from shared.errors import NotFound, Unauthenticated
from shared.events.identity import OrganizationId, OrganizationType
from shared.secrets import digest
from shared.settings import Settings

_CHALLENGE = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


@dataclass(frozen=True)
class InnerToken:
    """A token for the services, and what the gateway must know of it."""

    token: str
    expires_at: datetime
    """Until when it may be kept: its own end, or that of the credential it was made for."""
    credential_id: str
    """What was swapped: `ses_…`, `key_…`, or whose token it was: `oac_…`."""
    rests_on: list[str]
    """The ids of which an event may void it: the session and the person, the key, or the client and its token."""
    organization_id: OrganizationId | None
    networks: list[str] = field(default_factory=list)
    """From where the credential may be used; from everywhere where there is none. The gateway looks at each request."""


@dataclass(frozen=True)
class Rotation:
    """What became of the keys, by their ids."""

    signing: str
    still_trusted: list[str]
    rotated_out: list[str]


async def ensure_keys(session: AsyncSession, settings: Settings) -> None:
    """Make the first signing key where there is none."""
    await queries.lock_keys(session)
    if not await queries.live_keys(session):
        await rotate(session, settings)


async def rotate(session: AsyncSession, settings: Settings) -> Rotation:
    """Sign with a new key from now on; the one before it stays published while its tokens live, older ones are forgotten."""
    await queries.lock_keys(session)
    live = await queries.live_keys(session)
    key = OKPKey.generate_key("Ed25519", auto_kid=True)
    # The newest signs, also where the host that made the one before it is ahead of this one.
    made_at = max([real_now(), *(other.created_at + timedelta(microseconds=1) for other in live)])
    session.add(
        SigningKey(
            key_id=key.kid,
            public_jwk=_dump(key.as_dict(private=False)),
            private_encrypted=_vault(settings).encrypt(_dump(key.as_dict(private=True)).encode()),
            created_at=made_at,
            updated_at=made_at,
        )
    )
    await session.flush()
    signing, *others = await queries.live_keys(session)
    gone = await queries.forget_keys_but(session, [signing, *others])
    return Rotation(signing=signing.key_id, still_trusted=[other.key_id for other in others], rotated_out=list(gone))


async def published_keys(session: AsyncSession) -> dict[str, object]:
    """Give the public keys as a JWK set."""
    return {"keys": [json.loads(key.public_jwk) for key in await queries.live_keys(session)]}


async def exchange(
    session: AsyncSession,
    settings: Settings,
    *,
    credential: str,
    organization_id: OrganizationId | None,
    address: Address | None = None,
) -> InnerToken:
    """Swap a credential for an inner token for one organization. Raises `Unauthenticated`, `NotFound` for a foreign one.

    `address` is where the caller is: a program is used only from where it may be.
    """
    if credential.startswith(f"{KEYS.mark}_"):
        return await _exchange_key(session, settings, secret=credential, organization_id=organization_id, address=address)
    if credential.startswith(f"{TOKEN_MARK}_"):
        return await _exchange_oauth_token(session, settings, token=credential, organization_id=organization_id, address=address)
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
    session: AsyncSession,
    settings: Settings,
    *,
    secret: str,
    organization_id: OrganizationId | None,
    address: Address | None,
) -> InnerToken:
    """Swap an API key."""
    known = None
    if is_marked(secret, KEYS.mark, settings):
        known = await working_key_of_secret(session, digest(secret), now=real_now())
    if known is None:
        raise Unauthenticated(headers=_CHALLENGE)
    key, organization, overlap_ends_at = known
    token = await _sign_for_program(
        session,
        settings,
        program=key,
        organization=organization,
        wanted=organization_id,
        scopes=scopes_by_now(key, organization),
        rests_on=[key.id],
    )
    await note_use(session, KEYS, key, address=address)
    ends = [token.expires_at, *(end for end in (key.expires_at, overlap_ends_at) if end is not None)]
    return replace(token, expires_at=min(ends))


async def _exchange_oauth_token(
    session: AsyncSession,
    settings: Settings,
    *,
    token: str,
    organization_id: OrganizationId | None,
    address: Address | None,
) -> InnerToken:
    """Swap the access token of an OAuth client. Limits count the client, however many tokens it gets."""
    live = await live_token_of(session, digest(token), now=real_now()) if is_marked(token, TOKEN_MARK, settings) else None
    if live is None:
        raise Unauthenticated(headers=_CHALLENGE)
    inner = await _sign_for_program(
        session,
        settings,
        program=live.client,
        organization=live.organization,
        wanted=organization_id,
        scopes=scopes_by_now(live.client, live.organization) & set(live.token.scopes),
        rests_on=[live.client.id, live.token.id],
    )
    await note_use(session, CLIENTS, live.client, address=address)
    return replace(inner, expires_at=min(inner.expires_at, end_of(live)))


async def _sign_for_program(
    session: AsyncSession,
    settings: Settings,
    *,
    program: Program,
    organization: Organization,
    wanted: OrganizationId | None,
    scopes: frozenset[str],
    rests_on: list[str],
) -> InnerToken:
    """Let a program act for its own organization. Raises `NotFound` where another one is wanted."""
    if wanted not in {None, organization.id}:
        raise NotFound("This credential does not belong to the organization that Greenlight-Organization names.")
    claims: dict[str, object] = {
        "sub": program.id,
        "org": organization.id,
        "org_type": organization.type,
        "scope": " ".join(sorted(scopes)),
    }
    token = await _encode(session, settings, claims, credential_id=program.id, rests_on=rests_on, organization_id=organization.id)
    return replace(token, networks=program.networks)


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
