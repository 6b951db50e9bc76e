"""Connections of a server: what cannot be read is a problem too, and whoever sends or reads too slowly is cut off."""

import asyncio
import json
import select
from functools import partial
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from shared.errors import HeadersTooLarge, Problem, RequestUnreadable
from shared.front import PROBLEM_TYPE, App, Message, Receive, RequestId, Scope, Send

LARGEST_HEAD = 64 * 1024
"""Bytes of a request's line and headers that a server takes into memory."""
LOOK_SECONDS = 10.0
"""How long a head may take, and how long an answer may stand still."""
LEAST_BYTES = 1000
"""Of a body, from one look to the next."""
LATE_SECONDS = 1.0
"""How long a server that leaves waits for the request of who has connected already."""


STREAMS = "streams"
"""In the state of a request: its answer goes on without end, in chunks that are each whole."""


def noting_streams(app: App) -> App:
    """Wrap an app so that its server knows which answers may end after any chunk."""

    async def noting(scope: Scope, receive: Receive, send: Send) -> None:
        async def note(message: Message) -> None:
            if message["type"] == "http.response.start":
                for name, value in message.get("headers", ()):
                    if name.lower() == b"content-type":
                        scope["state"][STREAMS] = value.startswith(b"text/event-stream")
                        break
            await send(message)

        await app(scope, receive, note)

    return noting


class BoundedHttp(HttpToolsProtocol):
    """HTTP/1.1 on one connection, with bounds on what a peer may make it hold, and for how long."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_began_at: float | None = None
        self._head_size = 0
        self._received = 0
        self._stood_still = False
        self._looking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look after the connection."""
        super().connection_made(transport)
        self._looking = self.loop.call_later(LOOK_SECONDS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Look after it no more."""
        if self._looking is not None:
            self._looking.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes, as many as a head may have."""
        self._received += len(data)
        super().data_received(data)
        if self._head_began_at is not None:
            self._head_size += len(data)
            if self._head_size > LARGEST_HEAD:
                self._refuse(HeadersTooLarge(limit_bytes=LARGEST_HEAD))

    def on_message_begin(self) -> None:
        """Begin to measure a head."""
        super().on_message_begin()
        self._head_began_at, self._head_size = self.loop.time(), 0

    def on_headers_complete(self) -> None:
        """Let the request begin. What is raised here ends the connection, as what the parser refuses does."""
        self._head_began_at = None
        self._check_head()
        super().on_headers_complete()
        if getattr(self.server_state, "is_leaving", False):
            self.cycle.keep_alive = False

    def _check_head(self) -> None:
        """Refuse what the parser lets pass, and another server might read otherwise. Raises `ValueError`."""
        assert self.parser is not None
        if self.parser.get_http_version() not in {"1.0", "1.1"}:
            raise ValueError("not a version of HTTP that is spoken here")
        if self._is_address_too_long():
            raise ValueError("an address longer than a whole head may be")
        if b"#" in self.url:
            raise ValueError("a fragment never leaves the client")
        if any(name == b"transfer-encoding" and value.lower() != b"chunked" for name, value in self.headers):
            raise ValueError("the end of the body is in doubt")

    def take_leave(self) -> None:
        """Say with the answer under way, if its head is not gone yet, that it is the last one on this connection."""
        if self.cycle and not self.cycle.response_started:
            self.cycle.keep_alive = False

    def shutdown(self, *, is_late: bool = False) -> None:
        """End the connection: a stream now, another answer when it is complete, and an idle one unless a request is in it."""
        if self.transport.is_closing():
            return
        if self._is_idle() and (is_late or not self._awaits_a_request()):
            self.transport.close()
        elif self.cycle and self.cycle.response_started and self.cycle.scope.get("state", {}).get(STREAMS):
            self.transport.write(b"0\r\n\r\n")
            self.transport.close()
        else:
            if self.cycle:
                self.cycle.keep_alive = False
            self.loop.call_later(LATE_SECONDS, partial(self.shutdown, is_late=True))

    def _is_idle(self) -> bool:
        return self._head_began_at is None and (not self.cycle or self.cycle.response_complete)

    def _awaits_a_request(self) -> bool:
        """Say whether the peer has connected to ask, or the system has bytes that the loop has not seen."""
        waiting = select.poll()
        waiting.register(self.transport.get_extra_info("socket").fileno(), select.POLLIN)
        return not self.cycle or bool(waiting.poll(0))

    def resume_writing(self) -> None:
        """Note that the peer has read something."""
        self._stood_still = False
        super().resume_writing()

    def _is_address_too_long(self) -> bool:
        return len(self.url) >= LARGEST_HEAD

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP, or has too long an address, with a problem, and end the connection."""
        self._refuse(HeadersTooLarge(limit_bytes=LARGEST_HEAD) if self._is_address_too_long() else RequestUnreadable(msg))

    def _refuse(self, problem: Problem) -> None:
        if self._owes_an_answer():
            self.transport.close()  # what is written now would be read as a part of that answer, or as all of it
            return
        request_id = RequestId.new()
        body = json.dumps(problem.body(request_id)).encode()
        headers = (
            f"content-type: {PROBLEM_TYPE}",
            f"content-length: {len(body)}",
            f"request-id: {request_id}",
            "connection: close",
        )
        self.transport.write(STATUS_LINE[problem.status] + "\r\n".join((*headers, "", "")).encode() + body)
        self.transport.close()

    def _owes_an_answer(self) -> bool:
        """Say whether an earlier request waits for its answer, or one is on its way."""
        if not self.cycle or self.cycle.response_complete:
            return False
        return self.cycle.response_started or bool(self.pipeline) or not self.cycle.more_body

    def _look(self) -> None:
        """Cut off a peer that is too slow, where it is its turn."""
        self._looking = self.loop.call_later(LOOK_SECONDS, self._look)
        is_cut_off = self._sends_too_slowly() or (self.flow.write_paused and self._stood_still)
        self._received, self._stood_still = 0, self.flow.write_paused
        if is_cut_off:
            self.transport.abort()

    def _sends_too_slowly(self) -> bool:
        if self._head_began_at is not None:
            return self.loop.time() - self._head_began_at >= LOOK_SECONDS
        if not self.cycle:
            return True  # it has connected, and has asked for nothing
        awaits_body = self.cycle.more_body and not self.cycle.response_complete and not self.flow.read_paused
        return awaits_body and self._received < LEAST_BYTES
