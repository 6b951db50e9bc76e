from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.payout_after import PayoutAfter, check_payout_after
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.disclosure import Disclosure
    from ..models.exclusivity import Exclusivity
    from ..models.payment_out import PaymentOut
    from ..models.usage_rights_out import UsageRightsOut


T = TypeVar("T", bound="TermsOut")


@_attrs_define
class TermsOut:
    """The terms of a collaboration. Every part has a default.

    Attributes:
        payment (PaymentOut | Unset): How the price is earned.
        usage_rights (UsageRightsOut | Unset): What the brand may do with the content, where and how long.
        exclusivity (Exclusivity | None | Unset):
        retention_days (int | Unset): How long a post stays up.
        disclosure (Disclosure | Unset): How the content is marked as advertising.
        revision_rounds (int | Unset): Rounds of changes.
        review_window_days (int | Unset): Silence past it approves.
        payout_after (PayoutAfter | str | Unset):  Default: 'approval'.
    """

    payment: PaymentOut | Unset = UNSET
    usage_rights: UsageRightsOut | Unset = UNSET
    exclusivity: Exclusivity | None | Unset = UNSET
    retention_days: int | Unset = UNSET
    disclosure: Disclosure | Unset = UNSET
    revision_rounds: int | Unset = UNSET
    review_window_days: int | Unset = UNSET
    payout_after: PayoutAfter | str | Unset = "approval"

    def to_dict(self) -> dict[str, Any]:
        from ..models.exclusivity import Exclusivity  # noqa: PLC0415

        payment: dict[str, Any] | Unset = UNSET
        if not isinstance(self.payment, Unset):
            payment = self.payment.to_dict()

        usage_rights: dict[str, Any] | Unset = UNSET
        if not isinstance(self.usage_rights, Unset):
            usage_rights = self.usage_rights.to_dict()

        exclusivity: dict[str, Any] | None | Unset
        if isinstance(self.exclusivity, Unset):
            exclusivity = UNSET
        elif isinstance(self.exclusivity, Exclusivity):
            exclusivity = self.exclusivity.to_dict()
        else:
            exclusivity = self.exclusivity

        retention_days = self.retention_days

        disclosure: dict[str, Any] | Unset = UNSET
        if not isinstance(self.disclosure, Unset):
            disclosure = self.disclosure.to_dict()

        revision_rounds = self.revision_rounds

        review_window_days = self.review_window_days

        payout_after: str | Unset
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
        from ..models.disclosure import Disclosure  # noqa: PLC0415
        from ..models.exclusivity import Exclusivity  # noqa: PLC0415
        from ..models.payment_out import PaymentOut  # noqa: PLC0415
        from ..models.usage_rights_out import UsageRightsOut  # noqa: PLC0415

        d = dict(src_dict)
        _payment = d.pop("payment", UNSET)
        payment: PaymentOut | Unset
        if isinstance(_payment, Unset):
            payment = UNSET
        else:
            payment = PaymentOut.from_dict(_payment)

        _usage_rights = d.pop("usage_rights", UNSET)
        usage_rights: UsageRightsOut | Unset
        if isinstance(_usage_rights, Unset):
            usage_rights = UNSET
        else:
            usage_rights = UsageRightsOut.from_dict(_usage_rights)

        def _parse_exclusivity(data: object) -> Exclusivity | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                exclusivity_type_0 = Exclusivity.from_dict(data)

                return exclusivity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Exclusivity | None | Unset, data)

        exclusivity = _parse_exclusivity(d.pop("exclusivity", UNSET))

        retention_days = d.pop("retention_days", UNSET)

        _disclosure = d.pop("disclosure", UNSET)
        disclosure: Disclosure | Unset
        if isinstance(_disclosure, Unset):
            disclosure = UNSET
        else:
            disclosure = Disclosure.from_dict(_disclosure)

        revision_rounds = d.pop("revision_rounds", UNSET)

        review_window_days = d.pop("review_window_days", UNSET)

        def _parse_payout_after(data: object) -> PayoutAfter | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                payout_after_type_0 = check_payout_after(data)

                return payout_after_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(PayoutAfter | str | Unset, data)

        payout_after = _parse_payout_after(d.pop("payout_after", UNSET))

        terms_out = cls(
            payment=payment,
            usage_rights=usage_rights,
            exclusivity=exclusivity,
            retention_days=retention_days,
            disclosure=disclosure,
            revision_rounds=revision_rounds,
            review_window_days=review_window_days,
            payout_after=payout_after,
        )

        return terms_out
