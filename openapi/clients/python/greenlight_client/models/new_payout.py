from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.new_payout_amount_type_0 import NewPayoutAmountType0
    from ..models.new_payout_metadata import NewPayoutMetadata


T = TypeVar("T", bound="NewPayout")


@_attrs_define
class NewPayout:
    """Money to pay out.

    Attributes:
        currency (str): ISO 4217 code, upper case.
        amount (NewPayoutAmountType0 | None | Unset): All that is available, where it is not given.
        metadata (NewPayoutMetadata | Unset): Up to 50 pairs of your own, copied along into orders and ledger entries.
        external_reference (None | str | Unset): Your own id for it, unique in your organization.
    """

    currency: str
    amount: NewPayoutAmountType0 | None | Unset = UNSET
    metadata: NewPayoutMetadata | Unset = UNSET
    external_reference: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.new_payout_amount_type_0 import NewPayoutAmountType0  # noqa: PLC0415

        currency = self.currency

        amount: dict[str, Any] | None | Unset
        if isinstance(self.amount, Unset):
            amount = UNSET
        elif isinstance(self.amount, NewPayoutAmountType0):
            amount = self.amount.to_dict()
        else:
            amount = self.amount

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
                "currency": currency,
            }
        )
        if amount is not UNSET:
            field_dict["amount"] = amount
        if metadata is not UNSET:
            field_dict["metadata"] = metadata
        if external_reference is not UNSET:
            field_dict["external_reference"] = external_reference

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.new_payout_amount_type_0 import NewPayoutAmountType0  # noqa: PLC0415
        from ..models.new_payout_metadata import NewPayoutMetadata  # noqa: PLC0415

        d = dict(src_dict)
        currency = d.pop("currency")

        def _parse_amount(data: object) -> NewPayoutAmountType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                amount_type_0 = NewPayoutAmountType0.from_dict(data)

                return amount_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(NewPayoutAmountType0 | None | Unset, data)

        amount = _parse_amount(d.pop("amount", UNSET))

        _metadata = d.pop("metadata", UNSET)
        metadata: NewPayoutMetadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = NewPayoutMetadata.from_dict(_metadata)

        def _parse_external_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_reference = _parse_external_reference(d.pop("external_reference", UNSET))

        new_payout = cls(
            currency=currency,
            amount=amount,
            metadata=metadata,
            external_reference=external_reference,
        )

        return new_payout
