"""Programs that act for an organization, before real gateways: what tests of keys and of OAuth clients stand on."""

import asyncio
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from gateway.app import Gateway
from gateway.contract import join
from services import REGISTER
from services.identity.app import service
from services.identity.tokens import service as tokens
from shared.errors import codes
from shared.process import Neighbours
from shared.settings import Settings
from tests.harness import ServiceUnderTest

SOON = 1.0


@cache
def _contract() -> str:
    """What the gateway knows of identity's operations, from the code as it stands."""
    return json.dumps(join({"identity": service.contract(service.create_app())}, codes))


@asynccontextmanager
async def gateways(identity: ServiceUnderTest, *, count: int = 1, **settings: Any) -> AsyncIterator[list[Any]]:
    """Gateways before identity, on one bus; each gives a client that calls from an address."""
    own = Settings(**settings)
    neighbours = Neighbours(own, {name: one.port for name, one in REGISTER.items()}, apps={"identity": identity.app})
    contract = Path(tempfile.mkdtemp()) / "public.json"
    contract.write_text(_contract())
    parts = [Gateway(own, neighbours, identity.bus, f"ins_{number}", contract=contract) for number in range(count)]
    hearing = [asyncio.create_task(part.run()) for part in parts]

    def ask(part: Any) -> Any:
        async def get(key: dict[str, Any], *, address: str = "127.0.0.1", path: str | None = None, **headers: str) -> Any:
            transport = httpx.ASGITransport(part.app, client=(address, 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
                said = {"Authorization": f"Bearer {key['secret']}", **headers}
                return await client.get(path or f"/v1/organizations/{key['organization_id']}/members", headers=said)

        get.app = part.app  # type: ignore[attr-defined]
        return get

    try:
        async with identity.running():
            yield [ask(part) for part in parts]
    finally:
        for task in hearing:
            task.cancel()
        await asyncio.gather(*hearing, return_exceptions=True)
        await neighbours.close()
        shutil.rmtree(contract.parent)


async def exchange(identity: ServiceUnderTest, key: dict[str, Any], organization_id: str | None = None) -> tokens.InnerToken:
    async with identity.session() as session:
        return await tokens.exchange(
            session,
            identity.instance.settings,
            credential=key["secret"],
            organization_id=organization_id,  # type: ignore[arg-type]
        )


async def once_refused(get: Any, key: dict[str, Any]) -> Any:
    async with asyncio.timeout(SOON):
        while (answer := await get(key)).is_success:
            await asyncio.sleep(0.001)
    return answer
