"""The payouts service."""

from dataclasses import dataclass

from services.payouts.accounts.routes import router as accounts
from services.payouts.balances.routes import router as balances
from services.payouts.commands import commands
from services.payouts.funding.routes import router as fundings
from services.payouts.handlers import handlers
from services.payouts.holds.routes import router as holds
from services.payouts.ledger.routes import router as ledger
from services.payouts.ledger.verify import verify
from services.payouts.payables.routes import router as payables
from services.payouts.payouts.routes import router as payouts
from services.payouts.rails.rail import Rail
from services.payouts.rails.sandbox import SandboxRail
from services.payouts.tables import Model
from services.payouts.tax.routes import router as tax
from services.payouts.works import works
from shared import gauges
from shared.service import Peers, Service, only_in_the_sandbox
from shared.settings import Settings


@dataclass(frozen=True)
class Ports:
    """Payouts' ways to the outside."""

    rail: Rail


def make_ports(settings: Settings, peers: Peers) -> Ports:
    """Choose the adapters: the sandbox's rail is the only one shipped. Raises `SettingsError` in production."""
    only_in_the_sandbox(settings, "the sandbox's rail")
    return Ports(rail=SandboxRail(peers))


service = Service(
    "payouts",
    metadata=Model.metadata,
    routers=[fundings, balances, holds, payables, accounts, tax, payouts, ledger],
    handlers=handlers,
    commands=commands,
    works=works,
    ports=make_ports,
)
create_app = service.create_app
gauges.inspections[service.name] = verify
