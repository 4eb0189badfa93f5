"""A street of three doors, three weeks into November 2026, for the figures of its visits."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import func, select

from domain.cadence import Outcome, Way
from handlers.visit.coverage_cards import CoverageTap, compact
from models.audit import AccessLog
from services.visit import visit_log
from services.visit.visit_log import EVERYBODY, Report
from services.visit.visit_windows import open_windows
from tests.support.copies import street_copy, street_there
from tests.support.street import GRID_2, WANG, ZHAO, Street, at
from tests.support.where import FILE, copy_made

TODAY = date(2026, 11, 25)


async def visited_street(folder: Path) -> Street:
    """Since 2 November 王 has somebody who lives alone (1室) and somebody disabled (2室), 李 somebody needy (3室).

    1室 is seen in the first week, on the Monday after the second, and once more by 赵, who stands in; nobody has been
    to the others.
    """
    await copy_made("visited", _make, folder / FILE)
    return await street_there(folder, at(str(TODAY)), households=3, residents=3)


async def _make(folder: Path) -> None:
    street = await street_copy(folder, at("2026-11-02", "06:00"))
    await street.household(("living_alone",))
    await street.household(("disabled",))
    await street.household(("needy",), grid=GRID_2)
    await street.on_leave(WANG, "2026-11-17", "2026-11-20", ZHAO)
    visits = {date(2026, 11, 3): WANG, date(2026, 11, 16): WANG, date(2026, 11, 18): ZHAO}
    for n in range(24):
        day = date(2026, 11, 2) + timedelta(days=n)
        street.clock.moment = at(str(day), "06:00")
        await street.door.act(open_windows, day)
        if day in visits:
            street.clock.moment = at(str(day), "10:00")
            report = Report(f"visit {day}", Outcome.MET, Way.IN_PERSON, EVERYBODY)
            await street.run(visits[day], visit_log.log_visit, 1, report)
    await street.door.database.close()


def tap(unit: int, do: str = "s", **more: object) -> str:
    return CoverageTap.model_validate({"do": do, "unit": unit, "day": compact(TODAY), **more}).pack()


async def looks(street: Street) -> int:
    async with street.door.database.read() as session:
        return await session.scalar(select(func.count()).select_from(AccessLog)) or 0


async def see(street: Street, who: int, home: int) -> None:
    """Everybody of that door is met today."""
    report = Report(f"{who} {home} {street.clock.now()}", Outcome.MET, Way.IN_PERSON, EVERYBODY)
    await street.run(who, visit_log.log_visit, home, report)
