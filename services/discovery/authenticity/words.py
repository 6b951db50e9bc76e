"""The score in plain sentences. Pure."""

from dataclasses import dataclass

from services.discovery.authenticity.arithmetic import Judged, Lack, Signal
from services.discovery.policy import AUTHENTICITY, AuthenticityPolicy


@dataclass(frozen=True)
class Wording:
    """How one signal is spoken of."""

    name: str
    unit: str
    """`ratio` or `count`, as values are given."""
    too_low: str
    too_high: str
    is_percent: bool = False


WORDINGS = {
    Signal.ENGAGEMENT_RATE: Wording(
        "The engagement rate",
        "ratio",
        "followers or views that were bought do not react",
        "reactions may be bought or exchanged",
        is_percent=True,
    ),
    Signal.VIEWS_PER_FOLLOWER: Wording(
        "Median views over followers",
        "ratio",
        "followers who do not watch may be bought or gone",
        "views may be bought",
    ),
    Signal.LIKES_PER_VIEW: Wording(
        "Likes over views of the last four weeks",
        "ratio",
        "views that nobody likes may be bought",
        "likes may be bought",
    ),
    Signal.LARGEST_DAILY_GROWTH: Wording(
        "The steepest change of followers in a day",
        "ratio",
        "the following hardly moves",
        "followers who come or go at once may be bought",
        is_percent=True,
    ),
    Signal.AVERAGE_TO_MEDIAN_VIEWS: Wording(
        "Average over median views",
        "ratio",
        "all posts are watched alike",
        "a few posts have nearly all the views, which may be bought",
    ),
    Signal.AUDIENCE_CONCENTRATION: Wording(
        "The share of the largest country in the audience",
        "ratio",
        "an audience scattered over many countries may be bought",
        "the audience lives in one country",
        is_percent=True,
    ),
    Signal.LIKES_PER_FOLLOWER: Wording(
        "Likes of the last four weeks over followers",
        "ratio",
        "followers who do not like may be bought or gone",
        "followers like a lot",
    ),
    Signal.POSTS_LAST_30_DAYS: Wording(
        "The number of posts in the last 30 days",
        "count",
        "the account rests",
        "so many posts may be made by a machine",
    ),
}


def sentence_of(judged: Judged) -> str:
    """Say what one signal tells, in one sentence."""
    wording = WORDINGS[judged.code]
    if judged.value is None or judged.peers is None or judged.points is None:
        return f"{wording.name} does not count: {LACKS[judged.lack or Lack.NOT_TOLD]}."
    value, low, high = (_written(number, wording) for number in (judged.value, judged.peers.low, judged.peers.high))
    peers = f"the middle half of comparable creators, {low} to {high}"
    points = f"{judged.points:g} of {judged.weight} points"
    if judged.peers.low <= judged.value <= judged.peers.high:
        return f"{wording.name}, {value}, lies within {peers}: {points}."
    is_low = judged.value < judged.peers.low
    costs = f", and {wording.too_low if is_low else wording.too_high}" if judged.points < judged.weight else ""
    return f"{wording.name}, {value}, lies {'below' if is_low else 'above'} {peers}{costs}: {points}."


def _written(number: float, wording: Wording) -> str:
    if wording.is_percent:
        return f"{100 * number:.3g} %"
    return f"{number:.0f}" if wording.unit == "count" and number >= 1 else f"{number:.3g}"


def lacks_in_words(policy: AuthenticityPolicy = AUTHENTICITY) -> dict[Lack, str]:
    """Say why a signal may say nothing."""
    return {
        Lack.NOT_TOLD: "the platform does not tell the figures that it rests on",
        Lack.HISTORY_TOO_SHORT: f"it needs {policy.least_recordings} recordings over {policy.least_recorded_days} days",
        Lack.TOO_FEW_PEERS: f"fewer than {policy.least_peers} comparable creators have it",
    }


LACKS = lacks_in_words()
