"""What discovery is told beside the rest, its ways to the outside, and where its searches are answered."""

from dataclasses import dataclass
from typing import Literal

from pydantic import SecretStr, field_validator

from services.discovery.exchange.bank import EcbBank
from services.discovery.exchange.ecb import EcbHistory
from services.discovery.exchange.rates import ExchangeRates
from services.discovery.search.memory.index import MemoryIndex
from services.discovery.search.written import WrittenCreators
from services.discovery.suggestions.own import OwnRanking
from services.discovery.suggestions.published import PublishedRanking
from services.discovery.suggestions.ranking import Ranking
from shared.service import Context, Peers
from shared.settings import Settings, SettingsError


class DiscoverySettings(Settings):
    """What discovery is told beside the rest."""

    discovery_index: Literal["memory", "postgres"] = "memory"
    """Where searches are answered: in this replica's memory, or in the database where memory is scarce."""
    discovery_exchange_rates: Literal["bank", "history"] | None = None
    """Who tells the day's exchange rates: the bank itself, as in production unless said otherwise, or the shipped history."""
    discovery_ranking_url: str | None = None
    """Where a ranking model of one's own answers; without it the published formula ranks suggestions."""
    discovery_ranking_token: SecretStr | None = None
    """The bearer that the model is sent."""

    @field_validator("discovery_ranking_url")
    @classmethod
    def _an_address(cls, value: str | None) -> str | None:
        if value and not value.startswith(("http://", "https://")):
            message = "not an address such as https://ranking.example/rank"
            raise ValueError(message)
        return value


@dataclass(frozen=True)
class Ports:
    """Discovery's ways to the outside."""

    exchange_rates: ExchangeRates
    memory_index: MemoryIndex | None
    """This replica's index; None where the database answers."""
    written_creators: WrittenCreators
    ranking: Ranking


def make_ports(settings: DiscoverySettings, _peers: Peers) -> Ports:
    """Choose the adapters."""
    in_memory = settings.discovery_index == "memory"
    memory_index = MemoryIndex() if in_memory else None
    return Ports(
        exchange_rates=_exchange_rates_of(settings),
        memory_index=memory_index,
        written_creators=WrittenCreators(),
        ranking=_ranking_of(settings),
    )


def _exchange_rates_of(settings: DiscoverySettings) -> ExchangeRates:
    told_by = settings.discovery_exchange_rates or ("history" if settings.is_sandbox else "bank")
    return EcbBank() if told_by == "bank" else EcbHistory()


def _ranking_of(settings: DiscoverySettings) -> Ranking:
    url, token = settings.discovery_ranking_url, settings.discovery_ranking_token
    if url is None:
        return PublishedRanking()
    if not settings.is_sandbox and not url.startswith("https://"):
        raise SettingsError("GREENLIGHT_DISCOVERY_RANKING_URL: production asks a ranking model by https only")
    return OwnRanking(url, token.get_secret_value() if token else None)


def is_prepared(context: Context[Ports]) -> bool:
    """Say whether searches can be answered."""
    index = context.ports.memory_index
    return index is None or index.is_ready
