from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.audience_out_ages import AudienceOutAges
    from ..models.audience_out_countries import AudienceOutCountries
    from ..models.audience_out_devices import AudienceOutDevices
    from ..models.audience_out_genders import AudienceOutGenders


T = TypeVar("T", bound="AudienceOut")


@_attrs_define
class AudienceOut:
    """Shares of an audience by country, gender, age band and device; empty where the platform does not tell.

    Attributes:
        countries (AudienceOutCountries):
        genders (AudienceOutGenders):
        ages (AudienceOutAges):
        devices (AudienceOutDevices):
    """

    countries: AudienceOutCountries
    genders: AudienceOutGenders
    ages: AudienceOutAges
    devices: AudienceOutDevices
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        countries = self.countries.to_dict()

        genders = self.genders.to_dict()

        ages = self.ages.to_dict()

        devices = self.devices.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "countries": countries,
                "genders": genders,
                "ages": ages,
                "devices": devices,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.audience_out_ages import AudienceOutAges  # noqa: PLC0415
        from ..models.audience_out_countries import AudienceOutCountries  # noqa: PLC0415
        from ..models.audience_out_devices import AudienceOutDevices  # noqa: PLC0415
        from ..models.audience_out_genders import AudienceOutGenders  # noqa: PLC0415

        d = dict(src_dict)
        countries = AudienceOutCountries.from_dict(d.pop("countries"))

        genders = AudienceOutGenders.from_dict(d.pop("genders"))

        ages = AudienceOutAges.from_dict(d.pop("ages"))

        devices = AudienceOutDevices.from_dict(d.pop("devices"))

        audience_out = cls(
            countries=countries,
            genders=genders,
            ages=ages,
            devices=devices,
        )

        audience_out.additional_properties = d
        return audience_out

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
