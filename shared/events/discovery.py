"""What discovery tells: what creators say of themselves, what clients decide, whom saved searches find, how imports end."""

from typing import Annotated

from pydantic import Field

from shared.events import Event, Public
from shared.events.identity import CreatorId, OrganizationId, Rate
from shared.ids import Id
from shared.money import Money


class CreatorUpdated(
    Event,
    name="creator.updated",
    key="creator_id",
    public=Public(to=("organization_id",), scope="creators:read", fields=("creator_id", "rates", "categories", "availability")),
):
    """A creator changed bio, rates, categories, minimum offer, blocked categories or availability."""

    creator_id: CreatorId
    organization_id: OrganizationId
    version: int
    bio: str
    categories: list[str]
    rates: list[Rate]
    minimum_offer: Money | None
    blocked_categories: list[str]
    availability: str


class ListId(Id, prefix="lst"):
    """A list of creators of one organization."""


class ListApprovalId(Id, prefix="lap"):
    """A client asked for a yes or no to each creator of a list."""


class SavedSearchId(Id, prefix="svs"):
    """A search that an organization keeps, to be told of creators who come to match it."""


class CreatorImportId(Id, prefix="cim"):
    """Handles that an organization brought."""


LISTS_READ = "lists:read"


class _ListApprovalFact(Event, abstract=True):
    list_approval_id: ListApprovalId
    list_id: ListId
    organization_id: OrganizationId
    version: int
    state: str


_LIST_APPROVAL = Public(to=("organization_id",), scope=LISTS_READ, fields=("list_approval_id", "list_id", "state"))


class ListApprovalOpened(_ListApprovalFact, name="list_approval.opened", key="list_approval_id", public=_LIST_APPROVAL):
    """A client may look at a list and decide."""


class ListApprovalDecided(
    _ListApprovalFact,
    name="list_approval.decided",
    key="list_approval_id",
    public=Public(
        to=("organization_id",),
        scope=LISTS_READ,
        fields=("list_approval_id", "list_id", "state", "creator_id", "decision"),
    ),
):
    """The client said yes or no to one creator, or changed their mind."""

    creator_id: CreatorId
    decision: str


class ListApprovalCommented(
    _ListApprovalFact,
    name="list_approval.commented",
    key="list_approval_id",
    public=Public(
        to=("organization_id",),
        scope=LISTS_READ,
        fields=("list_approval_id", "list_id", "state", "creator_id"),
    ),
):
    """The client commented on one creator and decided nothing by it."""

    creator_id: CreatorId


class ListApprovalClosed(_ListApprovalFact, name="list_approval.closed", key="list_approval_id", public=_LIST_APPROVAL):
    """The organization takes no more decisions: what the client has said stands."""


class ListApprovalExpired(_ListApprovalFact, name="list_approval.expired", key="list_approval_id", public=_LIST_APPROVAL):
    """The client's time is over."""


class ListApprovalRevoked(_ListApprovalFact, name="list_approval.revoked", key="list_approval_id", public=_LIST_APPROVAL):
    """The organization took the address back: nobody looks there any more."""


class SavedSearchMatched(
    Event,
    name="saved_search.matched",
    key="saved_search_id",
    public=Public(to=("organization_id",), scope=LISTS_READ, fields=("saved_search_id", "name", "creator_ids", "match_count")),
):
    """Creators have come to match a saved search: told at once, then bundled for a while."""

    saved_search_id: SavedSearchId
    organization_id: OrganizationId
    name: str
    creator_ids: list[CreatorId]
    """At most 100, the newest first."""
    match_count: int
    """How many there are in this bundle."""


class _CreatorImportFact(Event, abstract=True):
    creator_import_id: CreatorImportId
    organization_id: OrganizationId
    version: int
    list_id: Annotated[ListId | None, Field(description="The list that takes those who are found; null where there was none.")]
    state: Annotated[str, Field(description="The import's state from now on: it changes no more.")]
    row_count: Annotated[int, Field(description="How many rows were sent.")]
    matched_count: Annotated[int, Field(description="Rows whose creator was found: added, matched, duplicate.")]
    added_count: Annotated[int, Field(description="Of those: whose creator went into the list by this import.")]
    failed_count: Annotated[int, Field(description="Rows that name nobody: not_found, invalid.")]


_CREATOR_IMPORT = Public(
    to=("organization_id",),
    scope=LISTS_READ,
    fields=("creator_import_id", "list_id", "state", "row_count", "matched_count", "added_count", "failed_count"),
)


class CreatorImportCompleted(
    _CreatorImportFact, name="creator_import.completed", key="creator_import_id", public=_CREATOR_IMPORT
):
    """Every row of an import was looked at: the rows of the import say what became of each."""


class CreatorImportFailed(_CreatorImportFact, name="creator_import.failed", key="creator_import_id", public=_CREATOR_IMPORT):
    """An import ended early, as its list was removed: rows that were not looked at never will be."""
