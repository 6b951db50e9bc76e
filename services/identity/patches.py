"""Merge patches: only what was sent is changed, and null empties a field."""

from typing import Any

from shared.schemas import Body


class Patch(Body):
    """A merge patch. A field that must not be emptied has a default factory: it may be left out, and null is refused."""

    def changes(self) -> dict[str, Any]:
        """Give what was sent."""
        return self.model_dump(exclude_unset=True)
