"""The catalogue as an AsyncAPI 3 document: a channel a topic, a message an event, with who may see it."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import shared.events
from shared.events import Event, catalogue


def load_catalogue() -> dict[str, type[Event]]:
    """Import every producer's file, so that the catalogue is whole."""
    for module in iter_modules(shared.events.__path__):
        import_module(f"shared.events.{module.name}")
    return catalogue


def topics() -> list[str]:
    """List every topic: one a producer."""
    return sorted({event.topic for event in load_catalogue().values()})


def document() -> dict[str, Any]:
    """Write the document."""
    events = sorted(load_catalogue().items())
    schemas: dict[str, Any] = {}
    messages = {name: _message(event, schemas) for name, event in events}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Greenlight events",
            "version": "1",
            "description": "CloudEvents 1.0 in Kafka's binary mode. Order holds for one key of one topic.",
        },
        "channels": {
            topic: {
                "address": topic,
                "description": f"What {topic} tells.",
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name, event in events if event.topic == topic},
            }
            for topic in topics()
        },
        "operations": {f"{topic}_tells": {"action": "send", "channel": {"$ref": f"#/channels/{topic}"}} for topic in topics()},
        "components": {"messages": messages, "schemas": dict(sorted(schemas.items()))},
    }


def _message(event: type[Event], schemas: dict[str, Any]) -> dict[str, Any]:
    """Describe an event, and add what its payload is made of to the schemas that all share."""
    schema = event.model_json_schema(ref_template="#/components/schemas/{model}")
    for name, part in schema.pop("$defs", {}).items():
        assert schemas.setdefault(name, part) == part, f"{event.wire_name}: another part is called {name} too"
    return {
        "name": event.wire_name,
        "title": event.__name__,
        "summary": (event.__doc__ or "").strip().split("\n", maxsplit=1)[0],
        "contentType": "application/json",
        "payload": schema,
        "x-key": event.key_field,
        "x-schema-version": event.schema_version,
        "x-visible": event.public.model_dump(mode="json") if event.public else None,
    }
