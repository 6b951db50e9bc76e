"""What two creators have in common, in plain sentences. Pure."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from services.discovery.similar.arithmetic import Compared, Figures, Prices, SimilarityPart
from shared.money import CURRENCIES


def sentence_of(
    part: Compared, one: Figures, other: Figures, *, prices: Prices, other_prices: Prices, currency: str | None
) -> str:
    """Say what one part tells, in one sentence."""
    if part.value is None:
        return f"It does not count: {NOT_TOLD[part.code]}."
    if part.code is SimilarityPart.PRICE:
        return _of_prices(prices, other_prices, currency or "")
    return _SENTENCES[part.code](part.value, one, other)


NOT_TOLD = {
    SimilarityPart.CATEGORIES: "the creator names no category",
    SimilarityPart.AUDIENCE: "the creator's platform does not tell the audience",
    SimilarityPart.PRICE: "the creator has no rate that can be compared",
}


def _of_categories(_value: float, one: Figures, other: Figures) -> str:
    common = [category for category in one.shown_categories if category in other.shown_categories]
    return f"Both are about {listed(common)}." if common else "They have no category in common."


def _of_audience(value: float, _one: Figures, _other: Figures) -> str:
    return f"By country, age and gender, {percent(value)} of their audiences are alike."


def _of_followers(_value: float, one: Figures, other: Figures) -> str:
    return f"It is {other.follower_count:,} followers beside {one.follower_count:,}."


def _of_engagement(_value: float, one: Figures, other: Figures) -> str:
    return f"It is an engagement rate of {percent(other.engagement_rate)} beside {percent(one.engagement_rate)}."


def _of_prices(prices: Prices, other_prices: Prices, currency: str) -> str:
    common = sorted(prices.keys() & other_prices.keys())
    if not common:
        return "They have no type of deliverable in common whose rates can be compared."
    told = [f"{amount(other_prices[type_], currency)} beside {amount(prices[type_], currency)} for {type_}" for type_ in common]
    return f"It is {listed(told)}."


_SENTENCES: dict[SimilarityPart, Callable[[float, Figures, Figures], str]] = {
    SimilarityPart.CATEGORIES: _of_categories,
    SimilarityPart.AUDIENCE: _of_audience,
    SimilarityPart.FOLLOWERS: _of_followers,
    SimilarityPart.ENGAGEMENT: _of_engagement,
}


def listed(words: Sequence[str], *, most: int = 5, word: str = "and") -> str:
    """List some words, and how many others there are."""
    shown = list(words[:most])
    if len(words) > most:
        shown.append(f"{len(words) - most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {word} {shown[-1]}"


def percent(share: float) -> str:
    """Write a share for a reader."""
    return f"{100 * share:.3g} %"


def amount(minor_units: int, currency: str) -> str:
    """Write an amount for a reader: `600.00 USD`."""
    return f"{Decimal(minor_units).scaleb(-CURRENCIES[currency]):,} {currency}"
