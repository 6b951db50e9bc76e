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

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.sandbox_source import SandboxSource


T = TypeVar("T", bound="Source")


@_attrs_define
class Source:
    """Where the money comes from.

    Attributes:
        type_ (Literal['sandbox']):
        sandbox (SandboxSource | Unset): How the sandbox's source behaves.
    """

    type_: Literal["sandbox"]
    sandbox: SandboxSource | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        sandbox: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sandbox, Unset):
            sandbox = self.sandbox.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
            }
        )
        if sandbox is not UNSET:
            field_dict["sandbox"] = sandbox

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sandbox_source import SandboxSource  # noqa: PLC0415

        d = dict(src_dict)
        type_ = cast(Literal["sandbox"], d.pop("type"))
        if type_ != "sandbox":
            raise ValueError(f"type must match const 'sandbox', got '{type_}'")

        _sandbox = d.pop("sandbox", UNSET)
        sandbox: SandboxSource | Unset
        if isinstance(_sandbox, Unset):
            sandbox = UNSET
        else:
            sandbox = SandboxSource.from_dict(_sandbox)

        source = cls(
            type_=type_,
            sandbox=sandbox,
        )

        return source
