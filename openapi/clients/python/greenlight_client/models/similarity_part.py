from typing import Literal

SimilarityPart = Literal["audience", "categories", "engagement", "followers", "price"]

SIMILARITY_PART_VALUES: set[SimilarityPart] = {
    "audience",
    "categories",
    "engagement",
    "followers",
    "price",
}


def check_similarity_part(value: str) -> SimilarityPart:
    if value in SIMILARITY_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SIMILARITY_PART_VALUES!r}")
