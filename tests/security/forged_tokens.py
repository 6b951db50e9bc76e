"""Inner tokens that nobody was given: each by its name."""

import base64
import hmac
import json
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from hashlib import sha256, sha384, sha512
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.jwk import OKPKey

from shared.auth import AUDIENCE, ISSUER, TYPE
from shared.clock import real_now
from shared.events.identity import OrganizationId, UserId
from tests.harness import KEY

OURS = OKPKey.generate_key("Ed25519", auto_kid=True)
"""The attacker's own key."""
DEEP = "[" * 20_000 + "]" * 20_000


def encoded(value: bytes) -> str:
    """Write bytes as a part of a token."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def part(value: Any) -> str:
    """Write JSON as a part of a token."""
    return encoded(value if isinstance(value, bytes) else json.dumps(value).encode())


def private_of(key: OKPKey) -> Ed25519PrivateKey:
    """The key that signs."""
    private = key.private_key
    assert isinstance(private, Ed25519PrivateKey)
    return private


def claims(**changes: Any) -> dict[str, Any]:
    """What a true token says; None takes a claim away."""
    now = int(time.time())
    said = {
        "iss": ISSUER, "aud": AUDIENCE, "env": "sandbox", "iat": now, "exp": now + 60,
        "sub": UserId.new(), "org": OrganizationId.new(), "org_type": "brand", "role": "owner", "scope": "campaigns:read",
    }  # fmt: skip
    return {name: value for name, value in (said | changes).items() if value is not GONE}


GONE = object()
HEADER = {"alg": "Ed25519", "typ": TYPE, "kid": KEY.kid}


def header(**changes: Any) -> dict[str, Any]:
    """The header of a true token, changed."""
    return {name: value for name, value in (HEADER | changes).items() if value is not GONE}


def signed(head: Any, payload: Any, key: OKPKey = KEY) -> str:
    """Sign whatever it is with an Ed25519 key."""
    told = f"{part(head)}.{part(payload)}"
    return f"{told}.{encoded(private_of(key).sign(told.encode()))}"


def true_token() -> str:
    """A token that holds."""
    return signed(HEADER, claims())


def _none() -> Iterator[tuple[str, str]]:
    signature = true_token().rpartition(".")[2]
    for alg in (
        "none",
        "None",
        "NONE",
        "nOnE",
        "none ",
        " none",
        "none\0",
        "",
        None,
        0,
        False,
        ["none"],
        ["Ed25519"],
        {"alg": "Ed25519"},
        GONE,
    ):
        told = f"{part(header(alg=alg))}.{part(claims())}"
        shown = "missing" if alg is GONE else json.dumps(alg)
        yield f"alg {shown} without a signature", f"{told}."
        yield f"alg {shown} with another token's signature", f"{told}.{signature}"
    yield "alg none in two parts", f"{part(header(alg='none'))}.{part(claims())}"


def _symmetric() -> Iterator[tuple[str, str]]:
    public = private_of(KEY).public_key()
    secrets = {
        "PEM": public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "PEM without its last newline": public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).strip(),
        "DER": public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        "raw bytes": public.public_bytes(Encoding.Raw, PublicFormat.Raw),
        "x": str(KEY.as_dict(private=False)["x"]).encode(),
        "JWK": json.dumps(KEY.as_dict(private=False)).encode(),
        "nothing": b"",
        "the development secret": b"greenlight development secret",
    }
    for alg, digest in (("HS256", sha256), ("HS384", sha384), ("HS512", sha512)):
        for name, secret in secrets.items():
            told = f"{part(header(alg=alg))}.{part(claims())}"
            yield f"{alg} with the public key as {name}", f"{told}.{encoded(hmac.new(secret, told.encode(), digest).digest())}"


@cache
def _rsa() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def _other_algorithms() -> Iterator[tuple[str, str]]:
    for alg in (
        "EdDSA",
        "Ed448",
        "ed25519",
        "ED25519",
        "RS256",
        "PS256",
        "ES256",
        "ES256K",
        "dir",
        "A128KW",
        "PBES2-HS256+A128KW",
    ):
        yield f"alg {alg} signed with identity's own key", signed(header(alg=alg), claims())
    told = f"{part(header(alg='RS256'))}.{part(claims())}"
    yield "RS256 of the attacker", f"{told}.{encoded(_rsa().sign(told.encode(), padding.PKCS1v15(), hashes.SHA256()))}"
    told = f"{part(header(alg='ES256'))}.{part(claims())}"
    key = ec.generate_private_key(ec.SECP256R1())
    yield "ES256 of the attacker", f"{told}.{encoded(key.sign(told.encode(), ec.ECDSA(hashes.SHA256())))}"
    yield "ES256 with a signature of zeros", f"{told}.{encoded(bytes(64))}"


def _key_ids() -> Iterator[tuple[str, str]]:
    for name, kid in {
        "absent": GONE, "of the attacker": OURS.kid, "identity's": KEY.kid, "empty": "", "null": None, "a number": 1, "a list": [KEY.kid],
        "an object": {"kid": KEY.kid}, "a path": "../../../../dev/null", "a file": "/proc/self/environ", "SQL": "x' union select 'secret' --",
        "SQL that is true": "' or '1'='1", "an address": "http://evil.example/key", "a command": "$(id)|id", "with NUL": f"{KEY.kid}\0",
        "long": "k" * 100_000, "of another case": str(KEY.kid).swapcase(), "a template": "{{7*7}}",
    }.items():  # fmt: skip
        yield f"kid {name}, signed by the attacker", signed(header(kid=kid), claims(), OURS)


@cache
def _certificate() -> str:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "greenlight-identity")])
    key, now = private_of(OURS), real_now()
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1)).sign(key, None)
    return base64.b64encode(made.public_bytes(Encoding.DER)).decode()


def _brought_keys() -> Iterator[tuple[str, str]]:
    brought: Mapping[str, dict[str, Any]] = {
        "jwk": {"jwk": OURS.as_dict(private=False)},
        "jwk with identity's kid": {"jwk": {**OURS.as_dict(private=False), "kid": KEY.kid}},
        "jwk that is symmetric": {"jwk": {"kty": "oct", "k": "c2VjcmV0"}},
        "jku": {"jku": "http://evil.example/.well-known/jwks.json"},
        "jku that begins like ours": {"jku": "http://127.0.0.1:8080@evil.example/.well-known/jwks.json"},
        "x5u": {"x5u": "http://evil.example/x.pem"},
        "x5c": {"x5c": [_certificate()]},
        "x5t": {"x5t": "AAAA", "x5t#S256": "AAAA"},
    }
    for name, more in brought.items():
        for kid_name, kid in (("identity's kid", KEY.kid), ("its own kid", OURS.kid), ("no kid", GONE)):
            yield f"{name}, {kid_name}", signed(header(kid=kid, **more), claims(), OURS)


def _claims() -> Iterator[tuple[str, str]]:
    now = int(time.time())
    for name, changes in {
        "iss foreign": {"iss": "https://evil.example"}, "iss missing": {"iss": GONE}, "iss null": {"iss": None}, "iss empty": {"iss": ""},
        "iss in capitals": {"iss": ISSUER.upper()}, "iss with more": {"iss": f"{ISSUER}.evil"}, "iss a list": {"iss": ["evil"]},
        "aud foreign": {"aud": "outside"}, "aud missing": {"aud": GONE}, "aud null": {"aud": None}, "aud empty": {"aud": ""}, "aud an empty list": {"aud": []},
        "aud a list of others": {"aud": ["outside", "elsewhere"]}, "aud with more": {"aud": f"{AUDIENCE}-not"}, "aud an object": {"aud": {"v": AUDIENCE}},
        "env of production": {"env": "production"}, "env missing": {"env": GONE}, "env null": {"env": None},
        "expired": {"exp": now - 1, "iat": now - 61}, "expired long ago": {"exp": 1}, "exp missing": {"exp": GONE}, "exp null": {"exp": None},
        "exp a word": {"exp": "never"}, "exp a number as text": {"exp": str(now + 60)}, "exp below 0": {"exp": -1}, "exp a list": {"exp": [now + 60]}, "exp true": {"exp": True},
        "not yet valid": {"nbf": now + 3600}, "made in the future": {"iat": now + 3600}, "sub missing": {"sub": GONE}, "sub null": {"sub": None}, "sub empty": {"sub": ""},
    }.items():  # fmt: skip
        yield f"signed rightly, {name}", signed(HEADER, claims(**changes))
    for name, typ in {
        "missing": GONE,
        "JWT": "JWT",
        "of an id token": "id+jwt",
        "null": None,
        "a list": [TYPE],
        "with more": f"{TYPE};x",
    }.items():
        yield f"signed rightly, typ {name}", signed(header(typ=typ), claims())


def _tampered() -> Iterator[tuple[str, str]]:
    head, payload, signature = true_token().split(".")
    said = json.loads(base64.urlsafe_b64decode(payload + "=="))
    for name, changes in {
        "role": {"role": "admin"}, "organization": {"org": OrganizationId.new()}, "type": {"org_type": "platform"}, "scope": {"scope": "staff:finance"},
        "person": {"sub": "system"}, "end": {"exp": 9_999_999_999},
    }.items():  # fmt: skip
        yield f"payload with another {name}", f"{head}.{part(said | changes)}.{signature}"
    # The last of two members counts for most readers, the first for others.
    double = json.dumps(said)[:-1] + ', "sub": "system"}'
    yield "payload with a claim twice", f"{head}.{part(double.encode())}.{signature}"
    yield "header with another claim", f"{part(header(extra=1))}.{payload}.{signature}"
    twice = json.dumps(HEADER)[:-1] + ', "alg": "none"}'
    yield "header with alg twice", f"{part(twice.encode())}.{payload}."
    yield "header with spaces", f"{part(json.dumps(HEADER, indent=1).encode())}.{payload}.{signature}"
    raw = base64.urlsafe_b64decode(signature + "==")
    for name, other in {
        "first byte": bytes([raw[0] ^ 1]) + raw[1:], "last byte": raw[:-1] + bytes([raw[-1] ^ 1]), "only half of it": raw[:32], "a byte too few": raw[:-1],
        "a byte too many": raw + b"\0", "zeros": bytes(64), "ones": b"\xff" * 64, "nothing": b"", "R and S changed over": raw[32:] + raw[:32],
        "S past the order": raw[:32] + (int.from_bytes(raw[32:], "little") + 2**252 + 27742317777372353535851937790883648493).to_bytes(32, "little"),
        "R the neutral point": b"\1" + bytes(63),
    }.items():  # fmt: skip
        yield f"signature with {name}", f"{head}.{payload}.{encoded(other)}"
    yield "signature of another token", f"{head}.{payload}.{true_token().rpartition('.')[2]}"
    yield "signature of the attacker", signed(HEADER, claims(), OURS)


def _forms() -> Iterator[tuple[str, str]]:
    token = true_token()
    head, payload, signature = token.split(".")
    yield from {
        "nothing": "", "a dot": ".", "two dots": "..", "three dots": "...", "only its header": head, "no signature": f"{head}.{payload}", "no header": f".{payload}.{signature}",
        "no payload": f"{head}..{signature}", "four parts": f"{token}.{signature}", "five parts": f"{head}.{payload}.{signature}.{payload}.{signature}", "cut in its middle": token[: len(token) // 2],
        "cut by one": token[:-1], "twice": token + token, "with a space before": f" {token}", "with a newline behind": f"{token}\n", "with NUL behind": f"{token}\0", "with Bearer before": f"Bearer {token}",
        "in other letters": token.swapcase(), "in JSON": json.dumps({"payload": payload, "protected": head, "signature": signature}), "a word": "token", "not ASCII": "ä.ö.ü", "emoji": "\U0001f600.\U0001f600.\U0001f600",
        "huge": "a" * 1_000_000, "huge parts": f"{'a' * 300_000}.{'a' * 300_000}.{'a' * 300_000}", "header not base64": f"!!!.{payload}.{signature}", "payload not base64": f"{head}.!!!.{signature}",
        "signature not base64": f"{head}.{payload}.!!!",
    }.items()  # fmt: skip
    for name, value in {
        "a list": [],
        "a number": 1,
        "a text": "x",
        "null": None,
        "deep": DEEP.encode(),
        "empty": b"",
        "not JSON": b"{",
        "not UTF-8": b"\xff",
        "a huge number": b'{"exp":' + b"9" * 5000 + b"}",
    }.items():
        yield f"header {name}", f"{part(value)}.{payload}.{signature}"
        yield f"signed rightly, payload {name}", signed(HEADER, value)
        yield f"signed by the attacker, payload {name}", signed(HEADER, value, OURS)


def _extensions() -> Iterator[tuple[str, str]]:
    for name, more in {
        "crit of an unknown extension": {"crit": ["greenlight"], "greenlight": True}, "crit of what is not there": {"crit": ["nothing"]}, "crit empty": {"crit": []},
        "crit no list": {"crit": "exp"}, "crit of b64": {"crit": ["b64"], "b64": False}, "crit of alg": {"crit": ["alg"]}, "crit null": {"crit": None},
    }.items():  # fmt: skip
        yield f"signed rightly, {name}", signed(header(**more), claims())
        yield f"signed by the attacker, {name}", signed(header(**more), claims(), OURS)


def forged() -> dict[str, str]:
    """Every token, by its name."""
    families = (_none, _symmetric, _other_algorithms, _key_ids, _brought_keys, _claims, _tampered, _forms, _extensions)
    listed = [pair for family in families for pair in family()]
    tokens = dict(listed)
    assert len(tokens) == len(listed), "two have one name"
    return tokens
