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

if TYPE_CHECKING:
    from ..models.sandbox_payout_details import SandboxPayoutDetails


T = TypeVar("T", bound="PayoutAccountOut")


@_attrs_define
class PayoutAccountOut:
    """Where a creator is paid. What it says never changes; only whether it is the default does.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['payout_account']):  Default: 'payout_account'.
        version (int):
        type_ (str):
        organization_id (str):
        currency (str): ISO 4217 code, upper case.
        holder_name (str):
        sandbox (None | SandboxPayoutDetails):
        default (bool): Whether payouts in its currency go there unless they say otherwise.
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    type_: str
    organization_id: str
    currency: str
    holder_name: str
    sandbox: None | SandboxPayoutDetails
    default: bool
    object_: Literal["payout_account"] = "payout_account"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.sandbox_payout_details import SandboxPayoutDetails  # noqa: PLC0415

        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        type_ = self.type_

        organization_id = self.organization_id

        currency = self.currency

        holder_name = self.holder_name

        sandbox: dict[str, Any] | None
        if isinstance(self.sandbox, SandboxPayoutDetails):
            sandbox = self.sandbox.to_dict()
        else:
            sandbox = self.sandbox

        default = self.default

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
                "organization_id": organization_id,
                "currency": currency,
                "holder_name": holder_name,
                "sandbox": sandbox,
                "default": default,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sandbox_payout_details import SandboxPayoutDetails  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["payout_account"], d.pop("object"))
        if object_ != "payout_account":
            raise ValueError(f"object must match const 'payout_account', got '{object_}'")

        version = d.pop("version")

        type_ = d.pop("type")

        organization_id = d.pop("organization_id")

        currency = d.pop("currency")

        holder_name = d.pop("holder_name")

        def _parse_sandbox(data: object) -> None | SandboxPayoutDetails:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sandbox_type_0 = SandboxPayoutDetails.from_dict(data)

                return sandbox_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SandboxPayoutDetails, data)

        sandbox = _parse_sandbox(d.pop("sandbox"))

        default = d.pop("default")

        payout_account_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            type_=type_,
            organization_id=organization_id,
            currency=currency,
            holder_name=holder_name,
            sandbox=sandbox,
            default=default,
        )

        payout_account_out.additional_properties = d
        return payout_account_out

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
