"""Regions that a search may name: each stands for its countries. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Region(StrEnum):
    """Parts of the world as the United Nations divide it for statistics (M49); the first six are the whole of it."""

    AFRICA = "africa"
    ASIA = "asia"
    EUROPE = "europe"
    LATIN_AMERICA = "latin_america"
    NORTH_AMERICA = "north_america"
    OCEANIA = "oceania"
    CARIBBEAN = "caribbean"
    CENTRAL_AMERICA = "central_america"
    CENTRAL_ASIA = "central_asia"
    EASTERN_ASIA = "eastern_asia"
    EASTERN_EUROPE = "eastern_europe"
    NORTHERN_AFRICA = "northern_africa"
    NORTHERN_EUROPE = "northern_europe"
    SOUTH_AMERICA = "south_america"
    SOUTH_EASTERN_ASIA = "south_eastern_asia"
    SOUTHERN_ASIA = "southern_asia"
    SOUTHERN_EUROPE = "southern_europe"
    SUB_SAHARAN_AFRICA = "sub_saharan_africa"
    WESTERN_ASIA = "western_asia"
    WESTERN_EUROPE = "western_europe"


@dataclass(frozen=True)
class RegionsPolicy:
    """Which countries a region stands for, from a day on."""

    version: str
    effective_on: date
    source: str
    countries: Mapping[Region, str]
    """ISO 3166-1 alpha-2 codes of each smallest region."""
    parts: Mapping[Region, tuple[Region, ...]]
    """What a larger one is made of."""


REGIONS = RegionsPolicy(
    version="regions-2026-02",
    effective_on=date(2026, 1, 1),
    source="United Nations M49; Kosovo and Taiwan, which it does not list, stand with their neighbours",
    countries={
        Region.NORTHERN_AFRICA: "DZ EG EH LY MA SD TN",
        Region.SUB_SAHARAN_AFRICA: "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW IO KE KM LR LS MG ML MR MU MW MZ"
        " NA NE NG RE RW SC SH SL SN SO SS ST SZ TD TF TG TZ UG YT ZA ZM ZW",
        Region.CENTRAL_ASIA: "KG KZ TJ TM UZ",
        Region.EASTERN_ASIA: "CN HK JP KP KR MN MO TW",
        Region.SOUTH_EASTERN_ASIA: "BN ID KH LA MM MY PH SG TH TL VN",
        Region.SOUTHERN_ASIA: "AF BD BT IN IR LK MV NP PK",
        Region.WESTERN_ASIA: "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
        Region.EASTERN_EUROPE: "BG BY CZ HU MD PL RO RU SK UA",
        Region.NORTHERN_EUROPE: "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
        Region.SOUTHERN_EUROPE: "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",
        Region.WESTERN_EUROPE: "AT BE CH DE FR LI LU MC NL",
        Region.CARIBBEAN: "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
        Region.CENTRAL_AMERICA: "BZ CR GT HN MX NI PA SV",
        Region.SOUTH_AMERICA: "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
        Region.NORTH_AMERICA: "BM CA GL PM US",
        Region.OCEANIA: "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
    },
    parts={
        Region.AFRICA: (Region.NORTHERN_AFRICA, Region.SUB_SAHARAN_AFRICA),
        Region.ASIA: (
            Region.CENTRAL_ASIA,
            Region.EASTERN_ASIA,
            Region.SOUTH_EASTERN_ASIA,
            Region.SOUTHERN_ASIA,
            Region.WESTERN_ASIA,
        ),
        Region.EUROPE: (Region.EASTERN_EUROPE, Region.NORTHERN_EUROPE, Region.SOUTHERN_EUROPE, Region.WESTERN_EUROPE),
        Region.LATIN_AMERICA: (Region.CARIBBEAN, Region.CENTRAL_AMERICA, Region.SOUTH_AMERICA),
    },
)


def countries_of(regions: Iterable[Region], policy: RegionsPolicy = REGIONS) -> list[str]:
    """Give the countries of all of these regions, each once."""
    smallest = [part for region in regions for part in policy.parts.get(region, (region,))]
    return list(dict.fromkeys(country for region in smallest for country in policy.countries[region].split()))
