from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Answer")


@_attrs_define
class Answer:
    """An answer to a screening question.

    Attributes:
        question_id (str):
        text (str):
    """

    question_id: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        question_id = self.question_id

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "question_id": question_id,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        question_id = d.pop("question_id")

        text = d.pop("text")

        answer = cls(
            question_id=question_id,
            text=text,
        )

        return answer
