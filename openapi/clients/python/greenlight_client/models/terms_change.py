from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.payout_after import PayoutAfter, check_payout_after
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.terms_patch_disclosure import TermsPatchDisclosure
    from ..models.terms_patch_exclusivity import TermsPatchExclusivity
    from ..models.terms_patch_payment import TermsPatchPayment
    from ..models.terms_patch_usage_rights import TermsPatchUsageRights


T = TypeVar("T", bound="TermsChange")


@_attrs_define
class TermsChange:
    """Some of the terms: what is missing stays as the campaign, or the offer so far, has it.

    Attributes:
        payment (None | TermsPatchPayment | Unset):
        usage_rights (None | TermsPatchUsageRights | Unset):
        exclusivity (None | TermsPatchExclusivity | Unset):
        retention_days (int | None | Unset): How long a post stays up.
        disclosure (None | TermsPatchDisclosure | Unset):
        revision_rounds (int | None | Unset): Rounds of changes.
        review_window_days (int | None | Unset): Silence past it approves.
        payout_after (None | PayoutAfter | Unset):
    """

    payment: None | TermsPatchPayment | Unset = UNSET
    usage_rights: None | TermsPatchUsageRights | Unset = UNSET
    exclusivity: None | TermsPatchExclusivity | Unset = UNSET
    retention_days: int | None | Unset = UNSET
    disclosure: None | TermsPatchDisclosure | Unset = UNSET
    revision_rounds: int | None | Unset = UNSET
    review_window_days: int | None | Unset = UNSET
    payout_after: None | PayoutAfter | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.terms_patch_disclosure import TermsPatchDisclosure  # noqa: PLC0415
        from ..models.terms_patch_exclusivity import TermsPatchExclusivity  # noqa: PLC0415
        from ..models.terms_patch_payment import TermsPatchPayment  # noqa: PLC0415
        from ..models.terms_patch_usage_rights import TermsPatchUsageRights  # noqa: PLC0415

        payment: dict[str, Any] | None | Unset
        if isinstance(self.payment, Unset):
            payment = UNSET
        elif isinstance(self.payment, TermsPatchPayment):
            payment = self.payment.to_dict()
        else:
            payment = self.payment

        usage_rights: dict[str, Any] | None | Unset
        if isinstance(self.usage_rights, Unset):
            usage_rights = UNSET
        elif isinstance(self.usage_rights, TermsPatchUsageRights):
            usage_rights = self.usage_rights.to_dict()
        else:
            usage_rights = self.usage_rights

        exclusivity: dict[str, Any] | None | Unset
        if isinstance(self.exclusivity, Unset):
            exclusivity = UNSET
        elif isinstance(self.exclusivity, TermsPatchExclusivity):
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
        elif isinstance(self.disclosure, TermsPatchDisclosure):
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
        from ..models.terms_patch_disclosure import TermsPatchDisclosure  # noqa: PLC0415
        from ..models.terms_patch_exclusivity import TermsPatchExclusivity  # noqa: PLC0415
        from ..models.terms_patch_payment import TermsPatchPayment  # noqa: PLC0415
        from ..models.terms_patch_usage_rights import TermsPatchUsageRights  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_payment(data: object) -> None | TermsPatchPayment | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                payment_type_0 = TermsPatchPayment.from_dict(data)

                return payment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TermsPatchPayment | Unset, data)

        payment = _parse_payment(d.pop("payment", UNSET))

        def _parse_usage_rights(data: object) -> None | TermsPatchUsageRights | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                usage_rights_type_0 = TermsPatchUsageRights.from_dict(data)

                return usage_rights_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TermsPatchUsageRights | Unset, data)

        usage_rights = _parse_usage_rights(d.pop("usage_rights", UNSET))

        def _parse_exclusivity(data: object) -> None | TermsPatchExclusivity | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                exclusivity_type_0 = TermsPatchExclusivity.from_dict(data)

                return exclusivity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TermsPatchExclusivity | Unset, data)

        exclusivity = _parse_exclusivity(d.pop("exclusivity", UNSET))

        def _parse_retention_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        retention_days = _parse_retention_days(d.pop("retention_days", UNSET))

        def _parse_disclosure(data: object) -> None | TermsPatchDisclosure | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                disclosure_type_0 = TermsPatchDisclosure.from_dict(data)

                return disclosure_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TermsPatchDisclosure | Unset, data)

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

        terms_change = cls(
            payment=payment,
            usage_rights=usage_rights,
            exclusivity=exclusivity,
            retention_days=retention_days,
            disclosure=disclosure,
            revision_rounds=revision_rounds,
            review_window_days=review_window_days,
            payout_after=payout_after,
        )

        return terms_change
