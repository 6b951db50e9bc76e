"""Searches over HTTP."""

# pyright: reportReturnType=false
# A route returns the annotated schema in JSON.

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import Depends, Response
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.search import service
from services.discovery.search.index import Index
from services.discovery.search.parameters import Asked, CreatorsAsked, CreatorsAskedByBody
from services.discovery.search.postgres import PostgresIndex
from services.discovery.search.schemas import CreatorListing
from services.discovery.search.service import CreatorPage
from shared.pages import CursorInvalid
from shared.routing import Router, Session
from shared.service import ServiceContext

router = Router(tags=["creators"])

FINDERS = ["brand", "agency", "platform"]
"""Who looks for creators. Creators do not: they would see what every rival asks for (docs/adr/0023)."""


async def _index(session: Session, context: ServiceContext) -> Index:
    return context.ports.memory_index or PostgresIndex(session)


SearchIndex = Annotated[Index, Depends(_index)]


class WrittenListing(Response):
    """A `CreatorListing` whose creators were in JSON already."""

    media_type = "application/json"

    def __init__(self, page: CreatorPage, fields: Sequence[str]) -> None:
        begin, end = CreatorListing.model_validate(replace(page, data=[])).model_dump_json().encode().split(b'"data":[]', 1)
        creators = b",".join([creator.json(fields) for creator in page.data])
        super().__init__(b'%b"data":[%b]%b' % (begin, creators, end))
        self.next_cursor = page.next_cursor


async def _found(session: AsyncSession, context: Any, index: Index, asked: Asked) -> WrittenListing:
    creators = context.ports.written_creators
    page = await service.search(session, index=index, creators=creators, query=asked.query, page=asked.page, rates=asked.rates)
    return WrittenListing(page, asked.fields)


@router.get("/creators", scope="creators:read", organizations=FINDERS, problems=[CursorInvalid])
async def list_creators(session: Session, context: ServiceContext, index: SearchIndex, asked: CreatorsAsked) -> CreatorListing:
    """Find creators who take new work, with exact counts.

    Only creators who are available are shown: who is on vacation is in no page and no count until they are back.
    Total and counts are of the moment of each page. While creators change, cursors keep their place: who stays as they are is
    shown exactly once, and nobody twice unless their place in the order moved. Who is hidden meanwhile is left out at once, so a
    page may be shorter than `limit` though another follows.
    """
    return await _found(session, context, index, asked)


@router.post("/creators/search", scope="creators:read", organizations=FINDERS, only_reads=True, problems=[CursorInvalid])
async def search_creators(
    session: Session, context: ServiceContext, index: SearchIndex, asked: CreatorsAskedByBody
) -> CreatorListing:
    """Find creators by a body instead of parameters, for long filters. It changes nothing, and needs no Idempotency-Key.

    Only creators who are available are shown: who is on vacation is in no page and no count until they are back.
    """
    return await _found(session, context, index, asked)
