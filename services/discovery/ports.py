"""What discovery is told beside the rest, its ways to the outside, and where its searches are answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, SecretStr, TypeAdapter, ValidationError, field_validator
from pydantic_settings import NoDecode

from services.discovery.exchange.bank import EcbBank
from services.discovery.exchange.ecb import EcbHistory
from services.discovery.exchange.rates import ExchangeRates
from services.discovery.exports.downloads import Downloads
from services.discovery.search.memory.index import MemoryIndex
from services.discovery.search.written import WrittenCreators
from services.discovery.suggestions.own import OwnRanking
from services.discovery.suggestions.published import PublishedRanking
from services.discovery.suggestions.ranking import Ranking, Rankings
from shared.events.identity import OrganizationId
from shared.service import Context, Peers
from shared.settings import Settings, SettingsError


def _an_address(value: str | None) -> str | None:
    if value and not value.startswith(("http://", "https://")):
        message = "not an address such as https://ranking.example/rank"
        raise ValueError(message)
    return value


class RankingModel(BaseModel):
    """Where a ranking model of one's own answers, and the bearer that it is sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Annotated[str, AfterValidator(_an_address)]
    token: SecretStr | None = None


_BY_ORGANIZATION = TypeAdapter(Mapping[OrganizationId, RankingModel])


class DiscoverySettings(Settings):
    """What discovery is told beside the rest."""

    discovery_index: Literal["memory", "postgres"] = "memory"
    """Where searches are answered: in this replica's memory, or in the database where memory is scarce."""
    discovery_exchange_rates: Literal["bank", "history"] | None = None
    """Who tells the day's exchange rates: the bank itself, as in production unless said otherwise, or the shipped history."""
    discovery_ranking_url: Annotated[str | None, AfterValidator(_an_address)] = None
    """Where a ranking model of the operator's own answers; without it the published formula ranks suggestions."""
    discovery_ranking_token: SecretStr | None = None
    """The bearer that the model is sent."""
    discovery_rankings: Annotated[Mapping[OrganizationId, RankingModel], NoDecode] = {}
    """The models of organizations that have one of their own, by their ids, as JSON."""

    @field_validator("discovery_rankings", mode="before")
    @classmethod
    def _by_organization(cls, value: Any) -> Any:
        try:
            return _BY_ORGANIZATION.validate_json(value) if isinstance(value, str) else value
        except ValidationError:  # it would name what was said, tokens too
            message = 'not JSON such as {"org_…": {"url": "https://ranking.example/rank", "token": "…"}}'
            raise ValueError(message) from None


@dataclass(frozen=True)
class Ports:
    """Discovery's ways to the outside."""

    exchange_rates: ExchangeRates
    memory_index: MemoryIndex | None
    """This replica's index; None where the database answers."""
    written_creators: WrittenCreators
    rankings: Rankings
    downloads: Downloads = field(default_factory=Downloads)
    """The files on their way from this replica."""


def make_ports(settings: DiscoverySettings, _peers: Peers) -> Ports:
    """Choose the adapters."""
    in_memory = settings.discovery_index == "memory"
    memory_index = MemoryIndex() if in_memory else None
    return Ports(
        exchange_rates=_exchange_rates_of(settings),
        memory_index=memory_index,
        written_creators=WrittenCreators(),
        rankings=_rankings_of(settings),
    )


def _exchange_rates_of(settings: DiscoverySettings) -> ExchangeRates:
    told_by = settings.discovery_exchange_rates or ("history" if settings.is_sandbox else "bank")
    return EcbBank() if told_by == "bank" else EcbHistory()


def _rankings_of(settings: DiscoverySettings) -> Rankings:
    usual, token = settings.discovery_ranking_url, settings.discovery_ranking_token
    return Rankings(
        usual=PublishedRanking() if usual is None else _own("RANKING_URL", settings, usual, token),
        own={
            organization: _own("RANKINGS", settings, model.url, model.token)
            for organization, model in settings.discovery_rankings.items()
        },
    )


def _own(variable: str, settings: DiscoverySettings, url: str, token: SecretStr | None) -> Ranking:
    if not settings.is_sandbox and not url.startswith("https://"):
        raise SettingsError(f"GREENLIGHT_DISCOVERY_{variable}: production asks a ranking model by https only")
    return OwnRanking(url, token.get_secret_value() if token else None)


def is_prepared(context: Context[Ports]) -> bool:
    """Say whether searches can be answered."""
    index = context.ports.memory_index
    return index is None or index.is_ready
