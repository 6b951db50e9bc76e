from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.payout_after import PayoutAfter, check_payout_after
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.campaign_patch_terms_disclosure import CampaignPatchTermsDisclosure
    from ..models.campaign_patch_terms_exclusivity import CampaignPatchTermsExclusivity
    from ..models.campaign_patch_terms_payment import CampaignPatchTermsPayment
    from ..models.campaign_patch_terms_usage_rights import CampaignPatchTermsUsageRights


T = TypeVar("T", bound="CampaignPatchTerms")


@_attrs_define
class CampaignPatchTerms:
    """A merge patch: The terms of a collaboration. Every part has a default.

    Attributes:
        payment (CampaignPatchTermsPayment | None | Unset):
        usage_rights (CampaignPatchTermsUsageRights | None | Unset):
        exclusivity (CampaignPatchTermsExclusivity | None | Unset):
        retention_days (int | None | Unset): How long a post stays up.
        disclosure (CampaignPatchTermsDisclosure | None | Unset):
        revision_rounds (int | None | Unset): Rounds of changes.
        review_window_days (int | None | Unset): Silence past it approves.
        payout_after (None | PayoutAfter | Unset):
    """

    payment: CampaignPatchTermsPayment | None | Unset = UNSET
    usage_rights: CampaignPatchTermsUsageRights | None | Unset = UNSET
    exclusivity: CampaignPatchTermsExclusivity | None | Unset = UNSET
    retention_days: int | None | Unset = UNSET
    disclosure: CampaignPatchTermsDisclosure | None | Unset = UNSET
    revision_rounds: int | None | Unset = UNSET
    review_window_days: int | None | Unset = UNSET
    payout_after: None | PayoutAfter | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.campaign_patch_terms_disclosure import (
            CampaignPatchTermsDisclosure,  # noqa: PLC0415
        )
        from ..models.campaign_patch_terms_exclusivity import (
            CampaignPatchTermsExclusivity,  # noqa: PLC0415
        )
        from ..models.campaign_patch_terms_payment import CampaignPatchTermsPayment  # noqa: PLC0415
        from ..models.campaign_patch_terms_usage_rights import (
            CampaignPatchTermsUsageRights,  # noqa: PLC0415
        )

        payment: dict[str, Any] | None | Unset
        if isinstance(self.payment, Unset):
            payment = UNSET
        elif isinstance(self.payment, CampaignPatchTermsPayment):
            payment = self.payment.to_dict()
        else:
            payment = self.payment

        usage_rights: dict[str, Any] | None | Unset
        if isinstance(self.usage_rights, Unset):
            usage_rights = UNSET
        elif isinstance(self.usage_rights, CampaignPatchTermsUsageRights):
            usage_rights = self.usage_rights.to_dict()
        else:
            usage_rights = self.usage_rights

        exclusivity: dict[str, Any] | None | Unset
        if isinstance(self.exclusivity, Unset):
            exclusivity = UNSET
        elif isinstance(self.exclusivity, CampaignPatchTermsExclusivity):
            exclusivity = self.exclusivity.to_dict()
        else:
            exclusivity = self.exclusivity

        retention_days: int | None | Unset
        if isinstance(self.retention_days, Unset):
            retention_days = UNSET
        else:
            retention_days = self.retention_days

        disclosure: dict[str, Any] | None | Unset
        if isinstance(self.disclosure, Unset):
            disclosure = UNSET
        elif isinstance(self.disclosure, CampaignPatchTermsDisclosure):
            disclosure = self.disclosure.to_dict()
        else:
            disclosure = self.disclosure

        revision_rounds: int | None | Unset
        if isinstance(self.revision_rounds, Unset):
            revision_rounds = UNSET
        else:
            revision_rounds = self.revision_rounds

        review_window_days: int | None | Unset
        if isinstance(self.review_window_days, Unset):
            review_window_days = UNSET
        else:
            review_window_days = self.review_window_days

        payout_after: None | str | Unset
        if isinstance(self.payout_after, Unset):
            payout_after = UNSET
        elif isinstance(self.payout_after, str):
            payout_after = self.payout_after
        else:
            payout_after = self.payout_after

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if payment is not UNSET:
            field_dict["payment"] = payment
        if usage_rights is not UNSET:
            field_dict["usage_rights"] = usage_rights
        if exclusivity is not UNSET:
            field_dict["exclusivity"] = exclusivity
        if retention_days is not UNSET:
            field_dict["retention_days"] = retention_days
        if disclosure is not UNSET:
            field_dict["disclosure"] = disclosure
        if revision_rounds is not UNSET:
            field_dict["revision_rounds"] = revision_rounds
        if review_window_days is not UNSET:
            field_dict["review_window_days"] = review_window_days
        if payout_after is not UNSET:
            field_dict["payout_after"] = payout_after

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.campaign_patch_terms_disclosure import (
            CampaignPatchTermsDisclosure,  # noqa: PLC0415
        )
        from ..models.campaign_patch_terms_exclusivity import (
            CampaignPatchTermsExclusivity,  # noqa: PLC0415
        )
        from ..models.campaign_patch_terms_payment import CampaignPatchTermsPayment  # noqa: PLC0415
        from ..models.campaign_patch_terms_usage_rights import (
            CampaignPatchTermsUsageRights,  # noqa: PLC0415
        )

        d = dict(src_dict)

        def _parse_payment(data: object) -> CampaignPatchTermsPayment | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                payment_type_0 = CampaignPatchTermsPayment.from_dict(data)

                return payment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CampaignPatchTermsPayment | None | Unset, data)

        payment = _parse_payment(d.pop("payment", UNSET))

        def _parse_usage_rights(data: object) -> CampaignPatchTermsUsageRights | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                usage_rights_type_0 = CampaignPatchTermsUsageRights.from_dict(data)

                return usage_rights_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CampaignPatchTermsUsageRights | None | Unset, data)

        usage_rights = _parse_usage_rights(d.pop("usage_rights", UNSET))

        def _parse_exclusivity(data: object) -> CampaignPatchTermsExclusivity | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                exclusivity_type_0 = CampaignPatchTermsExclusivity.from_dict(data)

                return exclusivity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CampaignPatchTermsExclusivity | None | Unset, data)

        exclusivity = _parse_exclusivity(d.pop("exclusivity", UNSET))

        def _parse_retention_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        retention_days = _parse_retention_days(d.pop("retention_days", UNSET))

        def _parse_disclosure(data: object) -> CampaignPatchTermsDisclosure | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                disclosure_type_0 = CampaignPatchTermsDisclosure.from_dict(data)

                return disclosure_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CampaignPatchTermsDisclosure | None | Unset, data)

        disclosure = _parse_disclosure(d.pop("disclosure", UNSET))

        def _parse_revision_rounds(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        revision_rounds = _parse_revision_rounds(d.pop("revision_rounds", UNSET))

        def _parse_review_window_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        review_window_days = _parse_review_window_days(d.pop("review_window_days", UNSET))

        def _parse_payout_after(data: object) -> None | PayoutAfter | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                payout_after_type_0 = check_payout_after(data)

                return payout_after_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PayoutAfter | Unset, data)

        payout_after = _parse_payout_after(d.pop("payout_after", UNSET))

        campaign_patch_terms = cls(
            payment=payment,
            usage_rights=usage_rights,
            exclusivity=exclusivity,
            retention_days=retention_days,
            disclosure=disclosure,
            revision_rounds=revision_rounds,
            review_window_days=review_window_days,
            payout_after=payout_after,
        )

        return campaign_patch_terms
