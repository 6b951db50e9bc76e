"""Alembic's environment: `shared.databases` gives the connection and the tables."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Enum, Table
from sqlalchemy.sql.schema import SchemaItem

from shared.ids import IdType


def include(item: SchemaItem, _name: str | None, type_: str, _reflected: bool, _other: SchemaItem | None) -> bool:
    """Compare every table that a service declares."""
    return not (type_ == "table" and isinstance(item, Table) and item.name == "alembic_version")


def render(type_: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write the plain column types, so that an old migration never changes with the code."""
    if type_ == "type" and isinstance(item, IdType):
        return "sa.Uuid()"
    if type_ == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    include_object=include,
    render_item=render,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
