"""Pages for a browser: one document for everybody, whose only script and style are named by their hashes."""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Document:
    """A page, and the content security policy under which nothing but its own script and style runs."""

    html: str
    policy: str

    @classmethod
    def read(cls, path: Path) -> "Document":
        """Read a document with one script and one style. Nothing is asked of anybody but this API."""
        html = path.read_text(encoding="utf-8")
        rules = [
            "default-src 'none'",
            f"script-src {_hash_of('script', html)}",
            f"style-src {_hash_of('style', html)}",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
        return cls(html, "; ".join(rules))


def _hash_of(element: str, html: str) -> str:
    """Name the content of the only element of this name, as a content security policy does."""
    (content,) = re.findall(rf"<{element}>(.*?)</{element}>", html, re.DOTALL)
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
