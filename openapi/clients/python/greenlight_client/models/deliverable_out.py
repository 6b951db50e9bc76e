from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.deliverable_state import DeliverableState, check_deliverable_state
from ..models.deliverable_type import DeliverableType, check_deliverable_type

if TYPE_CHECKING:
    from ..models.draft_of_deliverable import DraftOfDeliverable
    from ..models.money import Money
    from ..models.publication_of_deliverable import PublicationOfDeliverable


T = TypeVar("T", bound="DeliverableOut")


@_attrs_define
class DeliverableOut:
    """One thing that the creator makes.

    Attributes:
        id (str):
        type_ (DeliverableType | str):
        title (str):
        amount (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        due_on (datetime.date): A day in the campaign's time zone.
        due_at (str): RFC 3339, UTC.
        overdue_at (str): Without a draft, or where changes were asked for without its next version, it is overdue then.
        publish_by_on (datetime.date): A day in the campaign's time zone.
        publish_by_at (str): RFC 3339, UTC.
        min_duration_seconds (int | None):
        max_duration_seconds (int | None):
        state (DeliverableState | str):
        draft (DraftOfDeliverable | None):
        publication (None | PublicationOfDeliverable):
        is_released (bool): Whether its share left the hold for the creator.
        is_refunded (bool): Whether its share went back to the brand.
        release_refusal (None | str): Why its share could not be released.
    """

    id: str
    type_: DeliverableType | str
    title: str
    amount: Money
    due_on: datetime.date
    due_at: str
    overdue_at: str
    publish_by_on: datetime.date
    publish_by_at: str
    min_duration_seconds: int | None
    max_duration_seconds: int | None
    state: DeliverableState | str
    draft: DraftOfDeliverable | None
    publication: None | PublicationOfDeliverable
    is_released: bool
    is_refunded: bool
    release_refusal: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.draft_of_deliverable import DraftOfDeliverable  # noqa: PLC0415
        from ..models.publication_of_deliverable import PublicationOfDeliverable  # noqa: PLC0415

        id = self.id

        type_: str
        if isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        title = self.title

        amount = self.amount.to_dict()

        due_on = self.due_on.isoformat()

        due_at = self.due_at

        overdue_at = self.overdue_at

        publish_by_on = self.publish_by_on.isoformat()

        publish_by_at = self.publish_by_at

        min_duration_seconds: int | None
        min_duration_seconds = self.min_duration_seconds

        max_duration_seconds: int | None
        max_duration_seconds = self.max_duration_seconds

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        draft: dict[str, Any] | None
        if isinstance(self.draft, DraftOfDeliverable):
            draft = self.draft.to_dict()
        else:
            draft = self.draft

        publication: dict[str, Any] | None
        if isinstance(self.publication, PublicationOfDeliverable):
            publication = self.publication.to_dict()
        else:
            publication = self.publication

        is_released = self.is_released

        is_refunded = self.is_refunded

        release_refusal: None | str
        release_refusal = self.release_refusal

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
                "title": title,
                "amount": amount,
                "due_on": due_on,
                "due_at": due_at,
                "overdue_at": overdue_at,
                "publish_by_on": publish_by_on,
                "publish_by_at": publish_by_at,
                "min_duration_seconds": min_duration_seconds,
                "max_duration_seconds": max_duration_seconds,
                "state": state,
                "draft": draft,
                "publication": publication,
                "is_released": is_released,
                "is_refunded": is_refunded,
                "release_refusal": release_refusal,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.draft_of_deliverable import DraftOfDeliverable  # noqa: PLC0415
        from ..models.money import Money  # noqa: PLC0415
        from ..models.publication_of_deliverable import PublicationOfDeliverable  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

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

        amount = Money.from_dict(d.pop("amount"))

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        due_at = d.pop("due_at")

        overdue_at = d.pop("overdue_at")

        publish_by_on = datetime.date.fromisoformat(d.pop("publish_by_on"))

        publish_by_at = d.pop("publish_by_at")

        def _parse_min_duration_seconds(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        min_duration_seconds = _parse_min_duration_seconds(d.pop("min_duration_seconds"))

        def _parse_max_duration_seconds(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_duration_seconds = _parse_max_duration_seconds(d.pop("max_duration_seconds"))

        def _parse_state(data: object) -> DeliverableState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_deliverable_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DeliverableState | str, data)

        state = _parse_state(d.pop("state"))

        def _parse_draft(data: object) -> DraftOfDeliverable | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                draft_type_0 = DraftOfDeliverable.from_dict(data)

                return draft_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DraftOfDeliverable | None, data)

        draft = _parse_draft(d.pop("draft"))

        def _parse_publication(data: object) -> None | PublicationOfDeliverable:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                publication_type_0 = PublicationOfDeliverable.from_dict(data)

                return publication_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PublicationOfDeliverable, data)

        publication = _parse_publication(d.pop("publication"))

        is_released = d.pop("is_released")

        is_refunded = d.pop("is_refunded")

        def _parse_release_refusal(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        release_refusal = _parse_release_refusal(d.pop("release_refusal"))

        deliverable_out = cls(
            id=id,
            type_=type_,
            title=title,
            amount=amount,
            due_on=due_on,
            due_at=due_at,
            overdue_at=overdue_at,
            publish_by_on=publish_by_on,
            publish_by_at=publish_by_at,
            min_duration_seconds=min_duration_seconds,
            max_duration_seconds=max_duration_seconds,
            state=state,
            draft=draft,
            publication=publication,
            is_released=is_released,
            is_refunded=is_refunded,
            release_refusal=release_refusal,
        )

        deliverable_out.additional_properties = d
        return deliverable_out

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
