from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.answer import Answer
    from ..models.new_application_price import NewApplicationPrice


T = TypeVar("T", bound="NewApplication")


@_attrs_define
class NewApplication:
    """An application to a campaign.

    Attributes:
        pitch (str):
        price (NewApplicationPrice): What you ask for, in the campaign's currency.
        answers (list[Answer] | Unset): Required questions need one.
    """

    pitch: str
    price: NewApplicationPrice
    answers: list[Answer] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        pitch = self.pitch

        price = self.price.to_dict()

        answers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.answers, Unset):
            answers = []
            for answers_item_data in self.answers:
                answers_item = answers_item_data.to_dict()
                answers.append(answers_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "pitch": pitch,
                "price": price,
            }
        )
        if answers is not UNSET:
            field_dict["answers"] = answers

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.answer import Answer  # noqa: PLC0415
        from ..models.new_application_price import NewApplicationPrice  # noqa: PLC0415

        d = dict(src_dict)
        pitch = d.pop("pitch")

        price = NewApplicationPrice.from_dict(d.pop("price"))

        _answers = d.pop("answers", UNSET)
        answers: list[Answer] | Unset = UNSET
        if _answers is not UNSET:
            answers = []
            for answers_item_data in _answers:
                answers_item = Answer.from_dict(answers_item_data)

                answers.append(answers_item)

        new_application = cls(
            pitch=pitch,
            price=price,
            answers=answers,
        )

        return new_application
