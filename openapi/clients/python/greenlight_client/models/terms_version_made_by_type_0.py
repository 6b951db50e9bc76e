from typing import Literal

TermsVersionMadeByType0 = Literal["brand", "creator", "owner", "staff", "system"]

TERMS_VERSION_MADE_BY_TYPE_0_VALUES: set[TermsVersionMadeByType0] = {
    "brand",
    "creator",
    "owner",
    "staff",
    "system",
}


def check_terms_version_made_by_type_0(value: str) -> TermsVersionMadeByType0:
    if value in TERMS_VERSION_MADE_BY_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TERMS_VERSION_MADE_BY_TYPE_0_VALUES!r}")
