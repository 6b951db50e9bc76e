from typing import Literal

RankingFailure = Literal["invalid_answer", "refused", "timeout", "too_large", "unreachable"]

RANKING_FAILURE_VALUES: set[RankingFailure] = {
    "invalid_answer",
    "refused",
    "timeout",
    "too_large",
    "unreachable",
}


def check_ranking_failure(value: str) -> RankingFailure:
    if value in RANKING_FAILURE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RANKING_FAILURE_VALUES!r}")
