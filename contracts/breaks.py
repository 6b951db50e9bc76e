"""What in a changed contract breaks a client of the one before: all that is not additive, named one by one.

Additive is a field, an optional parameter, a value in an answer's enum, an event type, an error code. The rest breaks.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

Document = Mapping[str, Any]
Schema = Mapping[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_FORMS = ("pattern", "format")
_NAMES = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}


class Way(Enum):
    """Who must understand a value: the API what is asked of it, the client what it is answered."""

    ASKED = "asked"
    ANSWERED = "answered"


def of_api(before: Document, after: Document) -> list[str]:
    """Name what breaks a client of an OpenAPI document."""
    return sorted(set(_Api(before, after).breaks()))


def of_events(before: Document, after: Document) -> list[str]:
    """Name what breaks a reader of an AsyncAPI document's messages."""
    return sorted(set(_Events(before, after).breaks()))


class _Pair:
    """Two documents, each with its own references."""

    def __init__(self, before: Document, after: Document) -> None:
        self._before, self._after = before, after
        self._known: dict[tuple[str, str, Way], list[str]] = {}

    def followed(self, document: Document, value: Any) -> Mapping[str, Any]:
        """Follow a reference, if it is one."""
        while "$ref" in value:
            found: Any = document
            for part in value["$ref"].removeprefix("#/").split("/"):
                found = found[part.replace("~1", "/").replace("~0", "~")]
            value = found
        return value

    def schemas(self, before: Schema, after: Schema, place: str, way: Way) -> list[str]:
        """Compare two schemas. What a reference leads to is named by itself, whoever refers to it."""
        if "$ref" not in before or "$ref" not in after:
            return self._compared(before, after, place, way)
        pair = (before["$ref"], after["$ref"], way)
        if pair not in self._known:
            self._known[pair] = []  # for a schema that contains itself
            self._known[pair] = self._compared(before, after, f"{before['$ref'].rpartition('/')[2]} ({way.value})", way)
        return self._known[pair]

    def _compared(self, before: Schema, after: Schema, place: str, way: Way) -> list[str]:
        olds = list(self._forms(self._before, before))
        news = list(self._forms(self._after, after))
        # Each form that may come must be one that whoever receives it knows.
        if way is Way.ASKED:
            tries = [[self._one_form(old, new, place, way) for new in news] for old in olds]
        else:
            tries = [[self._one_form(old, new, place, way) for old in olds] for new in news]
        return [name for each in tries for name in min(each, key=len)]

    def _forms(self, document: Document, schema: Schema) -> Iterator[Schema]:
        """Give the forms that a value may have, each written without references, unions or intersections."""
        whole = dict(self.followed(document, schema))
        parts = [[part] for part in whole.pop("allOf", [])]
        parts += [whole.pop(word) for word in ("anyOf", "oneOf") if word in whole]
        types = whole.pop("type", None)
        forms = [{**whole, "type": one} for one in types] if isinstance(types, list) else [{**whole, "type": types}]
        for union in parts:
            forms = [_both(form, inner) for form in forms for part in union for inner in self._forms(document, part)]
        yield from forms

    def _one_form(self, old: Schema, new: Schema, place: str, way: Way) -> list[str]:
        was, now = _type_of(old), _type_of(new)
        wide, narrow = (now, was) if way is Way.ASKED else (was, now)
        if wide is not None and wide != narrow and (narrow, wide) != ("integer", "number"):
            return [f"{place}: the type was {was or 'anything'} and is {now or 'anything'}"]
        found = [*_values(old, new, place, way), *_forms(old, new, place, way)]
        if way is Way.ASKED:
            found += _bounds(old, new, place)
        if isinstance(old.get("items"), Mapping) or isinstance(new.get("items"), Mapping):
            found += self.schemas(old.get("items", {}), new.get("items", {}), f"{place}[]", way)
        if was == now == "object":
            found += self._fields(old, new, place, way)
        return found

    def _fields(self, old: Schema, new: Schema, place: str, way: Way) -> list[str]:
        olds, news = old.get("properties", {}), new.get("properties", {})
        had, has = set(old.get("required", [])), set(new.get("required", []))
        found = [f"{place}.{name}: the field is gone" for name in olds if name not in news]
        for name in olds.keys() & news.keys():
            found += self.schemas(olds[name], news[name], f"{place}.{name}", way)
        if way is Way.ASKED:
            found += [f"{place}.{name}: the field is required now" for name in (has - had) & news.keys()]
        else:
            found += [f"{place}.{name}: the field may be missing now" for name in (had - has) & news.keys()]
        was, now = old.get("additionalProperties", True), new.get("additionalProperties", True)
        if isinstance(was, Mapping) and isinstance(now, Mapping):
            found += self.schemas(was, now, f"{place}.*", way)
        elif way is Way.ASKED and was is not False and now is False:
            found.append(f"{place}: other fields are refused now")
        return found


class _Api(_Pair):
    def breaks(self) -> Iterator[str]:
        for path, method, old in _operations(self._before):
            new = self._after["paths"].get(path, {}).get(method)
            place = f"{method.upper()} {path}"
            if new is None:
                yield f"{place}: the operation is gone"
            else:
                yield from self._operation(old, new, place)
        yield from self._problems()
        yield from self._scopes()

    def _operation(self, old: Document, new: Document, place: str) -> Iterator[str]:
        if old.get("operationId") != new.get("operationId"):
            yield f"{place}: the operation was called {old.get('operationId')} and is called {new.get('operationId')}"
        if old.get("x-scope") != new.get("x-scope") and new.get("x-scope") != "public":
            yield f"{place}: it needed {old.get('x-scope')} and needs {new.get('x-scope')}"
        yield from self._parameters(old, new, place)
        yield from self._body(old, new, place)
        yield from self._answers(old, new, place)

    def _parameters(self, old: Document, new: Document, place: str) -> Iterator[str]:
        olds = _by_name(self.followed(self._before, one) for one in old.get("parameters", []))
        news = _by_name(self.followed(self._after, one) for one in new.get("parameters", []))
        for name, was in olds.items():
            if name not in news:
                yield f"{place} {name}: the parameter is gone"
            else:
                yield from self.schemas(was.get("schema", {}), news[name].get("schema", {}), f"{place} {name}", Way.ASKED)
        for name, now in news.items():
            if now.get("required") and not olds.get(name, {}).get("required"):
                yield f"{place} {name}: the parameter is required now"

    def _body(self, old: Document, new: Document, place: str) -> Iterator[str]:
        was = self.followed(self._before, old.get("requestBody", {}))
        now = self.followed(self._after, new.get("requestBody", {}))
        if was and not now:
            yield f"{place}: it takes no body now"
            return
        if now.get("required") and not was.get("required"):
            yield f"{place}: the body is required now"
        if was:
            yield from self._content(was, now, f"{place} body", Way.ASKED)

    def _answers(self, old: Document, new: Document, place: str) -> Iterator[str]:
        olds, news = old.get("responses", {}), new.get("responses", {})
        for status, answer in olds.items():
            if status not in news:
                yield f"{place} {status}: the answer is gone"
                continue
            was, now = self.followed(self._before, answer), self.followed(self._after, news[status])
            for header in was.get("headers", {}).keys() - now.get("headers", {}).keys():
                yield f"{place} {status}: the header {header} is gone"
            yield from self._content(was, now, f"{place} {status}", Way.ANSWERED)
        for status in news.keys() - olds.keys():
            if status.startswith("2"):
                yield f"{place} {status}: another success than before"

    def _content(self, was: Document, now: Document, place: str, way: Way) -> Iterator[str]:
        olds, news = was.get("content", {}), now.get("content", {})
        for media_type, old in olds.items():
            if media_type not in news:
                yield f"{place}: {media_type} is gone"
            else:
                yield from self.schemas(old.get("schema", {}), news[media_type].get("schema", {}), place, way)

    def _problems(self) -> Iterator[str]:
        news = self._after.get("x-problems", {})
        for code, old in self._before.get("x-problems", {}).items():
            if code not in news:
                yield f"problem {code}: the code is gone"
            elif news[code]["status"] != old["status"]:
                yield f"problem {code}: the status was {old['status']} and is {news[code]['status']}"

    def _scopes(self) -> Iterator[str]:
        news = self._after.get("x-scopes", {})
        for scope, old in self._before.get("x-scopes", {}).items():
            if scope not in news:
                yield f"scope {scope}: it is gone"
                continue
            if old["keys"] and not news[scope]["keys"]:
                yield f"scope {scope}: keys may not hold it now"
            for roles in ("roles", "staff_roles"):
                for role in set(old[roles]) - set(news[scope][roles]):
                    yield f"scope {scope}: {roles} {role} does not hold it now"


class _Events(_Pair):
    def breaks(self) -> Iterator[str]:
        olds, news = (document["components"]["messages"] for document in (self._before, self._after))
        for name, old in olds.items():
            if name not in news:
                yield f"event {name}: it is gone"
                continue
            new = news[name]
            if _topic_of(self._before, name) != _topic_of(self._after, name):
                yield f"event {name}: it is told in another topic"
            if old.get("x-key") != new.get("x-key"):
                yield f"event {name}: the key was {old.get('x-key')} and is {new.get('x-key')}"
            yield from self.schemas(old["payload"], new["payload"], f"event {name}", Way.ANSWERED)
            yield from _visibility(old.get("x-visible"), new.get("x-visible"), f"event {name}")


# --- parts ----------------------------------------------------------------------------------------------------------


def _operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, item in document["paths"].items():
        yield from ((path, method, item[method]) for method in METHODS if method in item)


def _by_name(parameters: Iterable[Document]) -> dict[str, Document]:
    return {f"{one['in']} {one['name'].lower() if one['in'] == 'header' else one['name']}": one for one in parameters}


def _topic_of(document: Document, event: str) -> str | None:
    return next((topic for topic, channel in document["channels"].items() if event in channel["messages"]), None)


def _visibility(old: Document | None, new: Document | None, place: str) -> Iterator[str]:
    if old and new:
        for field in [field for field in old["fields"] if field not in new["fields"]]:
            yield f"{place}.{field}: organizations do not see it now"
        for side in [side for side in old["to"] if side not in new["to"]]:
            yield f"{place}: {side} does not see it now"
        if old["scope"] != new["scope"]:
            yield f"{place}: to see it needed {old['scope']} and needs {new['scope']}"
    elif old:
        yield f"{place}: organizations do not see it now"


def _both(one: Schema, other: Schema) -> dict[str, Any]:
    """Write the schema of what is both; where both bound the same, the narrower counts."""
    merged = {**one, **{word: value for word, value in other.items() if value is not None}}
    for word, narrower in [*((word, max) for word in _LEAST), *((word, min) for word in _MOST)]:
        if word in one and word in other:
            merged[word] = narrower(one[word], other[word])
    fields = {**one.get("properties", {})}
    for name, field in other.get("properties", {}).items():
        fields[name] = _both(fields[name], field) if name in fields else field
    if fields:
        merged["properties"] = fields
        merged["required"] = sorted({*one.get("required", []), *other.get("required", [])})
    return merged


def _type_of(schema: Schema) -> str | None:
    if schema.get("type"):
        return schema["type"]
    kinds = {_NAMES.get(type(value)) for value in _values_of(schema) or []}
    if len(kinds) == 1:
        return kinds.pop()
    return "object" if "properties" in schema else None


def _values_of(schema: Schema) -> list[Any] | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _values(old: Schema, new: Schema, place: str, way: Way) -> Iterator[str]:
    was, now = _values_of(old), _values_of(new)
    if was is not None and now is not None:
        yield from (f"{place}: the value {value} is gone" for value in was if value not in now)
    elif now is not None and way is Way.ASKED:
        yield f"{place}: only some values are taken now"
    elif was is not None and way is Way.ANSWERED:
        yield f"{place}: the values were listed and are open now"
    if way is Way.ASKED and "default" in old and old["default"] != new.get("default"):
        yield f"{place}: the default was {old['default']} and is {new.get('default')}"


def _forms(old: Schema, new: Schema, place: str, way: Way) -> Iterator[str]:
    for word in _FORMS:
        was, now = old.get(word), new.get(word)
        promised = now if way is Way.ASKED else was
        if promised is not None and was != now:
            yield f"{place}: the {word} was {was} and is {now}"


def _bounds(old: Schema, new: Schema, place: str) -> Iterator[str]:
    for word in (*_LEAST, *_MOST):
        was, now = old.get(word), new.get(word)
        if now is not None and (was is None or (now > was if word in _LEAST else now < was)):
            yield f"{place}: the {word} was {was} and is {now}"
    if new.get("uniqueItems") and not old.get("uniqueItems"):
        yield f"{place}: its items must differ now"
