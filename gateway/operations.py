"""The operations of the public contract, found by address: what the door knows of a request before a service sees it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from shared.auth import PUBLIC

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
"""As an OpenAPI document spells them."""
STREAM = "text/event-stream"
FILES = frozenset({"*/*", "application/octet-stream"})
FILES_OF = ("video/", "image/", "audio/")
TABLES = frozenset({"text/csv", "application/vnd.apache.parquet"})

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, as the contract declares it."""

    id: str
    """The name that figures give it, the same as its service's."""
    method: str
    path: str
    """With the names of its parameters in braces."""
    is_public: bool
    moves_money: bool
    authenticates_clients: bool = False
    """An OAuth client shows its secret there, by HTTP Basic perhaps: it is the service's to judge."""
    media_types: tuple[str, ...] = ()
    """Of its successful answers; none where the contract leaves them open."""
    takes_file: bool = False
    """It is sent as many bytes as a file has, over whatever line the sender has."""
    gives_file: bool = False
    """It answers with as many, written while they are taken."""

    @property
    def is_stream(self) -> bool:
        """Whether its answer goes on for as long as its caller listens."""
        return STREAM in self.media_types


@dataclass
class _Place:
    """One segment of an address, and what lies behind it."""

    named: dict[str, "_Place"] = field(default_factory=dict)
    any: "_Place | None" = None
    operations: dict[str, Operation] = field(default_factory=dict)

    def behind(self, segment: str) -> "_Place":
        if not segment.startswith("{"):
            return self.named.setdefault(segment, _Place())
        self.any = self.any or _Place()
        return self.any

    def find(self, segments: Sequence[str]) -> Mapping[str, Operation]:
        if not segments:
            return self.operations
        for place in (self.named.get(segments[0]), self.any):
            if place is not None and (found := place.find(segments[1:])):
                return found
        return {}


class Operations:
    """Every operation of a contract."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._root = _Place()
        unhurried = set()
        for path, item in document.get("paths", {}).items():
            place = self._root
            for segment in path.split("/")[1:]:
                place = place.behind(segment)
            place.operations |= {
                method.upper(): read_operation(method.upper(), path, item[method]) for method in METHODS if method in item
            }
            if any(_takes_its_time(operation) for operation in place.operations.values()):
                unhurried.add(path)
        self._unhurried = frozenset(unhurried)

    def is_unhurried(self, operation: Operation | None) -> bool:
        """Say whether an address may be busy for as long as a file takes on its way, or as a caller listens."""
        return operation is not None and operation.path in self._unhurried

    def at(self, path: str) -> Mapping[str, Operation]:
        """Give the operations of a decoded path by their methods; none where the contract does not know it."""
        return self._root.find(path.split("/")[1:])


def read_operation(method: str, path: str, declared: Mapping[str, Any]) -> Operation:
    """Read what an operation of an OpenAPI document declares."""
    answers = [answer for status, answer in declared.get("responses", {}).items() if status.startswith("2")]
    media_types = {media_type for answer in answers for media_type in answer.get("content", {})}
    taken = declared.get("requestBody", {}).get("content", {})
    return Operation(
        id=declared.get("operationId", "none"),
        method=method,
        path=path,
        is_public=declared.get("x-scope", PUBLIC) == PUBLIC,
        moves_money=declared.get("x-idempotency") == "required",
        authenticates_clients=bool(declared.get("x-client-authentication")),
        media_types=() if "*/*" in media_types else tuple(sorted(media_types)),
        takes_file=any(media_type in FILES or media_type.startswith(FILES_OF) for media_type in taken),
        gives_file=not media_types.isdisjoint(TABLES),
    )


def _takes_its_time(operation: Operation) -> bool:
    return operation.takes_file or operation.gives_file or operation.is_stream


def operations_of(contract: Path) -> Operations:
    """Read the committed contract. Without it every operation counts by its method alone."""
    try:
        return Operations(json.loads(contract.read_bytes()))
    except FileNotFoundError:
        logger.warning("contract_missing", path=str(contract))
        return Operations({})
