from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.new_offer_metadata_type_0 import NewOfferMetadataType0
    from ..models.new_offer_price import NewOfferPrice
    from ..models.offered_deliverable import OfferedDeliverable
    from ..models.terms_change import TermsChange


T = TypeVar("T", bound="NewOffer")


@_attrs_define
class NewOffer:
    """An offer to a creator who accepted an invitation or applied.

    Attributes:
        campaign_id (str):
        creator_id (str):
        price (NewOfferPrice): For everything together, in the campaign's currency.
        message (str | Unset):  Default: ''.
        deliverables (list[OfferedDeliverable] | None | Unset): Default: the campaign's.
        terms (None | TermsChange | Unset): A merge patch over the campaign's terms.
        metadata (NewOfferMetadataType0 | None | Unset): Default: the campaign's.
        external_reference (None | str | Unset): Your own id for it, unique in your organization.
    """

    campaign_id: str
    creator_id: str
    price: NewOfferPrice
    message: str | Unset = ""
    deliverables: list[OfferedDeliverable] | None | Unset = UNSET
    terms: None | TermsChange | Unset = UNSET
    metadata: NewOfferMetadataType0 | None | Unset = UNSET
    external_reference: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.new_offer_metadata_type_0 import NewOfferMetadataType0  # noqa: PLC0415
        from ..models.terms_change import TermsChange  # noqa: PLC0415

        campaign_id = self.campaign_id

        creator_id = self.creator_id

        price = self.price.to_dict()

        message = self.message

        deliverables: list[dict[str, Any]] | None | Unset
        if isinstance(self.deliverables, Unset):
            deliverables = UNSET
        elif isinstance(self.deliverables, list):
            deliverables = []
            for deliverables_type_0_item_data in self.deliverables:
                deliverables_type_0_item = deliverables_type_0_item_data.to_dict()
                deliverables.append(deliverables_type_0_item)

        else:
            deliverables = self.deliverables

        terms: dict[str, Any] | None | Unset
        if isinstance(self.terms, Unset):
            terms = UNSET
        elif isinstance(self.terms, TermsChange):
            terms = self.terms.to_dict()
        else:
            terms = self.terms

        metadata: dict[str, Any] | None | Unset
        if isinstance(self.metadata, Unset):
            metadata = UNSET
        elif isinstance(self.metadata, NewOfferMetadataType0):
            metadata = self.metadata.to_dict()
        else:
            metadata = self.metadata

        external_reference: None | str | Unset
        if isinstance(self.external_reference, Unset):
            external_reference = UNSET
        else:
            external_reference = self.external_reference

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "campaign_id": campaign_id,
                "creator_id": creator_id,
                "price": price,
            }
        )
        if message is not UNSET:
            field_dict["message"] = message
        if deliverables is not UNSET:
            field_dict["deliverables"] = deliverables
        if terms is not UNSET:
            field_dict["terms"] = terms
        if metadata is not UNSET:
            field_dict["metadata"] = metadata
        if external_reference is not UNSET:
            field_dict["external_reference"] = external_reference

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.new_offer_metadata_type_0 import NewOfferMetadataType0  # noqa: PLC0415
        from ..models.new_offer_price import NewOfferPrice  # noqa: PLC0415
        from ..models.offered_deliverable import OfferedDeliverable  # noqa: PLC0415
        from ..models.terms_change import TermsChange  # noqa: PLC0415

        d = dict(src_dict)
        campaign_id = d.pop("campaign_id")

        creator_id = d.pop("creator_id")

        price = NewOfferPrice.from_dict(d.pop("price"))

        message = d.pop("message", UNSET)

        def _parse_deliverables(data: object) -> list[OfferedDeliverable] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                deliverables_type_0 = []
                _deliverables_type_0 = data
                for deliverables_type_0_item_data in _deliverables_type_0:
                    deliverables_type_0_item = OfferedDeliverable.from_dict(deliverables_type_0_item_data)

                    deliverables_type_0.append(deliverables_type_0_item)

                return deliverables_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[OfferedDeliverable] | None | Unset, data)

        deliverables = _parse_deliverables(d.pop("deliverables", UNSET))

        def _parse_terms(data: object) -> None | TermsChange | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                terms_type_0 = TermsChange.from_dict(data)

                return terms_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TermsChange | Unset, data)

        terms = _parse_terms(d.pop("terms", UNSET))

        def _parse_metadata(data: object) -> NewOfferMetadataType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                metadata_type_0 = NewOfferMetadataType0.from_dict(data)

                return metadata_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(NewOfferMetadataType0 | None | Unset, data)

        metadata = _parse_metadata(d.pop("metadata", UNSET))

        def _parse_external_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_reference = _parse_external_reference(d.pop("external_reference", UNSET))

        new_offer = cls(
            campaign_id=campaign_id,
            creator_id=creator_id,
            price=price,
            message=message,
            deliverables=deliverables,
            terms=terms,
            metadata=metadata,
            external_reference=external_reference,
        )

        return new_offer
