from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.alerts import Alerts, check_alerts
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.search_criteria import SearchCriteria


T = TypeVar("T", bound="NewSavedSearch")


@_attrs_define
class NewSavedSearch:
    """A search to keep.

    Attributes:
        name (str):
        search (SearchCriteria): The filters of a search and its order, as in `POST /v1/creators/search`. They combine
            by *and*, values of one by *or*.
        alerts (Alerts | Unset): Whether an organization is told of new matches by events.
    """

    name: str
    search: SearchCriteria
    alerts: Alerts | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        search = self.search.to_dict()

        alerts: str | Unset = UNSET
        if not isinstance(self.alerts, Unset):
            alerts = self.alerts

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "search": search,
            }
        )
        if alerts is not UNSET:
            field_dict["alerts"] = alerts

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.search_criteria import SearchCriteria  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        search = SearchCriteria.from_dict(d.pop("search"))

        _alerts = d.pop("alerts", UNSET)
        alerts: Alerts | Unset
        if isinstance(_alerts, Unset):
            alerts = UNSET
        else:
            alerts = check_alerts(_alerts)

        new_saved_search = cls(
            name=name,
            search=search,
            alerts=alerts,
        )

        return new_saved_search
