"""S2: tokens that nobody was given open neither a service nor the door."""

from collections.abc import Mapping
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet

from services.identity.app import service as identity
from shared.auth import InnerTokens
from shared.errors import Unauthenticated
from tests.gateway.doubles import Running, running
from tests.harness import KEY, Templates, service_under_test
from tests.security.conftest import Counted
from tests.security.forged_tokens import forged, true_token


async def fetch_keys() -> dict[str, Any]:
    """Identity's published keys."""
    return {"keys": [KEY.as_dict(private=False)]}


async def opened_by(tokens: InnerTokens, forgeries: Mapping[str, str]) -> dict[str, object]:
    """What is let in, or fails otherwise than by a refusal."""
    wrong: dict[str, object] = {}
    for name, token in forgeries.items():
        try:
            principal = await tokens.principal(token)
        except Unauthenticated:
            continue
        except Exception as error:
            wrong[name] = error
        else:
            wrong[name] = principal
    return wrong


async def test_no_service_takes_one(counted: Counted) -> None:
    tokens, forgeries = InnerTokens(fetch_keys, environment="sandbox"), forged()
    assert (await tokens.principal(true_token())).role == "owner"

    for _ in range(2):  # what is remembered of the first time lets nobody in at the second
        opened = await opened_by(tokens, forgeries)
        assert opened == {}
    assert len(forgeries) >= 80
    counted("forged tokens", len(forgeries))


class Careless(InnerTokens):
    """Reads what a token says, and asks no more."""

    async def _claims(self, token: str) -> dict[str, Any]:
        return jwt.decode(token, KeySet.import_key_set(await fetch_keys()), algorithms=["Ed25519"]).claims  # type: ignore[arg-type]


async def test_a_careless_check_is_found() -> None:
    found = await opened_by(Careless(fetch_keys, environment="sandbox"), forged())
    assert {"signed rightly, expired", "signed rightly, aud foreign", "signed rightly, typ JWT"} <= found.keys()


def as_header(token: str) -> bytes | None:
    """Write a token as the value of a header, where that can be."""
    said = token.encode()
    return None if len(said) > 8000 or any(byte < 0x20 or byte == 0x7F for byte in said) or said != said.strip() else said


async def test_the_door_takes_none_either(templates: Templates, counted: Counted) -> None:
    """Neither as a credential, where even a true inner token is none, nor as what only the gateway says."""
    async with (
        service_under_test(identity, templates) as service,
        running(apps={"identity": service.app}) as suite,
    ):
        await identity.on_start(service.instance.context)
        tokens = {**forged(), "true": true_token()}
        said = {name: value for name, token in tokens.items() if (value := as_header(token)) is not None}
        wrong = [one for one in [await _at_the_door(suite, *pair) for pair in said.items()] if one]
        assert wrong == []
        counted("forged tokens at the door", len(said))


async def _at_the_door(suite: Running, name: str, value: bytes) -> str | None:
    before = suite.toy.calls
    credential = await suite.client.get("/v1/orders/x", headers={b"Authorization": b"Bearer " + value})
    is_refused = credential.status_code == 401 and suite.toy.calls == before
    inner = await suite.client.get("/v1/orders/x", headers={b"Greenlight-Inner-Token": value})
    heard = {name for name, _ in inner.json().get("headers", ())}
    if is_refused and inner.status_code in {200, 400} and "greenlight-inner-token" not in heard:
        return None
    return f"{name}: {credential.status_code} {inner.status_code} {heard}"
