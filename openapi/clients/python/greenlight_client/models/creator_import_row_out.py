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

from ..models.row_status import RowStatus, check_row_status

if TYPE_CHECKING:
    from ..models.row_problem_out import RowProblemOut


T = TypeVar("T", bound="CreatorImportRowOut")


@_attrs_define
class CreatorImportRowOut:
    """What became of one row.

    Attributes:
        object_ (Literal['creator_import_row']):  Default: 'creator_import_row'.
        row (int): The line on which it stands in what you sent, from 1; the header of CSV is line 1.
        platform (str):
        handle (str): As you sent it; 100 characters of it at most.
        status (RowStatus | str): `added`: found, and put at the end of the list. `matched`: found, with no list to go
            to or no room in it. `duplicate`: found, by an earlier row or in the list already. `not_found`: nobody whom
            searches show has this handle. `invalid`: this is no handle.
        creator_id (None | str): Null where nobody was found.
        problem (None | RowProblemOut):
    """

    row: int
    platform: str
    handle: str
    status: RowStatus | str
    creator_id: None | str
    problem: None | RowProblemOut
    object_: Literal["creator_import_row"] = "creator_import_row"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.row_problem_out import RowProblemOut  # noqa: PLC0415

        object_ = self.object_

        row = self.row

        platform = self.platform

        handle = self.handle

        status: str
        if isinstance(self.status, str):
            status = self.status
        else:
            status = self.status

        creator_id: None | str
        creator_id = self.creator_id

        problem: dict[str, Any] | None
        if isinstance(self.problem, RowProblemOut):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "row": row,
                "platform": platform,
                "handle": handle,
                "status": status,
                "creator_id": creator_id,
                "problem": problem,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.row_problem_out import RowProblemOut  # noqa: PLC0415

        d = dict(src_dict)
        object_ = cast(Literal["creator_import_row"], d.pop("object"))
        if object_ != "creator_import_row":
            raise ValueError(f"object must match const 'creator_import_row', got '{object_}'")

        row = d.pop("row")

        platform = d.pop("platform")

        handle = d.pop("handle")

        def _parse_status(data: object) -> RowStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = check_row_status(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(RowStatus | str, data)

        status = _parse_status(d.pop("status"))

        def _parse_creator_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        creator_id = _parse_creator_id(d.pop("creator_id"))

        def _parse_problem(data: object) -> None | RowProblemOut:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                problem_type_0 = RowProblemOut.from_dict(data)

                return problem_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RowProblemOut, data)

        problem = _parse_problem(d.pop("problem"))

        creator_import_row_out = cls(
            object_=object_,
            row=row,
            platform=platform,
            handle=handle,
            status=status,
            creator_id=creator_id,
            problem=problem,
        )

        creator_import_row_out.additional_properties = d
        return creator_import_row_out

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
