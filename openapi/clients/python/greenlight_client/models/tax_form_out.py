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

from ..models.tax_form_state import TaxFormState, check_tax_form_state
from ..models.tax_form_type import TaxFormType, check_tax_form_type

if TYPE_CHECKING:
    from ..models.address_out import AddressOut


T = TypeVar("T", bound="TaxFormOut")


@_attrs_define
class TaxFormOut:
    """A tax form. A new one takes the place of the one before it.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['tax_form']):  Default: 'tax_form'.
        version (int):
        state (str | TaxFormState):
        type_ (str | TaxFormType):
        organization_id (str):
        name (str):
        tax_id_last4 (str):
        address (AddressOut): A postal address.
        signed_at (str): RFC 3339, UTC.
        actions (list[str]):
        is_final (bool):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: str | TaxFormState
    type_: str | TaxFormType
    organization_id: str
    name: str
    tax_id_last4: str
    address: AddressOut
    signed_at: str
    actions: list[str]
    is_final: bool
    object_: Literal["tax_form"] = "tax_form"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        type_: str
        if isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        organization_id = self.organization_id

        name = self.name

        tax_id_last4 = self.tax_id_last4

        address = self.address.to_dict()

        signed_at = self.signed_at

        actions = self.actions

        is_final = self.is_final

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
                "state": state,
                "type": type_,
                "organization_id": organization_id,
                "name": name,
                "tax_id_last4": tax_id_last4,
                "address": address,
                "signed_at": signed_at,
                "actions": actions,
                "is_final": is_final,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.address_out import AddressOut  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["tax_form"], d.pop("object"))
        if object_ != "tax_form":
            raise ValueError(f"object must match const 'tax_form', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> str | TaxFormState:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_tax_form_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TaxFormState, data)

        state = _parse_state(d.pop("state"))

        def _parse_type_(data: object) -> str | TaxFormType:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_tax_form_type(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TaxFormType, data)

        type_ = _parse_type_(d.pop("type"))

        organization_id = d.pop("organization_id")

        name = d.pop("name")

        tax_id_last4 = d.pop("tax_id_last4")

        address = AddressOut.from_dict(d.pop("address"))

        signed_at = d.pop("signed_at")

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        tax_form_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            state=state,
            type_=type_,
            organization_id=organization_id,
            name=name,
            tax_id_last4=tax_id_last4,
            address=address,
            signed_at=signed_at,
            actions=actions,
            is_final=is_final,
        )

        tax_form_out.additional_properties = d
        return tax_form_out

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
