"""The reference: the public contract, and the pages that explain it. Everything comes from this process, also offline."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256, sha384
from pathlib import Path
from typing import Any

from gateway.contract import Document, without_sandbox
from gateway.pages import Page
from gateway.reference import explanations, fields, operations
from gateway.reference.contents import Contents
from gateway.reference.markup import anchor, text, titled
from shared.errors import NotFound, RouteNotFound

CONTRACT = Path(__file__).parent.parent.parent / "openapi" / "public.json"
"""What the `openapi` command writes; the events stand beside it."""
STATIC = Path(__file__).parent.parent / "static"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'; trusted-types 'none'; require-trusted-types-for 'script'"
    ),
}
FOR_EVER = "public, max-age=31536000, immutable"
HTML = "text/html; charset=utf-8"
EXPLANATIONS = {
    "problems": "Error codes",
    "event-types": "Event types",
    "scopes": "Scopes",
    "limits": "Limits",
    "objects": "Objects",
}


@dataclass(frozen=True)
class Asset:
    """A style sheet, script or picture, by an address that changes with its bytes."""

    page: Page
    address: str
    integrity: str


class Reference:
    """Makes each page once, when it is first asked for."""

    def __init__(self, contract: Path, *, is_sandbox: bool) -> None:
        self._contract, self._is_sandbox = contract, is_sandbox
        self._made: dict[str, Page] = {}
        self._style = _asset("reference.css", "text/css; charset=utf-8")
        self._script = _asset("reference.js", "text/javascript; charset=utf-8")
        self._icon = _asset("icon.svg", "image/svg+xml")

    def page(self, path: str) -> Page:
        """Give the page at an address. Raises `RouteNotFound`, or `NotFound` where the contract has not been generated."""
        if path not in self._made:
            # Only pages that exist are kept, so nobody fills the memory with guesses.
            self._made[path] = self._make(path)
        return self._made[path]

    def _make(self, path: str) -> Page:
        for asset in (self._style, self._script, self._icon):
            if path == asset.address:
                return asset.page
        if path == "/openapi.json":
            return Page(json.dumps(self._document, ensure_ascii=False).encode(), "application/json")
        if path == "/docs/index.json":
            return Page(json.dumps(list(_index(self._contents)), ensure_ascii=False).encode(), "application/json")
        return Page(self._html(path).encode(), HTML, headers=HEADERS)

    def _html(self, path: str) -> str:
        contents = self._contents
        match path.removeprefix("/docs").split("/")[1:]:
            case []:
                return self._framed("API reference", explanations.overview(contents), "")
            case ["problems"]:
                return self._framed("Error codes", explanations.problems(contents), "problems")
            case ["problems", code] if code in contents.problems:
                return self._framed(code, explanations.problem(contents, code), "problems")
            case ["scopes"]:
                return self._framed("Scopes", explanations.scopes(contents), "scopes")
            case ["limits"]:
                return self._framed("Limits", explanations.limits(contents), "limits")
            case ["event-types"]:
                return self._framed("Event types", explanations.event_types(contents), "event-types")
            case ["objects"]:
                objects = "".join(fields.article_of(name, contents) for name in contents.components)
                return self._framed("Objects", f"<h1>Objects</h1>{objects}", "objects")
            case [group]:
                for name, those in contents.groups.items():
                    if those[0].group == group:
                        articles = "".join(operations.article_of(one, contents) for one in those)
                        return self._framed(titled(name), f"<h1>{text(titled(name))}</h1>{articles}", group)
        raise RouteNotFound

    def _framed(self, title: str, body: str, here: str) -> str:
        """Write a page: the way through the reference, who one acts as, and what the page says."""
        contents = self._contents
        is_wide = " class='wide'" if any(those[0].group == here for those in contents.groups.values()) else ""
        return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{text(title)} · {text(contents.title)}</title>
<link rel="icon" href="{self._icon.address}">
<link rel="stylesheet" href="{self._style.address}" integrity="{self._style.integrity}">
<script src="{self._script.address}" integrity="{self._script.integrity}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<nav aria-label="Contents">
<p class="brand"><a href="/docs">{text(contents.title)}</a> <span>API reference</span></p>
<p class="find" hidden><label for="find">Find <kbd>/</kbd></label>
<input id="find" type="search" placeholder="accept offer, POST, payouts:write …" autocomplete="off" spellcheck="false"></p>
<ul id="found" hidden></ul>
<ul id="groups">{"".join(_navigation(contents, here))}</ul>
</nav>
<main id="content"{is_wide}>
{_SIGN_IN if contents.is_sandbox else ""}
{body}
</main>
</body>
</html>
"""

    @cached_property
    def _document(self) -> Document:
        document = self._read(self._contract)
        return document if self._is_sandbox else without_sandbox(document)

    @cached_property
    def _contents(self) -> Contents:
        events = self._read(self._contract.with_name("asyncapi.json"))
        return Contents(self._document, events, is_sandbox=self._is_sandbox)

    @staticmethod
    def _read(path: Path) -> Document:
        try:
            return json.loads(path.read_bytes())
        except FileNotFoundError:
            raise NotFound("The contract has not been generated: run `make openapi`.") from None


_SIGN_IN = """
<section class="acting" aria-label="Who you act as" hidden>
<label>Act as <select id="identity"></select></label>
<button type="button" data-new="brand">New brand</button>
<button type="button" data-new="creator">New creator</button>
<details><summary>Token</summary><form id="paste">
<label>Access token or API key<input name="token" type="password" autocomplete="off" spellcheck="false"></label>
<label>Sandbox token, where the suite asks for it
<input name="sandbox" type="password" autocomplete="off" spellcheck="false"></label>
<button type="submit">Use</button> <button type="button" id="forget">Forget all</button>
<p>Kept in this tab only, until it is closed.</p></form></details>
<p class="problem" role="status"></p>
</section>"""


def _navigation(contents: Contents, here: str) -> Iterator[str]:
    for name, those in contents.groups.items():
        group = those[0].group
        inner = "".join(f"<li><a href='#{anchor(one.id)}'>{text(one.title)}</a></li>" for one in those)
        yield _link(f"/docs/{group}", titled(name), is_here=group == here, inner=f"<ul>{inner}</ul>" if group == here else "")
    for address, title in EXPLANATIONS.items():
        yield _link(f"/docs/{address}", title, is_here=address == here)
    yield _link("/openapi.json", "openapi.json", is_here=False)


def _link(address: str, title: str, *, is_here: bool, inner: str = "") -> str:
    return f"<li><a href='{address}'{' aria-current=page' if is_here else ''}>{text(title)}</a>{inner}</li>"


def _index(contents: Contents) -> Iterator[dict[str, Any]]:
    """List what can be found by typing: operations, objects, events, scopes, limits and error codes."""
    for one in contents.operations:
        words = " ".join([one.method, one.path, one.id, one.tag, one.scope, one.title, str(one.said.get("description", ""))])
        yield {"title": one.title, "note": f"{one.method} {one.path}", "address": one.address, "words": words.lower()}
    found = [
        *((code, "error code", f"/docs/problems/{code}") for code in contents.problems),
        *((name, "event", f"/docs/event-types#{anchor(name)}") for name in contents.events),
        *((name, "scope", f"/docs/scopes#{anchor(name)}") for name in contents.scopes),
        *((kind, "limit", f"/docs/limits#{anchor(kind)}") for kind in contents.limits),
        *((fields.title_of(name, contents), "object", f"/docs/objects#{anchor(name)}") for name in contents.components),
    ]
    for title, note, address in found:
        yield {"title": title, "note": note, "address": address, "words": f"{title} {note}".lower()}


def _asset(name: str, media_type: str) -> Asset:
    content = (STATIC / name).read_bytes()
    stem, _, kind = name.partition(".")
    integrity = base64.b64encode(sha384(content).digest()).decode()
    address = f"/docs/static/{stem}.{sha256(content).hexdigest()[:12]}.{kind}"
    return Asset(Page(content, media_type, FOR_EVER), address, f"sha384-{integrity}")
