"""Which service an address belongs to. One in an unusual form is refused, never normalised: two readers could differ on it."""

import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from gateway.problems import AddressInvalid, AddressTooLong
from services import REGISTER, SANDBOX_ONLY
from shared.errors import RouteNotFound

LONGEST_PATH = 2048
LONGEST_QUERY = 8192

IDENTITY = "identity"
"""The service that knows who is calling."""
WELL_KNOWN = frozenset({"/.well-known/jwks.json", "/.well-known/oauth-authorization-server"})
"""What it publishes where the standards say."""

# RFC 3986's pchar and the slash, without `;`: what stands behind it is a parameter to one server and a name to another.
_PATH = re.compile(rb"/(?:[A-Za-z0-9\-._~!$&'()*+,=:@/]|%[0-9A-Fa-f]{2})*")
_QUERY = re.compile(rb"(?:[\x21-\x22\x24\x26-\x7e]|%[0-9A-Fa-f]{2})*")

# Encoded, these are a path's structure, or a second layer of encoding, to whoever decodes before splitting.
_STRUCTURE = frozenset(b"/\\.;%?#")

_SERVICES: Mapping[str, str] = {resource: name for name, registered in REGISTER.items() for resource in registered.resources}


def check_address(raw_path: bytes, query: bytes) -> str:
    """Give the decoded path. Raises `AddressInvalid` and `AddressTooLong`."""
    if len(raw_path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        raise AddressTooLong(limits={"path": LONGEST_PATH, "query": LONGEST_QUERY})
    if not _PATH.fullmatch(raw_path):
        raise AddressInvalid("The path must begin with a slash and hold only characters of RFC 3986, without `;`.")
    segments = raw_path.split(b"/")[1:]
    if b"" in segments[:-1]:
        raise AddressInvalid("The path has an empty segment.")
    if any(segment in {b".", b".."} for segment in segments):
        raise AddressInvalid("The path has a segment of dots.")
    has_encoded = b"%" in raw_path
    if has_encoded and any(byte in _STRUCTURE or byte < 0x20 or byte == 0x7F for byte in _encoded(raw_path)):
        raise AddressInvalid("The path encodes a character that must not be encoded in a path.")
    if not _QUERY.fullmatch(query) or b"%00" in query:
        raise AddressInvalid("The query holds a character that must be encoded, or NUL.")
    if not has_encoded:
        return raw_path.decode("ascii")
    try:
        return unquote_to_bytes(raw_path).decode()
    except UnicodeDecodeError:
        raise AddressInvalid("The path is not UTF-8.") from None


def _encoded(raw_path: bytes) -> list[int]:
    return [int(part[:2], 16) for part in raw_path.split(b"%")[1:]]


def service_of(raw_path: bytes, *, is_sandbox: bool) -> str:
    """Name the service that serves a checked path: by its first segment below /v1, as it stands. Raises `RouteNotFound`."""
    path = raw_path.decode("ascii")
    if path in WELL_KNOWN:
        return IDENTITY
    _, version, *rest = path.split("/")
    service = _SERVICES.get(rest[0]) if version == "v1" and rest else None
    if service is None or (service in SANDBOX_ONLY and not is_sandbox):
        raise RouteNotFound
    return service


def services_here(*, is_sandbox: bool) -> list[str]:
    """List the services that this environment has."""
    return [name for name in REGISTER if is_sandbox or name not in SANDBOX_ONLY]
