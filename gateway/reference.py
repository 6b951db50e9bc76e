"""The reference."""

from pathlib import Path

from gateway.pages import Page
from shared.errors import NotFound

CONTRACT = Path(__file__).parent.parent / "openapi" / "public.json"


class Reference:
    def __init__(self, contract: Path, *, is_sandbox: bool) -> None:
        self._contract = contract

    def page(self, path: str) -> Page:
        if path == "/openapi.json" and self._contract.exists():
            return Page(self._contract.read_bytes(), "application/json")
        raise NotFound
