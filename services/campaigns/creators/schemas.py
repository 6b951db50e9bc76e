"""How a creator stands in other objects."""

from shared.events.identity import CreatorId
from shared.schemas import View


class CreatorName(View):
    """The creator's side."""

    id: CreatorId
    handle: str
    name: str
