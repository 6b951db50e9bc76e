from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.alerts import Alerts, check_alerts
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.search_criteria_patch import SearchCriteriaPatch


T = TypeVar("T", bound="SavedSearchPatch")


@_attrs_define
class SavedSearchPatch:
    """A merge patch: what is left out stays as it is.

    Attributes:
        name (str | Unset):
        search (SearchCriteriaPatch | Unset): A merge patch: The filters of a search and its order, as in `POST
            /v1/creators/search`. They combine by *and*, values of one by *or*.
        alerts (Alerts | Unset): Whether an organization is told of new matches by events.
    """

    name: str | Unset = UNSET
    search: SearchCriteriaPatch | Unset = UNSET
    alerts: Alerts | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        search: dict[str, Any] | Unset = UNSET
        if not isinstance(self.search, Unset):
            search = self.search.to_dict()

        alerts: str | Unset = UNSET
        if not isinstance(self.alerts, Unset):
            alerts = self.alerts

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if search is not UNSET:
            field_dict["search"] = search
        if alerts is not UNSET:
            field_dict["alerts"] = alerts

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.search_criteria_patch import SearchCriteriaPatch  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name", UNSET)

        _search = d.pop("search", UNSET)
        search: SearchCriteriaPatch | Unset
        if isinstance(_search, Unset):
            search = UNSET
        else:
            search = SearchCriteriaPatch.from_dict(_search)

        _alerts = d.pop("alerts", UNSET)
        alerts: Alerts | Unset
        if isinstance(_alerts, Unset):
            alerts = UNSET
        else:
            alerts = check_alerts(_alerts)

        saved_search_patch = cls(
            name=name,
            search=search,
            alerts=alerts,
        )

        return saved_search_patch
