"""Tax ids: their forms, and how they are kept."""

import base64
import re

from cryptography.fernet import Fernet

from shared.errors import Invalid
from shared.settings import Settings

_PERSON = re.compile(r"([0-9]{3})-?([0-9]{2})-?([0-9]{4})")
_EMPLOYER = re.compile(r"([0-9]{2})-?[0-9]{7}")
_FOREIGN = re.compile(r"[A-Z0-9]{4,30}")

# Never given by the IRS: see "How EINs are assigned and valid EIN prefixes" on irs.gov.
_NO_EMPLOYER = frozenset(["00", "07", "08", "09", "17", "18", "19", "28", "29", "49", "69", "70", "78", "79", "89", "96", "97"])


def check_us(tax_id: str) -> str:
    """Give the nine digits of a person's (social security, individual taxpayer) or an employer's number. Raises `Invalid`."""
    if not (_is_persons(tax_id) or _is_employers(tax_id)):
        raise Invalid.at(
            "/tax_id", "tax_id_form", "a tax id is nine digits such as 123-45-6789 (person) or 12-3456789 (employer)"
        )
    return tax_id.replace("-", "")


def _is_persons(tax_id: str) -> bool:
    match = _PERSON.fullmatch(tax_id)
    return match is not None and match[1] not in {"000", "666"} and match[2] != "00" and match[3] != "0000"


def _is_employers(tax_id: str) -> bool:
    match = _EMPLOYER.fullmatch(tax_id)
    return match is not None and match[1] not in _NO_EMPLOYER


def check_foreign(tax_id: str) -> str:
    """Give the letters and digits of another country's tax id, in upper case. Raises `Invalid`."""
    plain = re.sub(r"[ ./-]", "", tax_id).upper()
    if not _FOREIGN.fullmatch(plain):
        raise Invalid.at("/tax_id", "tax_id_form", "4 to 30 letters and digits")
    return plain


def encrypt(settings: Settings, tax_id: str) -> bytes:
    """Encrypt a tax id for the database."""
    return _vault(settings).encrypt(tax_id.encode())


def decrypt(settings: Settings, encrypted: bytes) -> str:
    """Read a tax id, for a statement."""
    return _vault(settings).decrypt(encrypted).decode()


def _vault(settings: Settings) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(settings.derived_key("tax ids at rest")))
