"""The sandbox service."""

from typing import Any

from services.sandbox.clock.routes import inside as clock_inside
from services.sandbox.clock.routes import router as business_clock
from services.sandbox.clock.service import start as start_clock
from services.sandbox.emails.routes import outside as emails_outside
from services.sandbox.emails.routes import router as emails
from services.sandbox.faults.routes import router as faults
from services.sandbox.organizations.routes import router as organizations
from services.sandbox.posts.routes import outside as posts_outside
from services.sandbox.posts.routes import router as posts
from services.sandbox.rail.routes import outside as rail_outside
from services.sandbox.social_accounts.routes import outside as social_accounts_outside
from services.sandbox.social_accounts.routes import router as social_accounts
from services.sandbox.tables import Model
from shared.clock import clock
from shared.service import Context, Service


async def start(context: Context[Any]) -> None:
    """Set this process's clock to where the sandbox left it."""
    async with context.step() as session:
        clock.offset = await start_clock(session)


service = Service(
    "sandbox",
    metadata=Model.metadata,
    routers=[organizations, emails, social_accounts, posts, business_clock, faults],
    internal=[clock_inside, emails_outside, social_accounts_outside, posts_outside, rail_outside],
    on_start=start,
    sandbox_only=True,
)
create_app = service.create_app
