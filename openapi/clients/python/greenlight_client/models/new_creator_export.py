from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.export_format import ExportFormat, check_export_format
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.search_criteria import SearchCriteria


T = TypeVar("T", bound="NewCreatorExport")


@_attrs_define
class NewCreatorExport:
    """Whom to take along: the creators of one list, or those whom one search finds.

    Attributes:
        list_id (None | str | Unset): One of your lists. Either this or `search`.
        search (None | SearchCriteria | Unset): As in `POST /v1/creators/search`, without what belongs to a page.
        format_ (ExportFormat | Unset): What the file is written in.
    """

    list_id: None | str | Unset = UNSET
    search: None | SearchCriteria | Unset = UNSET
    format_: ExportFormat | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.search_criteria import SearchCriteria  # noqa: PLC0415

        list_id: None | str | Unset
        if isinstance(self.list_id, Unset):
            list_id = UNSET
        else:
            list_id = self.list_id

        search: dict[str, Any] | None | Unset
        if isinstance(self.search, Unset):
            search = UNSET
        elif isinstance(self.search, SearchCriteria):
            search = self.search.to_dict()
        else:
            search = self.search

        format_: str | Unset = UNSET
        if not isinstance(self.format_, Unset):
            format_ = self.format_

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if list_id is not UNSET:
            field_dict["list_id"] = list_id
        if search is not UNSET:
            field_dict["search"] = search
        if format_ is not UNSET:
            field_dict["format"] = format_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.search_criteria import SearchCriteria  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_list_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        list_id = _parse_list_id(d.pop("list_id", UNSET))

        def _parse_search(data: object) -> None | SearchCriteria | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                search_type_0 = SearchCriteria.from_dict(data)

                return search_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SearchCriteria | Unset, data)

        search = _parse_search(d.pop("search", UNSET))

        _format_ = d.pop("format", UNSET)
        format_: ExportFormat | Unset
        if isinstance(_format_, Unset):
            format_ = UNSET
        else:
            format_ = check_export_format(_format_)

        new_creator_export = cls(
            list_id=list_id,
            search=search,
            format_=format_,
        )

        return new_creator_export
