"""One in five resolved hazards is looked at by a supervisor: gone is the check, still there sends it back, once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.case_flow import CaseState, Move
from domain.notices import Notice
from domain.roles import Role
from models.case import Case, CaseEvent
from models.case_look import CaseLook
from models.people import RoleHeld
from models.points import PointsTransfer
from services.case.case_look_draw import is_drawn
from services.case.case_moves import Given, move
from services.rider.riders import end_agreement
from tests.support.riders import CHEN, LIN, ZHENG, add_hazard, riders_in
from tests.support.street import COMMUNITY, OTHER_COMMUNITY, OUTSIDER, WANG, ZHOU, Street, at
from tests.support.talk import Talk, read

PHOTO = {"kind": "photo", "file_id": "f", "unique_id": "u"}


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """Every hazard is drawn; 林 supervises the community, 陈 another one."""
    street = await riders_in(tmp_path, at("2026-11-18"))
    settings = street.door.settings
    look = replace(settings.cases.look, percent=100)
    street.door.settings = replace(settings, cases=replace(settings.cases, look=look))
    for person, unit in ((LIN, COMMUNITY), (CHEN, OTHER_COMMUNITY)):
        role = RoleHeld(person_id=person, role=Role.RIDER_SUPERVISOR, unit_id=unit, starts_on=date(2026, 1, 1))
        await street.add(role)
    yield street
    await street.door.database.close()


async def resolved(street: Street, reporter: int = ZHENG) -> Case:
    hazard = await add_hazard(street, reporter, state=CaseState.HANDLING)
    await street.run(WANG, move, hazard.number, Move.RESOLVE, Given("换了井盖", files=[PHOTO]))
    return hazard


async def state(street: Street, number: str) -> str:
    async with street.door.database.read() as session:
        return (await session.scalars(select(Case.state).where(Case.number == number))).one()


async def paid(street: Street) -> list[tuple[int, str]]:
    async with street.door.database.read() as session:
        rows = await session.execute(select(PointsTransfer.amount, PointsTransfer.reason))
        return [(amount, reason) for amount, reason in rows]


async def test_gone_is_the_check_and_pays_once(street: Street) -> None:
    hazard, lin = await resolved(street), Talk(street, LIN)
    assert [row.chat_id for row in await street.pushed(Notice.HAZARD_LOOK)] == [LIN]

    await lin.tap_data(f"lk:open:{hazard.number}")
    await lin.tap("没有了")
    await lin.send_photo("now")
    done = read(await lin.tap("确认提交"))
    await lin.again()

    assert "得 5 分" in done
    assert (await state(street, hazard.number), await paid(street)) == ("checked", [(5, "supervisor_check")])
    assert [row.chat_id for row in await street.pushed(Notice.CASE_RATE)] == [ZHENG]
    async with street.door.database.read() as session:
        event = (await session.scalars(select(CaseEvent).order_by(CaseEvent.id.desc()))).first()
        assert event is not None
        assert (event.party, event.actor_id) == ("supervisor", LIN)


async def test_still_there_sends_it_back_pays_the_look_and_is_drawn_no_second_time(street: Street) -> None:
    hazard, lin = await resolved(street), Talk(street, LIN)
    await lin.tap_data(f"lk:there:{hazard.number}")
    await lin.send_photo("now")
    await lin.tap("确认提交")
    assert (await state(street, hazard.number), await paid(street)) == ("handling", [(5, "supervisor_check")])

    street.clock.moment += timedelta(hours=1)
    await street.run(WANG, move, hazard.number, Move.RESOLVE, Given("再修", files=[PHOTO]))

    assert len(await street.pushed(Notice.HAZARD_LOOK)) == 1
    assert "已经有人看过" in read(await lin.tap_data(f"lk:gone:{hazard.number}"))


async def test_the_community_hears_after_the_wait_and_may_check_before(street: Street) -> None:
    hazard, lin = await resolved(street), Talk(street, LIN)
    (told,) = await street.pushed(Notice.CASE_TO_CHECK)
    assert told.not_before == street.clock.now() + timedelta(hours=24)

    await street.run(ZHOU, move, hazard.number, Move.CHECK)

    assert "不用再去了" in read(await lin.tap_data(f"lk:gone:{hazard.number}"))
    assert await paid(street) == []


async def test_a_check_made_between_photo_and_confirming_is_told_and_pays_nothing(street: Street) -> None:
    hazard, lin = await resolved(street), Talk(street, LIN)
    await lin.tap_data(f"lk:gone:{hazard.number}")
    await lin.send_photo("now")
    await street.run(ZHOU, move, hazard.number, Move.CHECK)
    assert "不用再去了" in read(await lin.tap("确认提交"))
    assert await paid(street) == []


async def test_whose_agreement_has_ended_looks_no_more_and_is_paid_nothing(street: Street) -> None:
    hazard, lin = await resolved(street), Talk(street, LIN)
    await lin.tap_data(f"lk:gone:{hazard.number}")
    await lin.send_photo("now")
    await street.run(LIN, end_agreement)

    assert "双向服务协议" in read(await lin.tap("确认提交"))
    assert "双向服务协议" in read(await lin.tap_data(f"lk:there:{hazard.number}"))
    assert (await state(street, hazard.number), await paid(street)) == ("resolved", [])


@pytest.mark.parametrize("who", [CHEN, ZHENG, OUTSIDER, WANG])
async def test_nobody_else_looks(street: Street, who: int) -> None:
    hazard = await resolved(street)
    assert "没有找到" in read(await Talk(street, who).tap_data(f"lk:gone:{hazard.number}"))
    assert await state(street, hazard.number) == "resolved"


async def test_who_reported_it_is_never_asked_and_the_community_checks_at_once(street: Street) -> None:
    await resolved(street, reporter=LIN)
    (told,) = await street.pushed(Notice.CASE_TO_CHECK)
    assert (await street.pushed(Notice.HAZARD_LOOK), told.not_before) == ([], street.clock.now())
    async with street.door.database.read() as session:
        assert (await session.scalars(select(CaseLook))).all() == []


async def test_one_in_five_is_drawn(street: Street) -> None:
    settings = street.door.settings
    look = replace(settings.cases.look, percent=20)
    street.door.settings = replace(settings, cases=replace(settings.cases, look=look))
    async with street.door.database.read() as session:
        ctx = street.door.within(session).ctx
        drawn = sum(is_drawn(ctx, f"H-2026-{n:06d}") for n in range(2000))
    assert 330 < drawn < 470
