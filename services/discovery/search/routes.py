"""Searches over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends

from services.discovery.search import service
from services.discovery.search.index import Index
from services.discovery.search.parameters import CreatorsAsked
from services.discovery.search.postgres import PostgresIndex
from services.discovery.search.schemas import CreatorListing
from shared.pages import CursorInvalid
from shared.routing import Router, Session

router = Router(tags=["creators"])


async def _index(session: Session) -> Index:
    return PostgresIndex(session)


SearchIndex = Annotated[Index, Depends(_index)]


@router.get("/creators", scope="creators:read", problems=[CursorInvalid])
async def list_creators(session: Session, index: SearchIndex, asked: CreatorsAsked) -> CreatorListing:
    """Find creators who take new work, with exact counts."""
    return await service.search(session, index=index, query=asked.query, page=asked.page)
