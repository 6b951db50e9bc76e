"""The base of campaigns' tables."""

from sqlalchemy.orm import DeclarativeBase

from shared.db import new_metadata, type_annotations


class Model(DeclarativeBase):
    """A table of campaigns' database."""

    metadata = new_metadata()
    type_annotation_map = type_annotations
