"""The campaigns service."""

from services.campaigns.applications.routes import router as applications
from services.campaigns.campaigns.routes import router as campaigns
from services.campaigns.commands import commands
from services.campaigns.endings.routes import router as endings
from services.campaigns.handlers import handlers
from services.campaigns.invitations.routes import router as invitations
from services.campaigns.invite_links.acceptances.routes import router as invite_link_acceptances
from services.campaigns.invite_links.routes import router as invite_links
from services.campaigns.invite_links.visitor_routes import router as opened_invite_links
from services.campaigns.offers.routes import router as offers
from services.campaigns.opportunities.routes import router as opportunities
from services.campaigns.orders.routes import router as orders
from services.campaigns.tables import Model
from shared.service import Service

service: Service[None] = Service(
    "campaigns",
    metadata=Model.metadata,
    routers=[
        campaigns,
        endings,
        invitations,
        opened_invite_links,
        invite_links,
        invite_link_acceptances,
        applications,
        opportunities,
        offers,
        orders,
    ],
    handlers=handlers,
    commands=commands,
)
create_app = service.create_app
