from typing import Literal

ComparedFigureOutBetterType0 = Literal["higher", "lower"]

COMPARED_FIGURE_OUT_BETTER_TYPE_0_VALUES: set[ComparedFigureOutBetterType0] = {
    "higher",
    "lower",
}


def check_compared_figure_out_better_type_0(value: str) -> ComparedFigureOutBetterType0:
    if value in COMPARED_FIGURE_OUT_BETTER_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {COMPARED_FIGURE_OUT_BETTER_TYPE_0_VALUES!r}")
