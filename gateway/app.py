"""The gateway, put together: what it serves itself, and the way of a request to its service."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path

from fastapi import Response
from fastapi.responses import JSONResponse, RedirectResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from gateway import headers, routes
from gateway.accept import takes_one_of
from gateway.addresses import Address, address_of
from gateway.cors import Cors
from gateway.credentials import TOPICS, Credentials, InnerToken, Refused, read_credential, read_organization
from gateway.door import Door, Visit
from gateway.forwarding import SAFE, HttpForwarder, Inward, call_app
from gateway.limits.counters import Counters
from gateway.limits.limiter import Caller, Limiter
from gateway.limits.policy import POLICIES, kind_of
from gateway.operations import Operation, operations_of
from gateway.overload import LEAST, Room, at_hand
from gateway.patience import Forward, once_changed, patience_of, unless_unchanged
from gateway.problems import NotAcceptable, SandboxTokenRequired
from gateway.readiness import Readiness
from gateway.reference import CONTRACT, Reference
from gateway.streams import may_stream, while_it_holds
from services import SANDBOX_ONLY
from shared.bus import Bus
from shared.busy import Loop
from shared.errors import MethodNotAllowed, RouteNotFound, Unauthenticated
from shared.front import App, Message, Receive, Scope, Send
from shared.process import Neighbours
from shared.settings import Settings

OWN_METHODS = "GET, HEAD, OPTIONS"
NEVER_SHED = frozenset({"/healthz", "/readyz", "/metrics"})
AT_ONCE = 8
"""How many requests are at work at once in one loop, unless the settings say: more would be no faster, and what is told
between services would come later and later. Those that share this loop share it; a replica elsewhere has a loop of its own.
"""
LINE_OF_ONE, IN_TURN_SECONDS = 8, 5.0
"""How many requests of a crowd wait for their turn, for each that may be at work, and how long, before they are shed."""
AT_LEISURE, LEISURE_OF_ONE = 1_000, 10
"""How many requests may wait for something to happen, in all or for each that may be at work: they only wait."""


def _room_for_work(at_once: int, busy: Callable[[], float | None], *, loops: int = 1) -> Room:
    return Room(at_once, line=at_once * LINE_OF_ONE, seconds=IN_TURN_SECONDS, least=LEAST * loops, busy=busy)


def _rooms_elsewhere(loops: Mapping[str, int], elsewhere: HttpForwarder) -> Mapping[str, Room]:
    """Make a room for each service that has loops of its own, as large as they are many."""
    return {name: _room_for_work(AT_ONCE * count, partial(elsewhere.busy, name), loops=count) for name, count in loops.items()}


def create_gateway(settings: Settings, neighbours: Neighbours, bus: Bus, instance_name: str) -> "Gateway":
    """Make the gateway of one process."""
    return Gateway(settings, neighbours, bus, instance_name)


def check_method(method: str, operations: Mapping[str, Operation]) -> None:
    """Refuse a method that a known address does not have, whoever asks. Raises `MethodNotAllowed`."""
    allowed = {*operations, "OPTIONS", *({"HEAD"} if "GET" in operations else ())}
    if operations and method not in allowed:
        raise MethodNotAllowed(headers={"Allow": ", ".join(sorted(allowed))})


class Gateway:
    """One running gateway: its app, and its ear for what voids credentials."""

    def __init__(
        self, settings: Settings, neighbours: Neighbours, bus: Bus, instance_name: str, *, contract: Path = CONTRACT
    ) -> None:
        self._settings, self._neighbours, self._bus, self._instance_name = settings, neighbours, bus, instance_name
        here = routes.services_here(is_sandbox=settings.is_sandbox)
        self._credentials = Credentials(neighbours)
        self._readiness = Readiness(neighbours, here)
        self._reference = Reference(contract, is_sandbox=settings.is_sandbox)
        self._elsewhere = HttpForwarder({name: settings.urls_of(name, neighbours.ports[name]) for name in here})
        self._operations = operations_of(contract)
        self._cors = Cors(settings.origins)
        url = settings.limits_url.get_secret_value() if settings.limits_url else None
        self._counters = Counters(url)
        policy = POLICIES[settings.limits_name]
        self._limiter = Limiter(policy, self._counters) if policy else None
        said = settings.gateway_at_once
        self._at_work = _room_for_work(said or AT_ONCE, Loop().share)
        loops = {name: len(settings.urls_of(name, neighbours.ports[name])) for name in here if name not in neighbours.apps}
        self._at_work_elsewhere = {} if said else _rooms_elsewhere(loops, self._elsewhere)
        self._at_leisure = Room(said * LEISURE_OF_ONE if said else AT_LEISURE, line=0, seconds=IN_TURN_SECONDS)
        self._is_running = False
        self._own: dict[str, Callable[[Scope], Awaitable[Response]]] = {
            "/healthz": self._healthz,
            "/readyz": self._readyz,
            "/metrics": self._metrics,
        }
        self.app: App = Door(self._dispatch, cors=self._cors, is_production=not settings.is_sandbox)

    async def run(self) -> None:
        """Hear what identity says until cancelled."""
        try:
            self._is_running = True
            await self._bus.broadcast(f"gateway-{self._instance_name}", TOPICS, self._credentials.hear)
        finally:
            self._is_running = False
            await self._credentials.close()
            await self._elsewhere.close()
            await self._counters.close()

    # --- the way of a request --------------------------------------------------------------------------------------

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send, visit: Visit) -> None:
        raw_path, said = scope["raw_path"], scope["headers"]
        path = routes.check_address(raw_path, scope.get("query_string", b""))
        headers.check(said, http_version=scope["http_version"])
        if path in NEVER_SHED:
            visit.service = "gateway"
            await (await self._serve(self._own[path], scope))(scope, receive, send)
            return
        is_page = path in {"/", "/openapi.json", "/docs"} or path.startswith("/docs/")
        visit.service = "gateway" if is_page else routes.service_of(raw_path, is_sandbox=self._settings.is_sandbox)
        operations = self._operations.at(path)
        operation = operations.get("GET" if scope["method"] == "HEAD" else scope["method"])
        visit.operation = operation.id if operation else None
        patience = patience_of(scope["method"], said)
        visit.is_timed = not patience and not (operation is not None and operation.is_stream)
        if self._operations.is_unhurried(operation):
            room = self._at_leisure
        else:
            room = self._at_work_elsewhere.get(visit.service, self._at_work)
            if headers.has_body(said):
                room.check()  # whom there is no room for need not send it first
                receive = await at_hand(receive)
        await room.enter()
        try:
            wait = await self._pass(
                scope, receive, send, visit, path=path, operations=operations, operation=operation, patience=patience
            )
        finally:
            room.leave()
        if wait is not None:
            await self._at_leisure.enter()
            try:
                await wait()
            finally:
                self._at_leisure.leave()

    async def _pass(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        visit: Visit,
        *,
        path: str,
        operations: Mapping[str, Operation],
        operation: Operation | None,
        patience: int,
    ) -> Callable[[], Awaitable[None]] | None:
        """Answer a request; or, where there is nothing new for a patient one, give what waits for it."""
        raw_path, query, said = scope["raw_path"], scope.get("query_string", b""), scope["headers"]
        service = visit.service
        if service == "gateway":
            await (await self._serve(self._documentation, scope))(scope, receive, send)
            return None

        if preflight := self._cors.preflight(scope, operations):
            await preflight(scope, receive, send)
            return None
        check_method(scope["method"], operations)
        if service in SANDBOX_ONLY:
            self._check_sandbox_token(said)
        authorization = headers.value_of(said, b"authorization")
        shows_client = operation is not None and operation.authenticates_clients and headers.is_basic(authorization)
        credential = None if shows_client else read_credential(authorization)
        # Who says nothing of themselves is told so first.
        organization_id = read_organization(headers.value_of(said, headers.ORGANIZATION)) if credential else None
        address = address_of(scope, self._settings)
        inner_token, swap = None, None
        if credential is not None:
            swap = partial(self._credentials.swap, credential, organization_id, address=address)
            inner_token = await self._known(swap, address)
            visit.organization_id = inner_token.organization_id
            if service == routes.IDENTITY and scope["method"] not in SAFE:
                send = self._forgetting(credential, send)
        await self._count(scope["method"], operation, inner_token, address, visit)
        self._check_accept(operation, said)

        def ask(token: InnerToken | None, wait: int) -> Forward:
            inward = Inward(
                method=scope["method"],
                path=path,
                raw_path=raw_path,
                query=query,
                headers=headers.inward(
                    said,
                    request_id=visit.id,
                    inner_token=token.token if token else None,
                    address=str(address) if address is not None and service == routes.IDENTITY else None,
                    authorization=authorization if shows_client else None,
                    wait=wait,
                ),
                has_body=headers.has_body(said),
            )
            forward = partial(self._forward, service, scope, inward, receive)
            if token is None or swap is None or not may_stream(operation):
                return forward
            return partial(while_it_holds, forward, token=token, swap=swap)

        forward = ask(inner_token, 0)
        if not patience:
            await forward(send)
        elif await unless_unchanged(forward, send):
            return partial(once_changed, ask, send, seconds=patience, token=inner_token, swap=swap)
        return None

    async def _forward(self, service: str, scope: Scope, inward: Inward, receive: Receive, send: Send) -> None:
        if service in self._neighbours.apps:
            await call_app(self._neighbours.apps[service], scope, inward, receive, send)
        else:
            await self._elsewhere.forward(service, inward, receive, send)

    async def _known(self, swap: Callable[[], Awaitable[InnerToken]], address: Address | None) -> InnerToken:
        """Swap a credential, unless its caller's address has shown too many that hold for nothing."""
        if self._limiter is None:
            return await swap()
        self._limiter.check_credentials_of(address)
        try:
            return await swap()
        except Refused as refused:
            if refused.status == 401:
                self._limiter.note_refused_credential(address)
            raise

    async def _count(
        self, method: str, operation: Operation | None, token: InnerToken | None, address: Address | None, visit: Visit
    ) -> None:
        if self._limiter is None:
            return
        caller = Caller(address, token.credential_id, token.organization_id) if token else Caller(address)
        standing = await self._limiter.count(kind_of(method, operation), caller)
        visit.limits = standing.headers
        standing.check()

    @staticmethod
    def _check_accept(operation: Operation | None, said: headers.Headers) -> None:
        accept = headers.joined(said, b"accept")
        if accept and operation and operation.media_types and not takes_one_of(accept, operation.media_types):
            raise NotAcceptable(available=list(operation.media_types))

    def _check_sandbox_token(self, said: headers.Headers) -> None:
        wanted = self._settings.sandbox_token
        if wanted is None:
            return  # the settings see to it that then only this machine reaches the gateway
        given = headers.value_of(said, headers.SANDBOX_TOKEN) or ""
        if not hmac.compare_digest(given.encode(), wanted.get_secret_value().encode()):
            raise SandboxTokenRequired(headers={"WWW-Authenticate": "Greenlight-Sandbox-Token"})

    def _forgetting(self, credential: str, send: Send) -> Send:
        """Forget the credential before the answer goes out: what was written may change who its holder is.

        The events say so too, a moment later; a caller who signed out, or made an organization, must find it so at once.
        """

        async def forget_and_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._credentials.forget(credential)
            await send(message)

        return forget_and_send

    # --- the gateway's own pages -----------------------------------------------------------------------------------

    async def _serve(self, page: Callable[[Scope], Awaitable[Response]], scope: Scope) -> Response:
        method = scope["method"]
        if method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": OWN_METHODS})
        if method not in {"GET", "HEAD"}:
            raise MethodNotAllowed(headers={"Allow": OWN_METHODS})
        return await page(scope)

    async def _healthz(self, _scope: Scope) -> Response:
        return JSONResponse({"status": "alive"})

    async def _readyz(self, scope: Scope) -> Response:
        states = {} if scope.get("query_string") == b"self" else await self._readiness.of_each()
        is_ready = self._is_running and all(state == "ready" for state in states.values())
        body = {"status": "ready" if is_ready else "starting", "gateway": "ready" if self._is_running else "starting"}
        return JSONResponse({**body, **({"services": states} if states else {})}, 200 if is_ready else 503)

    async def _metrics(self, scope: Scope) -> Response:
        # They tell how much business there is: where others reach the gateway, they need the token that only the monitoring has.
        token = self._settings.metrics_token
        wanted = f"Bearer {token.get_secret_value()}" if token else None
        given = headers.value_of(scope["headers"], b"authorization") or ""
        if wanted is None and not self._settings.on_loopback:
            raise RouteNotFound
        if wanted is not None and not hmac.compare_digest(given.encode(), wanted.encode()):
            raise Unauthenticated(headers={"WWW-Authenticate": "Bearer"})
        return Response(await asyncio.to_thread(generate_latest), media_type=CONTENT_TYPE_LATEST)

    async def _documentation(self, scope: Scope) -> Response:
        if scope["path"] == "/":
            return RedirectResponse("/docs")
        # The first reader has the page written, which takes half a second that nobody else should wait for.
        page = await asyncio.to_thread(self._reference.page, scope["path"])
        return page.answer(headers.value_of(scope["headers"], b"if-none-match"))
