"""The reference as HTML: written from the contract alone, legible without styles and without scripts."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from gateway import schemas
from gateway.contract import METHODS, Document
from gateway.schemas import Schema
from shared.auth import PUBLIC

_CODE = re.compile(r"`([^`]+)`")
_NO_BRACKETS = re.compile(r"[^A-Za-z0-9_.-]")


@dataclass(frozen=True)
class Asset:
    """A style sheet or a script, by an address that changes with its bytes."""

    address: str
    integrity: str


@dataclass(frozen=True)
class Operation:
    """One operation of the contract, with its references followed."""

    method: str
    path: str
    id: str
    tag: str
    said: Mapping[str, Any]
    parameters: Sequence[Mapping[str, Any]]
    responses: Mapping[str, Mapping[str, Any]]

    @property
    def scope(self) -> str:
        """What a caller needs."""
        return str(self.said.get("x-scope", PUBLIC))

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.said.get("summary", self.id))

    def names(self, code: str) -> bool:
        """Say whether an answer names a problem code."""
        return any(f"`{code}`" in response["description"] for response in self.responses.values())


def operations_of(document: Document) -> list[Operation]:
    """List the operations in the order of the contract."""
    components = document["components"]

    def follow(value: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" not in value:
            return value
        _, _, kind, name = value["$ref"].split("/")
        return components[kind][name]

    return [
        Operation(
            method=method.upper(),
            path=path,
            id=said["operationId"],
            tag=(said.get("tags") or ["other"])[0],
            said=said,
            parameters=[follow(parameter) for parameter in said.get("parameters", [])],
            responses={status: follow(response) for status, response in said["responses"].items()},
        )
        for path, item in document["paths"].items()
        for method, said in item.items()
        if method in METHODS
    ]


# --- pages ----------------------------------------------------------------------------------------------------------


def reference_page(document: Document, style: Asset, script: Asset) -> str:
    """Write the page of all operations and objects."""
    operations = operations_of(document)
    tags = dict.fromkeys([*(tag["name"] for tag in document["tags"]), *(one.tag for one in operations)])
    groups = {tag: those for tag in tags if (those := [one for one in operations if one.tag == tag])}
    components: Mapping[str, Schema] = document["components"]["schemas"]
    navigation = "".join(
        f"<li><a href='#tag-{_anchor(tag)}'>{_text(_titled(tag))}</a><ul>{''.join(map(_link, those))}</ul></li>"
        for tag, those in groups.items()
    )
    sections = "".join(
        f"<section class='group' id='tag-{_anchor(tag)}'><h2>{_text(_titled(tag))}</h2>"
        + "".join(_operation(one, components) for one in those)
        + "</section>"
        for tag, those in groups.items()
    )
    objects = "".join(_object(name, schema, components) for name, schema in components.items())
    info = document["info"]
    body = f"""
<nav aria-label="Contents">
<p class="brand"><a href="/docs">{_text(info["title"])}</a> <span>API reference</span></p>
<p class="filter" hidden><label for="filter">Filter</label>
<input id="filter" type="search" placeholder="offers, POST, payouts:write …" autocomplete="off" spellcheck="false"></p>
<ul>{navigation}<li class="plain"><a href="#objects">Objects</a></li><li class="plain"><a href="/docs/problems">Problems</a></li>
<li class="plain"><a href="/openapi.json">openapi.json</a></li></ul>
</nav>
<main>
<h1>{_text(info["title"])} API</h1>
<div class="lead">{_prose(info.get("description", ""))}</div>
<p id="nothing" hidden>Nothing here has all of these words.</p>
{sections}
<section class="group" id="objects"><h2>Objects</h2>{objects}</section>
</main>"""
    return _page(f"{info['title']} API reference", body, style, script)


def problems_page(document: Document, style: Asset, script: Asset) -> str:
    """Write the list of problem codes."""
    rows = "".join(
        f"<tr><td><a href='/docs/problems/{escape(code)}'><code>{_text(code)}</code></a></td><td>{problem['status']}</td>"
        f"<td>{'yes' if problem['retryable'] else 'no'}</td><td>{_inline(problem['title'])}</td></tr>"
        for code, problem in document["x-problems"].items()
    )
    body = f"""
<main class="narrow">
<p class="brand"><a href="/docs">{_text(document["info"]["title"])} API reference</a></p>
<h1>Problems</h1>
<p>Every refusal is <code>application/problem+json</code> (RFC 9457). <code>code</code> is stable: a program decides by it,
never by <code>title</code> or <code>detail</code>, which are for people. <code>errors</code> names each offending place.</p>
<div class="scroll"><table>
<thead><tr><th>Code</th><th>Status</th><th>Retryable</th><th>Meaning</th></tr></thead>
<tbody>{rows}</tbody>
</table></div>
</main>"""
    return _page("Problems", body, style, script)


def problem_page(document: Document, code: str, style: Asset, script: Asset) -> str:
    """Write what one problem code means, and who answers with it."""
    problem = document["x-problems"][code]
    advice = (
        "The same request may succeed later: wait as long as <code>Retry-After</code> says. A POST is repeated with the same"
        " <code>Idempotency-Key</code>, so that it acts once."
        if problem["retryable"]
        else "Repeating the same request changes nothing: change the request, or what it depends on."
    )
    example = {
        "type": f"/docs/problems/{code}",
        "title": problem["title"],
        "status": problem["status"],
        "detail": problem["title"],
        "code": code,
        "retryable": problem["retryable"],
        "request_id": "req_01k4s3m7v8e9tb2h6jq0xyzwpn",
        "errors": [],
    }
    named = [one for one in operations_of(document) if one.names(code)]
    answers = "".join(
        f"<li>{_method(one.method)} <a href='/docs#{_anchor(one.id)}'><code class='path'>{_path(one.path)}</code></a></li>"
        for one in named
    )
    body = f"""
<main class="narrow">
<p class="brand"><a href="/docs">{_text(document["info"]["title"])} API reference</a> · <a href="/docs/problems">Problems</a></p>
<h1><code>{_text(code)}</code></h1>
<p class="lead">{_inline(problem["title"])}</p>
<dl class="facts"><dt>Status</dt><dd>{problem["status"]}</dd>
<dt>Retryable</dt><dd>{"yes" if problem["retryable"] else "no"}</dd></dl>
<p>{advice}</p>
{_example("Example", example)}
{f"<h2>Operations that name it</h2><ul class='plain'>{answers}</ul>" if named else ""}
</main>"""
    return _page(code, body, style, script)


def _page(title: str, body: str, style: Asset, script: Asset) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{_text(title)}</title>
<link rel="stylesheet" href="{style.address}" integrity="{style.integrity}">
<script src="{script.address}" integrity="{script.integrity}" defer></script>
</head>
<body>{body}
</body>
</html>
"""


def _link(one: Operation) -> str:
    return f"<li data-entry='{escape(_searched(one))}'><a href='#{_anchor(one.id)}'>{_text(one.title)}</a></li>"


# --- an operation ---------------------------------------------------------------------------------------------------


def _operation(one: Operation, components: Mapping[str, Schema]) -> str:
    return f"""
<article class="operation" id="{_anchor(one.id)}" data-entry="{escape(_searched(one))}">
<header><h3><a href="#{_anchor(one.id)}">{_text(one.title)}</a></h3>
<p class="address">{_method(one.method)} <code class="path">{_path(one.path)}</code></p></header>
{_prose(one.said.get("description", ""))}
<p class="needs">{_needs(one)}</p>
{_parameters(one, components)}
{_request_body(one, components)}
{_answers(one, components)}
</article>"""


def _needs(one: Operation) -> str:
    match one.scope:
        case "public":
            needs = "Open to everybody: needs no credential."
        case "person":
            needs = "For any signed-in person."
        case scope:
            needs = f"Needs the scope <code>{_text(scope)}</code>."
    kinds = one.said.get("x-organizations")
    return needs + (f" For {_text(' and '.join(kinds))} organizations." if kinds else "")


def _parameters(one: Operation, components: Mapping[str, Schema]) -> str:
    if not one.parameters:
        return ""
    rows = "".join(
        _row(
            str(parameter["name"]),
            parameter.get("schema", {}),
            components,
            required=parameter.get("required", False),
            place=str(parameter["in"]),
            description=parameter.get("description"),
        )
        for parameter in one.parameters
    )
    return f"<h4>Parameters</h4>{_table(rows)}"


def _request_body(one: Operation, components: Mapping[str, Schema]) -> str:
    content = one.said.get("requestBody", {}).get("content", {})
    written = "".join(
        _fields(media.get("schema", {}), components)
        + _example("Example body", _example_of_media(media, components, only_needed=True))
        for media_type, media in content.items()
        if media_type == "application/json"
    )
    others = [media_type for media_type in content if media_type != "application/json"]
    named = f"<p>{', '.join(f'<code>{_text(other)}</code>' for other in others)}</p>" if others else ""
    return f"<h4>Body</h4>{written}{named}" if content else ""


def _answers(one: Operation, components: Mapping[str, Schema]) -> str:
    return (
        "<h4>Answers</h4><dl class='answers'>" + "".join(_answer(*pair, components) for pair in one.responses.items()) + "</dl>"
    )


def _answer(status: str, response: Mapping[str, Any], components: Mapping[str, Schema]) -> str:
    description = str(response.get("description", ""))
    content = response.get("content", {})
    if "application/problem+json" in content:
        lines = "<br>".join(_with_links(line) for line in description.split("\n"))
        return f"<dt class='problem'>{_text(status)}</dt><dd>{lines}</dd>"
    media = content.get("application/json")
    if media is None:
        kinds = ", ".join(f"<code>{_text(kind)}</code>" for kind in content)
        return f"<dt class='good'>{_text(status)}</dt><dd>{kinds or 'No body.'}</dd>"
    example = _example_of_media(media, components, only_needed=False)
    return f"<dt class='good'>{_text(status)}</dt><dd>{_type(media.get('schema', {}))}{_folded('Example', example)}</dd>"


def _example_of_media(media: Mapping[str, Any], components: Mapping[str, Schema], *, only_needed: bool) -> Any:
    if "example" in media:
        return media["example"]
    if media.get("examples"):
        return next(iter(media["examples"].values())).get("value")
    return schemas.example_of(media.get("schema", {}), components, only_needed=only_needed)


# --- schemas --------------------------------------------------------------------------------------------------------


def _object(name: str, schema: Schema, components: Mapping[str, Schema]) -> str:
    values = f"<p>{_type(schema)}</p>" if "enum" in schema or schemas.choices(schema) else ""
    return f"""
<article class="object" id="object-{_anchor(name)}" data-entry="{escape(f"{name} object".lower())}">
<h3><a href="#object-{_anchor(name)}">{_text(str(schema.get("title", name)))}</a></h3>
{_prose(schema.get("description", ""))}{values}{_fields(schema, components)}
</article>"""


def _fields(schema: Schema, components: Mapping[str, Schema]) -> str:
    rows = "".join(
        _row(name, field, components, required=required) for name, field, required in schemas.fields_of(schema, components)
    )
    if rows:
        return _table(rows)
    return "" if "properties" in schema or "enum" in schema or schemas.choices(schema) else f"<p>{_type(schema)}</p>"


def _table(rows: str) -> str:
    return f"<div class='scroll'><table class='fields'><tbody>{rows}</tbody></table></div>"


def _row(
    name: str,
    schema: Schema,
    components: Mapping[str, Schema],
    *,
    required: bool,
    place: str = "",
    description: str | None = None,
) -> str:
    said = description or schema.get("description") or ""
    default = f" Default <code>{_text(json.dumps(schema['default']))}</code>." if schema.get("default") is not None else ""
    limits = "".join(f"<li>{_text(limit)}</li>" for limit in schemas.bounds(schema))
    inner = schema.get("items", schema)
    parts = [
        f"<tr><th scope='row'><code>{_text(name)}</code>",
        "<b>required</b>" if required else "",
        f"<i>{_text(place)}</i>" if place else "",
        f"</th><td><span class='type'>{_type(schema)}</span>{_prose(said)}{default}",
        f"<ul class='limits'>{limits}</ul>" if limits else "",
        _fields(inner, components) if "properties" in inner else "",
        "</td></tr>",
    ]
    return "".join(parts)


def _type(schema: Schema) -> str:
    """Say in a few words what a value is, with a link to its object."""
    if name := schemas.name_of(schema):
        return f"<a href='#object-{_anchor(name)}'>{_text(_generic(name))}</a>"
    if "const" in schema:
        return f"<code>{_text(json.dumps(schema['const']))}</code>"
    if "enum" in schema:
        return " | ".join(f"<code>{_text(str(value))}</code>" for value in schema["enum"])
    if options := schemas.choices(schema):
        return " or ".join(_type(option) for option in options)
    if schema.get("allOf"):
        return " and ".join(_type(part) for part in schema["allOf"])
    kinds = schema.get("type", "anything")
    if isinstance(kinds, list):
        return " or ".join(_text(str(kind)) for kind in kinds)
    if kinds == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return _text(" ".join(part for part in (str(kinds), f"({schema['format']})" if "format" in schema else "") if part))


# --- text -----------------------------------------------------------------------------------------------------------


def _example(title: str, value: Any) -> str:
    return f"<h4>{_text(title)}</h4><pre><code>{_text(json.dumps(value, indent=2, ensure_ascii=False))}</code></pre>"


def _folded(title: str, value: Any) -> str:
    code = _text(json.dumps(value, indent=2, ensure_ascii=False))
    return f"<details><summary>{_text(title)}</summary><pre><code>{code}</code></pre></details>"


def _text(value: str) -> str:
    return escape(value)


def _inline(value: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(value))


def _with_links(line: str) -> str:
    """Link the code that a line on a problem begins with."""
    match = re.match(r"`([a-z0-9_]+)`", line)
    if match is None:
        return _inline(line)
    return f"<a href='/docs/problems/{match[1]}'><code>{match[1]}</code></a>{_inline(line[match.end() :])}"


def _prose(value: str) -> str:
    return "".join(_blocks(value.strip().split("\n\n"))) if value.strip() else ""


def _blocks(blocks: Iterable[str]) -> Iterator[str]:
    for block in blocks:
        lines = block.strip().split("\n")
        if all(line.startswith("- ") for line in lines):
            yield f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>"
        else:
            yield f"<p>{_inline(block.strip())}</p>"


def _method(method: str) -> str:
    return f"<span class='method {method.lower()}'>{_text(method)}</span>"


def _path(path: str) -> str:
    return re.sub(r"\{([^}]+)\}", r"<var>{\1}</var>", escape(path))


def _titled(tag: str) -> str:
    return tag[:1].upper() + tag[1:]


def _generic(name: str) -> str:
    """Write `Listing_User_`, as components must be named, as `Listing[User]`."""
    return re.sub(r"^([A-Za-z0-9]+)_(.+)_$", r"\1[\2]", name)


def _anchor(name: str) -> str:
    return _NO_BRACKETS.sub("-", name)


def _searched(one: Operation) -> str:
    words = [one.method, one.path, one.id, one.tag, one.scope, one.said.get("summary", ""), one.said.get("description", "")]
    return " ".join(str(word) for word in words).lower()
