"""Names by which somebody outside could speak for the gateway, in every form that a server might read as the same."""

from collections.abc import Iterator
from itertools import product

SAID_INWARD = ("Greenlight-Inner-Token", "Greenlight-Inner-Address", "Request-Id", "Host", "Prefer")
"""What the gateway tells services itself."""

READ_BY_SOMEBODY = (
    "Greenlight-Internal-Key",
    "Greenlight-Internal-Anything",
    "Greenlight-Inner-Anything",
    "Greenlight-Organization",
    "Greenlight-Sandbox-Token",
    "Authorization",
    "Proxy-Authorization",
    "X-User-Id",
    "X-User-Role",
    "X-User-Scopes",
    "X-User-Organization",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Forwarded-User",
    "X-Forwarded-Prefix",
    "Forwarded",
)
"""What only the suite's own processes, or proxies before it, may say."""


def forms_of(name: str) -> Iterator[str]:
    """Write a name in other cases, and with underscores for some hyphens or for all."""
    cases = {name, name.lower(), name.upper(), name.swapcase()}
    hyphens = name.count("-")
    for said in sorted(cases):
        first, *rest = said.split("-")
        for signs in product("-_", repeat=hyphens):
            if not {"_"} & set(signs) or name != "Host":
                yield first + "".join(sign + part for sign, part in zip(signs, rest, strict=True))


FORMS = [form for name in (*SAID_INWARD, *READ_BY_SOMEBODY) for form in forms_of(name)]
