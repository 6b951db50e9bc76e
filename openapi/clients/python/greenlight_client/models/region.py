from typing import Literal

Region = Literal[
    "africa",
    "asia",
    "caribbean",
    "central_america",
    "central_asia",
    "eastern_asia",
    "eastern_europe",
    "europe",
    "latin_america",
    "north_america",
    "northern_africa",
    "northern_europe",
    "oceania",
    "south_america",
    "south_eastern_asia",
    "southern_asia",
    "southern_europe",
    "sub_saharan_africa",
    "western_asia",
    "western_europe",
]

REGION_VALUES: set[Region] = {
    "africa",
    "asia",
    "caribbean",
    "central_america",
    "central_asia",
    "eastern_asia",
    "eastern_europe",
    "europe",
    "latin_america",
    "north_america",
    "northern_africa",
    "northern_europe",
    "oceania",
    "south_america",
    "south_eastern_asia",
    "southern_asia",
    "southern_europe",
    "sub_saharan_africa",
    "western_asia",
    "western_europe",
}


def check_region(value: str) -> Region:
    if value in REGION_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {REGION_VALUES!r}")
