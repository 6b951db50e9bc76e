from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.audience_in_ages import AudienceInAges
    from ..models.audience_in_countries import AudienceInCountries
    from ..models.audience_in_devices import AudienceInDevices
    from ..models.audience_in_genders import AudienceInGenders


T = TypeVar("T", bound="AudienceIn")


@_attrs_define
class AudienceIn:
    """Shares of an audience; a part that is missing or empty is made from the handle.

    Attributes:
        countries (AudienceInCountries | Unset):
        genders (AudienceInGenders | Unset):
        ages (AudienceInAges | Unset):
        devices (AudienceInDevices | Unset):
    """

    countries: AudienceInCountries | Unset = UNSET
    genders: AudienceInGenders | Unset = UNSET
    ages: AudienceInAges | Unset = UNSET
    devices: AudienceInDevices | Unset = UNSET

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
        from ..models.audience_in_ages import AudienceInAges  # noqa: PLC0415
        from ..models.audience_in_countries import AudienceInCountries  # noqa: PLC0415
        from ..models.audience_in_devices import AudienceInDevices  # noqa: PLC0415
        from ..models.audience_in_genders import AudienceInGenders  # noqa: PLC0415

        d = dict(src_dict)
        _countries = d.pop("countries", UNSET)
        countries: AudienceInCountries | Unset
        if isinstance(_countries, Unset):
            countries = UNSET
        else:
            countries = AudienceInCountries.from_dict(_countries)

        _genders = d.pop("genders", UNSET)
        genders: AudienceInGenders | Unset
        if isinstance(_genders, Unset):
            genders = UNSET
        else:
            genders = AudienceInGenders.from_dict(_genders)

        _ages = d.pop("ages", UNSET)
        ages: AudienceInAges | Unset
        if isinstance(_ages, Unset):
            ages = UNSET
        else:
            ages = AudienceInAges.from_dict(_ages)

        _devices = d.pop("devices", UNSET)
        devices: AudienceInDevices | Unset
        if isinstance(_devices, Unset):
            devices = UNSET
        else:
            devices = AudienceInDevices.from_dict(_devices)

        audience_in = cls(
            countries=countries,
            genders=genders,
            ages=ages,
            devices=devices,
        )

        return audience_in
