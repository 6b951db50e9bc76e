"""What the suite's own processes ask of a replica's index."""

import asyncio
from typing import Any

from fastapi import APIRouter, Depends

from services.discovery.search.memory.digest import digest_of
from services.discovery.search.memory.verifying import DIGEST
from shared.errors import NotFound
from shared.service import ServiceContext, internal_only

inside = APIRouter(include_in_schema=False, dependencies=[Depends(internal_only)])


@inside.get(DIGEST)
async def get_digest(context: ServiceContext) -> dict[str, dict[str, Any]]:
    """Tell what this replica's index holds; it follows nothing meanwhile, and answers searches."""
    index = context.ports.memory_index
    if index is None:
        raise NotFound
    async with index.changing:
        return await asyncio.to_thread(digest_of, index.prepared())
