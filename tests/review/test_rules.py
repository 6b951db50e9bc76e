"""The automatic review's rules, one by one."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.review.drafts.rules import Brief, Content, Finding, Media, Place, Severity, Wanted, rejects, review
from services.review.policy import REVIEW

BRIEF = Brief(
    must_mention=("Lumen Pan",),
    must_not_mention=("OtherPan",),
    hashtags=("#lumenpan",),
    disclosure_labels=("#ad", "Anzeige"),
    prose="More on lumen.example.",
)
VIDEO = Wanted("video", 15, 60)
FILM = Media("upl_1", "video/mp4", 20.0)
GOOD = Content("Pasta in the Lumen Pan #ad", ("#lumenpan",), (FILM,))


def found(content: Content, *, brief: Brief = BRIEF, wanted: Wanted = VIDEO) -> list[Finding]:
    """Review a version."""
    return review(content, brief=brief, wanted=wanted, policy=REVIEW)


def codes(content: Content, *, brief: Brief = BRIEF, wanted: Wanted = VIDEO) -> list[str]:
    """List the codes of what was found."""
    return [finding.code for finding in found(content, brief=brief, wanted=wanted)]


def test_a_good_version_has_no_findings() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("change", "expected", "severity"),
    [
        ({"caption": "Pasta #ad"}, "must_mention_missing", "error"),
        ({"caption": "Lumen Pan beats OTHERPAN #ad"}, "must_not_mention_present", "error"),
        ({"hashtags": ("#lumenpan", "#OtherPan")}, "must_not_mention_present", "error"),
        ({"hashtags": ("#pans",)}, "hashtag_missing", "error"),
        ({"caption": "Pasta in the Lumen Pan"}, "disclosure_missing", "error"),
        ({"caption": "Lumen Pan #ad https://bit.ly/x"}, "link_shortened", "error"),
        ({"caption": "Lumen Pan #ad https://WWW.bit.ly./x"}, "link_shortened", "error"),
        ({"caption": "Lumen Pan #ad http://10.0.0.1/x"}, "link_unsafe", "error"),
        ({"caption": "Lumen Pan #ad javascript:alert(1)"}, "link_unsafe", "error"),
        ({"caption": "Lumen Pan #ad https://lumen.example@evil.example/"}, "link_unsafe", "error"),
        ({"caption": "Lumen Pan #ad https://xn--lmen-0ra.example/"}, "link_unsafe", "error"),
        ({"caption": "Lumen Pan #ad https://./x"}, "link_unsafe", "error"),
        ({"caption": "Lumen Pan #ad ftp://lumen.example/"}, "link_unsafe", "error"),
        ({"caption": "Lumen Pan #ad https://[broken/"}, "link_unsafe", "error"),
        ({"caption": "Lumen Pan #ad https://shop.example/pan"}, "link_unlisted", "warning"),
        ({"media": ()}, "media_missing", "error"),
        ({"media": (replace(FILM, content_type="image/png", duration_seconds=None),)}, "media_type_unfit", "error"),
        ({"media": (replace(FILM, used_in_another_order=True),)}, "media_duplicate", "warning"),
        ({"media": (replace(FILM, duration_seconds=14.4),)}, "duration_too_short", "error"),
        ({"media": (replace(FILM, duration_seconds=60.6),)}, "duration_too_long", "error"),
    ],
)
def test_each_rule_finds_what_it_is_for_and_nothing_else_does(change: dict[str, Any], expected: str, severity: str) -> None:
    findings = found(replace(GOOD, **change))

    assert [(finding.code, finding.severity) for finding in findings] == [(expected, severity)]
    assert rejects(findings) is (severity == "error")
    assert findings[0].place is not None
    assert findings[0].rule.partition(".")[0] in {"brief", "terms", "policy", "deliverable"}


@pytest.mark.parametrize(
    "change",
    [
        {"caption": "LUMEN PÁN: Anzeige"},
        {"caption": "Lumen Pan #LumenPan #Ad", "hashtags": ()},
        {"hashtags": ("LUMENPAN", "ad"), "caption": "Lumen Pan"},
        {"caption": "Lumen Pan #ad https://www.lumen.example/pan"},
        {"caption": "Lumen Pan #ad brotherpanache"},
        {"media": (replace(FILM, duration_seconds=None),)},
        {"media": (replace(FILM, duration_seconds=14.6),)},
        {"media": (replace(FILM, duration_seconds=60.4),)},
        {"media": (FILM, Media("upl_2", "image/png"))},
    ],
)
def test_what_is_within_the_rules_is_not_found(change: dict[str, Any]) -> None:
    assert codes(replace(GOOD, **change)) == []


def test_a_finding_says_where_in_code_points() -> None:
    caption = "👩‍🍳 é Lumen Pan, not OtherPan #ad"

    [finding] = found(replace(GOOD, caption=caption))

    assert isinstance(finding.place, Place)
    assert caption[finding.place.start : finding.place.end] == "OtherPan"


@pytest.mark.parametrize(
    ("type", "content_type", "expected"),
    [
        ("text", None, []),
        ("text", "image/png", []),
        ("something new", None, []),
        ("image", "image/png", []),
        ("image", "video/mp4", ["media_type_unfit"]),
        ("image", None, ["media_missing"]),
        ("carousel", "image/png", []),
        ("carousel", "video/mp4", []),
        ("story", None, ["media_missing"]),
        ("live", "image/png", ["media_type_unfit"]),
    ],
)
def test_a_file_fits_the_type_of_its_deliverable(type: str, content_type: str | None, expected: list[str]) -> None:
    media = (Media("upl_1", content_type),) if content_type else ()

    assert codes(replace(GOOD, media=media), wanted=Wanted(type)) == expected


def test_a_brief_that_asks_for_nothing_finds_nothing() -> None:
    assert codes(Content("", (), (FILM,)), brief=Brief(), wanted=Wanted("video")) == []
    assert codes(Content("", (), (FILM,)), brief=Brief(must_mention=(" ",), hashtags=("#",), must_not_mention=("",))) == []


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=20), max_size=4), st.lists(st.text(max_size=20), max_size=3))
def test_no_text_breaks_a_rule(caption: str, tags: list[str], phrases: list[str]) -> None:
    brief = Brief(tuple(phrases), tuple(phrases), tuple(phrases), tuple(phrases), prose=caption)

    for finding in found(Content(caption, tuple(tags), (FILM,)), brief=brief):
        assert finding.severity in Severity
        place = finding.place
        if place is not None and place.start is not None and place.end is not None:
            assert 0 <= place.start < place.end <= len(caption)


@given(st.text(max_size=80), st.text(min_size=1, max_size=12))
def test_a_phrase_is_never_both_missing_and_present(caption: str, phrase: str) -> None:
    brief = Brief(must_mention=(phrase,), must_not_mention=(phrase,))

    there = codes(Content(caption, (), (FILM,)), brief=brief)

    assert not {"must_mention_missing", "must_not_mention_present"} <= set(there) or f"#{phrase.lower()}" in caption.lower()
