"""Outside credentials in, inner tokens out: got from identity, kept for as long as they hold, dropped at once by its events."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

import structlog

from gateway.addresses import Address
from gateway.problems import AddressNotAllowed, OrganizationInvalid
from gateway.routes import IDENTITY
from shared.clock import real_now
from shared.errors import Internal, Unauthenticated, UpstreamUnavailable
from shared.events import Envelope, Event
from shared.events.identity import (
    ApiKeyRevoked,
    ApiKeyRolled,
    MemberAdded,
    MemberRemoved,
    MemberRoleChanged,
    OAuthClientRevoked,
    OAuthClientRolled,
    OAuthTokenRevoked,
    OrganizationId,
    SessionRevoked,
)
from shared.http import Response, TransportError
from shared.service import Peers

logger = structlog.get_logger(__name__)

TOPICS = [SessionRevoked.topic]
LONGEST_CREDENTIAL = 4096
MOST_KEPT = 10_000
EARLIER = timedelta(seconds=5)
"""A token is not used in its last seconds: it must hold until the service has read it."""
LONGEST_KEPT = timedelta(seconds=60)
"""Whatever identity's clock says."""

_BEARER = re.compile(r"[Bb][Ee][Aa][Rr][Ee][Rr] +([A-Za-z0-9\-._~+/]+=*) *")
_CHALLENGE = {"WWW-Authenticate": "Bearer"}

_VOIDED_BY: Mapping[type[Event], str] = {
    SessionRevoked: "session_id",
    MemberRemoved: "user_id",
    MemberRoleChanged: "user_id",
    MemberAdded: "user_id",  # who named no organization acted for the only one: now there may be several
    ApiKeyRevoked: "api_key_id",
    ApiKeyRolled: "api_key_id",  # what was made with an older secret may now end sooner
    OAuthClientRevoked: "oauth_client_id",
    OAuthClientRolled: "oauth_client_id",
    OAuthTokenRevoked: "oauth_token_id",
}
"""Which events void tokens, and the field that names what those rest on."""
_VOIDING = frozenset(event.wire_name for event in _VOIDED_BY)

# These say that the gateway asked wrongly, which is not the caller's fault.
_OUR_FAULT = frozenset({"route_not_found", "method_not_allowed", "unsupported_media_type", "malformed_json", "validation_failed"})


class Refused(Exception):
    """Identity refused the credential or the organization: the caller is given its problem as it is."""

    def __init__(self, status: int, problem: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        super().__init__(status)
        self.status, self.problem, self.headers = status, problem, headers


@dataclass(frozen=True, slots=True)
class InnerToken:
    """What a credential stands for inside, for one organization at most."""

    token: str
    fresh_until: datetime
    credential_id: str
    """`ses_…`, `key_…`, `oac_…`: what limits are counted by, and logs may name."""
    rests_on: frozenset[str]
    """The ids of which an event may void it: the session and the person, the key, or the client and its token."""
    organization_id: str | None
    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    """From where the credential may be used; from everywhere where there is none."""
    asked_from: Address | None = None
    """Where the caller was for whom identity was asked: it has noted a use if that may be."""

    def may_be_used_from(self, address: Address | None) -> bool:
        """Say whether a caller from there may use it."""
        return not self.networks or (address is not None and any(address in network for network in self.networks))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for: the credential is kept as its hash only."""

    credential: bytes
    organization_id: str | None


def read_credential(authorization: str | None) -> str | None:
    """Read the bearer credential of a request, None without one. Raises `Unauthenticated` for another scheme or form."""
    if authorization is None:
        return None
    match = _BEARER.fullmatch(authorization)
    if match is None or len(match[1]) > LONGEST_CREDENTIAL:
        raise Unauthenticated("Authorization must be `Bearer` and a token.", headers=_CHALLENGE)
    return match[1]


def read_organization(header: str | None) -> str | None:
    """Read which organization the caller acts for. Raises `OrganizationInvalid`."""
    if header is None:
        return None
    try:
        return OrganizationId(header.strip())
    except ValueError:
        raise OrganizationInvalid from None


class Credentials:
    """Swaps credentials for inner tokens.

    Events drop what they void at once, on every instance of the gateway. While the bus is away no event comes: then the
    lifetime of a token, 60 s, is the longest that a revoked credential still passes.
    """

    def __init__(self, peers: Peers, *, now: Callable[[], datetime] = real_now) -> None:
        self._peers, self._now = peers, now
        self._kept: OrderedDict[_Asked, InnerToken] = OrderedDict()
        self._resting: dict[str | bytes, set[_Asked]] = {}
        self._fetches: dict[_Asked, asyncio.Task[InnerToken]] = {}
        self._running: set[asyncio.Task[InnerToken]] = set()

    async def swap(self, credential: str, organization_id: str | None, *, address: Address | None = None) -> InnerToken:
        """Give the inner token, to a caller from an address that the credential may be used from.

        Raises `Refused`, `AddressNotAllowed`, `UpstreamUnavailable`, `Internal`.
        """
        asked = _Asked(_hash(credential), organization_id)
        token = await self._token(asked, credential, address)
        if not token.may_be_used_from(address):
            raise AddressNotAllowed
        if not token.may_be_used_from(token.asked_from):
            # Somebody elsewhere came first, whose request was no use: this one is, and identity must hear of it.
            self._discard(asked)
            token = await self._token(asked, credential, address)
        return token

    async def _token(self, asked: _Asked, credential: str, address: Address | None) -> InnerToken:
        known = self._kept.get(asked)
        if known is not None and self._now() < known.fresh_until:
            self._kept.move_to_end(asked)
            return known
        fetch = self._fetches.get(asked) or self._begin(asked, credential, address)
        # One caller who leaves must not take the answer from the others who wait for it.
        return await asyncio.shield(fetch)

    def _begin(self, asked: _Asked, credential: str, address: Address | None) -> asyncio.Task[InnerToken]:
        task = asyncio.create_task(self._mint(credential, asked.organization_id, address), name="inner token")
        self._fetches[asked] = task
        self._running.add(task)
        task.add_done_callback(lambda done: self._end(asked, done))
        return task

    def _end(self, asked: _Asked, task: asyncio.Task[InnerToken]) -> None:
        self._running.discard(task)
        if self._fetches.get(asked) is not task:
            _ = task.cancelled() or task.exception()
            return  # an event arrived meanwhile: the token may be void already, so nobody else is given it
        del self._fetches[asked]
        if task.cancelled() or task.exception() is not None:
            return
        token = task.result()
        # Somebody without an organization is about to make one, or to join one: their next request must see it.
        if token.organization_id is not None:
            self._discard(asked)
            self._keep(asked, token)
            while len(self._kept) > MOST_KEPT:
                self._discard(next(iter(self._kept)))

    async def _mint(self, credential: str, organization_id: str | None, address: Address | None) -> InnerToken:
        told = str(address) if address is not None else None
        answer = await self._ask({"credential": credential, "organization_id": organization_id, "address": told})
        if answer.status_code == 200:
            return self._read(answer, address)
        if not 400 <= answer.status_code < 500:
            logger.warning("no_inner_token", status=answer.status_code)
            raise UpstreamUnavailable(headers={"Retry-After": "1"})
        problem = _problem_of(answer)
        if problem is None or problem.get("code") in _OUR_FAULT:
            logger.error("inner_token_asked_wrongly", status=answer.status_code, problem=problem)
            raise Internal
        passed = {name: answer.headers[name] for name in ("Retry-After", "WWW-Authenticate") if name in answer.headers}
        raise Refused(answer.status_code, problem, {**(_CHALLENGE if answer.status_code == 401 else {}), **passed})

    async def _ask(self, body: Mapping[str, Any]) -> Response:
        client = self._peers.client(IDENTITY)
        try:
            try:
                return await client.post("/internal/inner-tokens", json=body)
            except TransportError:  # a replica that went away; a token too many harms nobody
                return await client.post("/internal/inner-tokens", json=body)
        except TransportError as error:
            logger.warning("no_inner_token", error=repr(error))
            raise UpstreamUnavailable(headers={"Retry-After": "1"}) from None

    def _read(self, answer: Response, address: Address | None) -> InnerToken:
        body = answer.json()
        expires_at = min(datetime.fromisoformat(body["expires_at"]), self._now() + LONGEST_KEPT)
        return InnerToken(
            token=body["token"],
            fresh_until=expires_at - EARLIER,
            credential_id=body["credential_id"],
            rests_on=frozenset(body["rests_on"]),
            organization_id=body["organization_id"],
            # An identity of before the keys says nothing of networks.
            networks=tuple(ip_network(network) for network in body.get("networks", ())),
            asked_from=address,
        )

    # --- keeping and forgetting ------------------------------------------------------------------------------------

    def _keep(self, asked: _Asked, token: InnerToken) -> None:
        self._kept[asked] = token
        for ground in (asked.credential, *token.rests_on):
            self._resting.setdefault(ground, set()).add(asked)

    def _discard(self, asked: _Asked) -> None:
        token = self._kept.pop(asked, None)
        for ground in (asked.credential, *token.rests_on) if token else ():
            self._resting[ground].discard(asked)
            if not self._resting[ground]:
                del self._resting[ground]

    async def hear(self, envelopes: Sequence[Envelope]) -> None:
        """Drop what identity's events void. Never raises: an event that cannot be read voids everything."""
        for envelope in envelopes:
            if envelope.name not in _VOIDING:
                continue
            try:
                event = envelope.event()
            except ValueError as error:
                logger.error("event_not_read", event_name=envelope.name, error=repr(error))
                self.forget_all()
            else:
                self._forget_what_rests_on(getattr(event, _VOIDED_BY[type(event)]))

    def forget(self, credential: str) -> None:
        """Drop what is known of one credential: its holder has just changed something at identity."""
        self._forget_what_rests_on(_hash(credential))

    def _forget_what_rests_on(self, ground: str | bytes) -> None:
        for asked in list(self._resting.get(ground, ())):
            self._discard(asked)
        # Whose token is being fetched is not known yet, and it may have been made before the change.
        self._fetches.clear()

    def forget_all(self) -> None:
        """Drop everything."""
        self._kept.clear()
        self._resting.clear()
        self._fetches.clear()

    async def close(self) -> None:
        """End the fetches that are under way."""
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


def _hash(credential: str) -> bytes:
    return sha256(credential.encode()).digest()


def _problem_of(answer: Response) -> dict[str, Any] | None:
    try:
        body = answer.json()
    except ValueError:
        return None
    return body if isinstance(body, dict) and isinstance(body.get("code"), str) else None
