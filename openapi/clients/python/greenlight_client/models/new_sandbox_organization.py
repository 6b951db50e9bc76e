from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.new_sandbox_organization_type import (
    NewSandboxOrganizationType,
    check_new_sandbox_organization_type,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.social_account_in import SocialAccountIn


T = TypeVar("T", bound="NewSandboxOrganization")


@_attrs_define
class NewSandboxOrganization:
    """An organization to make, ready to act.

    Attributes:
        type_ (NewSandboxOrganizationType): A verified brand, or an approved creator.
        country (str | Unset): ISO 3166-1 alpha-2 code, upper case. Default: 'US'.
        currency (str | Unset): ISO 4217 code, upper case. Default: 'USD'.
        social_account (None | SocialAccountIn | Unset): A creator's account on the sandbox's platform: any values; the
            rest is made, and eligible.
    """

    type_: NewSandboxOrganizationType
    country: str | Unset = "US"
    currency: str | Unset = "USD"
    social_account: None | SocialAccountIn | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.social_account_in import SocialAccountIn  # noqa: PLC0415

        type_: str = self.type_

        country = self.country

        currency = self.currency

        social_account: dict[str, Any] | None | Unset
        if isinstance(self.social_account, Unset):
            social_account = UNSET
        elif isinstance(self.social_account, SocialAccountIn):
            social_account = self.social_account.to_dict()
        else:
            social_account = self.social_account

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
            }
        )
        if country is not UNSET:
            field_dict["country"] = country
        if currency is not UNSET:
            field_dict["currency"] = currency
        if social_account is not UNSET:
            field_dict["social_account"] = social_account

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.social_account_in import SocialAccountIn  # noqa: PLC0415

        d = dict(src_dict)
        type_ = check_new_sandbox_organization_type(d.pop("type"))

        country = d.pop("country", UNSET)

        currency = d.pop("currency", UNSET)

        def _parse_social_account(data: object) -> None | SocialAccountIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                social_account_type_0 = SocialAccountIn.from_dict(data)

                return social_account_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SocialAccountIn | Unset, data)

        social_account = _parse_social_account(d.pop("social_account", UNSET))

        new_sandbox_organization = cls(
            type_=type_,
            country=country,
            currency=currency,
            social_account=social_account,
        )

        return new_sandbox_organization
