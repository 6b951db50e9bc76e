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

from ..models.payout_state import PayoutState, check_payout_state

if TYPE_CHECKING:
    from ..models.money import Money
    from ..models.payout_failure import PayoutFailure
    from ..models.payout_out_metadata import PayoutOutMetadata


T = TypeVar("T", bound="PayoutOut")


@_attrs_define
class PayoutOut:
    """Money on its way to a creator's account.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['payout']):  Default: 'payout'.
        version (int):
        state (PayoutState | str):
        organization_id (str):
        amount (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        payout_account_id (str):
        failure (None | PayoutFailure):
        completes_at (None | str): When the rail expects it to arrive.
        paid_at (None | str):
        returned_at (None | str):
        metadata (PayoutOutMetadata): Up to 50 pairs of your own, copied along into orders and ledger entries.
        external_reference (None | str):
        actions (list[str]):
        is_final (bool):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: PayoutState | str
    organization_id: str
    amount: Money
    payout_account_id: str
    failure: None | PayoutFailure
    completes_at: None | str
    paid_at: None | str
    returned_at: None | str
    metadata: PayoutOutMetadata
    external_reference: None | str
    actions: list[str]
    is_final: bool
    object_: Literal["payout"] = "payout"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.payout_failure import PayoutFailure  # noqa: PLC0415

        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        organization_id = self.organization_id

        amount = self.amount.to_dict()

        payout_account_id = self.payout_account_id

        failure: dict[str, Any] | None
        if isinstance(self.failure, PayoutFailure):
            failure = self.failure.to_dict()
        else:
            failure = self.failure

        completes_at: None | str
        completes_at = self.completes_at

        paid_at: None | str
        paid_at = self.paid_at

        returned_at: None | str
        returned_at = self.returned_at

        metadata = self.metadata.to_dict()

        external_reference: None | str
        external_reference = self.external_reference

        actions = self.actions

        is_final = self.is_final

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
                "state": state,
                "organization_id": organization_id,
                "amount": amount,
                "payout_account_id": payout_account_id,
                "failure": failure,
                "completes_at": completes_at,
                "paid_at": paid_at,
                "returned_at": returned_at,
                "metadata": metadata,
                "external_reference": external_reference,
                "actions": actions,
                "is_final": is_final,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.money import Money  # noqa: PLC0415
        from ..models.payout_failure import PayoutFailure  # noqa: PLC0415
        from ..models.payout_out_metadata import PayoutOutMetadata  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["payout"], d.pop("object"))
        if object_ != "payout":
            raise ValueError(f"object must match const 'payout', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> PayoutState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_payout_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(PayoutState | str, data)

        state = _parse_state(d.pop("state"))

        organization_id = d.pop("organization_id")

        amount = Money.from_dict(d.pop("amount"))

        payout_account_id = d.pop("payout_account_id")

        def _parse_failure(data: object) -> None | PayoutFailure:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                failure_type_0 = PayoutFailure.from_dict(data)

                return failure_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PayoutFailure, data)

        failure = _parse_failure(d.pop("failure"))

        def _parse_completes_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        completes_at = _parse_completes_at(d.pop("completes_at"))

        def _parse_paid_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        paid_at = _parse_paid_at(d.pop("paid_at"))

        def _parse_returned_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        returned_at = _parse_returned_at(d.pop("returned_at"))

        metadata = PayoutOutMetadata.from_dict(d.pop("metadata"))

        def _parse_external_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        external_reference = _parse_external_reference(d.pop("external_reference"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        payout_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            state=state,
            organization_id=organization_id,
            amount=amount,
            payout_account_id=payout_account_id,
            failure=failure,
            completes_at=completes_at,
            paid_at=paid_at,
            returned_at=returned_at,
            metadata=metadata,
            external_reference=external_reference,
            actions=actions,
            is_final=is_final,
        )

        payout_out.additional_properties = d
        return payout_out

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
