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

from ..models.funding_state import FundingState, check_funding_state

if TYPE_CHECKING:
    from ..models.failure import Failure
    from ..models.funding_out_metadata import FundingOutMetadata
    from ..models.money import Money
    from ..models.source_out import SourceOut


T = TypeVar("T", bound="FundingOut")


@_attrs_define
class FundingOut:
    """Money that a brand brings in.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['funding']):  Default: 'funding'.
        version (int):
        state (FundingState | str):
        organization_id (str):
        amount (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        order_id (None | str):
        source (SourceOut): Where the money comes from.
        failure (Failure | None):
        settled_at (None | str): When the rail settled it: until then its payables wait.
        metadata (FundingOutMetadata): Up to 50 pairs of your own, copied along into orders and ledger entries.
        external_reference (None | str):
        actions (list[str]):
        is_final (bool):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: FundingState | str
    organization_id: str
    amount: Money
    order_id: None | str
    source: SourceOut
    failure: Failure | None
    settled_at: None | str
    metadata: FundingOutMetadata
    external_reference: None | str
    actions: list[str]
    is_final: bool
    object_: Literal["funding"] = "funding"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.failure import Failure  # noqa: PLC0415

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

        order_id: None | str
        order_id = self.order_id

        source = self.source.to_dict()

        failure: dict[str, Any] | None
        if isinstance(self.failure, Failure):
            failure = self.failure.to_dict()
        else:
            failure = self.failure

        settled_at: None | str
        settled_at = self.settled_at

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
                "order_id": order_id,
                "source": source,
                "failure": failure,
                "settled_at": settled_at,
                "metadata": metadata,
                "external_reference": external_reference,
                "actions": actions,
                "is_final": is_final,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.failure import Failure  # noqa: PLC0415
        from ..models.funding_out_metadata import FundingOutMetadata  # noqa: PLC0415
        from ..models.money import Money  # noqa: PLC0415
        from ..models.source_out import SourceOut  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["funding"], d.pop("object"))
        if object_ != "funding":
            raise ValueError(f"object must match const 'funding', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> FundingState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_funding_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FundingState | str, data)

        state = _parse_state(d.pop("state"))

        organization_id = d.pop("organization_id")

        amount = Money.from_dict(d.pop("amount"))

        def _parse_order_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        order_id = _parse_order_id(d.pop("order_id"))

        source = SourceOut.from_dict(d.pop("source"))

        def _parse_failure(data: object) -> Failure | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                failure_type_0 = Failure.from_dict(data)

                return failure_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Failure | None, data)

        failure = _parse_failure(d.pop("failure"))

        def _parse_settled_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        settled_at = _parse_settled_at(d.pop("settled_at"))

        metadata = FundingOutMetadata.from_dict(d.pop("metadata"))

        def _parse_external_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        external_reference = _parse_external_reference(d.pop("external_reference"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        funding_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            state=state,
            organization_id=organization_id,
            amount=amount,
            order_id=order_id,
            source=source,
            failure=failure,
            settled_at=settled_at,
            metadata=metadata,
            external_reference=external_reference,
            actions=actions,
            is_final=is_final,
        )

        funding_out.additional_properties = d
        return funding_out

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
