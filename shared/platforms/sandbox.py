"""The sandbox's social platform: accounts and posts that anybody in the sandbox can make."""

from typing import Any
from urllib.parse import quote

from shared.http import TransportError
from shared.platforms import PlatformAccount, PlatformAway, PlatformPost
from shared.service import Peers


class SandboxPlatform:
    """The shipped adapter. What the sandbox does not answer plainly raises `PlatformAway`."""

    name = "sandbox"

    def __init__(self, peers: Peers) -> None:
        self._peers = peers

    async def account(self, handle: str) -> PlatformAccount | None:
        """Read an account; None where there is none of this handle."""
        found = await self._read(f"/outside/social-accounts/{quote(handle, safe='')}")
        return None if found is None else PlatformAccount.model_validate(found)

    async def post(self, url: str) -> PlatformPost | None:
        """Read a post by its address; None where there is none."""
        found = await self._read("/outside/posts", url=url)
        return None if found is None else PlatformPost.model_validate(found)

    async def _read(self, path: str, **query: str) -> Any:
        try:
            answer = await self._peers.client("sandbox").get(path, params=query)
        except TransportError as error:
            raise PlatformAway(repr(error)) from error
        if answer.status_code == 404:
            return None
        if answer.status_code != 200:
            message = f"the sandbox answered {answer.status_code}"
            raise PlatformAway(message)
        return answer.json()
