from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.alerts import Alerts, check_alerts

if TYPE_CHECKING:
    from ..models.search_criteria_out import SearchCriteriaOut


T = TypeVar("T", bound="SavedSearchOut")


@_attrs_define
class SavedSearchOut:
    """A search that your organization keeps.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['saved_search']):  Default: 'saved_search'.
        version (int):
        organization_id (str):
        name (str):
        search (SearchCriteriaOut): The filters of a search and its order, as in `POST /v1/creators/search`. They
            combine by *and*, values of one by *or*.
        unreadable_filters (list[str]): Filters that were kept and are understood no more, which `search` leaves out:
            while there are some, the search finds nobody. Set them anew, or to null.
        alerts (Alerts | str):
        alerted_at (None | str): When `saved_search.matched` was told last.
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    organization_id: str
    name: str
    search: SearchCriteriaOut
    unreadable_filters: list[str]
    alerts: Alerts | str
    alerted_at: None | str
    object_: Literal["saved_search"] = "saved_search"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        organization_id = self.organization_id

        name = self.name

        search = self.search.to_dict()

        unreadable_filters = self.unreadable_filters

        alerts: str
        if isinstance(self.alerts, str):
            alerts = self.alerts
        else:
            alerts = self.alerts

        alerted_at: None | str
        alerted_at = self.alerted_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
                "organization_id": organization_id,
                "name": name,
                "search": search,
                "unreadable_filters": unreadable_filters,
                "alerts": alerts,
                "alerted_at": alerted_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.search_criteria_out import SearchCriteriaOut  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["saved_search"], d.pop("object"))
        if object_ != "saved_search":
            raise ValueError(f"object must match const 'saved_search', got '{object_}'")

        version = d.pop("version")

        organization_id = d.pop("organization_id")

        name = d.pop("name")

        search = SearchCriteriaOut.from_dict(d.pop("search"))

        unreadable_filters = cast(list[str], d.pop("unreadable_filters"))

        def _parse_alerts(data: object) -> Alerts | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                alerts_type_0 = check_alerts(data)

                return alerts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Alerts | str, data)

        alerts = _parse_alerts(d.pop("alerts"))

        def _parse_alerted_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        alerted_at = _parse_alerted_at(d.pop("alerted_at"))

        saved_search_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            organization_id=organization_id,
            name=name,
            search=search,
            unreadable_filters=unreadable_filters,
            alerts=alerts,
            alerted_at=alerted_at,
        )

        saved_search_out.additional_properties = d
        return saved_search_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
