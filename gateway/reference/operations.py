"""An operation: what it does, needs, takes and answers, and a form to try it with."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from gateway import schemas
from gateway.reference.contents import Contents, Operation, prefix_of
from gateway.reference.fields import fields_of, row_of, table_of, type_of
from gateway.reference.markup import anchor, as_code, as_json, folded, inline, method, path, prose, text, with_code_link
from shared.auth import PUBLIC

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


def article_of(one: Operation, contents: Contents) -> str:
    """Write all there is to know of an operation."""
    example = _example_body(one, contents)
    return f"""
<article class="operation" id="{anchor(one.id)}">
<header><h2><a href="#{anchor(one.id)}">{text(one.title)}</a></h2>
<p class="address">{method(one.method)} <code class="path">{path(one.path)}</code></p></header>
<div class="said">{_ends(one, contents)}{prose(one.said.get("description", ""))}
<p class="needs">{_needs(one)}</p>
{_parameters(one, contents)}
{_body(one, contents)}
{_answers(one, contents)}</div>
<div class="sample">{_try(one, has_body=bool(example)) if contents.is_sandbox else ""}
{f"<h3>Example body</h3>{example}" if example else ""}
{_example_of_answer(one, contents)}</div>
</article>"""


def _ends(one: Operation, contents: Contents) -> str:
    """Say of an operation that ends since when it is deprecated, when it is gone, and what there is instead."""
    if not one.is_deprecated:
        return ""
    said = one.said.get("x-ends", {})
    days = [_day(said.get("deprecated_at"), "Since "), _day(said.get("sunset_at"), "It ends on ")]
    instead = str(said.get("instead", ""))
    other = next((found for found in contents.operations if found.path == instead), None)
    shown = f"<code>{path(instead)}</code>"
    linked = f"<a href='{other.address}'>{shown}</a>" if other else shown
    use = f" Use {linked} instead." if instead else ""
    return f"<p class='ends'><strong>Deprecated.</strong> {' '.join(filter(None, days))}{use}</p>"


def _day(at: str | None, before: str) -> str:
    return f"{before}<time datetime='{text(at)}'>{text(at[:10])}</time>." if at else ""


def _needs(one: Operation) -> str:
    match one.scope:
        case "public":
            needs = "Open to everybody: needs no credential."
        case "person":
            needs = "For any signed-in person."
        case "any_credential":
            needs = "For every credential that works: a person's, a key's or an OAuth client's."
        case scope:
            needs = f"Needs the scope <a href='/docs/scopes#{anchor(scope)}'><code>{text(scope)}</code></a>."
    kinds = one.said.get("x-organizations")
    if kinds:
        needs += f" For {text(' and '.join(kinds))} organizations."
    if one.limit:
        needs += f" Counts as <a href='/docs/limits#{anchor(one.limit)}'>{text(one.limit)}</a>."
    return needs


def _parameters(one: Operation, contents: Contents) -> str:
    if not one.parameters:
        return ""
    # The headers that may go with any request would stand before what is the operation's own.
    usual = [parameter for parameter in one.parameters if parameter["in"] == "header" and not parameter.get("required")]
    own = [parameter for parameter in one.parameters if parameter not in usual]
    return f"<h3>Parameters</h3>{_table(own, contents)}" + (folded("Optional headers", _table(usual, contents)) if usual else "")


def _table(parameters: Sequence[Mapping[str, Any]], contents: Contents) -> str:
    rows = "".join(
        row_of(
            str(parameter["name"]),
            parameter.get("schema", {}),
            contents,
            required=parameter.get("required", False),
            place=str(parameter["in"]),
            description=parameter.get("description"),
        )
        for parameter in parameters
    )
    return table_of(rows) if rows else ""


def _body(one: Operation, contents: Contents) -> str:
    content = one.said.get("requestBody", {}).get("content", {})
    if not content:
        return ""
    kind, media = _readable(one)
    others = ", ".join(f"<code>{text(other)}</code>" for other in content if other != _JSON)
    fields = fields_of(schemas.resolve(media.get("schema", {}), contents.components), contents) if kind else ""
    return f"<h3>Body</h3>{f'<p>{others}</p>' if others else ''}{fields}"


def _readable(one: Operation) -> tuple[str, Mapping[str, Any]]:
    """Choose the form in which a body may be written by hand; empty where there is none."""
    content = one.said.get("requestBody", {}).get("content", {})
    return next(((kind, content[kind]) for kind in (_JSON, _FORM) if kind in content), ("", {}))


def _answers(one: Operation, contents: Contents) -> str:
    answers = "".join(_answer(status, response, contents) for status, response in one.responses.items() if status != "default")
    others = one.responses.get("default", {}).get("description", "")
    unusual = folded("Any request may also get", f"<p class='lines'>{_lines(others, contents)}</p>") if "`" in others else ""
    return f"<h3>Answers</h3><dl class='answers'>{answers}</dl>{unusual}"


def _answer(status: str, response: Mapping[str, Any], contents: Contents) -> str:
    content, said = response.get("content", {}), str(response.get("description", ""))
    if "application/problem+json" in content:
        return f"<dt class='problem'>{text(status)}</dt><dd>{_lines(said, contents)}</dd>"
    media = content.get(_JSON)
    kinds = ", ".join(f"<code>{text(kind)}</code>" for kind in content)
    shown = kinds if media is None else type_of(media.get("schema", {}), contents)
    return f"<dt class='good'>{text(status)}</dt><dd>{f'{shown}<br>' if shown else ''}{inline(said)}</dd>"


def _lines(description: str, contents: Contents) -> str:
    return "<br>".join(with_code_link(line, contents.problems) for line in description.split("\n"))


# --- examples -------------------------------------------------------------------------------------------------------


def _example_body(one: Operation, contents: Contents) -> str:
    kind, media = _readable(one)
    if not kind:
        return ""
    example = _example_of(media, contents, only_needed=True)
    return as_code(urlencode(example)) if kind == _FORM else as_json(example)


def _example_of_answer(one: Operation, contents: Contents) -> str:
    for status, response in one.responses.items():
        if status.startswith("2") and (media := response.get("content", {}).get(_JSON)):
            return folded(f"Example answer, {status}", as_json(_example_of(media, contents, only_needed=False)))
    return ""


def _example_of(media: Mapping[str, Any], contents: Contents, *, only_needed: bool) -> Any:
    if "example" in media:
        return media["example"]
    if media.get("examples"):
        return next(iter(media["examples"].values())).get("value")
    return schemas.example_of(media.get("schema", {}), contents.components, only_needed=only_needed)


# --- the form -------------------------------------------------------------------------------------------------------


def _try(one: Operation, *, has_body: bool) -> str:
    """Write a form that the script shows, fills and sends; without scripts it stays hidden."""
    needed = [parameter for parameter in one.parameters if parameter.get("required")]
    others = [parameter for parameter in one.parameters if not parameter.get("required")]
    is_open = " data-open" if one.scope == PUBLIC else ""
    body = "<label>Body<textarea name='body' spellcheck='false' autocomplete='off'></textarea></label>" if has_body else ""
    return f"""<details class="try" hidden><summary>Try it</summary>
<form data-method="{one.method}" data-path="{text(one.path)}" data-type="{_readable(one)[0]}"{is_open}>
{_inputs(needed)}{body}{folded("Optional", _inputs(others)) if others else ""}
<p><button type="submit">Send</button> <button type="button" class="stop" hidden>Stop</button></p>
</form><div class="answer" role="status"></div></details>"""


def _inputs(parameters: Iterable[Mapping[str, Any]]) -> str:
    return "".join(_input(parameter) for parameter in parameters)


def _input(parameter: Mapping[str, Any]) -> str:
    name, schema = text(str(parameter["name"])), parameter.get("schema", {})
    kinds = [schema, *schemas.choices(schema)]
    is_list = any(kind.get("type") == "array" for kind in kinds)
    prefix = prefix_of(schema)
    values = next((kind["enum"] for kind in kinds if "enum" in kind), ())
    said = [f"name='{name}' data-in='{text(str(parameter['in']))}'", "required" if parameter.get("required") else ""]
    hint = f"{prefix}_…" if prefix else "several: a, b" if is_list else str(next(iter(schema.get("examples", [])), ""))
    if values:
        options = "".join(f"<option>{text(str(value))}</option>" for value in values)
        field = f"<select {' '.join(filter(None, said))}><option></option>{options}</select>"
    else:
        said += [f"placeholder='{text(hint)}'" if hint else "", f"data-prefix='{prefix}'" if prefix else ""]
        said += ["data-list" if is_list else "", "autocomplete='off' spellcheck='false'"]
        field = f"<input {' '.join(filter(None, said))}>"
    return f"<label><span>{name} <i>{text(str(parameter['in']))}</i></span>{field}</label>"
