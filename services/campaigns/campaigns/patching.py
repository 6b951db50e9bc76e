"""JSON merge patches (RFC 7396) over documents that a model checks as a whole."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, get_args, get_origin

from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError, create_model

from shared.schemas import Body

BodyT = TypeVar("BodyT", bound=Body)


def merged(document: Any, patch: Any) -> Any:
    """Apply a patch: members replace, objects merge, null removes."""
    if not isinstance(patch, Mapping):
        return patch
    result = dict(document) if isinstance(document, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def checked(model: type[BodyT], document: Mapping[str, Any], *, within: tuple[str, ...] = ()) -> BodyT:
    """Read a merged document as a model. What breaks a rule is refused at its place in the caller's body, `within` it."""
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("body", *within, *one["loc"])} for one in error.errors()]) from error


def patch_of(model: type[Body], name: str) -> type[Body]:
    """Make the model of a patch: every member of `model`, at every depth, may be missing, and null where it has a default."""
    members: dict[str, Any] = {}
    for member, info in model.model_fields.items():
        inner = _patch_type(info.annotation, f"{name}{member.title().replace('_', '')}")
        checks = tuple(info.metadata) if inner is info.annotation else ()
        kept: Any = Annotated[(inner, *checks)] if checks else inner
        members[member] = (
            (kept, Field(default_factory=lambda: None, description=info.description))
            if info.is_required()
            else (kept | None, Field(default=None, description=info.description))
        )
    return create_model(name, __base__=Body, __doc__=f"A merge patch: {model.__doc__}", **members)


def _patch_type(annotation: Any, name: str) -> Any:
    """Give the patch of a nested object, and of a map, whose members null removes; any other type stays as it is."""
    if get_origin(annotation) is dict:
        key, value = get_args(annotation)
        return dict[key, value | None]
    candidates = get_args(annotation) or (annotation,)
    nested = next((one for one in candidates if isinstance(one, type) and issubclass(one, Body)), None)
    is_object = nested is annotation or (nested is not None and type(None) in candidates)
    return patch_of(nested, name) if nested is not None and is_object else annotation


def patch_in(body: Body) -> dict[str, Any]:
    """Give what a caller wrote into a patch, nulls too, as JSON."""
    return body.model_dump(mode="json", exclude_unset=True)
