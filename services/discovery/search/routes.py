"""Searches over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from dataclasses import replace
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.search import service
from services.discovery.search.index import Index
from services.discovery.search.parameters import Asked, CreatorsAsked, CreatorsAskedByBody
from services.discovery.search.postgres import PostgresIndex
from services.discovery.search.schemas import CreatorListing, CreatorPart
from services.discovery.search.service import CreatorPage
from shared.pages import CursorInvalid
from shared.routing import Router, Session
from shared.service import ServiceContext

router = Router(tags=["creators"])


async def _index(session: Session, context: ServiceContext) -> Index:
    return context.ports.memory_index or PostgresIndex(session)


SearchIndex = Annotated[Index, Depends(_index)]


async def _found(session: AsyncSession, index: Index, asked: Asked) -> CreatorPage:
    page = await service.search(session, index=index, query=asked.query, page=asked.page, rates=asked.rates)
    if not asked.fields:
        return page
    return replace(page, data=[CreatorPart.of(creator, asked.fields) for creator in page.data])


@router.get("/creators", scope="creators:read", problems=[CursorInvalid])
async def list_creators(session: Session, index: SearchIndex, asked: CreatorsAsked) -> CreatorListing:
    """Find creators who take new work, with exact counts.

    Total and counts are of the moment of each page. While creators change, cursors keep their place: who stays as they are is
    shown exactly once, and nobody twice unless their place in the order moved. Who is hidden meanwhile is left out at once, so a
    page may be shorter than `limit` though another follows.
    """
    return await _found(session, index, asked)


@router.post("/creators/search", scope="creators:read", only_reads=True, problems=[CursorInvalid])
async def search_creators(session: Session, index: SearchIndex, asked: CreatorsAskedByBody) -> CreatorListing:
    """Find creators by a body instead of parameters, for long filters. It changes nothing, and needs no Idempotency-Key."""
    return await _found(session, index, asked)
