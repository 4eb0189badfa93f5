"""The whole demo neighbourhood, put in by one call in the caller's transaction."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from domain.roles import UnitKind
from models.places import Unit
from models.statistics import count_anew
from services.ports import Vault
from services.seed.care import make_care, put_care
from services.seed.counts import Counts, counts
from services.seed.ground import make_ground, put_ground
from services.seed.households import CAST_GRID, make_roster, put_residents
from services.seed.names import MERCHANTS, PARTNERS
from services.seed.results import put_results
from services.seed.rewards import put_rewards
from services.seed.rows import Seeding, Writer
from services.seed.staff import make_staff, put_staff
from services.seed.stations import make_stations, put_stations
from services.seed.visits import put_visits


class AlreadySettled(Exception):
    """The database has a street already: the demo is for an empty one."""


def _silent(done: int, total: int) -> None:
    pass


async def seed(
    where: AsyncSession | AsyncConnection,
    vault: Vault,
    today: date,
    now: datetime,
    progress: Callable[[int, int], None] = _silent,
    *,
    notice_version: str = "1",
    agreement_version: str = "1",
) -> Counts:
    """Put the demo neighbourhood into an empty database and count it from its rows.

    `today` is the street's local date and `now` an aware moment of it: everything that happened is told relative to
    them. `progress` is told rows done and rows in all, about every 2,000 rows. The versions are those of the config.
    Nothing is committed. Raises AlreadySettled.
    """
    connection = await where.connection() if isinstance(where, AsyncSession) else where
    if (await connection.execute(select(Unit.id).limit(1))).first() is not None:
        raise AlreadySettled("the database already has a street; the demo neighbourhood needs an empty one")
    seeding = Seeding(Writer(connection, progress), vault, today, now, notice_version, agreement_version)
    ground = make_ground(seeding.random("ground"))
    grids = ground.of_kind(UnitKind.GRID)
    stations = make_stations(ground)
    for name in PARTNERS:
        ground.add_unit(UnitKind.PARTNER, name, ground.street)
    communities = ground.of_kind(UnitKind.COMMUNITY)
    for n, name in enumerate(MERCHANTS):
        ground.add_unit(UnitKind.MERCHANT, name, communities[n % len(communities)])
    await put_ground(seeding.write, ground)
    await put_stations(seeding.write, stations, seeding.random("mailboxes"))
    await put_rewards(seeding.write, ground)
    roster = make_roster(ground, grids[CAST_GRID - 1].id, seeding.random("roster"))
    await put_residents(seeding, roster)
    care = make_care(seeding, roster)
    await put_care(seeding, care)
    staff = make_staff(seeding, ground, roster)
    await put_staff(seeding, staff)
    await put_results(seeding, ground, stations, roster, staff)
    await put_visits(seeding, roster, staff, care)
    await seeding.write.finish()
    await count_anew(connection)
    return await counts(connection)
