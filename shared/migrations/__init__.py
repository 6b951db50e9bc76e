"""The one Alembic environment; each service keeps its revisions in its own folder."""
