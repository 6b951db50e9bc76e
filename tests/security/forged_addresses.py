"""Ways to look like another caller each time: what each request says of where it comes from."""

from collections.abc import Callable
from dataclasses import dataclass

Said = list[tuple[str, str]]


@dataclass(frozen=True)
class Way:
    """One way: the peer and the headers of the nth request."""

    name: str
    said: Callable[[int], Said]
    peer: Callable[[int], str] = lambda _: "203.0.113.9"
    trusted: str = ""


def _one(header: str, form: str) -> Callable[[int], Said]:
    return lambda n: [(header, form.format(n=n, n4=f"{n:04x}"))]


NAMED = [
    "X-Forwarded-For", "x-forwarded-for", "X_Forwarded_For", "X-Forwarded", "Forwarded-For", "X-Forwarded-By", "X-Real-IP", "X-Real-Ip", "X_Real_IP",
    "True-Client-IP", "CF-Connecting-IP", "CF-Connecting-IPv6", "Fastly-Client-IP", "X-Client-IP", "Client-IP", "X-Cluster-Client-IP", "X-Originating-IP",
    "X-Remote-IP", "X-Remote-Addr", "Remote-Addr", "REMOTE_ADDR", "X-Host", "X-Azure-ClientIP", "X-Azure-SocketIP", "X-Appengine-User-IP", "X-Envoy-External-Address",
    "Fly-Client-IP", "X-ProxyUser-Ip", "WL-Proxy-Client-IP", "Proxy-Client-IP", "Via", "X-Original-Forwarded-For", "X-Custom-IP-Authorization", "X-Original-Remote-Addr",
]  # fmt: skip
"""Headers by which one proxy or another tells whom it speaks for."""

WITHOUT_PROXIES = [
    *(Way(f"{name}, nobody trusted", _one(name, "198.51.100.{n}")) for name in NAMED),
    Way("Forwarded, nobody trusted", _one("Forwarded", "for=198.51.100.{n};proto=https")),
    Way("Forwarded of IPv6, nobody trusted", _one("Forwarded", 'for="[2001:db8::{n}]:4711"')),
    Way("X-Forwarded-For of this machine", _one("X-Forwarded-For", "127.0.0.{n}")),
    Way("X-Forwarded-For, a list", _one("X-Forwarded-For", "198.51.100.{n}, 203.0.113.9")),
    Way("two X-Forwarded-For", lambda n: [("X-Forwarded-For", f"198.51.100.{n}"), ("X-Forwarded-For", f"198.51.100.{n + 100}")]),
    Way("an inner header of an address", _one("Greenlight-Internal-Address", "198.51.100.{n}")),
    Way("another host", _one("Host", "198.51.100.{n}")),
    Way("another user agent", _one("User-Agent", "browser {n}")),
    Way("another cookie", _one("Cookie", "session={n}")),
    Way("another request id", _one("Request-Id", "req_{n}")),
    Way("another trace", _one("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e{n4}-00f067aa0ba902b7-01")),
    Way("another idempotency key", _one("Idempotency-Key", "key-{n}")),
]

PROXY = "10.1.2.3"
BEHIND = "203.0.113.9"


def _behind(header: str, form: str, name: str, *, trusted: str = "10.0.0.0/8", peer: str = PROXY) -> Way:
    return Way(f"behind a proxy, {name}", _one(header, form), lambda _: peer, trusted)


BEHIND_PROXIES = [
    *(
        Way(f"behind a proxy, {name}", lambda n, name=name: [("X-Forwarded-For", BEHIND), (name, f"198.51.100.{n}")], lambda _: PROXY, "10.0.0.0/8")
        for name in NAMED
        if name.lower() != "x-forwarded-for"
    ),
    _behind("X-Forwarded-For", "198.51.100.{n}, 203.0.113.9", "an address before one's own"),
    _behind("X-Forwarded-For", "198.51.100.{n},203.0.113.9", "the same without a space"),
    _behind("X-Forwarded-For", "198.51.100.{n}\t,\t203.0.113.9", "the same with tabs"),
    _behind("X-Forwarded-For", "10.9.9.{n}, 203.0.113.9", "the address of a proxy before one's own"),
    _behind("X-Forwarded-For", "198.51.100.{n}, 10.9.9.9, 203.0.113.9", "a proxy before one's own"),
    _behind("X-Forwarded-For", "198.51.100.{n}, 203.0.113.9, 10.4.4.4", "two proxies"),
    _behind("X-Forwarded-For", "198.51.100.{n}, 203.0.113.9, 10.4.4.{n}", "two proxies, the inner one of many"),
    _behind("X-Forwarded-For", "198.51.100.{n}, unknown, 10.4.4.4", "nobody before a proxy"),
    _behind("X-Forwarded-For", "198.51.100.{n}, , 10.4.4.4", "an empty entry before a proxy"),
    _behind("X-Forwarded-For", "198.51.100.{n}, 203.0.113.9:8{n4}, 10.4.4.4", "an entry with a port"),
    _behind("X-Forwarded-For", "198.51.100.{n}, _hidden{n}", "an obfuscated entry"),
    _behind("X-Forwarded-For", "nobody {n}", "no address at all"),
    _behind("X-Forwarded-For", "", "an empty list"),
    _behind("X-Forwarded-For", "198.51.100.{n}, 203.0.113.009", "zeros within"),
    _behind("X-Forwarded-For", "198.51.100.{n}, 0xCB007109", "in hex"),
    _behind("X-Forwarded-For", "198.51.100.{n}, 3405803785", "as one number"),
    _behind("X-Forwarded-For", "198.51.100.{n}, ::ffff:203.0.113.9", "mapped into IPv6"),
    _behind("X-Forwarded-For", "198.51.100.{n}, 2001:db8:0:1::{n4}", "another of one's own IPv6 network"),
    _behind("X-Forwarded-For", "198.51.100.{n}, 2001:db8:0:1:{n4}::", "the other end of one's own IPv6 network"),
    _behind("X-Forwarded-For", "198.51.100.{n}, 2001:DB8:0:1:0:0:0:{n4}", "IPv6 in another form"),
    _behind("X-Forwarded-For", "198.51.100.{n}, fe80::1%eth{n}", "IPv6 with a zone"),
    _behind("X-Forwarded-For", "198.51.100.{n}, 203.0.113.9", "over an IPv6 proxy", trusted="fd00::/8", peer="fd00::7"),
    _behind("X-Forwarded-For", "198.51.100.{n}, 203.0.113.9", "over a proxy that is mapped", peer="::ffff:10.1.2.3"),
    _behind("X_Forwarded_For", "198.51.100.{n}", "with underscores"),
    Way("behind a proxy, two lines", lambda n: [("X-Forwarded-For", f"198.51.100.{n}"), ("X-Forwarded-For", BEHIND)], lambda _: PROXY, "10.0.0.0/8"),
    Way("behind no proxy, though there are some", _one("X-Forwarded-For", "198.51.100.{n}"), trusted="10.0.0.0/8"),
    Way("behind no proxy, naming one", _one("X-Forwarded-For", "198.51.100.{n}, 10.1.2.3"), trusted="10.0.0.0/8"),
]  # fmt: skip

ADDRESSES = [
    Way("another port", lambda _: [], lambda _: BEHIND),
    Way("mapped into IPv6 every other time", lambda _: [], lambda n: BEHIND if n % 2 else f"::ffff:{BEHIND}"),
    Way("another address of one's own /64", lambda _: [], lambda n: f"2001:db8:0:1::{n:x}"),
    Way("the other end of one's own /64", lambda _: [], lambda n: f"2001:db8:0:1:{n:x}::"),
    Way("one's own /64 in capitals", lambda _: [], lambda n: f"2001:DB8:0:1:0:0:0:{n:x}"),
    Way("one's own /64 spelled out", lambda _: [], lambda n: f"2001:0db8:0000:0001:0000:0000:0000:{n:04x}"),
    Way("a link's own address with a zone", lambda _: [], lambda n: f"fe80::1%eth{n}"),
]

WAYS = [*WITHOUT_PROXIES, *BEHIND_PROXIES, *ADDRESSES]

OTHERS = [
    Way("other addresses", lambda _: [], lambda n: f"203.0.113.{n}"),
    Way("other IPv6 networks", lambda _: [], lambda n: f"2001:db8:0:{n:x}::1"),
    _behind("X-Forwarded-For", "203.0.113.{n}", "other callers"),
    _behind("X-Forwarded-For", "198.51.100.7, 203.0.113.{n}, 10.4.4.4", "other callers over two proxies"),
]
"""These are other callers in truth, and must not be counted together."""
