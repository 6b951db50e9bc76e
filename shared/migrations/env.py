"""Alembic's environment: `shared.databases` gives the connection and the tables."""

from alembic import context
from sqlalchemy import Table
from sqlalchemy.sql.schema import SchemaItem


def include(item: SchemaItem, _name: str | None, type_: str, _reflected: bool, _other: SchemaItem | None) -> bool:  # noqa: FBT001 - Alembic's form
    """Compare every table that a service declares."""
    return not (type_ == "table" and isinstance(item, Table) and item.name == "alembic_version")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    include_object=include,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
