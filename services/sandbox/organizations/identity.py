"""Identity's own operations, called as anybody calls them: by a person with a token, by staff, by nobody."""

from collections.abc import Mapping
from typing import Any

from shared import acting
from shared.errors import Problem, UpstreamUnavailable
from shared.http import Response, TransportError
from shared.service import Peers


class IdentityRefused(Problem, status=409, code="identity_refused"):
    """Identity refused a step; the answer is identity's own, with its own code."""

    def __init__(self, answer: Response) -> None:
        self._said: dict[str, Any] = answer.json()
        super().__init__(self._said.get("detail"))
        self.status = answer.status_code  # type: ignore[misc] - the class has a default, this refusal its own
        self.code = self._said.get("code", self.code)  # type: ignore[misc]
        self.retryable = bool(self._said.get("retryable", False))  # type: ignore[misc]

    def body(self, request_id: str | None) -> dict[str, Any]:
        """Pass identity's problem on."""
        return {**self._said, "request_id": request_id}


class Voice:
    """Somebody who calls identity. Raises `IdentityRefused` with its refusal, `UpstreamUnavailable` where it is away."""

    def __init__(self, peers: Peers, token: str | None = None) -> None:
        self._peers = peers
        self._headers = {"Greenlight-Inner-Token": token} if token else {}

    async def get(self, path: str) -> dict[str, Any]:
        """Read."""
        return await self._call("GET", f"/v1{path}", None)

    async def post(self, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Write."""
        return await self._call("POST", f"/v1{path}", body)

    async def signed_in(self, session: Mapping[str, Any], *, organization_id: str | None = None) -> "Voice":
        """Speak as the person of a session, for an organization, by the same inner token that the gateway would get."""
        wanted = {"credential": session["access_token"], "organization_id": organization_id}
        return Voice(self._peers, (await self._call("POST", "/internal/inner-tokens", wanted))["token"])

    async def as_system(self) -> "Voice":
        """Speak as the sandbox's own hand, which may do what staff may."""
        return Voice(self._peers, (await self._call("POST", "/internal/system-token", None))["token"])

    async def _call(self, method: str, path: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
        headers = {**self._headers, "Request-Id": acting.request_id.get() or ""}
        try:
            answer = await self._peers.client("identity").request(method, path, json=body, headers=headers)
        except TransportError as error:
            raise UpstreamUnavailable(headers={"Retry-After": "1"}) from error
        if answer.status_code >= 500:
            raise UpstreamUnavailable(headers={"Retry-After": "1"})
        if answer.status_code >= 400:
            raise IdentityRefused(answer)
        return answer.json()
