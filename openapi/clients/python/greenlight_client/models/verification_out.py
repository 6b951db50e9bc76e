from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.verification_state import VerificationState, check_verification_state

T = TypeVar("T", bound="VerificationOut")


@_attrs_define
class VerificationOut:
    """The verification of a brand.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['verification']):  Default: 'verification'.
        version (int):
        organization_id (str):
        state (str | VerificationState):
        business_email (None | str):
        link_expires_at (None | str): When the newest link ends, or ended.
        reasons (list[str]): Why it was not passed, or lapsed.
        decided_at (None | str):
        actions (list[str]): What you may do now.
        is_final (bool):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    organization_id: str
    state: str | VerificationState
    business_email: None | str
    link_expires_at: None | str
    reasons: list[str]
    decided_at: None | str
    actions: list[str]
    is_final: bool
    object_: Literal["verification"] = "verification"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        organization_id = self.organization_id

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        business_email: None | str
        business_email = self.business_email

        link_expires_at: None | str
        link_expires_at = self.link_expires_at

        reasons = self.reasons

        decided_at: None | str
        decided_at = self.decided_at

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
                "organization_id": organization_id,
                "state": state,
                "business_email": business_email,
                "link_expires_at": link_expires_at,
                "reasons": reasons,
                "decided_at": decided_at,
                "actions": actions,
                "is_final": is_final,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["verification"], d.pop("object"))
        if object_ != "verification":
            raise ValueError(f"object must match const 'verification', got '{object_}'")

        version = d.pop("version")

        organization_id = d.pop("organization_id")

        def _parse_state(data: object) -> str | VerificationState:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_verification_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | VerificationState, data)

        state = _parse_state(d.pop("state"))

        def _parse_business_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        business_email = _parse_business_email(d.pop("business_email"))

        def _parse_link_expires_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        link_expires_at = _parse_link_expires_at(d.pop("link_expires_at"))

        reasons = cast(list[str], d.pop("reasons"))

        def _parse_decided_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decided_at = _parse_decided_at(d.pop("decided_at"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        verification_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            organization_id=organization_id,
            state=state,
            business_email=business_email,
            link_expires_at=link_expires_at,
            reasons=reasons,
            decided_at=decided_at,
            actions=actions,
            is_final=is_final,
        )

        verification_out.additional_properties = d
        return verification_out

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
