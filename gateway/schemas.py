"""Reading JSON schemas for the reference: what a value looks like, in words and as an example."""

from collections.abc import Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]

DEEPEST_EXAMPLE = 8

_BY_FORMAT = {
    "date-time": "2027-03-01T12:00:00Z",
    "date": "2027-03-01",
    "email": "ana@example.com",
    "uri": "https://example.com/",
    "uuid": "0198f3a6-7c4e-7d5a-9f0e-3b1f6a2c4d5e",
    "duration": "P7D",
    "binary": "…",
    "password": "a long sentence 7",
}
_BOUNDS = {
    "minimum": "≥ {}",
    "exclusiveMinimum": "> {}",
    "maximum": "≤ {}",
    "exclusiveMaximum": "< {}",
    "minLength": "at least {} long",
    "maxLength": "at most {} long",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "pattern": "form {}",
}


def name_of(schema: Schema) -> str | None:
    """Name the component that a schema refers to."""
    reference = schema.get("$ref")
    return reference.rpartition("/")[2] if isinstance(reference, str) else None


def resolve(schema: Schema, components: Mapping[str, Schema]) -> Schema:
    """Follow a reference."""
    name = name_of(schema)
    return components.get(name, {}) if name else schema


def choices(schema: Schema) -> Sequence[Schema]:
    """List what a value may be, where it may be several things."""
    return schema.get("anyOf") or schema.get("oneOf") or ()


def allows_null(schema: Schema) -> bool:
    """Say whether null is a value."""
    kinds = schema.get("type")
    return kinds == "null" or (isinstance(kinds, list) and "null" in kinds) or any(map(allows_null, choices(schema)))


def bounds(schema: Schema) -> list[str]:
    """Say in words what a value must keep to."""
    parts = [schema, *(choice for choice in choices(schema) if "$ref" not in choice)]
    return [words.format(part[key]) for part in parts for key, words in _BOUNDS.items() if key in part]


def fields_of(schema: Schema, components: Mapping[str, Schema]) -> list[tuple[str, Schema, bool]]:
    """List the fields of an object: name, schema, and whether it must be there."""
    found = resolve(schema, components)
    parts = [found, *(resolve(part, components) for part in found.get("allOf", ()))]
    required = {name for part in parts for name in part.get("required", ())}
    return [(name, field, name in required) for part in parts for name, field in part.get("properties", {}).items()]


def example_of(schema: Schema, components: Mapping[str, Schema], *, only_needed: bool = False, depth: int = 0) -> Any:
    """Make an example. `only_needed`: of an object's fields those that are required, or have an example of their own."""
    if "example" in schema:
        return schema["example"]
    if schema.get("examples"):
        return schema["examples"][0]
    for key in ("const", "default"):
        if schema.get(key) is not None:
            return schema[key]
    if "enum" in schema:
        return schema["enum"][0]
    if depth > DEEPEST_EXAMPLE:
        return None
    return _made(resolve(schema, components) if "$ref" in schema else schema, schema, components, only_needed, depth)


def _made(found: Schema, asked: Schema, components: Mapping[str, Schema], only_needed: bool, depth: int) -> Any:  # noqa: FBT001
    if found is not asked:
        return example_of(found, components, only_needed=only_needed, depth=depth + 1)
    if real := [choice for choice in choices(found) if choice.get("type") != "null"]:
        return example_of(real[0], components, only_needed=only_needed, depth=depth + 1)
    kind = found.get("type")
    kind = next((one for one in kind if one != "null"), "null") if isinstance(kind, list) else kind
    if kind == "object" or "properties" in found or "allOf" in found:
        return {
            name: example_of(field, components, only_needed=only_needed, depth=depth + 1)
            for name, field, is_required in fields_of(found, components)
            if is_required or not only_needed or "examples" in field
        }
    if kind == "array":
        return [example_of(found.get("items", {}), components, only_needed=only_needed, depth=depth + 1)]
    return _scalar(kind, found)


def _scalar(kind: Any, schema: Schema) -> Any:
    match kind:
        case "string":
            return _BY_FORMAT.get(schema.get("format", ""), "text")
        case "integer":
            return max(schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)
        case "number":
            return schema.get("minimum", 0.5)
        case "boolean":
            return True
        case _:
            return None
