"""Rows as PostgreSQL's COPY reads them, in its text form."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Column, inspect
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from services.discovery.profiles.models import Creator
from shared.ids import Id

_BY_TRIGGERS = {"changed_in", "industries"}
FILLED = [column for column in inspect(Creator).columns if column.computed is None and column.name not in _BY_TRIGGERS]
"""What a row says: all but what the database itself works out."""

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def line_of(row: Mapping[str, Any]) -> bytes:
    """Write a row as one line."""
    return ("\t".join([write(row.get(name, default)) for name, default, write in _FORMS]) + "\n").encode()


def _default_of(column: Column[Any]) -> Any:
    """Tell what stands in a column of which a row says nothing."""
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None


def _form_of(column: Column[Any]) -> Callable[[Any], str]:
    if isinstance(column.type, ARRAY):
        return _array
    if isinstance(column.type, JSONB):
        return _json
    return _scalar


def _scalar(value: Any) -> str:
    if isinstance(value, Id):
        return str(value.uuid)
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    if isinstance(value, datetime):
        return value.isoformat()
    return "\\N" if value is None else str(value)


def _array(values: list[str]) -> str:
    """Write slugs and codes, which need no quotes."""
    return f"{{{','.join(values)}}}"


def _json(value: Any) -> str:
    """Write JSON, in which nothing but the backslash needs an escape."""
    return _to_json(value).replace("\\", "\\\\")


_FORMS = [(column.name, _default_of(column), _form_of(column)) for column in FILLED]
