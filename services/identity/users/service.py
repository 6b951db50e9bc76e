"""What can happen with people."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.mail.service import EmailConfirmationMail, send
from services.identity.users import queries
from services.identity.users.models import User
from services.identity.users.passwords import SHORTEST, hash_password, is_common
from shared.db import insert
from shared.errors import Invalid, NotFound, Problem
from shared.etags import IfMatch
from shared.secrets import digest, new_secret

OLDEST = 130


class EmailTaken(Problem, status=409, code="email_taken"):
    """Somebody has signed up with this address."""


class TokenUsed(Problem, status=409, code="token_used"):
    """This token has been used."""


class PasswordRefused(Invalid, status=422, code="password_refused"):
    """The password is too short or too common."""


class DateOfBirthKnown(Problem, status=409, code="date_of_birth_known"):
    """A date of birth is said once: ask the platform's staff to correct it."""


async def sign_up(
    session: AsyncSession,
    *,
    email: str,
    password: str,
    name: str,
    country: str,
    date_of_birth: date | None,
    now: datetime,
) -> User:
    """Make a person and mail them a confirmation link. Raises `PasswordRefused`, `EmailTaken`."""
    check_password(password)
    if date_of_birth is not None:
        _check_date_of_birth(date_of_birth, now=now)

    token = new_secret("glc")
    user = User(
        email=email.lower(),
        name=name,
        country=country,
        date_of_birth=date_of_birth,
        password_hash=await hash_password(password),
        confirmation_token_hash=digest(token),
    )
    await insert(session, user, or_raise={"users_email_unique": EmailTaken()})
    await send(session, EmailConfirmationMail(to=user.email, name=user.name, token=token))
    return user


async def confirm_email(session: AsyncSession, *, token: str, now: datetime) -> User:
    """Note that the address is the person's own. Raises `NotFound` for an unknown token, `TokenUsed`."""
    user = await queries.user_by_confirmation_for_update(session, digest(token))
    if user is None:
        raise NotFound
    if user.email_verified:
        raise TokenUsed

    user.email_verified_at = now
    await session.flush()
    return user


async def change(session: AsyncSession, *, user: User, changes: Mapping[str, Any], expected: IfMatch, now: datetime) -> User:
    """Apply a merge patch to a locked person. Raises `DateOfBirthKnown`: the policies for creators rest on it."""
    expected.check(user)
    date_of_birth = changes.get("date_of_birth", user.date_of_birth)
    if date_of_birth != user.date_of_birth:
        _check_date_of_birth(date_of_birth, now=now)
        if user.date_of_birth is not None:
            raise DateOfBirthKnown

    for name, value in changes.items():
        setattr(user, name, value)
    await session.flush()
    return user


def check_password(password: str) -> None:
    """Refuse what is guessed. Raises `PasswordRefused`."""
    if len(password) < SHORTEST:
        raise PasswordRefused.at("/password", "password_too_short", f"at least {SHORTEST} characters", minimum=SHORTEST)
    if is_common(password):
        raise PasswordRefused.at("/password", "password_too_common", "this password is among the first that are guessed")


def _check_date_of_birth(date_of_birth: date, *, now: datetime) -> None:
    if date_of_birth >= now.date():
        raise Invalid.at("/date_of_birth", "date_in_the_future", "a date of birth lies in the past")
    if date_of_birth.year < now.year - OLDEST:
        # Said once, it cannot be corrected: a slip of the hand must not stand.
        raise Invalid.at("/date_of_birth", "date_too_long_ago", f"nobody is {OLDEST} years old")
