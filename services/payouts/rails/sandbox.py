"""The shipped rail: the sandbox's, deterministic by the outcome that the source or the account names."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from services.payouts.rails.rail import Charge, RailAway, Transfer
from shared.http import Response, TransportError
from shared.money import Money
from shared.service import Peers

M = TypeVar("M", bound=BaseModel)

NOT_FOUND = 404


class SandboxRail:
    """A `Rail` that moves the sandbox's money."""

    name = "sandbox"

    def __init__(self, peers: Peers) -> None:
        self._peers = peers

    async def charge(self, *, key: str, amount: Money, source: Mapping[str, Any]) -> Charge:
        """Collect money from a source."""
        body = {"key": key, "amount": _json(amount), "outcome": source["sandbox"]["outcome"]}
        return _read(Charge, await self._call("POST", "/outside/rail/charges", json=body))

    async def charge_of(self, key: str) -> Charge | None:
        """Tell what became of a charge."""
        answer = await self._call("GET", f"/outside/rail/charges/{key}")
        return None if answer.status_code == NOT_FOUND else _read(Charge, answer)

    async def transfer(self, *, key: str, amount: Money, account: Mapping[str, Any]) -> Transfer:
        """Send money to an account."""
        body = {
            "key": key,
            "amount": _json(amount),
            "holder_name": account["holder_name"],
            "outcome": account["sandbox"]["outcome"],
        }
        return _read(Transfer, await self._call("POST", "/outside/rail/transfers", json=body))

    async def transfer_of(self, key: str) -> Transfer | None:
        """Tell what became of a transfer."""
        answer = await self._call("GET", f"/outside/rail/transfers/{key}")
        return None if answer.status_code == NOT_FOUND else _read(Transfer, answer)

    async def balance(self, currency: str) -> Money:
        """Tell what the rail has of ours."""
        answer = await self._call("GET", "/outside/rail/balance", params={"currency": currency})
        if not answer.is_success:
            raise RailAway(_told(answer))
        return Money(int(answer.json()["balance"]), currency)

    async def _call(self, method: str, path: str, **how: Any) -> Response:
        try:
            return await self._peers.client("sandbox").request(method, path, **how)
        except (TransportError, KeyError) as error:  # a neighbour that has not started is no neighbour yet
            raise RailAway(repr(error)) from error


def _json(amount: Money) -> dict[str, Any]:
    return {"value": amount.value, "currency": amount.currency}


def _read(model: type[M], answer: Response) -> M:
    if not answer.is_success:
        raise RailAway(_told(answer))
    try:
        return model.model_validate_json(answer.content)
    except ValidationError as error:
        raise RailAway(repr(error)) from error


def _told(answer: Response) -> str:
    return f"the rail answered {answer.status_code}"
