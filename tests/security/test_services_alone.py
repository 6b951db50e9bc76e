"""S1 behind the door: each service refuses by itself, so that nobody gains anything by getting past the gateway."""

import time
from collections import Counter
from typing import Any

import httpx
import pytest

from services import REGISTER
from services.__main__ import service_named
from shared.auth import ANY_CREDENTIAL, PERSON, PUBLIC
from shared.events.identity import ApiKeyId, OrganizationId, UserId
from shared.http import client_of_app
from tests.harness import EVERY_SCOPE, STAFF_SCOPES, Templates, inner_token, service_under_test
from tests.security.conftest import Counted
from tests.security.forged_tokens import HEADER, OURS, claims, signed
from tests.security.matrix import Declared, code_of, declared_in, unknown_of

# A thousand requests, to every service on a database of its own.
pytestmark = pytest.mark.security

NOW = int(time.time())


def a_token(**how: Any) -> str:
    """A token that holds, for somebody of a brand."""
    told: dict[str, Any] = {"user": UserId.new(), "organization": OrganizationId.new(), "organization_type": "brand"}
    return inner_token(**{**told, "scopes": f"{EVERY_SCOPE} {STAFF_SCOPES}", **how})


WITHOUT = {
    "nothing": lambda: None,
    "a word": lambda: "token",
    "a token of somebody else's making": lambda: signed(HEADER, claims(), OURS),
    "an expired token": lambda: a_token(exp=NOW - 1, iat=NOW - 61),
    "a token for others": lambda: a_token(aud="outside"),
    "a token of production": lambda: a_token(env="production"),
}


def expected(operation: Declared, who: str) -> tuple[int, str] | None:
    """What somebody is told, where they are known but may not; None where they may."""
    if operation.scope in {PUBLIC, ANY_CREDENTIAL}:
        return None
    if who == "an API key":
        return (403, "forbidden") if operation.scope == PERSON else None
    if operation.scope == PERSON:
        return None
    if who == "nobody's member":
        return (403, "forbidden")
    if who == "without a scope":
        return (403, "missing_scope")
    return (403, "forbidden") if operation.organizations else None


KNOWN: dict[str, Any] = {
    "an API key": lambda: a_token(user=ApiKeyId.new(), role=None),
    "nobody's member": lambda: a_token(organization=None, organization_type=None),
    "without a scope": lambda: a_token(scopes="something:else"),
    "of another type": lambda: a_token(organization_type="another"),
}


async def test_each_service_refuses_by_itself(templates: Templates, counted: Counted) -> None:
    cells: Counter[str] = Counter()
    wrong: list[str] = []

    async def ask(client: httpx.AsyncClient, operation: Declared, token: str | None) -> httpx.Response:
        headers = {"Greenlight-Inner-Token": token} if token is not None else {}
        path = operation.path.format(**unknown_of(operation))
        return await client.request(operation.method, path, headers=headers, json={} if operation.has_body else None)

    def judge(operation: Declared, who: str, answer: httpx.Response, told: tuple[int, str]) -> None:
        cells[who] += 1
        if (answer.status_code, code_of(answer)) != told:
            wrong.append(f"{operation.method} {operation.path} × {who}: {answer.status_code} {answer.text[:200]}")

    for name in REGISTER:
        service = service_named(name)
        async with service_under_test(service, templates) as running, client_of_app(running.app, name=name) as client:
            for operation in declared_in(service.contract(service.create_app())):
                for who, make in WITHOUT.items():
                    token = make()
                    if operation.scope == PUBLIC and token is None:
                        continue
                    judge(operation, who, await ask(client, operation, token), (401, "unauthenticated"))
                for who, make in KNOWN.items():
                    if told := expected(operation, who):
                        judge(operation, who, await ask(client, operation, make()), told)

    assert not wrong, "\n".join(wrong)
    assert sum(cells.values()) >= 1_000, cells
    counted("authorization behind the door, cells", f"{sum(cells.values()):,} {dict(cells)}")
