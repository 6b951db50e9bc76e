from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ScreeningQuestion")


@_attrs_define
class ScreeningQuestion:
    """What a creator answers in an application.

    Attributes:
        id (str): Your own name for it, once in a campaign.
        prompt (str):
        required (bool | Unset):  Default: False.
    """

    id: str
    prompt: str
    required: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        prompt = self.prompt

        required = self.required

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "prompt": prompt,
            }
        )
        if required is not UNSET:
            field_dict["required"] = required

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        prompt = d.pop("prompt")

        required = d.pop("required", UNSET)

        screening_question = cls(
            id=id,
            prompt=prompt,
            required=required,
        )

        return screening_question
