from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.audience_ages import AudienceAges
    from ..models.audience_countries import AudienceCountries
    from ..models.audience_devices import AudienceDevices
    from ..models.audience_genders import AudienceGenders


T = TypeVar("T", bound="Audience")


@_attrs_define
class Audience:
    """Shares, 0 to 1, of a creator's audience by country, gender, age band and device.

    Attributes:
        countries (AudienceCountries | Unset):
        genders (AudienceGenders | Unset):
        ages (AudienceAges | Unset):
        devices (AudienceDevices | Unset):
    """

    countries: AudienceCountries | Unset = UNSET
    genders: AudienceGenders | Unset = UNSET
    ages: AudienceAges | Unset = UNSET
    devices: AudienceDevices | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        countries: dict[str, Any] | Unset = UNSET
        if not isinstance(self.countries, Unset):
            countries = self.countries.to_dict()

        genders: dict[str, Any] | Unset = UNSET
        if not isinstance(self.genders, Unset):
            genders = self.genders.to_dict()

        ages: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ages, Unset):
            ages = self.ages.to_dict()

        devices: dict[str, Any] | Unset = UNSET
        if not isinstance(self.devices, Unset):
            devices = self.devices.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if countries is not UNSET:
            field_dict["countries"] = countries
        if genders is not UNSET:
            field_dict["genders"] = genders
        if ages is not UNSET:
            field_dict["ages"] = ages
        if devices is not UNSET:
            field_dict["devices"] = devices

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.audience_ages import AudienceAges  # noqa: PLC0415
        from ..models.audience_countries import AudienceCountries  # noqa: PLC0415
        from ..models.audience_devices import AudienceDevices  # noqa: PLC0415
        from ..models.audience_genders import AudienceGenders  # noqa: PLC0415

        d = dict(src_dict)
        _countries = d.pop("countries", UNSET)
        countries: AudienceCountries | Unset
        if isinstance(_countries, Unset):
            countries = UNSET
        else:
            countries = AudienceCountries.from_dict(_countries)

        _genders = d.pop("genders", UNSET)
        genders: AudienceGenders | Unset
        if isinstance(_genders, Unset):
            genders = UNSET
        else:
            genders = AudienceGenders.from_dict(_genders)

        _ages = d.pop("ages", UNSET)
        ages: AudienceAges | Unset
        if isinstance(_ages, Unset):
            ages = UNSET
        else:
            ages = AudienceAges.from_dict(_ages)

        _devices = d.pop("devices", UNSET)
        devices: AudienceDevices | Unset
        if isinstance(_devices, Unset):
            devices = UNSET
        else:
            devices = AudienceDevices.from_dict(_devices)

        audience = cls(
            countries=countries,
            genders=genders,
            ages=ages,
            devices=devices,
        )

        audience.additional_properties = d
        return audience

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
