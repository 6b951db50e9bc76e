"""The words of HTML that every page of the reference is made of: escaped, legible without styles and without scripts."""

import json
import re
from collections.abc import Container, Iterable, Iterator
from html import escape
from typing import Any

_CODE = re.compile(r"`([^`]+)`")
_NO_BRACKETS = re.compile(r"[^A-Za-z0-9_.-]")


def text(value: str) -> str:
    """Write text."""
    return escape(value)


def inline(value: str) -> str:
    """Write text in which backticks mark code."""
    return _CODE.sub(r"<code>\1</code>", escape(value))


def prose(value: str) -> str:
    """Write paragraphs and lists."""
    return "".join(_blocks(value.strip().split("\n\n"))) if value.strip() else ""


def _blocks(blocks: Iterable[str]) -> Iterator[str]:
    for block in blocks:
        lines = block.strip().split("\n")
        if all(line.startswith("- ") for line in lines):
            yield f"<ul>{''.join(f'<li>{inline(line[2:])}</li>' for line in lines)}</ul>"
        else:
            yield f"<p>{inline(block.strip())}</p>"


def anchor(name: str) -> str:
    """Write a name so that it may stand in an address."""
    return _NO_BRACKETS.sub("-", name)


def titled(name: str) -> str:
    """Write a name as a heading."""
    return name[:1].upper() + name[1:]


def method(name: str) -> str:
    """Write a method in its colour."""
    return f"<span class='method {name.lower()}'>{text(name)}</span>"


def path(address: str) -> str:
    """Write an address, its variables set off."""
    return re.sub(r"\{([^}]+)\}", r"<var>{\1}</var>", escape(address))


def code_link(code: str) -> str:
    """Link a problem code to its page."""
    return f"<a href='/docs/problems/{code}'><code>{text(code)}</code></a>"


def with_code_link(line: str, codes: Container[str]) -> str:
    """Link the code that a line on a problem begins with, where it is one of these."""
    match = re.match(r"`([a-z0-9_]+)`", line)
    return inline(line) if match is None or match[1] not in codes else code_link(match[1]) + inline(line[match.end() :])


def as_code(value: str) -> str:
    """Write something as it is typed."""
    return f"<pre tabindex='0'><code>{text(value)}</code></pre>"


def as_json(value: Any) -> str:
    """Write JSON as it is read."""
    return as_code(json.dumps(value, indent=2, ensure_ascii=False))


def folded(title: str, content: str) -> str:
    """Write something that opens when it is asked for."""
    return f"<details><summary>{text(title)}</summary>{content}</details>"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table of cells that are HTML already; the first of a row names it."""
    heads = "".join(f"<th scope='col'>{text(name)}</th>" for name in head)
    body = "".join(_row(*cells) for cells in rows)
    return f"<div class='scroll' tabindex='0'><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"


def _row(first: str, *others: str) -> str:
    return f"<tr><th scope='row'>{first}</th>{''.join(f'<td>{cell}</td>' for cell in others)}</tr>"
