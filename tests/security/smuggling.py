"""Requests that two readers could read in two ways: each with what may come of it.

`CASE` stands for a name of the case's own, so that what an upstream hears can be told apart.
"""

from dataclasses import dataclass
from enum import Enum

FIRST, SMUGGLED = b"/v1/orders/CASE/notes", b"/v1/orders/CASE-smuggled/notes"
SECOND = b"GET %b HTTP/1.1\r\nHost: x\r\n\r\n" % SMUGGLED
"""A request that hides behind another one."""


class Fate(Enum):
    """What may come of a case."""

    REFUSED = "one answer, of 4xx; the connection ends; no service hears of it"
    BROKEN = "the connection ends; a service heard at most a request that never became whole"
    ONE = "exactly one request, with this body"
    TWO = "two requests, each judged by itself"
    SECOND_ONLY = "the first is refused, where it ends is beyond doubt, and the second is judged by itself"


@dataclass(frozen=True)
class Case:
    """Bytes of one connection."""

    name: str
    said: bytes
    fate: Fate = Fate.REFUSED
    body: bytes = b""


def _post(*headers: bytes, body: bytes = b"", version: bytes = b"HTTP/1.1") -> bytes:
    return b"POST %b %b\r\nHost: x\r\n%b\r\n%b" % (FIRST, version, b"".join(one + b"\r\n" for one in headers), body)


def _get(target: bytes, *headers: bytes) -> bytes:
    return b"GET %b HTTP/1.1\r\nHost: x\r\n%b\r\n" % (target, b"".join(one + b"\r\n" for one in headers))


def _chunked(body: bytes) -> bytes:
    return _post(b"Transfer-Encoding: chunked", body=body)


HELLO = b"5\r\nhello\r\n0\r\n\r\n"

LENGTHS = [
    Case("CL before TE", _post(b"Content-Length: 5", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n" + SECOND)),
    Case("TE before CL", _post(b"Transfer-Encoding: chunked", b"Content-Length: 5", body=b"0\r\n\r\n" + SECOND)),
    Case("CL of 0 and TE", _post(b"Content-Length: 0", b"Transfer-Encoding: chunked", body=HELLO + SECOND)),
    Case("CL twice, different", _post(b"Content-Length: 0", b"Content-Length: 5", body=b"hello" + SECOND)),
    Case("CL twice, the same", _post(b"Content-Length: 5", b"Content-Length: 5", body=b"hello" + SECOND)),
    Case("CL as a list of the same", _post(b"Content-Length: 5, 5", body=b"hello" + SECOND)),
    Case("CL as a list of two", _post(b"Content-Length: 0, 5", body=b"hello" + SECOND)),
    Case("CL with a plus", _post(b"Content-Length: +5", body=b"hello" + SECOND)),
    Case("CL below 0", _post(b"Content-Length: -1", body=b"hello" + SECOND)),
    Case("CL in hex", _post(b"Content-Length: 0x5", body=b"hello" + SECOND)),
    Case("CL with a point", _post(b"Content-Length: 5.0", body=b"hello" + SECOND)),
    Case("CL with a space within", _post(b"Content-Length: 5 5", body=b"hello" + SECOND)),
    Case("CL with an underscore", _post(b"Content-Length: 5_0", body=b"hello" + SECOND)),
    Case("CL beyond every number", _post(b"Content-Length: 99999999999999999999999999", body=b"hello" + SECOND)),
    Case("CL one past 64 bits", _post(b"Content-Length: 18446744073709551621", body=b"hello" + SECOND)),
    Case("CL empty", _post(b"Content-Length: ", body=b"hello" + SECOND)),
    Case("CL in other digits", _post("Content-Length: ٥".encode(), body=b"hello" + SECOND)),
    Case("CL with a space before its colon", _post(b"Content-Length : 5", body=b"hello" + SECOND)),
    Case("CL with zeros before it", _post(b"Content-Length: 005", body=b"hello"), Fate.ONE, b"hello"),
    Case("CL behind a name with an underscore", _post(b"Content_Length: 99", b"Content-Length: 5", body=b"hello"), Fate.ONE, b"hello"),
    Case("CL of a GET", _get(FIRST, b"Content-Length: %d" % len(SECOND)) + SECOND, Fate.ONE, SECOND),
    Case("CL longer than what follows", _post(b"Content-Length: 500", body=SECOND), Fate.BROKEN),
    Case("CL named by Connection", _post(b"Connection: content-length", b"Content-Length: %d" % len(SECOND), body=SECOND), Fate.ONE, SECOND),
    Case("CL named by Connection in capitals", _post(b"Connection: CONTENT-LENGTH", b"Content-Length: %d" % len(SECOND), body=SECOND), Fate.ONE, SECOND),
]  # fmt: skip

ENCODINGS = [
    Case("TE xchunked", _post(b"Transfer-Encoding: xchunked", body=HELLO + SECOND)),
    Case("TE chunked, identity", _post(b"Transfer-Encoding: chunked, identity", body=HELLO + SECOND)),
    Case("TE identity, chunked", _post(b"Transfer-Encoding: identity, chunked", body=HELLO + SECOND)),
    Case("TE identity", _post(b"Transfer-Encoding: identity", body=HELLO + SECOND)),
    Case("TE identity and CL", _post(b"Transfer-Encoding: identity", b"Content-Length: 5", body=b"hello" + SECOND)),
    Case("TE gzip, chunked", _post(b"Transfer-Encoding: gzip, chunked", body=HELLO + SECOND)),
    Case("TE chunked twice in one", _post(b"Transfer-Encoding: chunked, chunked", body=HELLO + SECOND)),
    Case("TE twice, chunked and identity", _post(b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity", body=HELLO + SECOND)),
    Case("TE twice, chunked", _post(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked", body=HELLO + SECOND)),
    Case("TE empty and chunked", _post(b"Transfer-Encoding:", b"Transfer-Encoding: chunked", body=HELLO + SECOND)),
    Case("TE empty and CL", _post(b"Transfer-Encoding:", b"Content-Length: 5", body=b"hello" + SECOND)),
    Case("TE in quotes", _post(b'Transfer-Encoding: "chunked"', body=HELLO + SECOND)),
    Case("TE with a parameter", _post(b"Transfer-Encoding: chunked;a=b", body=HELLO + SECOND)),
    Case("TE with a comma behind", _post(b"Transfer-Encoding: chunked,", body=HELLO + SECOND)),
    Case("TE behind a vertical tab", _post(b"Transfer-Encoding: \x0bchunked", body=HELLO + SECOND)),
    Case("TE before a NUL", _post(b"Transfer-Encoding: chunked\0", body=HELLO + SECOND)),
    Case("TE with a NUL in its name", _post(b"Transfer-Encoding\0: chunked", body=HELLO + SECOND)),
    Case("TE with a space before its colon", _post(b"Transfer-Encoding : chunked", body=HELLO + SECOND)),
    Case("TE with a tab before its colon", _post(b"Transfer-Encoding\t: chunked", body=HELLO + SECOND)),
    Case("TE folded", _post(b"Transfer-Encoding:\r\n chunked", body=HELLO + SECOND)),
    Case("TE behind a lone CR", _post(b"X: a\rTransfer-Encoding: chunked", body=HELLO + SECOND)),
    Case("TE behind a lone LF", _post(b"X: a\nTransfer-Encoding: chunked", body=HELLO + SECOND)),
    Case("TE of HTTP/1.0", _post(b"Transfer-Encoding: chunked", body=HELLO + SECOND, version=b"HTTP/1.0")),
    Case("TE with an underscore and CL", _post(b"Transfer_Encoding: chunked", b"Content-Length: 5", body=b"hello"), Fate.ONE, b"hello"),
    Case("TE behind a tab", _post(b"Transfer-Encoding:\tchunked", body=HELLO), Fate.ONE, b"hello"),
    Case("TE in capitals", _post(b"TRANSFER-ENCODING: CHUNKED", body=HELLO), Fate.ONE, b"hello"),
    Case("TE named by Connection", _post(b"Connection: transfer-encoding", b"Transfer-Encoding: chunked", body=HELLO), Fate.ONE, b"hello"),
]  # fmt: skip

CHUNKS = [
    Case("chunk size in 0x", _chunked(b"0x5\r\nhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk size with a plus", _chunked(b"+5\r\nhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk size below 0", _chunked(b"-5\r\nhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk size with an underscore", _chunked(b"0_5\r\nhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk size past 64 bits", _chunked(b"10000000000000005\r\nhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk size empty", _chunked(b"\r\nhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk size behind a space", _chunked(b" 5\r\nhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk size before a space", _chunked(b"5 \r\nhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk size before a lone LF", _chunked(b"5\nhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk size before a lone CR", _chunked(b"5\rXhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk longer than its size", _chunked(b"5\r\nhello!\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk without its CRLF", _chunked(b"5\r\nhello0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk ended by a lone LF", _chunked(b"5\r\nhello\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk extension with a lone LF", _chunked(b"5;a\nb\r\nhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk extension with a lone CR", _chunked(b"5;a\rb\r\nhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("chunk extension with a NUL", _chunked(b"5;a\0b\r\nhello\r\n0\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("last chunk without its end", _chunked(b"5\r\nhello\r\n0\r\n" + SECOND), Fate.BROKEN),
    Case("last chunk ended by lone LFs", _chunked(b"5\r\nhello\r\n0\n\n" + SECOND), Fate.BROKEN),
    Case("trailer with a lone LF", _chunked(b"5\r\nhello\r\n0\r\nX: a\nY: b\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("trailer folded", _chunked(b"5\r\nhello\r\n0\r\nX: a\r\n b\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("trailer with CL", _chunked(b"5\r\nhello\r\n0\r\nContent-Length: 3\r\n\r\n" + SECOND), Fate.BROKEN),
    Case("trailer with an inner header", _chunked(b"5\r\nhello\r\n0\r\nGreenlight-Inner-Token: x\r\n\r\n"), Fate.ONE, b"hello"),
    Case("trailers announced", _post(b"Trailer: X", b"TE: trailers", b"Transfer-Encoding: chunked", body=b"5\r\nhello\r\n0\r\nX: y\r\n\r\n"), Fate.ONE, b"hello"),
    Case("chunk extension", _chunked(b"5;a=b\r\nhello\r\n0;c\r\n\r\n"), Fate.ONE, b"hello"),
    Case("chunk size with zeros before it", _chunked(b"0005\r\nhello\r\n000\r\n\r\n"), Fate.ONE, b"hello"),
    Case("a request as a chunk", _chunked(b"%x\r\n%b\r\n0\r\n\r\n" % (len(SECOND), SECOND)), Fate.ONE, SECOND),
    Case("two after chunks", _chunked(HELLO + SECOND), Fate.TWO, b"hello"),
]  # fmt: skip

LINES = [
    Case("header folded", _get(FIRST, b"X: a\r\n b") + SECOND),
    Case("header folded with a tab", _get(FIRST, b"X: a\r\n\tb") + SECOND),
    Case("first header folded", b"GET %b HTTP/1.1\r\n Host: x\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("NUL in a value", _get(FIRST, b"X: a\0b") + SECOND),
    Case("NUL in a name", _get(FIRST, b"X\0Y: a") + SECOND),
    Case("lone CR in a value", _get(FIRST, b"X: a\rb") + SECOND),
    Case("lone LF behind the request line", b"GET %b HTTP/1.1\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("lone LF behind a header", b"GET %b HTTP/1.1\r\nHost: x\nX: y\r\n\r\n" % FIRST + SECOND),
    Case("lone LFs only", b"GET %b HTTP/1.1\nHost: x\n\n" % FIRST + SECOND),
    Case("lone CRs only", b"GET %b HTTP/1.1\rHost: x\r\r" % FIRST + SECOND),
    Case("CR CR LF", b"GET %b HTTP/1.1\r\nHost: x\r\r\n\r\r\n" % FIRST + SECOND),
    Case("name with a space", _get(FIRST, b"X Y: a") + SECOND),
    Case("name with a bracket", _get(FIRST, b"X(: a") + SECOND),
    Case("name empty", _get(FIRST, b": a") + SECOND),
    Case("name not ASCII", _get(FIRST, b"X-\xe9: a") + SECOND),
    Case("header without a colon", _get(FIRST, b"X") + SECOND),
    Case("value with DEL", _get(FIRST, b"X: a\x7fb") + SECOND),
    Case("value with a control character", _get(FIRST, b"X: a\x01b") + SECOND),
    Case("head too large", _get(FIRST, b"X: " + b"a" * 70_000) + SECOND, Fate.SECOND_ONLY),
    Case("host twice", _get(FIRST, b"Host: evil") + SECOND, Fate.SECOND_ONLY),
    Case("host missing", b"GET %b HTTP/1.1\r\nX: y\r\n\r\n" % FIRST + SECOND, Fate.SECOND_ONLY),
    Case("value not UTF-8", _get(FIRST, b"X: a\xff") + SECOND, Fate.SECOND_ONLY),
    Case("an Upgrade to h2c", _get(FIRST, b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: h2c", b"HTTP2-Settings: AAMAAABkAAQAAP__") + SECOND, Fate.ONE),
    Case("an Upgrade to a web socket", _get(FIRST, b"Connection: Upgrade", b"Upgrade: websocket", b"Sec-WebSocket-Version: 13") + SECOND, Fate.ONE),
    Case("Connection names what the gateway says", _get(FIRST, b"Connection: greenlight-inner-token, request-id, host"), Fate.ONE),
    Case("Connection: close before another", _get(FIRST, b"Connection: close") + SECOND, Fate.ONE),
    Case("Expect something else", _post(b"Expect: 200-ok", b"Content-Length: 5", body=b"hello"), Fate.ONE, b"hello"),
    Case("two in a row", _get(FIRST) + SECOND, Fate.TWO),
]  # fmt: skip

FIRST_LINES = [
    Case("HTTP/0.9", b"GET %b\r\n" % FIRST),
    Case("HTTP/0.9 with headers", b"GET %b\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("HTTP/1.2", b"GET %b HTTP/1.2\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("HTTP/2.0", b"GET %b HTTP/2.0\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("HTTP/9.9", b"GET %b HTTP/9.9\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("http/1.1 in small letters", b"GET %b http/1.1\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("HTTP/1.1 with a zero more", b"GET %b HTTP/01.1\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("HTTP/1.1 and a word", b"GET %b HTTP/1.1 x\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("HTTP/2's preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + SECOND),
    # The parser takes the name for HTTP's; as HTTP/1.0 it is the last one of its connection.
    Case("RTSP", b"GET %b RTSP/1.0\r\nHost: x\r\n\r\n" % FIRST + SECOND, Fate.ONE),
    Case("method in small letters", b"get %b HTTP/1.1\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("method unknown", b"SMUGGLE %b HTTP/1.1\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("method CONNECT", b"CONNECT evil:80 HTTP/1.1\r\nHost: evil:80\r\n\r\n" + SECOND),
    Case("method in front of a NUL", b"GET\0 %b HTTP/1.1\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("a tab for a space", b"GET\t%b HTTP/1.1\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("a space before the method", b" GET %b HTTP/1.1\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("a byte order mark", b"\xef\xbb\xbfGET %b HTTP/1.1\r\nHost: x\r\n\r\n" % FIRST + SECOND),
    Case("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 64),
    Case("PROXY protocol", b"PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n" + SECOND),
    Case("OPTIONS of everything", b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n" + SECOND, Fate.SECOND_ONLY),
]  # fmt: skip

ADDRESSES = [
    Case(f"address {name}", _get(target) + SECOND, fate)
    for name, target, fate in [
        ("absolute", b"http://x" + FIRST, Fate.TWO),
        ("absolute of another authority", b"http://evil.example" + FIRST, Fate.TWO),
        ("absolute with a user", b"http://u:p@evil.example" + FIRST, Fate.TWO),
        ("absolute without a path", b"http://evil.example", Fate.REFUSED),
        ("absolute with dots", b"http://x/v1/../internal/status", Fate.SECOND_ONLY),
        ("of another authority without a scheme", b"//evil.example" + FIRST, Fate.SECOND_ONLY),
        ("with two slashes", b"/v1//orders/CASE", Fate.SECOND_ONLY),
        ("with two slashes at its end", FIRST + b"//", Fate.SECOND_ONLY),
        ("with dots", b"/v1/orders/../../internal/status", Fate.SECOND_ONLY),
        ("with dots at its end", FIRST + b"/..", Fate.SECOND_ONLY),
        ("with one dot", b"/v1/./orders/CASE", Fate.SECOND_ONLY),
        ("with %2e%2e", b"/v1/orders/%2e%2e/%2e%2e/internal/status", Fate.SECOND_ONLY),
        ("with .%2E", b"/v1/orders/.%2E/internal", Fate.SECOND_ONLY),
        ("with %252e", b"/v1/orders/%252e%252e/internal", Fate.SECOND_ONLY),
        ("with %2f", b"/v1/orders%2FCASE", Fate.SECOND_ONLY),
        ("with ..%2f", b"/v1/orders/..%2f..%2finternal", Fate.SECOND_ONLY),
        ("with %5c", b"/v1/orders/..%5cinternal", Fate.SECOND_ONLY),
        ("with a backslash", b"/v1/orders/..\\internal", Fate.SECOND_ONLY),
        ("with a semicolon", b"/v1/orders;/CASE", Fate.SECOND_ONLY),
        ("with ..;", b"/v1/orders/..;/internal", Fate.SECOND_ONLY),
        ("with %3b", b"/v1/orders%3b/CASE", Fate.SECOND_ONLY),
        ("with %00", FIRST + b"%00", Fate.SECOND_ONLY),
        ("with %0d%0a", FIRST + b"%0d%0aHost:evil", Fate.SECOND_ONLY),
        ("with %23", FIRST + b"%23x", Fate.SECOND_ONLY),
        ("with %3f", FIRST + b"%3fa=b", Fate.SECOND_ONLY),
        ("with half an encoding", FIRST + b"%2", Fate.SECOND_ONLY),
        ("with an overlong slash", b"/v1/orders/%c0%af..%c0%afinternal", Fate.SECOND_ONLY),
        ("with an overlong dot", b"/v1/orders/%c0%ae%c0%ae/internal", Fate.SECOND_ONLY),
        ("with an overlong slash of three", b"/v1/orders/%e0%80%af", Fate.SECOND_ONLY),
        ("with an overlong slash in bytes", b"/v1/orders/\xc0\xaf", Fate.REFUSED),
        ("with a full-width slash in bytes", "/v1/orders/\uff0f".encode(), Fate.REFUSED),
        ("with a NUL", FIRST + b"\0", Fate.REFUSED),
        ("with a space", FIRST + b" x", Fate.REFUSED),
        ("with a fragment", FIRST + b"#x", Fate.REFUSED),
        ("with a bare name", b"v1/orders/CASE", Fate.REFUSED),
        ("with NUL in its query", FIRST + b"?a=%00", Fate.SECOND_ONLY),
        ("with a CR in its query", FIRST + b"?a=\rb", Fate.REFUSED),
        ("inside", b"/internal/inner-tokens", Fate.SECOND_ONLY),
        ("with a version in capitals", b"/V1/orders/CASE", Fate.SECOND_ONLY),
        ("too long", FIRST + b"a" * 3000, Fate.SECOND_ONLY),
    ]
]  # fmt: skip

CASES = [*LENGTHS, *ENCODINGS, *CHUNKS, *LINES, *FIRST_LINES, *ADDRESSES]
