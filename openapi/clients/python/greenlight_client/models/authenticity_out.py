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
    from ..models.formula_out import FormulaOut
    from ..models.lack_out import LackOut
    from ..models.peers_out import PeersOut
    from ..models.signal_out import SignalOut


T = TypeVar("T", bound="AuthenticityOut")


@_attrs_define
class AuthenticityOut:
    """How much a creator's figures look like those of comparable creators, with every part that it is made of.

    The score is the points of the signals that say something, in percent of their weights together, to the nearest
    whole number.

        Attributes:
            object_ (Literal['creator_authenticity']):  Default: 'creator_authenticity'.
            creator_id (str):
            score (int | None): 0 to 100; null where there is not enough data.
            reasons (list[LackOut]): Why there is no score; empty where there is one.
            formula (FormulaOut): How the score is worked out: a version of it never changes.
            peers (PeersOut): Whom a creator is compared with: everybody who is shown with so many followers on the same
                platform.
            signals (list[SignalOut]):
            statistics_updated_at (None | str): When the figures were recorded.
    """

    creator_id: str
    score: int | None
    reasons: list[LackOut]
    formula: FormulaOut
    peers: PeersOut
    signals: list[SignalOut]
    statistics_updated_at: None | str
    object_: Literal["creator_authenticity"] = "creator_authenticity"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        object_ = self.object_

        creator_id = self.creator_id

        score: int | None
        score = self.score

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        formula = self.formula.to_dict()

        peers = self.peers.to_dict()

        signals = []
        for signals_item_data in self.signals:
            signals_item = signals_item_data.to_dict()
            signals.append(signals_item)

        statistics_updated_at: None | str
        statistics_updated_at = self.statistics_updated_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "creator_id": creator_id,
                "score": score,
                "reasons": reasons,
                "formula": formula,
                "peers": peers,
                "signals": signals,
                "statistics_updated_at": statistics_updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.formula_out import FormulaOut  # noqa: PLC0415
        from ..models.lack_out import LackOut  # noqa: PLC0415
        from ..models.peers_out import PeersOut  # noqa: PLC0415
        from ..models.signal_out import SignalOut  # noqa: PLC0415

        d = dict(src_dict)
        object_ = cast(Literal["creator_authenticity"], d.pop("object"))
        if object_ != "creator_authenticity":
            raise ValueError(f"object must match const 'creator_authenticity', got '{object_}'")

        creator_id = d.pop("creator_id")

        def _parse_score(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        score = _parse_score(d.pop("score"))

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = LackOut.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        formula = FormulaOut.from_dict(d.pop("formula"))

        peers = PeersOut.from_dict(d.pop("peers"))

        signals = []
        _signals = d.pop("signals")
        for signals_item_data in _signals:
            signals_item = SignalOut.from_dict(signals_item_data)

            signals.append(signals_item)

        def _parse_statistics_updated_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        statistics_updated_at = _parse_statistics_updated_at(d.pop("statistics_updated_at"))

        authenticity_out = cls(
            object_=object_,
            creator_id=creator_id,
            score=score,
            reasons=reasons,
            formula=formula,
            peers=peers,
            signals=signals,
            statistics_updated_at=statistics_updated_at,
        )

        authenticity_out.additional_properties = d
        return authenticity_out

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
