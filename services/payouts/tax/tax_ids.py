"""Tax ids: their forms, and how they are kept."""

import base64
import re

from cryptography.fernet import Fernet

from shared.errors import Invalid
from shared.settings import Settings

_SOCIAL_SECURITY = re.compile(r"(\d{3})-?(\d{2})-?(\d{4})")
_EMPLOYER = re.compile(r"(\d{2})-?(\d{7})")
_FOREIGN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./-]{2,28}[A-Za-z0-9]")

# Prefixes that the IRS has never given: https://www.irs.gov/businesses/small-businesses-self-employed/how-eins-are-assigned-and-valid-ein-prefixes
_NO_EMPLOYER = {"00", "07", "08", "09", "17", "18", "19", "28", "29", "49", "69", "70", "78", "79", "89", "96", "97"}


def check_us(tax_id: str) -> str:
    """Give the nine digits of a social security, individual or employer number. Raises `Invalid`."""
    if any(pattern.fullmatch(tax_id) and is_given(tax_id) for pattern, is_given in ((_SOCIAL_SECURITY, _is_person), (_EMPLOYER, _is_employer))):
        return tax_id.replace("-", "")
    raise Invalid.at("/tax_id", "tax_id_form", "a tax id is nine digits such as 123-45-6789 (person) or 12-3456789 (employer)")


def _is_person(tax_id: str) -> bool:
    match = _SOCIAL_SECURITY.fullmatch(tax_id)
    return match is not None and match[1] not in {"000", "666"} and match[2] != "00" and match[3] != "0000"


def _is_employer(tax_id: str) -> bool:
    match = _EMPLOYER.fullmatch(tax_id)
    return match is not None and match[1] not in _NO_EMPLOYER


def check_foreign(tax_id: str) -> str:
    """Give a tax id of another country as it was written. Raises `Invalid`."""
    if not _FOREIGN.fullmatch(tax_id):
        raise Invalid.at("/tax_id", "tax_id_form", "4 to 30 letters and digits")
    return tax_id


def encrypt(settings: Settings, tax_id: str) -> bytes:
    """Encrypt a tax id for the database."""
    return _vault(settings).encrypt(tax_id.encode())


def decrypt(settings: Settings, encrypted: bytes) -> str:
    """Read a tax id, for a statement."""
    return _vault(settings).decrypt(encrypted).decode()


def _vault(settings: Settings) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(settings.derived_key("tax ids at rest")))
