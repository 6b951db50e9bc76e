"""A small client of the public API: one person, acting for one organization."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import httpx


class Refused(Exception):
    """The API answered with a problem."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__(f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text}")
        self.status = answer.status_code
        self.problem: dict[str, Any] = answer.json() if "json" in answer.headers.get("content-type", "") else {}

    @property
    def code(self) -> str | None:
        """The problem's stable code."""
        return self.problem.get("code")


class Answer(dict[str, Any]):
    """An object of the API, with its ETag."""

    etag: str | None = None
    status: int = 200


@dataclass
class Timings:
    """How long each call took, in the order made."""

    calls: list[tuple[str, float]] = field(default_factory=list)
    repeated: int = 0


@dataclass
class Client:
    """Calls the API as one person; `token` is none for a visitor."""

    http: httpx.AsyncClient
    token: str | None = None
    organization: str | None = None
    timings: Timings = field(default_factory=Timings)
    sandbox_token: str | None = None
    patience: float = 0
    """For how many seconds a call is repeated while the API says that it may be: the demo needs none."""

    def signed_in(self, token: str, organization: str | None = None) -> "Client":
        """Give a client of a signed-in person."""
        return replace(self, token=token, organization=organization)

    async def call(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, etag: str | None = None, **query: Any
    ) -> Answer:
        """Send one request below /v1. Raises `Refused` for anything but a 2xx."""
        headers = {}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.organization:
            headers["Greenlight-Organization"] = self.organization
        if key:
            headers["Idempotency-Key"] = key
        if etag:
            headers["If-Match"] = etag
        if self.sandbox_token:
            headers["Greenlight-Sandbox-Token"] = self.sandbox_token
        started = time.perf_counter()
        while True:
            answer = await self.http.request(method, f"/v1{path}", json=body, headers=headers, params=query or None)
            if answer.is_success:
                break
            refused = Refused(answer)
            if not refused.problem.get("retryable") or time.perf_counter() - started > self.patience:
                raise refused
            self.timings.repeated += 1
            await asyncio.sleep(0.2)
        self.timings.calls.append((f"{method} {path}", time.perf_counter() - started))
        result = Answer(answer.json() if answer.content else {})
        result.etag, result.status = answer.headers.get("etag"), answer.status_code
        return result

    async def get(self, path: str, **query: Any) -> Answer:
        """Read."""
        return await self.call("GET", path, **query)

    async def post(self, path: str, body: Any = None, **how: Any) -> Answer:
        """Write."""
        return await self.call("POST", path, body, **how)

    async def patch(self, path: str, body: Any, **how: Any) -> Answer:
        """Change."""
        return await self.call("PATCH", path, body, **how)

    async def put(self, path: str, body: Any, **how: Any) -> Answer:
        """Replace."""
        return await self.call("PUT", path, body, **how)


def fresh_key() -> str:
    """Make an idempotency key."""
    return uuid4().hex


async def soon(read: Callable[[], Awaitable[Any]], is_there: Callable[[Any], Any], *, seconds: float = 15) -> Any:
    """Wait for a state that the API promises soon."""
    deadline = time.monotonic() + seconds
    while True:
        value = await read()
        if is_there(value):
            return value
        if time.monotonic() > deadline:
            message = f"still not so after {seconds} s: {value}"
            raise TimeoutError(message)
        await asyncio.sleep(0.02)
