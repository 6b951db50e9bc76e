"""The client's page."""

from pathlib import Path

from shared.documents import Document

DOCUMENT = Document.read(Path(__file__).with_name("document.html"))
