"""The automatic review: what a version says and shows, against the brief, the terms and the policy. Pure.

An error rejects, a warning is shown to both sides. What a file does not tell gives no finding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from services.review.drafts import words
from services.review.policy import ReviewPolicy


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Place:
    """Where a finding is: in a text, in code points, or in a file."""

    field: str
    start: int | None = None
    end: int | None = None
    upload_id: str | None = None


@dataclass(frozen=True)
class Finding:
    """One thing that the review noticed."""

    code: str
    severity: Severity
    rule: str
    place: Place | None
    detail: str


@dataclass(frozen=True)
class Brief:
    """What the brand asked for, as frozen in the contract."""

    must_mention: tuple[str, ...] = ()
    must_not_mention: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    disclosure_labels: tuple[str, ...] = ()
    """Of which one must be there; none where disclosure is not required."""
    prose: str = ""
    """Everything else that the brief says: a link that stands in it is allowed."""


@dataclass(frozen=True)
class Wanted:
    """What the deliverable is."""

    type: str
    min_duration_seconds: int | None = None
    max_duration_seconds: int | None = None


@dataclass(frozen=True)
class Media:
    """One file of a version, as it tells of itself."""

    upload_id: str
    content_type: str
    duration_seconds: float | None = None
    used_in_another_order: bool = False


@dataclass(frozen=True)
class Content:
    """One version of a draft."""

    caption: str
    hashtags: tuple[str, ...]
    media: tuple[Media, ...]


def review(content: Content, *, brief: Brief, wanted: Wanted, policy: ReviewPolicy) -> list[Finding]:
    """Judge a version by every rule."""
    return [
        *_mentions(content, brief),
        *_hashtags(content, brief),
        *_disclosure(content, brief),
        *_links(content, brief, policy),
        *_media(content, wanted, policy),
        *_durations(content, wanted, policy),
    ]


def rejects(findings: Sequence[Finding]) -> bool:
    """Say whether a version must not go to the brand."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _error(code: str, rule: str, place: Place | None, detail: str) -> Finding:
    return Finding(code, Severity.ERROR, rule, place, detail)


def _warning(code: str, rule: str, place: Place | None, detail: str) -> Finding:
    return Finding(code, Severity.WARNING, rule, place, detail)


_SCRIPTS = ("javascript:", "data:", "vbscript:")
CAPTION, HASHTAGS, MEDIA = Place("caption"), Place("hashtags"), Place("media")


def _mentions(content: Content, brief: Brief) -> Iterator[Finding]:
    for phrase in brief.must_mention:
        if words.fold(phrase).text.strip() and words.find(phrase, content.caption) is None:
            yield _error("must_mention_missing", "brief.must_mention", CAPTION, f"the caption does not mention “{phrase}”")
    tags = words.all_tags(content.caption, content.hashtags)
    for phrase in brief.must_not_mention:
        span = words.find(phrase, content.caption)
        squeezed = "".join(words.tag(phrase).split())
        if span is not None:
            place = Place("caption", span.start, span.end)
            yield _error("must_not_mention_present", "brief.must_not_mention", place, f"the caption mentions “{phrase}”")
        elif squeezed and squeezed in tags:
            yield _error("must_not_mention_present", "brief.must_not_mention", HASHTAGS, f"a hashtag mentions “{phrase}”")


def _hashtags(content: Content, brief: Brief) -> Iterator[Finding]:
    there = words.all_tags(content.caption, content.hashtags)
    for hashtag in brief.hashtags:
        if words.tag(hashtag) and words.tag(hashtag) not in there:
            yield _error("hashtag_missing", "brief.hashtags", HASHTAGS, f"#{hashtag.strip().lstrip('#')} is missing")


def _disclosure(content: Content, brief: Brief) -> Iterator[Finding]:
    labels = brief.disclosure_labels
    if labels and not any(words.bears(label, content.caption, content.hashtags) for label in labels):
        yield _error("disclosure_missing", "terms.disclosure", CAPTION, f"one of {', '.join(labels)} must be there")


def _links(content: Content, brief: Brief, policy: ReviewPolicy) -> Iterator[Finding]:
    for link, span in words.links_in(content.caption):
        place, host = Place("caption", span.start, span.end), _host_of(link)
        if host in policy.link_shorteners:
            yield _error("link_shortened", "policy.links", place, f"{host} hides where a link leads")
        elif host is None or _is_unsafe(link, host):
            yield _error("link_unsafe", "policy.links", place, "this link is not safe to follow")
        elif host not in brief.prose.lower():
            yield _warning("link_unlisted", "policy.links", place, f"the brief does not name {host}")


def _host_of(link: str) -> str | None:
    has_scheme = "://" in link or link.lower().startswith(_SCRIPTS)
    try:
        host = urlsplit(link if has_scheme else f"https://{link}").hostname or ""
    except ValueError:
        return None
    return host.lower().removeprefix("www.").rstrip(".") or None


def _is_unsafe(link: str, host: str) -> bool:
    scheme, separator, rest = link.partition("://")
    if separator and scheme.lower() not in {"http", "https"}:
        return True
    try:
        ip_address(host)
    except ValueError:
        authority = (rest if separator else link).partition("/")[0]
        return "@" in authority or any(label.startswith("xn--") for label in host.split("."))
    return True


def _media(content: Content, wanted: Wanted, policy: ReviewPolicy) -> Iterator[Finding]:
    kinds = policy.media_of_deliverables.get(wanted.type, ())
    needs = f"this {wanted.type} needs a file of type {' or '.join(kinds)}"
    if kinds and not content.media:
        yield _error("media_missing", "deliverable.type", MEDIA, needs)
    for one in content.media:
        place = Place("media", upload_id=one.upload_id)
        if one.used_in_another_order:
            yield _warning("media_duplicate", "policy.duplicates", place, "the same file was handed in for another order")
    if content.media and kinds and not any(one.content_type.startswith(kinds) for one in content.media):
        place = Place("media", upload_id=content.media[0].upload_id)
        yield _error("media_type_unfit", "deliverable.type", place, needs)


def _durations(content: Content, wanted: Wanted, policy: ReviewPolicy) -> Iterator[Finding]:
    shortest, longest, tolerance = wanted.min_duration_seconds, wanted.max_duration_seconds, policy.duration_tolerance_seconds
    for one in content.media:
        seconds, place = one.duration_seconds, Place("media", upload_id=one.upload_id)
        if seconds is None:
            continue
        if shortest is not None and seconds < shortest - tolerance:
            yield _error("duration_too_short", "deliverable.duration", place, f"{seconds:g} s, at least {shortest} s were agreed")
        if longest is not None and seconds > longest + tolerance:
            yield _error("duration_too_long", "deliverable.duration", place, f"{seconds:g} s, at most {longest} s were agreed")
