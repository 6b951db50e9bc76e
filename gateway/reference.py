"""The reference: the public contract, and the pages that explain it. Everything comes from this process, also offline."""

import base64
import json
from functools import cached_property
from hashlib import sha256, sha384
from pathlib import Path

from gateway import markup
from gateway.contract import Document, without_sandbox
from gateway.markup import Asset
from gateway.pages import Page
from shared.errors import NotFound, RouteNotFound

CONTRACT = Path(__file__).parent.parent / "openapi" / "public.json"
"""What the `openapi` command writes."""
STATIC = Path(__file__).parent / "static"

SCRIPTED = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}
FOR_EVER = "public, max-age=31536000, immutable"
HTML = "text/html; charset=utf-8"


class Reference:
    """Makes each page once, when it is first asked for."""

    def __init__(self, contract: Path, *, is_sandbox: bool) -> None:
        self._contract, self._is_sandbox = contract, is_sandbox
        self._made: dict[str, Page] = {}
        self._style, self._script = _asset("reference.css"), _asset("reference.js")

    def page(self, path: str) -> Page:
        """Give the page at an address. Raises `RouteNotFound`, or `NotFound` where the contract has not been generated."""
        if path not in self._made:
            # Only pages that exist are kept, so nobody fills the memory with guesses.
            self._made[path] = self._make(path)
        return self._made[path]

    def _make(self, path: str) -> Page:
        for asset, name, media_type in (
            (self._style, "reference.css", "text/css; charset=utf-8"),
            (self._script, "reference.js", "text/javascript; charset=utf-8"),
        ):
            if path == asset.address:
                return Page((STATIC / name).read_bytes(), media_type, FOR_EVER)
        if path == "/openapi.json":
            return Page(json.dumps(self._document, ensure_ascii=False).encode(), "application/json")
        return Page(self._html(path).encode(), HTML, headers=SCRIPTED)

    def _html(self, path: str) -> str:
        if path == "/docs":
            return markup.reference_page(self._document, self._style, self._script)
        if path == "/docs/problems":
            return markup.problems_page(self._document, self._style, self._script)
        code = path.removeprefix("/docs/problems/")
        if code not in self._document.get("x-problems", {}):
            raise RouteNotFound
        return markup.problem_page(self._document, code, self._style, self._script)

    @cached_property
    def _document(self) -> Document:
        try:
            document = json.loads(self._contract.read_bytes())
        except FileNotFoundError:
            raise NotFound("The contract has not been generated: run `make openapi`.") from None
        return document if self._is_sandbox else without_sandbox(document)


def _asset(name: str) -> Asset:
    content = (STATIC / name).read_bytes()
    stem, _, kind = name.partition(".")
    integrity = base64.b64encode(sha384(content).digest()).decode()
    return Asset(f"/docs/static/{stem}.{sha256(content).hexdigest()[:12]}.{kind}", f"sha384-{integrity}")
