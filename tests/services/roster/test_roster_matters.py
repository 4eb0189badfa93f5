"""What the roster leaves open is worked out from the data, for those who keep it."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.errors import NotAllowed
from models.audit import AccessLog
from models.people import Care
from services.roster.roster_matters import Matter, Open, matters
from tests.support.keeping import people, put
from tests.support.roster_file import Sheets
from tests.support.street import COMMUNITY, OUTSIDER, STRANGE_STAFF, WANG, ZHOU, Street

COMPOUND = "江南苑"


async def found(street: Street, who: int) -> dict[Matter, Open]:
    return {one.matter: one for one in await street.run(who, matters, 5)}


async def test_what_is_left_open(street: Street) -> None:
    home = (COMPOUND, "7号楼", "101", "张三", "13800000001", None, None)
    sheets: Sheets = {
        "网格": [("网格",), ("三网格",)],
        "楼栋": [("小区", "楼栋", "网格"), (COMPOUND, "7号楼", None)],
        **people(home, (COMPOUND, "1号楼", "101", "李四", "13800000001", None, None)),
        "网格员": [("网格员", "电话", "网格"), ("孙六", "13900000001", "1网格")],
    }
    await put(street, ZHOU, sheets)

    open_ = await found(street, ZHOU)

    assert open_[Matter.GRID_WITHOUT_WORKER].names == ("三网格",)
    assert open_[Matter.WORKER_WITHOUT_CHAT].names == ("孙六 一网格",)
    assert open_[Matter.HOUSEHOLD_WITHOUT_GRID].names == ("江南苑 7号楼 1",)
    assert open_[Matter.SHARED_PHONE].count == 2
    assert open_[Matter.GRID_WITHOUT_BOUNDARY].count == 3
    assert Matter.CARE_ENDS_BEFORE not in open_
    async with street.door.database.read() as session:
        logged = (await session.scalars(select(AccessLog).where(AccessLog.what == "roster_matters"))).all()
    assert [(one.actor_id, one.subject_id) for one in logged] == [(ZHOU, COMMUNITY)]


async def test_care_that_ends_before_it_begins_is_listed(street: Street) -> None:
    _, (person,) = await street.household(())
    wrong = Care(person_id=person, category="needy", starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 1))
    await street.add(wrong)

    assert (await found(street, ZHOU))[Matter.CARE_ENDS_BEFORE].count == 1


async def test_nobody_elses(street: Street) -> None:
    await street.household(("needy",), grid=3)

    assert await found(street, STRANGE_STAFF) == {}
    for nobody in (WANG, OUTSIDER):
        with pytest.raises(NotAllowed):
            await found(street, nobody)
