from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.share_state import ShareState, check_share_state

if TYPE_CHECKING:
    from ..models.money import Money


T = TypeVar("T", bound="ShareOut")


@_attrs_define
class ShareOut:
    """One deliverable's part of a hold.

    Attributes:
        deliverable_id (str):
        amount (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        state (ShareState | str): `due`: approved, and released as soon as the hold is funded. `void`: the hold was
            never funded.
        approved_at (None | str):
        refusal (None | str): Why an approval found nothing to release: `hold_failed`, `share_refunded`.
    """

    deliverable_id: str
    amount: Money
    state: ShareState | str
    approved_at: None | str
    refusal: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        deliverable_id = self.deliverable_id

        amount = self.amount.to_dict()

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        approved_at: None | str
        approved_at = self.approved_at

        refusal: None | str
        refusal = self.refusal

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "deliverable_id": deliverable_id,
                "amount": amount,
                "state": state,
                "approved_at": approved_at,
                "refusal": refusal,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.money import Money  # noqa: PLC0415

        d = dict(src_dict)
        deliverable_id = d.pop("deliverable_id")

        amount = Money.from_dict(d.pop("amount"))

        def _parse_state(data: object) -> ShareState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_share_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ShareState | str, data)

        state = _parse_state(d.pop("state"))

        def _parse_approved_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        approved_at = _parse_approved_at(d.pop("approved_at"))

        def _parse_refusal(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        refusal = _parse_refusal(d.pop("refusal"))

        share_out = cls(
            deliverable_id=deliverable_id,
            amount=amount,
            state=state,
            approved_at=approved_at,
            refusal=refusal,
        )

        share_out.additional_properties = d
        return share_out

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
