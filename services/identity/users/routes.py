"""People over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from services.identity.seeing import Person
from services.identity.users import queries, service
from services.identity.users.schemas import EmailConfirmation, NewUser, UserOut, UserPatch
from services.identity.users.service import DateOfBirthKnown, EmailTaken, PasswordRefused, TokenUsed
from shared.auth import PERSON, PUBLIC
from shared.clock import Now
from shared.errors import NotFound, PreconditionFailed, PreconditionRequired
from shared.etags import ExpectedVersion
from shared.events.identity import UserId
from shared.pages import Listing, Paging
from shared.routing import Router, Session

router = Router(tags=["people"])


@router.post("/users", scope=PUBLIC, status_code=201, problems=[EmailTaken, PasswordRefused])
async def create_user(body: NewUser, session: Session, now: Now) -> UserOut:
    """Sign up. A confirmation link is mailed to the address."""
    return await service.sign_up(
        session,
        email=body.email,
        password=body.password.get_secret_value(),
        name=body.name,
        country=body.country,
        date_of_birth=body.date_of_birth,
        now=now,
    )


@router.post("/users/confirm-email", scope=PUBLIC, problems=[NotFound, TokenUsed])
async def confirm_email(body: EmailConfirmation, session: Session, now: Now) -> UserOut:
    """Confirm an address with the token from the e-mail."""
    return await service.confirm_email(session, token=body.token, now=now)


@router.get("/users", scope=PERSON)
async def list_users(session: Session, person: Person, page: Paging) -> Listing[UserOut]:
    """List the people whom you may see: yourself."""
    user = await queries.user(session, person)
    return page.slice([user] if user else [], place=lambda row: [row.id])


@router.get("/users/{user_id}", scope=PERSON, problems=[NotFound])
async def get_user(user_id: UserId, session: Session, person: Person) -> UserOut:
    """Read a person: yourself."""
    user = await queries.user(session, user_id) if user_id == person else None
    if user is None:
        raise NotFound
    return user


@router.patch("/users/{user_id}", scope=PERSON, problems=[NotFound, DateOfBirthKnown, PreconditionRequired, PreconditionFailed])
async def update_user(
    user_id: UserId, body: UserPatch, session: Session, person: Person, expected: ExpectedVersion, now: Now
) -> UserOut:
    """Change what is known of you. The date of birth is said once."""
    user = await queries.user_for_update(session, user_id) if user_id == person else None
    if user is None:
        raise NotFound
    return await service.change(session, user=user, changes=body.changes(), expected=expected, now=now)
