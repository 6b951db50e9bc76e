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

from ..models.organization_type import OrganizationType, check_organization_type

if TYPE_CHECKING:
    from ..models.verification_summary import VerificationSummary


T = TypeVar("T", bound="OrganizationOut")


@_attrs_define
class OrganizationOut:
    """An organization.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['organization']):  Default: 'organization'.
        version (int):
        type_ (OrganizationType | str):
        name (str):
        country (str):
        currency (str):
        website (None | str):
        industry (None | str):
        description (None | str):
        collaboration_goals (list[str]):
        verification (None | VerificationSummary): A brand's; the others need none, and have null.
        verified_at (None | str):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    type_: OrganizationType | str
    name: str
    country: str
    currency: str
    website: None | str
    industry: None | str
    description: None | str
    collaboration_goals: list[str]
    verification: None | VerificationSummary
    verified_at: None | str
    object_: Literal["organization"] = "organization"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.verification_summary import VerificationSummary  # noqa: PLC0415

        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        type_: str
        if isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        name = self.name

        country = self.country

        currency = self.currency

        website: None | str
        website = self.website

        industry: None | str
        industry = self.industry

        description: None | str
        description = self.description

        collaboration_goals = self.collaboration_goals

        verification: dict[str, Any] | None
        if isinstance(self.verification, VerificationSummary):
            verification = self.verification.to_dict()
        else:
            verification = self.verification

        verified_at: None | str
        verified_at = self.verified_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
                "type": type_,
                "name": name,
                "country": country,
                "currency": currency,
                "website": website,
                "industry": industry,
                "description": description,
                "collaboration_goals": collaboration_goals,
                "verification": verification,
                "verified_at": verified_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.verification_summary import VerificationSummary  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["organization"], d.pop("object"))
        if object_ != "organization":
            raise ValueError(f"object must match const 'organization', got '{object_}'")

        version = d.pop("version")

        def _parse_type_(data: object) -> OrganizationType | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_organization_type(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(OrganizationType | str, data)

        type_ = _parse_type_(d.pop("type"))

        name = d.pop("name")

        country = d.pop("country")

        currency = d.pop("currency")

        def _parse_website(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        website = _parse_website(d.pop("website"))

        def _parse_industry(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        industry = _parse_industry(d.pop("industry"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        collaboration_goals = cast(list[str], d.pop("collaboration_goals"))

        def _parse_verification(data: object) -> None | VerificationSummary:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                verification_type_0 = VerificationSummary.from_dict(data)

                return verification_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | VerificationSummary, data)

        verification = _parse_verification(d.pop("verification"))

        def _parse_verified_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        verified_at = _parse_verified_at(d.pop("verified_at"))

        organization_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            type_=type_,
            name=name,
            country=country,
            currency=currency,
            website=website,
            industry=industry,
            description=description,
            collaboration_goals=collaboration_goals,
            verification=verification,
            verified_at=verified_at,
        )

        organization_out.additional_properties = d
        return organization_out

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
