"""The row "planning" with two grids in its street instead of 134."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench import planning_street
from bench.planning import OURS, made
from bench.planning_day import FLOOR, measured
from bench.planning_street import FIRST, HEAVIEST, MIDDLE, Morning
from models.database import Database
from models.visit import VisitWindow
from models.walk_plan import WalkPlan

GRIDS = 2


@pytest.fixture
async def streets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[Morning, Path]:
    whole = planning_street.GRIDS
    for name in ("GRIDS", "HOUSEHOLDS", "RESIDENTS"):
        monkeypatch.setattr(planning_street, name, getattr(planning_street, name) * GRIDS // whole)
    monkeypatch.setattr("gc.freeze", lambda: None)  # other tests' garbage is still to be collected
    return (await made(tmp_path / "streets", [1]))[1]


async def planned(street: Path, what: str, morning: Morning) -> tuple[dict[str, int], list[int]]:
    """How many windows of each rule begin on that day, and how many stops the walks of the grids have."""
    url = f"sqlite+aiosqlite:///{street}"
    await measured(what, url, morning.day)
    database = Database(url)
    begin = select(VisitWindow.rule, func.count()).where(VisitWindow.starts_on == morning.day)
    async with database.read() as session:
        windows = dict((await session.execute(begin.group_by(VisitWindow.rule))).all())
        walks = [len(stops) for stops in await session.scalars(select(WalkPlan.stops))]
    await database.close()
    return windows, walks


async def test_ours_and_the_plain_insert_open_the_same_windows(streets: dict[Morning, Path], tmp_path: Path) -> None:
    floors = tmp_path / "floors.sqlite"
    floors.write_bytes(streets[FIRST].read_bytes())

    ours, walks = await planned(streets[FIRST], OURS, FIRST)
    theirs, none = await planned(floors, FLOOR, FIRST)

    assert ours == theirs
    assert len(ours) == 4
    assert (len(walks), min(walks) > 0, none) == (GRIDS, True, [])


async def test_the_other_mornings_are_planned_too(streets: dict[Morning, Path]) -> None:
    _, heavy = await planned(streets[HEAVIEST], OURS, HEAVIEST)
    few, middle = await planned(streets[MIDDLE], OURS, MIDDLE)

    assert min(heavy) > 0 < min(middle)
    assert set(few) == {"key_persons"}
