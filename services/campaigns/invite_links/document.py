"""The page for whoever was sent an invite link."""

from pathlib import Path

from shared.documents import Document

DOCUMENT = Document.read(Path(__file__).with_name("document.html"))
