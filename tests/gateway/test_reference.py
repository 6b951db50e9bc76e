"""The reference: pages that work offline, under a policy that allows nothing from elsewhere and nothing inline."""

import base64
import hashlib
import json
import re
from collections.abc import AsyncIterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from gateway import schemas
from gateway.contract import join
from gateway.reference import CONTRACT, EXPLANATIONS, Reference
from gateway.reference.contents import slug
from shared.endings import Ending
from shared.errors import RouteNotFound, codes, problem_schema
from tests.gateway.doubles import Running, assert_problem, running

SCHEMAS: dict[str, Any] = {
    "Problem": problem_schema(),
    "Money": {
        "type": "object",
        "description": "An amount in `minor` units.",
        "required": ["value", "currency"],
        "properties": {
            "value": {"type": "integer", "minimum": 1, "examples": [60000]},
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["USD"]},
        },
    },
    "State": {"enum": ["open", "closed"], "type": "string"},
    "NewOffer": {
        "type": "object",
        "required": ["price", "note", "days", "on"],
        "properties": {
            "price": {"$ref": "#/components/schemas/Money", "description": "What is <b>paid</b>."},
            "note": {"anyOf": [{"type": "string", "maxLength": 20}, {"type": "null"}]},
            "days": {"type": "array", "items": {"type": "string", "format": "date"}},
            "on": {"type": "boolean"},
            "more": {"type": "string"},
        },
    },
    "Offer": {
        "type": "object",
        "properties": {"state": {"$ref": "#/components/schemas/State"}, "parent": {"$ref": "#/components/schemas/Offer"}},
    },
    "OfferListing": {
        "title": "OfferListing",
        "type": "object",
        "properties": {"data": {"type": "array", "items": {"$ref": "#/components/schemas/Offer"}}},
    },
}


def json_body(name: str) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}}


DOCUMENT = join(
    {
        "campaigns": {
            "paths": {
                "/v1/offers": {
                    "post": {
                        "operationId": "make_offer",
                        "summary": "Make offer",
                        "description": "Offer a price <script>alert(1)</script>.\n\n- one `code`\n- two",
                        "tags": ["offers & orders"],
                        "x-scope": "campaigns:write",
                        "x-organizations": ["brand"],
                        "x-idempotency": "required",
                        "requestBody": json_body("NewOffer"),
                        "responses": {
                            "201": {"description": "ok", **json_body("Offer")},
                            "409": {
                                "description": "`conflict`: taken.",
                                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
                            },
                        },
                    },
                    "get": {
                        "operationId": "list_offers",
                        "tags": ["offers & orders"],
                        "x-scope": "campaigns:read",
                        "parameters": [
                            {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100, "default": 20}}
                        ],
                        "responses": {"200": {"description": "ok", **json_body("OfferListing")}},
                    },
                },
                "/v1/campaigns": {
                    "get": {
                        "operationId": "list_old_offers",
                        "summary": "List old offers",
                        "tags": ["offers & orders"],
                        "x-scope": "campaigns:read",
                        "deprecated": True,
                        **Ending(date(2027, 1, 1), date(2027, 7, 1), instead="/v1/offers").extension(),
                        "responses": {"200": {"description": "ok", **json_body("OfferListing")}},
                    },
                },
            },
            "components": {"schemas": SCHEMAS},
        },
        "sandbox": {
            "paths": {
                "/v1/sandbox/clock": {
                    "get": {
                        "operationId": "get_clock",
                        "tags": ["sandbox"],
                        "x-scope": "public",
                        "responses": {"200": {"description": "ok"}},
                    }
                }
            }
        },
    },
    codes,
    scopes={
        "campaigns:read": {"description": "See `offers`.", "roles": ["owner", "viewer"], "staff_roles": ["admin"], "keys": True},
        "campaigns:write": {"description": "Offer.", "roles": ["owner"], "staff_roles": [], "keys": True},
        "staff:review": {"description": "Judge.", "roles": [], "staff_roles": ["reviewer"], "keys": False},
    },
)
EVENTS = {
    "components": {
        "messages": {
            "offer.sent": {
                "summary": "A brand offered terms.",
                "payload": {
                    "properties": {
                        "offer_id": {"type": "string", "pattern": "^off_[0-7][0-9a-hjkmnp-tv-z]{25}$"},
                        "price": {"$ref": "#/components/schemas/Money"},
                        "floor": {"type": "integer"},
                    }
                },
                "x-visible": {"to": ["brand"], "scope": "campaigns:read", "fields": ["offer_id", "price"]},
            },
            "hold.locked": {"summary": "Between services.", "payload": {"properties": {}}},
        }
    }
}
PAGES = (
    "/docs",
    "/docs/offers-orders",
    "/docs/sandbox",
    "/docs/objects",
    "/docs/scopes",
    "/docs/limits",
    "/docs/event-types",
    "/docs/problems",
)


def reference(directory: Path, *, is_sandbox: bool) -> Reference:
    (directory / "public.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    (directory / "asyncapi.json").write_text(json.dumps(EVENTS), encoding="utf-8")
    return Reference(directory / "public.json", is_sandbox=is_sandbox)


@pytest.fixture
async def suite(tmp_path: Path) -> AsyncIterator[Running]:
    async with running() as one:
        one.gateway._reference = reference(tmp_path, is_sandbox=True)
        yield one


class Links(HTMLParser):
    """Reads what a page refers to, and what it would run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[tuple[str, str]] = []
        self.inline: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag not in {"meta", "link", "input", "br"}:
            self.open.append(tag)
        if "id" in said:
            assert said["id"] not in self.ids, said["id"]
            self.ids.add(said["id"])
        if tag == "a":
            self.links.append(said["href"])
        if tag in {"script", "link"}:
            # Pictures have no integrity; they run nothing.
            self.loaded.append((said.get("src") or said["href"], "" if said.get("rel") == "icon" else said["integrity"]))
        self.inline += [name for name in said if name.startswith("on") or name == "style"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


async def test_the_contract(suite: Running) -> None:
    answer = await suite.get("/openapi.json")

    assert answer.json() == DOCUMENT
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "public, no-cache"
    again = await suite.get("/openapi.json", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"].removeprefix("W/")
    plain = {"Accept-Encoding": "identity"}
    answer, head = await suite.get("/openapi.json", headers=plain), await suite.client.head("/openapi.json", headers=plain)
    assert (head.content, head.headers["content-length"]) == (b"", answer.headers["content-length"])


async def test_without_a_contract() -> None:
    async with running() as one:
        one.gateway._reference = Reference(Path("/nowhere"), is_sandbox=True)
        assert_problem(await one.get("/openapi.json"), 404, "not_found")
        assert_problem(await one.get("/docs"), 404, "not_found")
        assert_problem(await one.get("/docs/problems/busy"), 404, "not_found")


async def test_every_page_is_whole_and_needs_nothing_from_elsewhere(suite: Running) -> None:
    targets: dict[str, set[str]] = {}
    links: set[str] = set()
    for path in (*PAGES, "/docs/problems/conflict", "/docs/problems/busy"):
        answer = await suite.get(path)
        page = Links(answer.text)
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert page.open == []
        assert page.inline == []
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert "require-trusted-types-for 'script'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        for address, integrity in page.loaded:
            asset = await suite.get(address)
            assert asset.status_code == 200
            assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
            if integrity:
                assert integrity == "sha384-" + base64.b64encode(hashlib.sha384(asset.content).digest()).decode()
            assert "http" not in re.sub(r"//.*|http://www.w3.org/2000/svg", "", asset.text)
        targets[path] = page.ids
        links |= {link if link.startswith("/") else path + link for link in page.links}

    for link in links:
        path, _, fragment = link.partition("#")
        assert (await suite.get(path)).status_code == 200, link
        assert not fragment or fragment in targets[path], link
    assert {"/docs/offers-orders#make_offer", "/docs/scopes#campaigns-read", "/docs/objects#Money"} <= links


async def test_pages_are_small_on_the_way(suite: Running) -> None:
    for path in ("/docs", "/openapi.json", suite.gateway._reference._script.address):
        answer = await suite.get(path, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["vary"], "a cache must not give it to who does not take it"
        assert answer.content == (await suite.get(path, headers={"Accept-Encoding": "identity"})).content


async def test_what_an_operation_shows(suite: Running) -> None:
    page = (await suite.get("/docs/offers-orders")).text

    for shown in (
        "<code>campaigns:write</code>",
        "For brand organizations.",
        "Idempotency-Key",
        "/docs/problems/conflict",
        "OfferListing",
        'data-method="POST" data-path="/v1/offers"',
        "&quot;value&quot;: 60000",
        "Default <code>20</code>",
        "name='limit' data-in='query'",
        "<li>one <code>code</code></li>",
        "Offers &amp; orders",
        "What is &lt;b&gt;paid&lt;/b&gt;.",
        "at most 20 long",
    ):
        assert shown in page, shown
    assert "<script>alert" not in page
    assert "Open to everybody" in (await suite.get("/docs/sandbox")).text


async def test_what_is_said_of_an_operation_that_ends(suite: Running) -> None:
    page, overview = (await suite.get("/docs/offers-orders")).text, (await suite.get("/docs")).text

    assert (
        "<p class='ends'><strong>Deprecated.</strong> Since <time datetime='2027-01-01T00:00:00Z'>2027-01-01</time>."
        " It ends on <time datetime='2027-07-01T00:00:00Z'>2027-07-01</time>."
        " Use <a href='/docs/offers-orders#make_offer'><code>/v1/offers</code></a> instead.</p>"
    ) in page
    assert page.count("Deprecated.") == 1, "the others do not end"
    assert overview.count("<small class='ends'>deprecated</small>") == 1


async def test_who_only_knows_the_host_is_led_to_the_reference(suite: Running) -> None:
    answer = await suite.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/docs")
    assert answer.headers["request-id"].startswith("req_")


async def test_a_problem_page(suite: Running) -> None:
    page = (await suite.get("/docs/problems/conflict")).text

    assert "<dd>409</dd>" in page
    assert "its <code>state</code> and <code>actions</code> say what can be done now" in page
    assert "href='/docs/offers-orders#make_offer'" in page
    assert "href='/docs/offers-orders#list_offers'" not in page
    retryable = (await suite.get("/docs/problems/busy")).text
    assert "<dd>yes</dd>" in retryable
    assert "Retry-After" in retryable
    assert "Any operation may answer with it" in retryable
    for unknown in ("/docs/problems/nope", "/docs/problems/", "/docs/static/reference.css", "/docs/x", "/docs/", "/docs/docs"):
        assert_problem(await suite.get(unknown), 404, "route_not_found")


async def test_a_group_has_a_page_that_no_other_page_hides() -> None:
    document = json.loads(CONTRACT.read_text(encoding="utf-8"))
    groups = {slug(operation["tags"][0]) for item in document["paths"].values() for operation in item.values()}

    assert groups.isdisjoint({*EXPLANATIONS, "static"})
    assert len(groups) == len(document["tags"])


async def test_scopes_and_events_and_ids_are_listed(suite: Running) -> None:
    scopes, events = (await suite.get("/docs/scopes")).text, (await suite.get("/docs/event-types")).text

    assert "See <code>offers</code>." in scopes
    assert "owner, viewer<br>staff: admin" in scopes
    assert "<td>yes</td>" in scopes
    assert "href='/docs/offers-orders#list_offers'" in scopes
    assert "<code id='offer.sent'>offer.sent</code>" in events
    assert "<code>offer_id</code> id <code>off_…</code>" in events
    assert "floor" not in events
    assert "hold.locked" not in events


async def test_limits_are_listed(suite: Running) -> None:
    limits, offers = (await suite.get("/docs/limits")).text, (await suite.get("/docs/offers-orders")).text

    assert "<code id='money'>money</code>" in limits
    assert "<td>60 in 60 s</td><td>300 in 60 s</td><td>30 in 60 s</td>" in limits
    assert "<code id='refused-credentials'>" in limits
    assert "href='/docs/offers-orders#make_offer'" in limits
    assert "Counts as <a href='/docs/limits#money'>money</a>." in offers


async def test_all_can_be_found(suite: Running) -> None:
    entries = (await suite.get("/docs/index.json")).json()

    found = {entry["title"]: entry for entry in entries}
    assert found["Make offer"]["address"] == "/docs/offers-orders#make_offer"
    assert {"post", "/v1/offers", "campaigns:write"} <= set(found["Make offer"]["words"].split())
    assert found["conflict"]["address"] == "/docs/problems/conflict"
    assert found["sign-in"]["address"] == "/docs/limits#sign-in"
    assert found["offer.sent"]["address"] == "/docs/event-types#offer.sent"
    for entry in entries:
        assert (await suite.get(entry["address"].partition("#")[0])).status_code == 200


async def test_every_problem_leads_to_its_page(suite: Running) -> None:
    refusal = (await suite.get("/v1/nope")).json()

    assert (await suite.get(refusal["type"])).status_code == 200


async def test_production_shows_no_sandbox_and_sends_nothing(tmp_path: Path) -> None:
    production = reference(tmp_path, is_sandbox=False)

    assert b"sandbox_token" not in production.page("/openapi.json").body
    for path in ("/openapi.json", "/docs", "/docs/offers-orders"):
        assert b"/v1/sandbox" not in production.page(path).body
        assert b"<form" not in production.page(path).body
    with pytest.raises(RouteNotFound):
        production.page("/docs/sandbox")


def test_examples() -> None:
    assert schemas.example_of(SCHEMAS["NewOffer"], SCHEMAS, only_needed=True) == {
        "price": {"value": 60000, "currency": "USD"},
        "note": "text",
        "days": ["2027-03-01"],
        "on": True,
    }
    recursive = json.dumps(schemas.example_of(SCHEMAS["Offer"], SCHEMAS))
    assert recursive.startswith('{"state": "open", "parent": {')
    assert schemas.example_of({"type": ["integer", "null"], "exclusiveMinimum": 4}, {}) == 5
    assert schemas.example_of({"const": "x"}, {}) == "x"
