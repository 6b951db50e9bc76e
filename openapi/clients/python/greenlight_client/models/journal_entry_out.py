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

from ..models.entry_type import EntryType, check_entry_type

if TYPE_CHECKING:
    from ..models.journal_entry_out_metadata import JournalEntryOutMetadata
    from ..models.posting_out import PostingOut


T = TypeVar("T", bound="JournalEntryOut")


@_attrs_define
class JournalEntryOut:
    """One thing that happened to money. It never changes.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['journal_entry']):  Default: 'journal_entry'.
        type_ (EntryType | str):
        order_id (None | str):
        deliverable_id (None | str):
        hold_id (None | str):
        payable_id (None | str):
        payout_id (None | str):
        funding_id (None | str):
        postings (list[PostingOut]):
        metadata (JournalEntryOutMetadata): Your own of what the entry is about: the payout, else the funding, else the
            order. Empty where that is another organization's: nobody sees what the other side noted.
        external_reference (None | str): Your own of what the entry is about, as `metadata`.
    """

    created_at: str
    updated_at: str
    id: str
    type_: EntryType | str
    order_id: None | str
    deliverable_id: None | str
    hold_id: None | str
    payable_id: None | str
    payout_id: None | str
    funding_id: None | str
    postings: list[PostingOut]
    metadata: JournalEntryOutMetadata
    external_reference: None | str
    object_: Literal["journal_entry"] = "journal_entry"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        type_: str
        if isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        order_id: None | str
        order_id = self.order_id

        deliverable_id: None | str
        deliverable_id = self.deliverable_id

        hold_id: None | str
        hold_id = self.hold_id

        payable_id: None | str
        payable_id = self.payable_id

        payout_id: None | str
        payout_id = self.payout_id

        funding_id: None | str
        funding_id = self.funding_id

        postings = []
        for postings_item_data in self.postings:
            postings_item = postings_item_data.to_dict()
            postings.append(postings_item)

        metadata = self.metadata.to_dict()

        external_reference: None | str
        external_reference = self.external_reference

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "type": type_,
                "order_id": order_id,
                "deliverable_id": deliverable_id,
                "hold_id": hold_id,
                "payable_id": payable_id,
                "payout_id": payout_id,
                "funding_id": funding_id,
                "postings": postings,
                "metadata": metadata,
                "external_reference": external_reference,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.journal_entry_out_metadata import JournalEntryOutMetadata  # noqa: PLC0415
        from ..models.posting_out import PostingOut  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["journal_entry"], d.pop("object"))
        if object_ != "journal_entry":
            raise ValueError(f"object must match const 'journal_entry', got '{object_}'")

        def _parse_type_(data: object) -> EntryType | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_entry_type(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EntryType | str, data)

        type_ = _parse_type_(d.pop("type"))

        def _parse_order_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        order_id = _parse_order_id(d.pop("order_id"))

        def _parse_deliverable_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        deliverable_id = _parse_deliverable_id(d.pop("deliverable_id"))

        def _parse_hold_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        hold_id = _parse_hold_id(d.pop("hold_id"))

        def _parse_payable_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        payable_id = _parse_payable_id(d.pop("payable_id"))

        def _parse_payout_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        payout_id = _parse_payout_id(d.pop("payout_id"))

        def _parse_funding_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        funding_id = _parse_funding_id(d.pop("funding_id"))

        postings = []
        _postings = d.pop("postings")
        for postings_item_data in _postings:
            postings_item = PostingOut.from_dict(postings_item_data)

            postings.append(postings_item)

        metadata = JournalEntryOutMetadata.from_dict(d.pop("metadata"))

        def _parse_external_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        external_reference = _parse_external_reference(d.pop("external_reference"))

        journal_entry_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            type_=type_,
            order_id=order_id,
            deliverable_id=deliverable_id,
            hold_id=hold_id,
            payable_id=payable_id,
            payout_id=payout_id,
            funding_id=funding_id,
            postings=postings,
            metadata=metadata,
            external_reference=external_reference,
        )

        journal_entry_out.additional_properties = d
        return journal_entry_out

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
