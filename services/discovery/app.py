"""The discovery service."""

from dataclasses import dataclass

from services.discovery.authenticity.routes import router as authenticity
from services.discovery.exchange.ecb import EcbHistory
from services.discovery.exchange.rates import ExchangeRates
from services.discovery.handlers import handlers
from services.discovery.jobs import commands, works
from services.discovery.lists.approvals.client_routes import router as list_approvals_of_clients
from services.discovery.lists.approvals.routes import router as list_approvals
from services.discovery.lists.items.routes import router as list_items
from services.discovery.lists.routes import router as lists
from services.discovery.profiles.routes import router as profiles
from services.discovery.saved_searches.following import follow_creators
from services.discovery.saved_searches.routes import router as saved_searches
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
    routers=[search, profiles, authenticity, lists, list_items, list_approvals_of_clients, list_approvals, saved_searches],
    handlers=handlers,
    commands=commands,
    works=works,
    ports=make_ports,
    beside=[follow_creators],
)
create_app = service.create_app
