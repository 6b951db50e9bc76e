"""The address that a request comes from: the connection's, unless a proxy that we trust speaks for another one."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address

from shared.front import Scope
from shared.settings import Settings

Address = IPv4Address | IPv6Address

_FORWARDED_FOR = b"x-forwarded-for"


def address_of(scope: Scope, settings: Settings) -> Address | None:
    """Give the caller's address; None where the connection has none.

    Each proxy adds whom it was reached from, so the list is read from its end: the first entry that is no proxy of ours is the
    caller. What stands before it, anybody may have written.
    """
    peer = scope.get("client")
    address = _read(peer[0]) if peer else None
    trusted = settings.trusted_networks
    if address is None or not trusted:
        return address
    told = b",".join(value for name, value in scope["headers"] if name == _FORWARDED_FOR).decode("latin-1")
    for entry in reversed(told.split(",")):
        if not any(address in network for network in trusted):
            return address
        before = _read(entry.strip())
        if before is None:
            return address
        address = before
    return address


@lru_cache(maxsize=4096)
def _read(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    # An IPv4 caller of a socket that takes both kinds.
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address
