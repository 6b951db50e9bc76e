"""Idempotency keys: key, fingerprint and answer are a row in the transaction of the effect."""

import hashlib
import hmac
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from fastapi import Request, Response
from sqlalchemy import Boolean, Column, DateTime, Integer, LargeBinary, String, Table, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from shared.db import LOCK_TIMEOUT, plumbing, sqlstate_of
from shared.errors import AnswerNotKept, IdempotencyKeyInUse, IdempotencyKeyInvalid, IdempotencyKeyReused

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
LEASE = timedelta(seconds=30)
"""How long a request of several steps holds its key; after a crash the next one takes it over."""
_FORM = re.compile(r'[\x21-\x7e]{1,255}|"[\x20-\x21\x23-\x7e]{1,255}"')

idempotency_keys = Table(
    "idempotency_keys",
    plumbing,
    Column("scope", String, primary_key=True),
    Column("operation", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("claimed_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp(), index=True),
    Column("for_ever", Boolean, nullable=False),
    Column("status", Integer),
    Column("headers", JSONB),
    Column("body", LargeBinary),
)


Signs = Callable[[Any, Any], None]
"""Given an answer as JSON and the service's context, puts freshly signed addresses into it; without a context, leaves none in it.

The answer itself is kept, and not read anew from its row: a repeat tells what the first request did, whatever came since. Nor is
it like one that holds a secret, of which nothing is kept: an address can be made again, and who lost the answer on the way needs
one.
"""


class Replayed(Exception):
    """The key's first request is done: its stored answer is the answer."""

    def __init__(self, row: Any) -> None:
        super().__init__()
        self._row = row

    def answer(self, signs: Signs | None, context: Any) -> Response:
        """Give the stored answer, with fresh addresses where it had some."""
        headers = {**self._row.headers, "Idempotent-Replayed": "true"}
        return Response(_signed(self._row.body, signs, context), self._row.status, headers=headers)


def _signed(body: bytes, signs: Signs | None, context: Any) -> bytes:
    if signs is None:
        return body
    answer = json.loads(body)
    signs(answer, context)
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


class Claim:
    """A key held by this request until its transaction ends."""

    def __init__(self, session: AsyncSession, *, scope: str, operation: str, key: str) -> None:
        self._session, self._scope, self._operation, self.key = session, scope, operation, key
        self.claimed_at: datetime | None = None

    async def store(self, response: Response, *, keeps_answer: bool, signs: Signs | None) -> None:
        """Keep the answer with the effect, without signed addresses; of one that holds a secret only that there was one.

        Raises `IdempotencyKeyInUse` where this request was so slow that another one has taken its key over: that one goes on.
        """
        kept = {name: value for name, value in response.headers.items() if name in {"content-type", "etag", "location"}}
        answer = {"headers": kept, "body": _signed(bytes(response.body), signs, None)} if keeps_answer else {}
        written = update(idempotency_keys).where(*self._still_held()).values(status=response.status_code, **answer)
        if (await self._session.execute(written.returning(idempotency_keys.c.key))).first() is None:
            raise IdempotencyKeyInUse(headers={"Retry-After": "1"})

    async def release(self) -> None:
        """Free the key after a failure that came when a first step was committed already."""
        await self._session.execute(delete(idempotency_keys).where(*self._still_held()))

    def row(self) -> tuple[Any, ...]:
        """Name the key's row, for a WHERE."""
        table = idempotency_keys.c
        return table.scope == self._scope, table.operation == self._operation, table.key == self.key

    def _still_held(self) -> tuple[Any, ...]:
        table = idempotency_keys.c
        return *self.row(), table.status.is_(None), table.claimed_at == self.claimed_at


def key_of(request: Request) -> str | None:
    """Read the key, bare or quoted. Raises `IdempotencyKeyInvalid` (400)."""
    header = request.headers.get(HEADER)
    if header is None:
        return None
    if not _FORM.fullmatch(header):
        raise IdempotencyKeyInvalid
    return header[1:-1] if header.startswith('"') else header


def fingerprint_of(request: Request, body: bytes, secret: bytes) -> bytes:
    """Tell requests apart without keeping what they said."""
    mac = hmac.new(secret, digestmod=hashlib.sha256)
    for part in (request.method, request.scope["path"], request.scope["query_string"].decode("latin-1")):
        mac.update(part.encode() + b"\0")
    mac.update(body)
    return mac.digest()


async def claim(session: AsyncSession, *, scope: str, operation: str, key: str, fingerprint: bytes, for_ever: bool) -> Claim:
    """Hold a key for this transaction. A concurrent duplicate waits here for the first, up to the lock timeout, then replays it.

    Raises `Replayed` with the stored answer, `IdempotencyKeyReused` (422), `IdempotencyKeyInUse` and `AnswerNotKept` (409).
    """
    values = {"scope": scope, "operation": operation, "key": key, "fingerprint": fingerprint, "for_ever": for_ever}
    try:
        new = (
            await session.execute(
                insert(idempotency_keys).values(values).on_conflict_do_nothing().returning(idempotency_keys.c.claimed_at)
            )
        ).scalar()
    except DBAPIError as error:
        if sqlstate_of(error) == LOCK_TIMEOUT:
            raise IdempotencyKeyInUse(headers={"Retry-After": "1"}) from error
        raise
    held = Claim(session, scope=scope, operation=operation, key=key)
    held.claimed_at = new or await _replay_or_take_over(session, held, fingerprint)
    return held


async def _replay_or_take_over(session: AsyncSession, held: Claim, fingerprint: bytes) -> datetime:
    table = idempotency_keys
    row = (await session.execute(select(table).where(*held.row()).with_for_update())).first()
    if row is None:
        raise IdempotencyKeyInUse(headers={"Retry-After": "1"})
    if not hmac.compare_digest(row.fingerprint, fingerprint):
        raise IdempotencyKeyReused
    if row.status is not None and row.body is None:
        raise AnswerNotKept
    if row.status is not None:
        raise Replayed(row)
    taken = await session.execute(
        update(table)
        .where(*held.row(), table.c.claimed_at < func.clock_timestamp() - LEASE)
        .values(claimed_at=func.clock_timestamp())
        .returning(table.c.claimed_at)
    )
    claimed_at = taken.scalar()
    if claimed_at is None:
        raise IdempotencyKeyInUse(headers={"Retry-After": "1"})
    return claimed_at


async def forget_old_keys(session: AsyncSession) -> None:
    """Drop keys past their day; those that moved money stay."""
    table = idempotency_keys.c
    await session.execute(
        delete(idempotency_keys).where(
            table.claimed_at < func.clock_timestamp() - KEPT, or_(table.for_ever.is_(False), table.status.is_(None))
        )
    )
