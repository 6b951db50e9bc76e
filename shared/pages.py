"""Lists: keyset cursors that keep their place while rows are added, bound to the operation, its filter and the caller."""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from fastapi import Depends, Query, Request
from pydantic import Field
from sqlalchemy import Select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from shared.acting import caller
from shared.errors import Problem
from shared.ids import Id
from shared.schemas import Instant, View
from shared.wording import first_sentence

LARGEST_PAGE = 100


class CursorInvalid(Problem, status=422, code="cursor_invalid"):
    """The cursor was not made by this operation for this filter and caller."""


ItemT = TypeVar("ItemT")


class Listing(View, Generic[ItemT]):
    """One page of a list."""

    object: Literal["list"] = "list"
    data: list[ItemT]
    has_more: bool = Field(description="Whether there is another page.")
    next_cursor: str | None = Field(description="Send it as `cursor` for the next page; null on the last one.")

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Say what a page has, by what its items say of themselves."""
        item = next(iter(cls.__pydantic_generic_metadata__["args"]), None)
        if cls.__doc__ is None and isinstance(item, type) and item.__doc__:
            cls.__doc__ = f"One page of a list; each item: {first_sentence(item.__doc__)}"

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """Name a page in the contract and its clients: `ApiKeyListing` of what `ApiKeyOut` shows, not `Listing_ApiKeyOut_`."""
        if not isinstance(params[0], type):
            return super().model_parametrized_name(params)  # of a union: what inherits it has a name of its own
        return f"{params[0].__name__.removesuffix('Out')}Listing"


@dataclass(frozen=True)
class Slice(Generic[ItemT]):
    """One page of rows."""

    data: Sequence[ItemT]
    has_more: bool
    next_cursor: str | None


class Page:
    """Which page is asked for: newest first, or by `updated_at` for clients that sync."""

    def __init__(
        self, *, limit: int, cursor: str | None, sort: str, updated_at_min: datetime | None, key: bytes, bound_to: str
    ) -> None:
        self.limit, self.sort, self.updated_at_min = limit, sort, updated_at_min
        self._key, self._bound_to = key, bound_to
        self.after = self.open(cursor) if cursor is not None else None

    def seal(self, place: Sequence[Any]) -> str:
        """Write a place as an opaque cursor."""
        payload = json.dumps(list(place), separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self._mac(payload) + payload).rstrip(b"=").decode()

    def open(self, cursor: str) -> list[Any]:
        """Read a cursor. Raises `CursorInvalid` for one that was tampered with or belongs elsewhere."""
        try:
            raw = base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        except ValueError:
            raise CursorInvalid from None
        mac, payload = raw[:16], raw[16:]
        if not hmac.compare_digest(mac, self._mac(payload)):
            raise CursorInvalid
        return json.loads(payload)

    def _mac(self, payload: bytes) -> bytes:
        return hmac.digest(self._key, self._bound_to.encode() + b"\0" + payload, hashlib.sha256)[:16]

    async def of(self, session: AsyncSession, query: Select[Any], model: Any) -> Slice[Any]:
        """Run a query for this page of a model's rows."""
        if self.updated_at_min is not None:
            query = query.where(model.updated_at >= self.updated_at_min)
        if self.sort == "updated_at":
            if self.after is not None:
                place = (datetime.fromisoformat(self.after[0]), _id_class(model)(self.after[1]))
                query = query.where(tuple_(model.updated_at, model.id) > place)
            query = query.order_by(model.updated_at, model.id)
        else:
            if self.after is not None:
                query = query.where(model.id < _id_class(model)(self.after[0]))
            query = query.order_by(model.id.desc())
        rows = list((await session.scalars(query.limit(self.limit + 1))).unique())
        return self.slice(rows, place=lambda row: [row.updated_at.isoformat(), row.id] if self.sort == "updated_at" else [row.id])

    def slice(self, rows: Sequence[Any], *, place: Any) -> Slice[Any]:
        """Cut a page from rows of which one more than `limit` was asked for."""
        data = rows[: self.limit]
        has_more = len(rows) > self.limit
        return Slice(data=data, has_more=has_more, next_cursor=self.seal(place(data[-1])) if has_more else None)


def _id_class(model: Any) -> type[Id]:
    return model.__table__.c.id.type.id_class


async def _page(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="How many at most.")] = 20,
    cursor: Annotated[str | None, Query(max_length=2000, description="`next_cursor` of the page before.")] = None,
    sort: Annotated[
        Literal["created_at", "updated_at"],
        Query(description="`created_at`: newest first. `updated_at`: oldest change first, for clients that sync."),
    ] = "created_at",
    updated_at_min: Annotated[Instant | None, Query(description="Only what changed at or after this time.")] = None,
) -> Page:
    return Page(
        limit=limit,
        cursor=cursor,
        sort=sort,
        updated_at_min=updated_at_min,
        key=request.app.state.context.settings.derived_key("cursors"),
        bound_to=binding(request),
    )


def binding(request: Request) -> str:
    """What a cursor is bound to: operation, filter, and the caller's organization."""
    query = sorted((name, value) for name, value in request.query_params.multi_items() if name not in {"cursor", "limit"})
    principal = caller.get()
    return json.dumps([request.scope["path"], query, principal and principal.organization_id])


Paging = Annotated[Page, Depends(_page)]
"""`limit`, `cursor`, `sort` and `updated_at_min` of a list."""
