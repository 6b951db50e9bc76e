"""The client's page: one document for everybody, whose only script and style are named by their hashes."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

DOCUMENT = Path(__file__).with_name("document.html").read_text(encoding="utf-8")


def _hash_of(element: str) -> str:
    """Name the content of the document's only element of this name, as a content security policy does."""
    (content,) = re.findall(rf"<{element}>(.*?)</{element}>", DOCUMENT, re.DOTALL)
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


POLICY = "; ".join(
    [
        "default-src 'none'",
        f"script-src {_hash_of('script')}",
        f"style-src {_hash_of('style')}",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
"""Nothing else runs, whatever a creator's name may hold, and nothing is asked of anybody but this API."""
