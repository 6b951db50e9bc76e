"""The table of signing keys."""

from sqlalchemy.orm import Mapped, mapped_column

from services.identity.tables import Model
from shared.db import Row


class SigningKey(Model, Row):
    """An Ed25519 key: two are live, the newest signs, the one before it is still published. Their times are real."""

    __tablename__ = "signing_keys"

    key_id: Mapped[str] = mapped_column(primary_key=True)
    """The key's thumbprint."""
    public_jwk: Mapped[str]
    private_encrypted: Mapped[bytes]
    """The private key's JWK, encrypted with a key derived from the suite's secret."""
