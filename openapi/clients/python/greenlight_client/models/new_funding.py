from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.new_funding_amount import NewFundingAmount
    from ..models.new_funding_metadata import NewFundingMetadata
    from ..models.source import Source


T = TypeVar("T", bound="NewFunding")


@_attrs_define
class NewFunding:
    """Money to bring in.

    Attributes:
        amount (NewFundingAmount):
        source (Source): Where the money comes from.
        order_id (None | str | Unset): The order that it is for: that order's hold comes first, and no other takes it
            while it waits.
        metadata (NewFundingMetadata | Unset): Up to 50 pairs of your own, copied along into orders and ledger entries.
        external_reference (None | str | Unset): Your own id for it, unique in your organization.
    """

    amount: NewFundingAmount
    source: Source
    order_id: None | str | Unset = UNSET
    metadata: NewFundingMetadata | Unset = UNSET
    external_reference: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        amount = self.amount.to_dict()

        source = self.source.to_dict()

        order_id: None | str | Unset
        if isinstance(self.order_id, Unset):
            order_id = UNSET
        else:
            order_id = self.order_id

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

        external_reference: None | str | Unset
        if isinstance(self.external_reference, Unset):
            external_reference = UNSET
        else:
            external_reference = self.external_reference

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount": amount,
                "source": source,
            }
        )
        if order_id is not UNSET:
            field_dict["order_id"] = order_id
        if metadata is not UNSET:
            field_dict["metadata"] = metadata
        if external_reference is not UNSET:
            field_dict["external_reference"] = external_reference

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.new_funding_amount import NewFundingAmount  # noqa: PLC0415
        from ..models.new_funding_metadata import NewFundingMetadata  # noqa: PLC0415
        from ..models.source import Source  # noqa: PLC0415

        d = dict(src_dict)
        amount = NewFundingAmount.from_dict(d.pop("amount"))

        source = Source.from_dict(d.pop("source"))

        def _parse_order_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        order_id = _parse_order_id(d.pop("order_id", UNSET))

        _metadata = d.pop("metadata", UNSET)
        metadata: NewFundingMetadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = NewFundingMetadata.from_dict(_metadata)

        def _parse_external_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_reference = _parse_external_reference(d.pop("external_reference", UNSET))

        new_funding = cls(
            amount=amount,
            source=source,
            order_id=order_id,
            metadata=metadata,
            external_reference=external_reference,
        )

        return new_funding
