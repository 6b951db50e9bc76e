"""A plausible account made from its handle: always the same, and eligible unless it is to be refused. Pure arithmetic."""

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import Any

from shared.events.identity import Audience
from shared.platforms import PlatformAccount

INELIGIBLE = "ineligible_"
"""A handle that begins so has an account below the thresholds."""

# The strictest region asks for 50,000 followers; a made account is eligible wherever its creator lives.
FEWEST_FOLLOWERS, MOST_FOLLOWERS = 50_000, 2_000_000
FEWEST_LIKES = 100_000
MOST_VIEWS_OF_A_FOLLOWER = 20
"""Nobody is watched more, whatever was given."""
_FOLLOWERS = NormalDist(math.log(220_000), 0.9)
_STANDARD = NormalDist()

_COUNTRIES = {"US": 40, "GB": 10, "DE": 8, "FR": 7, "BR": 7, "MX": 5, "JP": 5, "KR": 4, "IN": 5, "CA": 4, "AU": 3, "ES": 2}
_LANGUAGES = {
    "DE": "de",
    "FR": "fr",
    "BR": "pt",
    "MX": "es",
    "ES": "es",
    "JP": "ja",
    "KR": "ko",
    "IT": "it",
    "NL": "nl",
    "PL": "pl",
}
_AGES = {"13-17": 8, "18-24": 34, "25-34": 31, "35-44": 15, "45-54": 8, "55+": 4}
_GENDERS = {"female": 52, "male": 45, "other": 3}
_DEVICES = {"ios": 50, "android": 46, "other": 4}
_FIRST_NAMES = ("Ana", "Ben", "Chloe", "Daniel", "Elif", "Femi", "Grace", "Hana", "Ines", "Jonas", "Kira", "Liam", "Mina", "Noah")
_LAST_NAMES = ("Almeida", "Baker", "Costa", "Dubois", "Evans", "Fischer", "Garcia", "Hughes", "Ito", "Jensen", "Kim", "Lopez")
_BIOS = (
    "Recipes for busy evenings.",
    "Small flats, big ideas: home and garden.",
    "Running, lifting, resting. In that order.",
    "Clothes that last, and how to mend them.",
    "Games, old and new, with honest opinions.",
    "Three countries a year by train.",
    "Skin care without the fuss.",
    "Gadgets, taken apart so that you need not.",
    "Life with two children and one dog.",
    "Money, explained in a minute.",
)


class Draws:
    """Numbers drawn from a handle, each by its name: a new one never changes the others."""

    def __init__(self, handle: str) -> None:
        self._handle = handle

    def uniform(self, name: str) -> float:
        """Draw from above 0 to below 1."""
        digest = hashlib.sha256(f"{self._handle}\0{name}".encode()).digest()
        return (int.from_bytes(digest[:6]) + 1) / (2**48 + 2)

    def normal(self, name: str) -> float:
        """Draw around 0 with deviation 1."""
        return _STANDARD.inv_cdf(self.uniform(name))

    def between(self, name: str, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return low + int(self.uniform(name) * (high - low + 1))

    def one_of(self, name: str, choices: Sequence[str]) -> str:
        """Draw one of several, each as likely."""
        return choices[int(self.uniform(name) * len(choices))]

    def weighted(self, name: str, weights: Mapping[str, int]) -> str:
        """Draw one of several by weight."""
        left = self.uniform(name) * sum(weights.values())
        for choice, weight in weights.items():
            left -= weight
            if left < 0:
                return choice
        return next(iter(weights))


def likeness(handle: str, given: Mapping[str, Any]) -> PlatformAccount:
    """Show an account: the given values as they are, the missing ones made from the handle to go with them."""
    draws, eligible = Draws(handle), not handle.startswith(INELIGIBLE)
    country = given.get("country") or draws.weighted("country", _COUNTRIES)
    followers = given.get("follower_count", _followers(draws) if eligible else draws.between("few followers", 300, 9_000))
    posts = given.get("posts_last_30_days", draws.between("posts", 8, 32) if eligible else draws.between("few posts", 0, 2))
    engagement = given.get("engagement_rate", _engagement(draws, followers))
    likes_of_a_view = engagement * 0.85 * posts
    fewest_likes = FEWEST_LIKES + followers // 5 if eligible else 0
    # Who is liked so much is watched as much: likes that views do not bring look bought.
    fewest_views = fewest_likes / likes_of_a_view if likes_of_a_view and "likes_last_28_days" not in given else 0
    average, median = _views(draws, followers, given, at_least=fewest_views)
    made = {
        "name": _name(draws, handle),
        "bio": draws.one_of("bio", _BIOS),
        "language": _LANGUAGES.get(country, "en"),
        "likes_last_28_days": max(int(average * likes_of_a_view), fewest_likes)
        if eligible
        else draws.between("few likes", 1_000, 60_000),
        "community_guideline_strikes": 0,
        "original_content": True,
    }
    return PlatformAccount.model_validate(
        {
            **made,
            **given,
            "platform": "sandbox",
            "handle": handle,
            "country": country,
            "follower_count": followers,
            "posts_last_30_days": posts,
            "engagement_rate": engagement,
            "average_views": average,
            "median_views": median,
            "audience": _audience(draws, country, given.get("audience") or {}),
        }
    )


def _followers(draws: Draws) -> int:
    """Draw a log-normal count between the fewest and the most."""
    low, high = _FOLLOWERS.cdf(math.log(FEWEST_FOLLOWERS)), _FOLLOWERS.cdf(math.log(MOST_FOLLOWERS))
    count = math.exp(_FOLLOWERS.inv_cdf(low + draws.uniform("followers") * (high - low)))
    return min(max(round(count), FEWEST_FOLLOWERS), MOST_FOLLOWERS)


def _engagement(draws: Draws, followers: int) -> float:
    """Draw a rate that falls as the account grows: around 0.09 at 10,000 followers, 0.03 at 2 million."""
    usual = 0.09 - 0.026 * math.log10(max(followers, 1_000) / 10_000)
    return round(min(max(max(usual, 0.02) * math.exp(0.25 * draws.normal("engagement")), 0.015), 0.35), 4)


def _views(draws: Draws, followers: int, given: Mapping[str, Any], *, at_least: float) -> tuple[int, int]:
    """Draw average and median views of a video; the median lies lower, as few videos do much better than the rest."""
    median_share = 0.55 + 0.3 * draws.uniform("median")
    if "average_views" in given:
        average = given["average_views"]
    elif "median_views" in given:
        average = math.ceil(given["median_views"] / median_share)
    else:
        reach = 0.4 * (max(followers, 1_000) / 100_000) ** -0.2 * math.exp(0.35 * draws.normal("reach"))
        average = math.ceil(max(followers * min(max(reach, 0.03), 2.0), min(at_least, MOST_VIEWS_OF_A_FOLLOWER * followers)))
    return average, given.get("median_views", int(average * median_share))


def _name(draws: Draws, handle: str) -> str:
    """Read a name out of the handle where it has letters enough."""
    parts = re.split("[._-]+", handle.removeprefix(INELIGIBLE))
    if words := [part for part in parts if len(part) > 1 and part.isalpha() and part != "creator"]:
        return " ".join(word.capitalize() for word in words)
    return f"{draws.one_of('first name', _FIRST_NAMES)} {draws.one_of('last name', _LAST_NAMES)}"


def _audience(draws: Draws, country: str, given: Mapping[str, Mapping[str, float]]) -> Audience:
    """Draw an audience, most of it at home. A given part is kept as it is."""
    abroad = [other for other in _COUNTRIES if other != country]
    neighbours = sorted(abroad, key=lambda other: draws.uniform(f"audience {other}"))[:4]
    home = 0.45 + 0.4 * draws.uniform("audience at home")
    countries = {country: home} | {
        other: (1 - home) * weight for other, weight in zip(neighbours, (0.4, 0.25, 0.2, 0.15), strict=True)
    }
    made = {"countries": _shares(countries)}
    for part, usual in (("genders", _GENDERS), ("ages", _AGES), ("devices", _DEVICES)):
        made[part] = _shares({name: weight * math.exp(0.5 * draws.normal(f"{part} {name}")) for name, weight in usual.items()})
    return Audience.model_validate({part: given.get(part) or shares for part, shares in made.items()})


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Turn weights into shares of whole percents that sum to 1, by largest remainder."""
    exact = {name: 100 * weight / sum(weights.values()) for name, weight in weights.items()}
    percents = {name: int(value) for name, value in exact.items()}
    by_remainder = sorted(exact, key=lambda name: percents[name] - exact[name])
    for name in by_remainder[: 100 - sum(percents.values())]:
        percents[name] += 1
    return {name: percent / 100 for name, percent in percents.items()}
