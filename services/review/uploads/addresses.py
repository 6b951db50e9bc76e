"""Signed addresses: whoever holds one may send or fetch one file for a while, without a token. Their times are real."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Depends

from services.review.policy import UPLOADS
from shared.clock import real_now
from shared.errors import Problem
from shared.events.review import UploadId
from shared.schemas import in_utc
from shared.service import Context, ServiceContext


class SignatureInvalid(Problem, status=403, code="signature_invalid"):
    """The signature of this address does not fit it: use it exactly as it was given."""


class AddressExpired(Problem, status=410, code="address_expired"):
    """This address has expired: read the object again for a fresh one."""


class Purpose(StrEnum):
    """What an address is good for."""

    UPLOAD = "upload"
    DOWNLOAD = "download"


@dataclass(frozen=True)
class Address:
    """A signed address and its end, in real time."""

    url: str
    expires_at: datetime


class Signer:
    """Makes and checks signed addresses."""

    def __init__(self, key: bytes, public_address: str) -> None:
        self._key, self._public_address = key, public_address

    def to_upload(self, id: UploadId) -> Address:
        """Make an address to send the bytes to."""
        return self._address(id, Purpose.UPLOAD, UPLOADS.upload_address)

    def to_download(self, id: UploadId) -> Address:
        """Make an address to fetch the bytes from."""
        return self._address(id, Purpose.DOWNLOAD, UPLOADS.download_address)

    def check(self, id: UploadId, purpose: Purpose, *, expires: int, signature: str) -> None:
        """Raise `SignatureInvalid` or `AddressExpired`."""
        if not hmac.compare_digest(signature.encode(), self._signature(id, purpose, expires).encode()):
            raise SignatureInvalid
        if expires < real_now().timestamp():
            raise AddressExpired

    def _address(self, id: UploadId, purpose: Purpose, lifetime: timedelta) -> Address:
        expires = int((real_now() + lifetime).timestamp())
        query = f"purpose={purpose.value}&expires={expires}&signature={self._signature(id, purpose, expires)}"
        return Address(f"{self._public_address}/v1/uploads/{id}/content?{query}", datetime.fromtimestamp(expires, UTC))

    def _signature(self, id: UploadId, purpose: Purpose, expires: int) -> str:
        return hmac.digest(self._key, f"{purpose.value}\n{id}\n{expires}".encode(), hashlib.sha256).hex()


def signer_of(context: Context[Any]) -> Signer:
    """Make the signer of a running service."""
    return Signer(context.settings.derived_key("uploads"), context.settings.public_address)


def sign_download(shown: dict[str, Any], member: str, id: UploadId, context: Context[Any] | None) -> None:
    """Put a fresh address for a file, and its end, into an answer that was kept; without a context, leave none in it."""
    address = signer_of(context).to_download(id) if context else None
    shown[member] = address.url if address else ""
    shown[f"{member}_expires_at"] = in_utc(address.expires_at) if address else ""


async def _signer(context: ServiceContext) -> Signer:
    return signer_of(context)


Addresses = Annotated[Signer, Depends(_signer)]
"""The maker of signed addresses."""
