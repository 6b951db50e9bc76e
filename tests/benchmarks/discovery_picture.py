"""The picture of the figures, drawn by hand as SVG: time over selectivity, and over the number of creators."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

COLOURS = {
    "Greenlight over HTTP": "#0a7d4f",
    "Greenlight over HTTP, few fields": "#3ca678",
    "Greenlight's index alone": "#7fd3ab",
    "DuckDB": "#c48a00",
    "PostgreSQL": "#33577b",
}
WIDTH, HEIGHT, GAP = 430, 330, 90
LEFT, TOP = 70, 60
Points = Sequence[tuple[float, float]]


def draw(target: Path, figures: Mapping[str, Any]) -> None:
    """Write the picture."""
    count = figures["creators"]
    panels = [
        _panel(
            LEFT,
            f"page of 20 and the counts of all facets, {count:,} creators",
            "selectivity: share of creators found",
            figures["by_selectivity"],
            is_share=True,
        ),
        _panel(
            LEFT + WIDTH + GAP,
            "the same by the number of creators (without text)",
            "creators",
            figures["by_size"],
            is_share=False,
        ),
    ]
    names = [name for name in COLOURS if name in figures["by_selectivity"] or name in figures["by_size"]]
    starts = [LEFT + sum(42 + 6.4 * len(before) for before in names[:place]) for place in range(len(names))]
    legend = "".join(
        f'<g transform="translate({start:.0f} {TOP + HEIGHT + 62})"><rect width="14" height="4" y="-5" fill="{COLOURS[name]}"/>'
        f'<text x="20">{name}</text></g>'
        for start, name in zip(starts, names, strict=True)
    )
    width, height = LEFT + 2 * WIDTH + GAP + 45, TOP + HEIGHT + 80  # the last number stands under the edge
    target.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12"'
        f' fill="#333" role="img" aria-label="Time of a search over selectivity and over the number of creators">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{"".join(panels)}{legend}</svg>\n',
        encoding="utf-8",
    )


def _panel(left: float, title: str, axis: str, series: Mapping[str, Points], *, is_share: bool) -> str:
    points = [point for one in series.values() for point in one]
    if not points:
        return ""
    x_low, x_high = _decades([x for x, _ in points])
    y_low, y_high = _decades([y for _, y in points])

    def x_of(value: float) -> float:
        return left + WIDTH * (math.log10(value) - x_low) / (x_high - x_low)

    def y_of(value: float) -> float:
        return TOP + HEIGHT * (1 - (math.log10(value) - y_low) / (y_high - y_low))

    parts = [f'<text x="{left}" y="{TOP - 26}" font-size="14" font-weight="bold">{title}</text>']
    parts.append(f'<text x="{left}" y="{TOP - 9}" fill="#666">milliseconds, median; both axes logarithmic</text>')
    for power in range(x_low, x_high + 1):
        x = x_of(10.0**power)
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{TOP + HEIGHT}" stroke="#e4e4e4"/>')
        label = f"10{_raised(power)}" if is_share or power > 7 else f"{10**power:,}"
        parts.append(f'<text x="{x:.1f}" y="{TOP + HEIGHT + 17}" text-anchor="middle">{label}</text>')
    for power in range(y_low, y_high + 1):
        y = y_of(10.0**power)
        parts.append(f'<line x1="{left}" x2="{left + WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>')
    parts.append(f'<text x="{left + WIDTH / 2}" y="{TOP + HEIGHT + 38}" text-anchor="middle">{axis}</text>')
    for name, found in series.items():
        where = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in sorted(found))
        parts.append(f'<polyline points="{where}" fill="none" stroke="{COLOURS[name]}" stroke-width="2.5"/>')
        parts += [f'<circle cx="{x_of(x):.1f}" cy="{y_of(y):.1f}" r="3.5" fill="{COLOURS[name]}"/>' for x, y in found]
    return "".join(parts)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Give the powers of ten around some values."""
    low, high = math.floor(math.log10(min(values)) + 1e-9), math.ceil(math.log10(max(values)) - 1e-9)
    return low, max(high, low + 1)


def _raised(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
