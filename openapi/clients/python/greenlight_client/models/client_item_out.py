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

from ..models.listed_creator_state import ListedCreatorState, check_listed_creator_state

if TYPE_CHECKING:
    from ..models.client_creator_out import ClientCreatorOut
    from ..models.client_decision_out import ClientDecisionOut
    from ..models.client_rate_out import ClientRateOut


T = TypeVar("T", bound="ClientItemOut")


@_attrs_define
class ClientItemOut:
    """A creator whom you are asked about.

    Attributes:
        object_ (Literal['client_list_item']):  Default: 'client_list_item'.
        creator_id (str):
        creator (ClientCreatorOut | None): Null while the creator cannot be had.
        creator_state (ListedCreatorState | str):
        note (None | str): Null where it is not shared with you.
        rates (list[ClientRateOut] | None): What the creator asks; null where it is not shared with you.
        decision (ClientDecisionOut | None): Null while you have said nothing.
    """

    creator_id: str
    creator: ClientCreatorOut | None
    creator_state: ListedCreatorState | str
    note: None | str
    rates: list[ClientRateOut] | None
    decision: ClientDecisionOut | None
    object_: Literal["client_list_item"] = "client_list_item"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.client_creator_out import ClientCreatorOut  # noqa: PLC0415
        from ..models.client_decision_out import ClientDecisionOut  # noqa: PLC0415

        object_ = self.object_

        creator_id = self.creator_id

        creator: dict[str, Any] | None
        if isinstance(self.creator, ClientCreatorOut):
            creator = self.creator.to_dict()
        else:
            creator = self.creator

        creator_state: str
        if isinstance(self.creator_state, str):
            creator_state = self.creator_state
        else:
            creator_state = self.creator_state

        note: None | str
        note = self.note

        rates: list[dict[str, Any]] | None
        if isinstance(self.rates, list):
            rates = []
            for rates_type_0_item_data in self.rates:
                rates_type_0_item = rates_type_0_item_data.to_dict()
                rates.append(rates_type_0_item)

        else:
            rates = self.rates

        decision: dict[str, Any] | None
        if isinstance(self.decision, ClientDecisionOut):
            decision = self.decision.to_dict()
        else:
            decision = self.decision

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "creator_id": creator_id,
                "creator": creator,
                "creator_state": creator_state,
                "note": note,
                "rates": rates,
                "decision": decision,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.client_creator_out import ClientCreatorOut  # noqa: PLC0415
        from ..models.client_decision_out import ClientDecisionOut  # noqa: PLC0415
        from ..models.client_rate_out import ClientRateOut  # noqa: PLC0415

        d = dict(src_dict)
        object_ = cast(Literal["client_list_item"], d.pop("object"))
        if object_ != "client_list_item":
            raise ValueError(f"object must match const 'client_list_item', got '{object_}'")

        creator_id = d.pop("creator_id")

        def _parse_creator(data: object) -> ClientCreatorOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                creator_type_0 = ClientCreatorOut.from_dict(data)

                return creator_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ClientCreatorOut | None, data)

        creator = _parse_creator(d.pop("creator"))

        def _parse_creator_state(data: object) -> ListedCreatorState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                creator_state_type_0 = check_listed_creator_state(data)

                return creator_state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ListedCreatorState | str, data)

        creator_state = _parse_creator_state(d.pop("creator_state"))

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        def _parse_rates(data: object) -> list[ClientRateOut] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                rates_type_0 = []
                _rates_type_0 = data
                for rates_type_0_item_data in _rates_type_0:
                    rates_type_0_item = ClientRateOut.from_dict(rates_type_0_item_data)

                    rates_type_0.append(rates_type_0_item)

                return rates_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ClientRateOut] | None, data)

        rates = _parse_rates(d.pop("rates"))

        def _parse_decision(data: object) -> ClientDecisionOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                decision_type_0 = ClientDecisionOut.from_dict(data)

                return decision_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ClientDecisionOut | None, data)

        decision = _parse_decision(d.pop("decision"))

        client_item_out = cls(
            object_=object_,
            creator_id=creator_id,
            creator=creator,
            creator_state=creator_state,
            note=note,
            rates=rates,
            decision=decision,
        )

        client_item_out.additional_properties = d
        return client_item_out

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
