"""Schemas as tables of fields."""

import json
import re
from collections.abc import Mapping
from typing import Any

from gateway import schemas
from gateway.reference.contents import Contents, prefix_of
from gateway.reference.markup import anchor, inline, prose, text
from gateway.schemas import Schema

_SUFFIX = re.compile(r"Out\b")
"""What answers' models are called by, where requests have one of the same noun."""


def article_of(name: str, contents: Contents) -> str:
    """Write what an object is and has."""
    schema = contents.components[name]
    values = f"<p>{type_of(schema, contents)}</p>" if "enum" in schema or schemas.choices(schema) else ""
    return f"""
<article class="object" id="{anchor(name)}">
<h2><a href="#{anchor(name)}">{text(title_of(name, contents))}</a></h2>
{prose(schema.get("description", ""))}{values}{fields_of(schema, contents)}
</article>"""


def title_of(name: str, contents: Contents) -> str:
    """Give what a schema is called: `User` where its component is `UserOut`."""
    return _SUFFIX.sub("", str(contents.components.get(name, {}).get("title", name)))


def fields_of(schema: Schema, contents: Contents) -> str:
    """Write the fields of a schema, or what else it is."""
    rows = "".join(
        row_of(name, field, contents, required=required)
        for name, field, required in schemas.fields_of(schema, contents.components)
    )
    if rows:
        return table_of(rows)
    return "" if "properties" in schema or "enum" in schema or schemas.choices(schema) else f"<p>{type_of(schema, contents)}</p>"


def table_of(rows: str) -> str:
    """Write rows as a table."""
    return f"<table class='fields'><tbody>{rows}</tbody></table>"


def row_of(
    name: str, schema: Schema, contents: Contents, *, required: bool, place: str = "", description: str | None = None
) -> str:
    """Write one field or parameter."""
    said = description or schema.get("description") or ""
    # What an id looks like its type says in fewer words.
    limits = "" if prefix_of(schema) else "".join(f"<li>{text(limit)}</li>" for limit in schemas.bounds(schema))
    inner = schema.get("items", schema)
    parts = [
        f"<tr><th scope='row'><code>{text(name)}</code>",
        "<b>required</b>" if required else "",
        f"<i>{text(place)}</i>" if place else "",
        f"</th><td><span class='type'>{type_of(schema, contents)}</span>{prose(said)}{_default(schema)}",
        f"<ul class='limits'>{limits}</ul>" if limits else "",
        fields_of(inner, contents) if "properties" in inner else "",
        "</td></tr>",
    ]
    return "".join(parts)


def _default(schema: Mapping[str, Any]) -> str:
    default = schema.get("default")
    if default in (None, "") or isinstance(default, list | dict):
        return ""
    return f" Default <code>{text(json.dumps(default))}</code>."


def type_of(schema: Schema, contents: Contents) -> str:
    """Say in a few words what a value is, with a link to its object."""
    if name := schemas.name_of(schema):
        values = contents.components.get(name, {}).get("enum", ())
        shown = ": " + " | ".join(f"<code>{text(str(value))}</code>" for value in values) if values else ""
        return f"<a href='/docs/objects#{anchor(name)}'>{text(title_of(name, contents))}</a>{shown}"
    if "pattern" in schema and (prefix := prefix_of(schema)):
        return f"id <code>{prefix}_…</code>"
    if "const" in schema:
        return f"<code>{text(json.dumps(schema['const']))}</code>"
    if "enum" in schema:
        return " | ".join(f"<code>{text(str(value))}</code>" for value in schema["enum"])
    if options := schemas.choices(schema):
        return " or ".join(type_of(option, contents) for option in options)
    if schema.get("allOf"):
        return " and ".join(type_of(part, contents) for part in schema["allOf"] if "$ref" in part or "type" in part)
    kinds = schema.get("type", "anything")
    if isinstance(kinds, list):
        return " or ".join(text(str(kind)) for kind in kinds)
    if kinds == "array":
        return f"list of {type_of(schema.get('items', {}), contents)}"
    return inline(" ".join(part for part in (str(kinds), f"({schema['format']})" if "format" in schema else "") if part))
