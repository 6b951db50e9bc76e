"""What the contract says of an operation without being told: what it is called, and what it answers."""

from collections.abc import Mapping
from types import NoneType
from typing import Any, get_args

from fastapi import Response
from pydantic import BaseModel

ACRONYMS: Mapping[str, str] = {
    "api": "API", "csv": "CSV", "fx": "FX", "html": "HTML", "iban": "IBAN", "ical": "iCal", "id": "ID", "ids": "IDs", "ip": "IP",
    "json": "JSON", "jwks": "JWKS", "kyc": "KYC", "oauth": "OAuth", "pdf": "PDF", "sepa": "SEPA", "sms": "SMS", "sso": "SSO",
    "totp": "TOTP", "url": "URL", "vat": "VAT",
}  # fmt: skip
"""Words that are not written as they are in names of Python."""

NO_BODY = "Done: there is no body."
CONTENT = "What was asked for, in the form that `Content-Type` names."


def called(name: str) -> str:
    """Write a function's name as a person would: `create_api_key` as "Create API key"."""
    first, *others = (ACRONYMS.get(word, word) for word in name.split("_"))
    return " ".join([first if first in ACRONYMS.values() else first.capitalize(), *others])


def first_sentence(text: str) -> str:
    """Give what a description says first."""
    return " ".join(text.split("\n\n", maxsplit=1)[0].split()).partition(". ")[0].removesuffix(".") + "."


def answer_of(annotation: Any, *, status: int = 200) -> str | None:
    """Say what a route answers, by what it returns; None where only the route can say."""
    if status == 204 or annotation in {None, NoneType}:
        return NO_BODY
    kinds = get_args(annotation) or (annotation,)
    if not all(isinstance(kind, type) and issubclass(kind, BaseModel | Response) for kind in kinds):
        return None
    said = [CONTENT if issubclass(kind, Response) else first_sentence(kind.__doc__ or "") for kind in kinds]
    return None if "." in said else " Or: ".join(dict.fromkeys(said))
