"""Open enums in answers: a new value must break no client. In requests the same enums stay closed.

A schema that both ask and answer and holds an enum becomes two: the one of requests keeps its name, that of answers is called
as answers are (`Terms`, `TermsOut`). All others stay one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Schema = dict[str, Any]

STRING = {"type": "string"}
_REFERENCE = "#/components/schemas/"
_UNIONS = ("anyOf", "oneOf", "allOf")
_PARTS = ("items", "additionalProperties", "propertyNames", "contains", "contentSchema")
_MAPS = ("properties", "patternProperties")


def closed_in(schema: Any, schemas: Mapping[str, Schema]) -> Iterator[Schema]:
    """Give the closed enums that stand in a schema itself, named ones too, but not what else it refers to."""
    if _is_closed(schema, schemas):
        yield schema
    for inner in _parts_of(schema):
        if not (_is_open(schema) and inner in schema["anyOf"]):
            yield from closed_in(inner, schemas)


def open_answers(paths: Mapping[str, Any], schemas: Mapping[str, Schema]) -> tuple[dict[str, Any], dict[str, Schema]]:
    """Give the paths and schemas with the enums of all answers open. Raises `ValueError` where a name is taken."""
    asked, answered = _reached(_asked_of(paths), schemas), _reached(_answers_of(paths), schemas) | {"Problem"} & schemas.keys()
    changed = {name for name in answered if not _is_enum(schemas[name]) and _holds_closed(name, schemas)}
    names = {name: f"{name}Out" for name in changed & asked}
    if taken := sorted(names.values() & schemas.keys()):
        message = f"{', '.join(taken)}: an answer's form of another schema wants that name"
        raise ValueError(message)
    made = {name: schema for name, schema in schemas.items() if name not in changed or name in asked}
    for name in changed:
        opened = _opened(schemas[name], schemas, names)
        made[names.get(name, name)] = {**opened, "title": names[name]} if name in names else opened
    return {path: {key: _answering(value, schemas, names) for key, value in item.items()} for path, item in paths.items()}, made


def _answering(operation: Any, schemas: Mapping[str, Schema], names: Mapping[str, str]) -> Any:
    if not isinstance(operation, dict) or "responses" not in operation:
        return operation
    responses = {}
    for status, answer in operation["responses"].items():
        content = {
            media_type: {**media, "schema": _opened(media["schema"], schemas, names)} if "schema" in media else media
            for media_type, media in answer.get("content", {}).items()
        }
        responses[status] = {**answer, "content": content} if content else answer
    return {**operation, "responses": responses}


def _opened(schema: Any, schemas: Mapping[str, Schema], names: Mapping[str, str]) -> Any:
    """Write a schema as answers have it."""
    if not isinstance(schema, dict):
        return schema
    if _is_closed(schema, schemas):
        known = {key: schema[key] for key in ("$ref", "type", "enum") if key in schema}
        return {"anyOf": [known, STRING], **{key: value for key, value in schema.items() if key not in known}}
    if _is_open(schema):
        return schema
    written = dict(schema)
    if (name := _name_of(schema)) in names:
        written["$ref"] = _REFERENCE + names[name]
    for union in _UNIONS:
        if union in schema:
            written[union] = [arm for inner in schema[union] for arm in _arms(_opened(inner, schemas, names))]
    for part in _PARTS:
        if part in schema:
            written[part] = _opened(schema[part], schemas, names)
    for part in _MAPS:
        if part in schema:
            written[part] = {field: _opened(inner, schemas, names) for field, inner in schema[part].items()}
    if mapping := schema.get("discriminator", {}).get("mapping"):
        leading = {tag: _opened({"$ref": address}, schemas, names)["$ref"] for tag, address in mapping.items()}
        written["discriminator"] = {**schema["discriminator"], "mapping": leading}
    return written


def _arms(schema: Any) -> list[Any]:
    """Give what one arm of a union becomes: an opened enum is two, beside the others."""
    return schema["anyOf"] if isinstance(schema, dict) and schema.keys() == {"anyOf"} else [schema]


def _is_enum(schema: Any) -> bool:
    return isinstance(schema, dict) and "enum" in schema


def _is_closed(schema: Any, schemas: Mapping[str, Schema]) -> bool:
    return _is_enum(schema) or _is_enum(schemas.get(_name_of(schema)))


def _is_open(schema: Any) -> bool:
    return isinstance(schema, dict) and STRING in schema.get("anyOf", ())


def _name_of(schema: Any) -> str:
    return str(schema.get("$ref", "")).removeprefix(_REFERENCE) if isinstance(schema, dict) else ""


def _parts_of(schema: Any) -> Iterator[Any]:
    if isinstance(schema, dict):
        yield from (inner for union in _UNIONS for inner in schema.get(union, ()))
        yield from (schema[part] for part in _PARTS if part in schema)
        yield from (inner for part in _MAPS for inner in schema.get(part, {}).values())


def _references_in(schema: Any) -> Iterator[str]:
    if name := _name_of(schema):
        yield name
    for inner in _parts_of(schema):
        yield from _references_in(inner)


def _reached(roots: Iterator[Any], schemas: Mapping[str, Schema]) -> set[str]:
    found: set[str] = set()
    waiting = {name for root in roots for name in _references_in(root)}
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= set(_references_in(schemas.get(name))) - found
    return found & schemas.keys()


def _holds_closed(name: str, schemas: Mapping[str, Schema]) -> bool:
    """Say whether a schema holds a closed enum, or refers to one that does."""
    within = _reached(iter([{"$ref": _REFERENCE + name}]), schemas)
    return any(True for one in within if not _is_enum(schemas[one]) for _ in closed_in(schemas[one], schemas))


def _operations_of(paths: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (value for item in paths.values() for value in item.values() if isinstance(value, dict) and "responses" in value)


def _asked_of(paths: Mapping[str, Any]) -> Iterator[Any]:
    for operation in _operations_of(paths):
        yield from (parameter.get("schema") for parameter in operation.get("parameters", ()))
        yield from (media.get("schema") for media in operation.get("requestBody", {}).get("content", {}).values())


def _answers_of(paths: Mapping[str, Any]) -> Iterator[Any]:
    for operation in _operations_of(paths):
        for answer in operation["responses"].values():
            yield from (media.get("schema") for media in answer.get("content", {}).values())
