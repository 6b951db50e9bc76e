from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.deliverable_type import DeliverableType, check_deliverable_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.money import Money


T = TypeVar("T", bound="DeliverableLine")


@_attrs_define
class DeliverableLine:
    """One kind of content that is asked for, and what each of them is paid.

    Attributes:
        type_ (DeliverableType | str):
        title (str):
        due_on (datetime.date): The day on which the draft is due at last.
        due_at (str): RFC 3339, UTC.
        publish_by_at (str): RFC 3339, UTC.
        amount (Money | None): The share of one, where it was given.
        amounts (list[Money]): The share of each by this price.
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
    amount: Money | None
    amounts: list[Money]
    quantity: int | Unset = 1
    publish_by_on: datetime.date | None | Unset = UNSET
    min_duration_seconds: int | None | Unset = UNSET
    max_duration_seconds: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.money import Money  # noqa: PLC0415

        type_: str
        if isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        title = self.title

        due_on = self.due_on.isoformat()

        due_at = self.due_at

        publish_by_at = self.publish_by_at

        amount: dict[str, Any] | None
        if isinstance(self.amount, Money):
            amount = self.amount.to_dict()
        else:
            amount = self.amount

        amounts = []
        for amounts_item_data in self.amounts:
            amounts_item = amounts_item_data.to_dict()
            amounts.append(amounts_item)

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
                "amount": amount,
                "amounts": amounts,
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
        from ..models.money import Money  # noqa: PLC0415

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

        def _parse_amount(data: object) -> Money | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                amount_type_0 = Money.from_dict(data)

                return amount_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Money | None, data)

        amount = _parse_amount(d.pop("amount"))

        amounts = []
        _amounts = d.pop("amounts")
        for amounts_item_data in _amounts:
            amounts_item = Money.from_dict(amounts_item_data)

            amounts.append(amounts_item)

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

        deliverable_line = cls(
            type_=type_,
            title=title,
            due_on=due_on,
            due_at=due_at,
            publish_by_at=publish_by_at,
            amount=amount,
            amounts=amounts,
            quantity=quantity,
            publish_by_on=publish_by_on,
            min_duration_seconds=min_duration_seconds,
            max_duration_seconds=max_duration_seconds,
        )

        return deliverable_line
