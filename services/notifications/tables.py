"""The base of notifications' tables."""

from sqlalchemy.orm import DeclarativeBase

from shared.db import new_metadata, type_annotations


class Model(DeclarativeBase):
    """A table of notifications' database."""

    metadata = new_metadata()
    type_annotation_map = type_annotations
