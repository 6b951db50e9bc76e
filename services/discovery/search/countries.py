"""The countries that a search may name. Pure."""

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from services.discovery.search.regions import Region, countries_of
from shared.schemas import Country

COUNTRIES = frozenset([*countries_of(Region), "AQ"])
"""All 249 codes of ISO 3166-1, and Kosovo's. Antarctica lies in no region. XK is of the codes that ISO leaves to whoever needs
them, so no other country ever gets it: the European Union, banks and platforms write it, and creators live there."""

OTHER_CODES = {"UK": "GB", "EL": "GR"}
"""What is often written for a country and is not its code: ISO itself keeps UK free for that; the European Union writes EL."""

KEPT = "kept"
"""The context in which a search is read that was kept: what was taken once may stand in it, and it finds whom it found."""


def existing(code: str, info: ValidationInfo) -> str:
    """Check that there is such a country, where a request names it."""
    if code in COUNTRIES or info.context == KEPT:
        return code
    if write := OTHER_CODES.get(code):
        raise PydanticCustomError("unknown_value", "not an ISO 3166-1 country code: write {write}", {"write": write})
    raise PydanticCustomError("unknown_value", "not an ISO 3166-1 country code")


ExistingCountry = Annotated[
    Country,
    AfterValidator(existing),
    Field(description="ISO 3166-1 alpha-2 code, upper case; XK is Kosovo."),
]
