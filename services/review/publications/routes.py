"""Publications over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.review.orders.service import OrderNotActive
from services.review.parties import Viewer
from services.review.publications import queries, service
from services.review.publications.models import Publication, PublicationState
from services.review.publications.schemas import NewPublication, PublicationOut
from services.review.publications.service import DraftNotApproved, PostTaken, PublicationExists
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import NotFound
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.review import PublicationId
from shared.pages import Listing, Paging, Slice
from shared.routing import Router, Session

router = Router(tags=["publications"])


async def _visible_publication(publication_id: PublicationId, session: Session, viewer: Viewer) -> Publication:
    visible = await queries.publication(session, publication_id, seen_by=viewer.organization_id)
    if visible is None:
        raise NotFound
    return visible


PublicationToSee = Annotated[Publication, Depends(_visible_publication)]


@router.post(
    "/publications",
    scope="reviews:write",
    organizations=["creator"],
    status_code=201,
    problems=[NotFound, DraftNotApproved, PublicationExists, PostTaken, OrderNotActive],
)
async def create_publication(body: NewPublication, session: Session, owner: OwnOrganization, now: Now) -> PublicationOut:
    """Name the post of an approved draft. It is compared with the draft at once, and watched as long as it must stay up."""
    return PublicationOut.of(await service.submit(session, owner=owner, now=now, **body.model_dump()))


@router.get("/publications", scope="reviews:read")
async def list_publications(
    session: Session,
    viewer: Viewer,
    page: Paging,
    order_id: Annotated[list[OrderId] | None, Query()] = None,
    deliverable_id: Annotated[list[DeliverableId] | None, Query()] = None,
    state: Annotated[list[PublicationState] | None, Query()] = None,
) -> Listing[PublicationOut]:
    """List the publications of your orders, whichever side you are on."""
    found = await queries.publications_seen_by(
        session, viewer.organization_id, orders=order_id, deliverables=deliverable_id, states=state, page=page
    )
    return Slice([PublicationOut.of(row) for row in found.data], found.has_more, found.next_cursor)


@router.get("/publications/{publication_id}", scope="reviews:read", problems=[NotFound])
async def get_publication(publication: PublicationToSee) -> PublicationOut:
    """Read a publication: both sides may, in every state."""
    return PublicationOut.of(publication)
