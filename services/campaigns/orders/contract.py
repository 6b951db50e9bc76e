"""The contract's form: canonical JSON (RFC 8785, integers only), so that both sides can hash what they read."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def canonical(document: Mapping[str, Any]) -> bytes:
    """Write a document in its one form: members sorted, no spaces, UTF-8. Member names are ASCII, numbers are integers."""
    _require_plain(document)
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def fingerprint(content: bytes) -> str:
    """Give the SHA-256 of a contract, in hexadecimal."""
    return sha256(content).hexdigest()


def _require_plain(value: Any) -> None:
    """Raise `TypeError` for what has no single form here: floats are written differently by different writers."""
    if isinstance(value, Mapping):
        for name, member in value.items():
            if not (isinstance(name, str) and name.isascii()):
                message = f"a contract's member names are ASCII: {name!r}"
                raise TypeError(message)
            _require_plain(member)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _require_plain(item)
    elif not (value is None or isinstance(value, (str, bool, int))):
        message = f"{type(value).__name__} has no canonical form in a contract"
        raise TypeError(message)
