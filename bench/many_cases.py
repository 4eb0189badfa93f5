"""The demo street with many more cases: five years of them, all but one in thirty closed, at its own buildings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select, text

from bench.house import KEYS, Street
from bot.app import open_door
from bot.keyring import read
from domain.case_flow import CaseKind, CaseState, CollectionChannel, HandlingRoute
from domain.geo import Point, cell_of
from models.places import Building, Compound, Unit
from services.act import Door

DAYS = 5 * 365
# Of thirty cases one is open; which, and in which state, follows from its number.
FILL = text("""
    WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < :many)
    INSERT INTO "case" (number, kind, state, category, route, collected, words, street_id, community_id, grid_id,
        compound_id, lat, lon, cell, created_at, respond_by, resolve_by, due_by, submission, anonymous, supporters,
        reopened, version)
    SELECT 'X-' || n, CASE n % 3 WHEN 0 THEN :hazard ELSE :complaint END,
        CASE WHEN n % 30 THEN :closed WHEN n % 60 THEN :submitted ELSE :handling END,
        'category-' || n % 16, :route, :collected, 'words of case ' || n, street_id, community_id, grid_id,
        compound_id, lat, lon, cell, moment, moment, moment, moment, 'bench-' || n, 0, 1, 0, 1
    FROM (SELECT n, strftime('%Y-%m-%d %H:%M:%f000', :now, '-' || (n * 7919 % (:days * 1440)) || ' minutes') AS moment,
        n * 104729 % (SELECT count(*) FROM bench_place) AS place FROM series)
    JOIN bench_place ON bench_place.id = place
""")


@asynccontextmanager
async def street_with(street: Street, many: int, folder: Path) -> AsyncIterator[Door]:
    async with street.copy("sqlite", folder) as settings:
        door = await open_door(settings, read(folder, KEYS))
        try:
            await _fill(door, many)
            yield door
        finally:
            await door.database.close()


async def _fill(door: Door, many: int) -> None:
    async with door.database.write() as session:
        buildings = (
            await session.execute(
                select(Building.lat, Building.lon, Building.grid_id, Unit.parent_id, Building.compound_id, Unit.path)
                .join(Compound, Compound.id == Building.compound_id)
                .join(Unit, Unit.id == Building.grid_id)
            )
        ).all()
        await session.execute(
            text(
                "CREATE TEMP TABLE bench_place (id INTEGER PRIMARY KEY, lat, lon, cell, grid_id, community_id,"
                " compound_id, street_id)"
            )
        )
        places = [
            {"id": n, "lat": lat, "lon": lon, "cell": cell_of(Point(lat, lon)), "grid": grid, "community": community}
            | {"compound": compound, "street": int(path.partition("/")[0])}
            for n, (lat, lon, grid, community, compound, path) in enumerate(buildings)
        ]
        await session.execute(
            text("INSERT INTO bench_place VALUES (:id, :lat, :lon, :cell, :grid, :community, :compound, :street)"),
            places,
        )
        now = door.clock.now() - timedelta(minutes=1)
        named = {
            "hazard": CaseKind.HAZARD,
            "complaint": CaseKind.COMPLAINT,
            "closed": CaseState.CLOSED,
            "submitted": CaseState.SUBMITTED,
            "handling": CaseState.HANDLING,
            "route": HandlingRoute.TRACKED,
            "collected": CollectionChannel.ONLINE,
        }
        values = {"many": many, "days": DAYS, "now": now.strftime("%Y-%m-%d %H:%M:%S")}
        await session.execute(FILL, {**{key: str(value) for key, value in named.items()}, **values})
        await session.execute(text("DROP TABLE bench_place"))
    async with door.database.engine.connect() as connection:
        await connection.exec_driver_sql("ANALYZE")
        await connection.commit()
