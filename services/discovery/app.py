"""The discovery service."""

from services.discovery.authenticity.routes import router as authenticity
from services.discovery.comparisons.routes import router as comparisons
from services.discovery.exchange.following import follow_exchange_rates
from services.discovery.exports.routes import router as exports
from services.discovery.handlers import handlers
from services.discovery.imports.routes import router as imports
from services.discovery.jobs import commands, works
from services.discovery.lists.approvals.client_routes import router as list_approvals_of_clients
from services.discovery.lists.approvals.routes import router as list_approvals
from services.discovery.lists.items.routes import router as list_items
from services.discovery.lists.routes import router as lists
from services.discovery.ports import DiscoverySettings, is_prepared, make_ports
from services.discovery.profiles.routes import router as profiles
from services.discovery.saved_searches.following import follow_creators
from services.discovery.saved_searches.routes import router as saved_searches
from services.discovery.search.memory.following import follow_index
from services.discovery.search.memory.routes import inside as index_inside
from services.discovery.search.old_rows import derive_old_rows
from services.discovery.search.routes import router as search
from services.discovery.similar.routes import router as similar
from services.discovery.suggestions.routes import router as suggestions
from services.discovery.tables import Model
from shared.service import Service

service = Service(
    "discovery",
    metadata=Model.metadata,
    routers=[
        search,
        profiles,
        authenticity,
        lists,
        list_items,
        list_approvals_of_clients,
        list_approvals,
        saved_searches,
        imports,
        exports,
        similar,
        comparisons,
        suggestions,
    ],
    internal=[index_inside],
    handlers=handlers,
    commands=commands,
    works=works,
    settings=DiscoverySettings,
    ports=make_ports,
    on_start=derive_old_rows,
    beside=[follow_index, follow_creators, follow_exchange_rates],
    is_prepared=is_prepared,
)
create_app = service.create_app
