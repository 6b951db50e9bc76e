from typing import Literal

ComparedFigureOutUnitType0 = Literal["count", "minor_units", "ratio", "score", "seconds"]

COMPARED_FIGURE_OUT_UNIT_TYPE_0_VALUES: set[ComparedFigureOutUnitType0] = {
    "count",
    "minor_units",
    "ratio",
    "score",
    "seconds",
}


def check_compared_figure_out_unit_type_0(value: str) -> ComparedFigureOutUnitType0:
    if value in COMPARED_FIGURE_OUT_UNIT_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {COMPARED_FIGURE_OUT_UNIT_TYPE_0_VALUES!r}")
