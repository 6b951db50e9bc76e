"""What the reference explains: the public contract and the events, read once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gateway import schemas
from gateway.contract import METHODS, Document
from gateway.schemas import Schema
from shared.auth import PUBLIC

_PREFIX = re.compile(r"\^([a-z]{3})_\[")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_UNIVERSAL = 0.8
"""A code that so large a share of the operations names is everybody's."""


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
    def limit(self) -> str:
        """Which limits it counts against."""
        return str(self.said.get("x-rate-limit", ""))

    @property
    def is_deprecated(self) -> bool:
        """Whether it ends one day."""
        return bool(self.said.get("deprecated"))

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.said.get("summary", self.id))

    @property
    def group(self) -> str:
        """The last segment of the address of its page."""
        return slug(self.tag)

    @property
    def address(self) -> str:
        """Where the reference explains it."""
        return f"/docs/{self.group}#{self.id}"

    def names(self, code: str) -> bool:
        """Say whether an answer names a problem code."""
        return any(f"`{code}`" in response["description"] for response in self.responses.values())


class Contents:
    """The contract by what a reader looks for."""

    def __init__(self, document: Document, events: Document, *, is_sandbox: bool) -> None:
        self.is_sandbox = is_sandbox
        self.title: str = document["info"]["title"]
        self.description: str = document["info"].get("description", "")
        self.components: Mapping[str, Schema] = document["components"]["schemas"]
        self.problems: Mapping[str, Mapping[str, Any]] = document["x-problems"]
        self.scopes: Mapping[str, Mapping[str, Any]] = document.get("x-scopes", {})
        self.limits: Mapping[str, Mapping[str, Any]] = document.get("x-rate-limits", {})
        self.operations = list(_operations_of(document))
        self._tags = [tag["name"] for tag in document["tags"]]
        self._messages: Mapping[str, Mapping[str, Any]] = events["components"]["messages"]

    @cached_property
    def groups(self) -> Mapping[str, Sequence[Operation]]:
        """The operations by the name of their group, in the order of the contract."""
        tags = dict.fromkeys([*self._tags, *(one.tag for one in self.operations)])
        return {tag: those for tag in tags if (those := [one for one in self.operations if one.tag == tag])}

    @cached_property
    def events(self) -> Mapping[str, Mapping[str, Any]]:
        """The events that somebody outside may see, by their type."""
        return {name: message for name, message in self._messages.items() if message.get("x-visible")}

    @cached_property
    def prefixes(self) -> Mapping[str, Sequence[str]]:
        """Which objects carry ids of a prefix, by the names of their schemas."""
        found: dict[str, list[str]] = {}
        for name, schema in self.components.items():
            fields = schema.get("properties", {})
            if "const" in fields.get("object", {}) and (prefix := prefix_of(fields.get("id", {}))):
                found.setdefault(prefix, []).append(name)
        return dict(sorted(found.items()))

    def object_of(self, name: str) -> str:
        """Give what the objects of a schema say they are."""
        return str(self.components[name]["properties"]["object"]["const"])

    def operations_naming(self, code: str) -> Sequence[Operation] | None:
        """List the operations that answer with a problem code; none where it is any of them."""
        named = [one for one in self.operations if one.names(code)]
        return named if 0 < len(named) < _UNIVERSAL * len(self.operations) else None


def slug(name: str) -> str:
    """Write a name as a segment of an address."""
    return _NO_WORD.sub("-", name.lower()).strip("-")


def prefix_of(schema: Schema) -> str | None:
    """Give the prefix of the ids that a schema allows."""
    parts = [schema, *schemas.choices(schema)]
    return next((match[1] for part in parts if (match := _PREFIX.match(str(part.get("pattern", ""))))), None)


def _operations_of(document: Document) -> Iterator[Operation]:
    components = document["components"]

    def follow(value: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" not in value:
            return value
        _, _, kind, name = value["$ref"].split("/")
        return components[kind][name]

    return (
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
    )
