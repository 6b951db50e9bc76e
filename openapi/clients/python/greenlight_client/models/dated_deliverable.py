from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.deliverable_type import DeliverableType, check_deliverable_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="DatedDeliverable")


@_attrs_define
class DatedDeliverable:
    """One kind of content that is asked for, with the moments at which its days end.

    Attributes:
        type_ (DeliverableType | str):
        title (str):
        due_on (datetime.date): The day on which the draft is due at last.
        due_at (str): RFC 3339, UTC.
        publish_by_at (str): RFC 3339, UTC.
        quantity (int | Unset): How many; an order has one deliverable for each. Default: 1.
        publish_by_on (datetime.date | None | Unset): The last day for posting it; default: the campaign's `ends_on`.
        min_duration_seconds (int | None | Unset):
        max_duration_seconds (int | None | Unset):
    """

    type_: DeliverableType | str
    title: str
    due_on: datetime.date
    due_at: str
    publish_by_at: str
    quantity: int | Unset = 1
    publish_by_on: datetime.date | None | Unset = UNSET
    min_duration_seconds: int | None | Unset = UNSET
    max_duration_seconds: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_: str
        if isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        title = self.title

        due_on = self.due_on.isoformat()

        due_at = self.due_at

        publish_by_at = self.publish_by_at

        quantity = self.quantity

        publish_by_on: None | str | Unset
        if isinstance(self.publish_by_on, Unset):
            publish_by_on = UNSET
        elif isinstance(self.publish_by_on, datetime.date):
            publish_by_on = self.publish_by_on.isoformat()
        else:
            publish_by_on = self.publish_by_on

        min_duration_seconds: int | None | Unset
        if isinstance(self.min_duration_seconds, Unset):
            min_duration_seconds = UNSET
        else:
            min_duration_seconds = self.min_duration_seconds

        max_duration_seconds: int | None | Unset
        if isinstance(self.max_duration_seconds, Unset):
            max_duration_seconds = UNSET
        else:
            max_duration_seconds = self.max_duration_seconds

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "title": title,
                "due_on": due_on,
                "due_at": due_at,
                "publish_by_at": publish_by_at,
            }
        )
        if quantity is not UNSET:
            field_dict["quantity"] = quantity
        if publish_by_on is not UNSET:
            field_dict["publish_by_on"] = publish_by_on
        if min_duration_seconds is not UNSET:
            field_dict["min_duration_seconds"] = min_duration_seconds
        if max_duration_seconds is not UNSET:
            field_dict["max_duration_seconds"] = max_duration_seconds

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_type_(data: object) -> DeliverableType | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_deliverable_type(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DeliverableType | str, data)

        type_ = _parse_type_(d.pop("type"))

        title = d.pop("title")

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        due_at = d.pop("due_at")

        publish_by_at = d.pop("publish_by_at")

        quantity = d.pop("quantity", UNSET)

        def _parse_publish_by_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                publish_by_on_type_0 = datetime.date.fromisoformat(data)

                return publish_by_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        publish_by_on = _parse_publish_by_on(d.pop("publish_by_on", UNSET))

        def _parse_min_duration_seconds(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        min_duration_seconds = _parse_min_duration_seconds(d.pop("min_duration_seconds", UNSET))

        def _parse_max_duration_seconds(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_duration_seconds = _parse_max_duration_seconds(d.pop("max_duration_seconds", UNSET))

        dated_deliverable = cls(
            type_=type_,
            title=title,
            due_on=due_on,
            due_at=due_at,
            publish_by_at=publish_by_at,
            quantity=quantity,
            publish_by_on=publish_by_on,
            min_duration_seconds=min_duration_seconds,
            max_duration_seconds=max_duration_seconds,
        )

        return dated_deliverable
