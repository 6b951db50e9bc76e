"""Secrets that are known when they are seen: what they are, in which forms they are looked for, and where they may be."""

import base64
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

SECRET_MEMBERS = {
    "access_token": "access token",
    "refresh_token": "refresh token",
    "secret": "API key",
    "client_secret": "client secret",
    "token": "mailed token",
}
"""Members of answers that only who is answered may know; what shows its kind by its form is of that kind."""

BY_FORM = {
    "inner token": re.compile(r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}"),
    "access token": re.compile(r"gls_[\w-]{20,}"),
    "refresh token": re.compile(r"glr_[\w-]{20,}"),
    "API key": re.compile(r"gl_(?:test|live)_\w{30,}"),
    "OAuth token": re.compile(r"glat_(?:test|live)_[\w-]{20,}"),
    "client secret": re.compile(r"glcs_(?:test|live)_[\w-]{20,}"),
    "approval link": re.compile(r"gll_[\w-]{20,}"),
    "invite link": re.compile(r"glj_[\w-]{20,}"),
    "signed address": re.compile(r"signature=[0-9a-f]{40,}"),
    "private key": re.compile(r"PRIVATE KEY|\"d\": ?\""),
}
"""Secrets that are seen by their form, whoever made them."""


@dataclass
class Canaries:
    """The secrets of one run."""

    by_kind: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, kind: str, *texts: str) -> None:
        """Look out for these."""
        if texts:
            self.by_kind[kind].update(texts)

    def harvest(self, answer: Any) -> None:
        """Look out for every secret of an answer."""
        if isinstance(answer, Mapping):
            for name, value in answer.items():
                if name in SECRET_MEMBERS and isinstance(value, str):
                    self.add(kind_by_form(value) or SECRET_MEMBERS[name], value)
                if isinstance(value, str) and value.startswith("http"):
                    self.add("signed address", *(text for key, text in parse_qsl(urlsplit(value).query) if "sign" in key))
                self.harvest(value)
        elif isinstance(answer, list):
            for one in answer:
                self.harvest(one)

    def finder(self) -> "Finder":
        """Make what finds them, in every form."""
        forms = {form: kind for kind, texts in self.by_kind.items() for text in texts for form in forms_of(text)}
        return Finder(forms, re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True)))))


def kind_by_form(text: str) -> str | None:
    """Tell what a secret is by how it begins."""
    return next((kind for kind, form in BY_FORM.items() if form.match(text)), None)


def forms_of(text: str) -> set[str]:
    """Write a secret as it could be hidden without meaning to: encoded, or without its signs."""
    raw = text.encode()
    forms = {text, text.lower(), quote(text, safe=""), raw.hex(), text[::-1]}
    # What stands before a text in base64 moves its letters: the middle of each of the three ways is the same.
    for before in range(3):
        forms.add(base64.b64encode(b"\0" * before + raw).decode()[4 if before else 0 :].rstrip("=")[:-2])
    digits = re.sub(r"\D", "", text)
    if re.fullmatch(r"[\d\- ]+", text):
        forms.add(digits)
    return {form for form in forms if len(form) >= 8}


@dataclass(frozen=True)
class Finder:
    """Finds canaries in text."""

    forms: Mapping[str, str]
    pattern: re.Pattern[str]

    def kinds_in(self, text: str) -> set[str]:
        """The kinds of secrets that a text tells."""
        found = {self.forms[match] for match in self.pattern.findall(text)}
        return found | {kind for kind, form in BY_FORM.items() if form.search(text)}


@dataclass(frozen=True)
class Belongs:
    """Where a kind of secret may be, and why."""

    place: str
    kind: str
    reason: str

    def covers(self, place: str, kind: str) -> bool:
        """Say whether this is such a place."""
        return self.kind == kind and fnmatchcase(place, self.place)


ALLOWED = [
    Belongs("identity.users.email", "e-mail", "the address that somebody signs in with"),
    Belongs("identity.verifications.business_email", "e-mail", "the address that a brand is verified by"),
    Belongs("identity.member_invitations.email", "e-mail", "the address that somebody is invited at"),
    Belongs("identity.tasks.payload", "e-mail", "a letter that waits to be sent; the row goes with it"),
    Belongs("identity.tasks.payload", "mailed token", "a letter that waits to be sent; the row goes with it"),
    Belongs("sandbox.emails.*", "e-mail", "the mailbox of the people outside, simulated"),
    Belongs("sandbox.emails.*", "mailed token", "the mailbox of the people outside, simulated"),
    Belongs("sandbox.transfers.holder_name", "account holder", "the bank outside, simulated"),
    Belongs("payouts.payout_accounts.holder_name", "account holder", "whom the rail pays"),
    Belongs("payouts.tax_forms.address", "postal address", "what the form declares"),
    Belongs("identity.idempotency_keys.body", "e-mail", "the answer to who asks again with the same key, beside its row"),
    Belongs("payouts.idempotency_keys.body", "account holder", "the answer to who asks again with the same key, beside its row"),
    Belongs("payouts.idempotency_keys.body", "postal address", "the answer to who asks again with the same key, beside its row"),
]


def astray(found: Iterable[tuple[str, str]], allowed: Iterable[Belongs]) -> set[tuple[str, str]]:
    """What is where it does not belong."""
    allowed = list(allowed)
    return {one for one in found if not any(belongs.covers(*one) for belongs in allowed)}
