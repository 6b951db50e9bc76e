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
    from ..models.policy_out import PolicyOut
    from ..models.rule_out import RuleOut


T = TypeVar("T", bound="EligibilityOut")


@_attrs_define
class EligibilityOut:
    """Whether you may become a creator with an account, rule by rule.

    Attributes:
        object_ (Literal['creator_eligibility']):  Default: 'creator_eligibility'.
        social_account_id (str):
        eligible (bool):
        policy (PolicyOut): Which version of the policy was applied.
        rules (list[RuleOut]):
        checked_at (str): RFC 3339, UTC.
    """

    social_account_id: str
    eligible: bool
    policy: PolicyOut
    rules: list[RuleOut]
    checked_at: str
    object_: Literal["creator_eligibility"] = "creator_eligibility"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        object_ = self.object_

        social_account_id = self.social_account_id

        eligible = self.eligible

        policy = self.policy.to_dict()

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        checked_at = self.checked_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "social_account_id": social_account_id,
                "eligible": eligible,
                "policy": policy,
                "rules": rules,
                "checked_at": checked_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.policy_out import PolicyOut  # noqa: PLC0415
        from ..models.rule_out import RuleOut  # noqa: PLC0415

        d = dict(src_dict)
        object_ = cast(Literal["creator_eligibility"], d.pop("object"))
        if object_ != "creator_eligibility":
            raise ValueError(f"object must match const 'creator_eligibility', got '{object_}'")

        social_account_id = d.pop("social_account_id")

        eligible = d.pop("eligible")

        policy = PolicyOut.from_dict(d.pop("policy"))

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = RuleOut.from_dict(rules_item_data)

            rules.append(rules_item)

        checked_at = d.pop("checked_at")

        eligibility_out = cls(
            object_=object_,
            social_account_id=social_account_id,
            eligible=eligible,
            policy=policy,
            rules=rules,
            checked_at=checked_at,
        )

        eligibility_out.additional_properties = d
        return eligibility_out

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
