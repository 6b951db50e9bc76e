"""What stood in the database before a migration is right after it, and stays right while the code of before still writes."""

from io import BytesIO
from typing import Any

from sqlalchemy import text

from services.discovery.app import service
from services.discovery.profiles import service as profiles
from services.discovery.results import service as results
from services.discovery.seed.copying import FILLED, line_of
from services.discovery.seed.service import creators
from shared.databases import migrate
from shared.db import make_sessions
from tests.discovery.creators import approved, old_id
from tests.discovery.orders import NOW, Ordered
from tests.harness import Place, Templates

BEFORE_INDUSTRIES = (
    "drop trigger keep_industries on creators",
    "drop function keep_industries()",
    "alter table creators drop column industries",
    "update alembic_version set version_num = '0007'",
)
A_SAVED_SEARCH = """
    insert into saved_searches (id, organization_id, name, search, alerts, keys, version, created_at, updated_at)
    values (uuidv7(), uuidv7(), 'Mine', '{}', 'on', '{*}', 1, now(), now())
"""
INDUSTRIES = "select coalesce(jsonb_object_agg(handle, industries) filter (where industries <> '{}'), '{}') from creators"
CATEGORIES = """
    select jsonb_object_agg(handle, array(select result->>'category' from jsonb_array_elements(past_results->'categories') result))
    from creators where completed_orders > 0
"""


async def asked(place: Place, statement: str) -> Any:
    async with place.owner.connect() as connection:
        return await connection.scalar(text(statement))


async def done(place: Place, *statements: str) -> None:
    async with place.owner.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def populate(place: Place) -> None:
    """Let two creators complete orders, one promise only; and put some in that were made for trying searches."""
    ana, zoe, new = (approved(creator_id=old_id(number), handle=name) for number, name in enumerate(("ana", "zoe", "new")))
    orders = [Ordered(ana), Ordered(ana, category="travel"), Ordered(ana), Ordered(zoe, category="beauty")]
    promised = [Ordered(zoe, category="music"), Ordered(new)]
    async with make_sessions(place.engine).begin() as session:
        for event in (ana, zoe, new):
            await profiles.take_approvals(session, events=[event])
        for order in (*orders, *promised):
            await results.take_order(session, event=order.created(), now=NOW)
        for order in orders:
            await results.take_outcome(session, event=order.completed(), now=NOW)
        await results.take_outcome(session, event=promised[0].cancelled(), now=NOW)
    async with place.owner.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        lines = BytesIO(b"".join(line_of(row) for row in creators(count=200, seed=3)))
        await driver.copy_to_table("creators", columns=[column.name for column in FILLED], source=lines, format="text")


async def test_industries_are_there_from_the_start(templates: Templates) -> None:
    async with templates.spoilt(service) as place:
        await populate(place)
        await done(place, *BEFORE_INDUSTRIES)

        await migrate(place.url, "discovery", service.metadata, environment="sandbox", set_role=True)

        found = await asked(place, INDUSTRIES)
        known = {name: found.get(name) for name in ("ana", "zoe", "new")}
        assert known == {"ana": ["food", "travel"], "zoe": ["beauty"], "new": None}
        assert found == await asked(place, CATEGORIES)
        assert 50 < len(found) < 150


async def test_a_migration_that_was_cut_short_goes_on(templates: Templates) -> None:
    """What was committed before its end stands, and who has their industries is not written again."""
    async with templates.spoilt(service) as place:
        await populate(place)
        await done(
            place,
            "drop index creators_by_industries",
            "update alembic_version set version_num = '0007'",
            "update creators set industries = '{}' where handle <> 'ana'",
        )
        versions = "select jsonb_object_agg(handle, changed_in) from creators where handle in ('ana', 'new', 'zoe')"
        before = await asked(place, versions)

        await migrate(place.url, "discovery", service.metadata, environment="sandbox", set_role=True)

        assert await asked(place, INDUSTRIES) == await asked(place, CATEGORIES)
        after = await asked(place, versions)
        assert {name for name, version in after.items() if version != before[name]} == {"zoe"}
        assert await asked(place, "select count(*) from pg_indexes where indexname = 'creators_by_industries'") == 1


async def test_results_that_the_code_of_before_writes_bring_their_industries(templates: Templates) -> None:
    """It knows nothing of the column, neither of a new row nor of one that changes."""
    async with templates.spoilt(service) as place:
        await populate(place)
        results_of_zoe = "(select past_results from creators where handle = 'zoe')"
        await done(
            place,
            "delete from creators where is_search_only",
            A_SAVED_SEARCH,
            f"update creators set completed_orders = 1, past_results = {results_of_zoe} where handle in ('ana', 'new')",
            "update creators set follower_count = 5",
            "update creators set past_results = '{}' where handle = 'new'",
        )
        assert await asked(place, INDUSTRIES) == {"ana": ["beauty"], "zoe": ["beauty"]}
        noted = "select count(*) from creator_changes where before->'past_results' is not null"
        assert await asked(place, noted) == 6
