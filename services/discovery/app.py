"""The discovery service."""

from dataclasses import dataclass

from services.discovery.exchange.ecb import EcbHistory
from services.discovery.exchange.rates import ExchangeRates
from services.discovery.handlers import handlers
from services.discovery.jobs import commands, works
from services.discovery.profiles.routes import router as profiles
from services.discovery.search.routes import router as search
from services.discovery.tables import Model
from shared.service import Peers, Service
from shared.settings import Settings


@dataclass(frozen=True)
class Ports:
    """Discovery's ways to the outside."""

    exchange_rates: ExchangeRates


def make_ports(_settings: Settings, _peers: Peers) -> Ports:
    """Choose the adapters: rates come from the history that is shipped, in production too."""
    return Ports(exchange_rates=EcbHistory())


service = Service(
    "discovery",
    metadata=Model.metadata,
    routers=[search, profiles],
    handlers=handlers,
    commands=commands,
    works=works,
    ports=make_ports,
)
create_app = service.create_app
