"""What discovery is told beside the rest, its ways to the outside, and where its searches are answered."""

from dataclasses import dataclass
from typing import Literal

from services.discovery.exchange.ecb import EcbHistory
from services.discovery.exchange.rates import ExchangeRates
from services.discovery.search.memory.index import MemoryIndex
from shared.service import Context, Peers
from shared.settings import Settings


class DiscoverySettings(Settings):
    """What discovery is told beside the rest."""

    discovery_index: Literal["memory", "postgres"] = "memory"
    """Where searches are answered: in this replica's memory, or in the database where memory is scarce."""


@dataclass(frozen=True)
class Ports:
    """Discovery's ways to the outside."""

    exchange_rates: ExchangeRates
    memory_index: MemoryIndex | None
    """This replica's index; None where the database answers."""


def make_ports(settings: DiscoverySettings, _peers: Peers) -> Ports:
    """Choose the adapters: rates come from the history that is shipped, in production too."""
    in_memory = settings.discovery_index == "memory"
    return Ports(exchange_rates=EcbHistory(), memory_index=MemoryIndex() if in_memory else None)


def is_prepared(context: Context[Ports]) -> bool:
    """Say whether searches can be answered."""
    index = context.ports.memory_index
    return index is None or index.is_ready
