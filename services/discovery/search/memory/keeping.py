"""All that the index holds as arrays with names, and back."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.discovery.search.index import AUDIENCE_FACETS
from services.discovery.search.memory.audience import Audience, NarrowShares, WideShares
from services.discovery.search.memory.bitmaps import packed, unpacked
from services.discovery.search.memory.creators import COUNTED, ORDERED, Creators
from services.discovery.search.memory.facets import CountedValues, Values
from services.discovery.search.memory.ids import Ids
from services.discovery.search.memory.numbers import Numbers
from services.discovery.search.memory.rate_table import RateTable
from services.discovery.search.memory.rates import RateColumns
from services.discovery.search.memory.rows import NUMBERS
from services.discovery.search.memory.text import FIELDS, Text
from services.discovery.search.memory.typing_errors import Endings
from services.discovery.search.memory.words import Words

Arrays = dict[str, NDArray[Any]]
SETS = ("blocked", "exclusive", "floors")


def arrays_of(creators: Creators) -> tuple[Arrays, dict[str, Any]]:
    """Give arrays, and the names that do not fit into them."""
    arrays: Arrays = {}
    names: dict[str, Any] = {}

    def keep(part: str, content: Mapping[str, NDArray[Any]], of: Any = None) -> None:
        arrays.update({f"{part}/{name}": numbers for name, numbers in content.items()})
        if of is not None:
            names[part] = of

    keep("ids", creators.ids.arrays())
    keep("shown", packed([creators.shown]))
    for name in COUNTED:
        keep(name, *creators.facets[name].arrays())
    for name in SETS:
        values: Values = getattr(creators, name)
        keep(name, *values.arrays())
    for name in AUDIENCE_FACETS:
        audience = creators.audiences[name]
        keep(name, *audience.usual.arrays())
        names[f"{name}/shares"] = [[value, column.form] for value, column in audience.shares.items()]
        for place, column in enumerate(audience.shares.values()):
            keep(f"{name}/{place}", column.arrays())
    keep("deliverable_type", *creators.rates.types.arrays())
    names["rates"] = list(creators.rates.tables)
    for place, table in enumerate(creators.rates.tables.values()):
        keep(f"rates/{place}", table.arrays())
    for name, column in creators.numbers.items():
        keep(name, column.arrays())
    for field, words in zip(FIELDS, creators.text.fields, strict=True):
        keep(f"words/{field}", words.arrays())
    keep("words/endings", {"places": creators.text.endings.places, "sizes": creators.text.endings.sizes})
    names["words/changed"] = list(creators.text.changed.items())
    arrays["text_hashes"] = creators.text_hashes[: creators.ids.count]
    return arrays, names


def creators_of(arrays: Arrays, names: Mapping[str, Any]) -> Creators:
    """Make the index from what was kept of it."""

    def kept(part: str) -> Arrays:
        return {name.removeprefix(f"{part}/"): numbers for name, numbers in arrays.items() if name.rpartition("/")[0] == part}

    ids = Ids(**kept("ids"))
    fields = [Words.of_arrays(kept(f"words/{field}"), ids.count) for field in FIELDS]
    text = Text(fields, Endings(fields[0].vocabulary, **kept("words/endings")))
    for slot, words in names["words/changed"]:
        text.put(slot, words)
    return Creators(
        ids=ids,
        shown=unpacked(kept("shown"))[0],
        facets={name: CountedValues.of_arrays(kept(name), names[name], ids.count) for name in COUNTED},
        **{name: Values.of_arrays(kept(name), names[name]) for name in SETS},
        audiences={
            name: Audience(
                {
                    value: _FORMS[form].of_arrays(kept(f"{name}/{place}"))
                    for place, (value, form) in enumerate(names[f"{name}/shares"])
                },
                CountedValues.of_arrays(kept(name), names[name], ids.count),
            )
            for name in AUDIENCE_FACETS
        },
        rates=RateColumns(
            {
                (type_, currency): RateTable.of_arrays(kept(f"rates/{place}"))
                for place, (type_, currency) in enumerate(names["rates"])
            },
            CountedValues.of_arrays(kept("deliverable_type"), names["deliverable_type"], ids.count),
        ),
        numbers={name: Numbers.of_arrays(kept(name), is_ordered=name in ORDERED) for name in NUMBERS},
        text=text,
        text_hashes=np.asarray(arrays["text_hashes"]),
    )


_FORMS: dict[str, type[WideShares] | type[NarrowShares]] = {form.form: form for form in (WideShares, NarrowShares)}
