from typing import Literal

FigureUnit = Literal["count", "minor_units", "ratio", "score", "seconds"]

FIGURE_UNIT_VALUES: set[FigureUnit] = {
    "count",
    "minor_units",
    "ratio",
    "score",
    "seconds",
}


def check_figure_unit(value: str) -> FigureUnit:
    if value in FIGURE_UNIT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FIGURE_UNIT_VALUES!r}")
