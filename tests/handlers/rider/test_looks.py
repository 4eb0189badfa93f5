"""One in five closed hazards is looked at by a supervisor near by: gone is noted, still there reopens it, once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from domain.case_flow import CaseState, Move
from domain.notices import Notice
from domain.roles import Role
from models.case import Case, CaseEvent
from models.case_look import CaseLook, CaseLookOffer
from models.people import RoleHeld
from models.points import PointsTransfer
from models.station import Station, StationCheckIn
from services.case.case_look_draw import is_drawn
from services.case.case_moves import Given, move
from services.rider.riders import end_agreement
from tests.support.photos import fetch_all
from tests.support.riders import CHEN, HERE, LIN, ZHENG, add_hazard, closed_hazard, riders_in
from tests.support.street import COMMUNITY, OTHER_COMMUNITY, OUTSIDER, WANG, Street, at
from tests.support.talk import Talk, read

PHOTO = {"kind": "photo", "file_id": "f", "unique_id": "u"}
A_KILOMETRE = 0.009
"""Degrees of latitude."""


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """Every hazard is drawn; 林 supervises the community, 陈 another one that lies nobody knows where."""
    street = await riders_in(tmp_path, at("2026-11-18"))
    configure(street, percent=100)
    for person, unit in ((LIN, COMMUNITY), (CHEN, OTHER_COMMUNITY)):
        role = RoleHeld(person_id=person, role=Role.RIDER_SUPERVISOR, unit_id=unit, starts_on=date(2026, 1, 1))
        await street.add(role)
    yield street
    await street.door.database.close()


def configure(street: Street, **look: int) -> None:
    settings = street.door.settings
    cases = replace(settings.cases, look=replace(settings.cases.look, **look))
    street.door.settings = replace(settings, cases=cases)


async def closed(street: Street, reporter: int = ZHENG, **changes: Any) -> Case:
    return await closed_hazard(street, reporter, **changes)


async def state(street: Street, number: str) -> str:
    async with street.door.database.read() as session:
        return (await session.scalars(select(Case.state).where(Case.number == number))).one()


async def paid(street: Street) -> list[tuple[int, str]]:
    async with street.door.database.read() as session:
        rows = await session.execute(select(PointsTransfer.amount, PointsTransfer.reason))
        return [(amount, reason) for amount, reason in rows]


async def asked(street: Street) -> list[int]:
    return [row.chat_id for row in await street.pushed(Notice.HAZARD_LOOK)]


async def finds(lin: Talk, hazard: Case, what: str) -> str:
    """Looks, takes a photo, sends it."""
    await lin.tap_data(f"lk:open:{hazard.number}")
    await lin.tap(what)
    await lin.send_photo("now")
    return read(await lin.tap("确认提交"))


async def test_gone_is_noted_and_pays_once(street: Street) -> None:
    hazard, lin = await closed(street), Talk(street, LIN)
    assert await asked(street) == [LIN]
    assert "约 40 米" in read(await lin.tap_data(f"lk:open:{hazard.number}"))

    done = await finds(lin, hazard, "没有了")
    await lin.again()
    assert "照片比对好，积分就到" in done
    assert await paid(street) == []
    await fetch_all(street)

    (told,) = await street.pushed(Notice.POINTS_EARNED)
    assert (told.chat_id, told.message["points"], told.message["reason"]) == (LIN, 5, "supervisor_check")
    assert (await state(street, hazard.number), await paid(street)) == ("closed", [(5, "supervisor_check")])
    async with street.door.database.read() as session:
        event = (await session.scalars(select(CaseEvent).order_by(CaseEvent.id.desc()))).first()
        assert event is not None
        assert (event.move, event.party, event.actor_id) == ("look", "supervisor", LIN)


async def test_still_there_reopens_it_tells_its_reporter_and_is_drawn_no_second_time(street: Street) -> None:
    hazard, lin = await closed(street), Talk(street, LIN)
    await finds(lin, hazard, "还在")
    await fetch_all(street)
    assert (await state(street, hazard.number), await paid(street)) == ("handling", [(5, "supervisor_check")])
    assert [row.chat_id for row in await street.pushed(Notice.CASE_MOVED)] == [ZHENG]
    assert [row.chat_id for row in await street.pushed(Notice.CASE_REOPENED)] == [WANG]

    street.clock.moment += timedelta(hours=1)
    await street.run(WANG, move, hazard.number, Move.RESOLVE, Given("再修", files=[PHOTO]))

    assert await asked(street) == [LIN]
    assert "已经有人看过" in read(await lin.tap_data(f"lk:gone:{hazard.number}"))


async def test_still_there_after_two_reopenings_goes_to_the_street(street: Street) -> None:
    hazard = await closed(street, reopened=2)
    await finds(Talk(street, LIN), hazard, "还在")
    await fetch_all(street)
    assert await state(street, hazard.number) == "checked"
    assert await paid(street) == [(5, "supervisor_check")]
    async with street.door.database.read() as session:
        event = (await session.scalars(select(CaseEvent).order_by(CaseEvent.id.desc()))).first()
        assert event is not None
        assert (event.move, event.party) == ("reopen", "supervisor")


async def test_resolved_is_nobodys_business_but_the_communitys_at_once(street: Street) -> None:
    hazard = await add_hazard(street, ZHENG, state=CaseState.HANDLING)
    await street.run(WANG, move, hazard.number, Move.RESOLVE, Given("换了井盖", files=[PHOTO]))

    (told,) = await street.pushed(Notice.CASE_TO_CHECK)
    assert (told.not_before, await asked(street)) == (street.clock.now(), [])


async def test_an_offer_is_over_after_its_hours_and_reopened_meanwhile_it_is_over_too(street: Street) -> None:
    late, back, lin = await closed(street), await closed(street), Talk(street, LIN)
    await street.run(ZHENG, move, back.number, Move.REOPEN, Given("又坏了"))
    assert "不用再去了" in read(await lin.tap_data(f"lk:gone:{back.number}"))

    street.clock.moment += timedelta(hours=24)

    assert "不用再去了" in read(await lin.tap_data(f"lk:gone:{late.number}"))
    assert "现在没有要看的" in read(await lin.tap_data("m:looks"))
    assert await paid(street) == []


async def test_reopened_between_photo_and_confirming_is_told_and_pays_nothing(street: Street) -> None:
    hazard, lin = await closed(street), Talk(street, LIN)
    await lin.tap_data(f"lk:gone:{hazard.number}")
    await lin.send_photo("now")
    await street.run(ZHENG, move, hazard.number, Move.REOPEN, Given("又坏了"))
    assert "不用再去了" in read(await lin.tap("确认提交"))
    assert await paid(street) == []


async def test_whose_agreement_has_ended_looks_no_more_and_is_paid_nothing(street: Street) -> None:
    hazard, lin = await closed(street), Talk(street, LIN)
    await lin.tap_data(f"lk:gone:{hazard.number}")
    await lin.send_photo("now")
    await street.run(LIN, end_agreement)

    assert "双向服务协议" in read(await lin.tap("确认提交"))
    assert "双向服务协议" in read(await lin.tap_data(f"lk:there:{hazard.number}"))
    assert (await state(street, hazard.number), await paid(street)) == ("closed", [])


@pytest.mark.parametrize("who", [CHEN, ZHENG, OUTSIDER, WANG])
async def test_nobody_looks_who_was_not_asked(street: Street, who: int) -> None:
    hazard = await closed(street)
    assert "没有找到" in read(await Talk(street, who).tap_data(f"lk:gone:{hazard.number}"))
    assert await state(street, hazard.number) == "closed"


async def test_whose_time_is_over_is_told_so_by_the_button(street: Street) -> None:
    hazard = await closed(street)
    async with street.door.database.write() as session:
        held = update(RoleHeld).where(RoleHeld.person_id == LIN, RoleHeld.role == Role.RIDER_SUPERVISOR)
        await session.execute(held.values(ends_on=date(2026, 11, 17)))
    assert "监督员" in read(await Talk(street, LIN).tap_data(f"lk:gone:{hazard.number}"))
    assert await state(street, hazard.number) == "closed"


async def test_who_reported_it_is_never_asked(street: Street) -> None:
    await closed(street, reporter=LIN)
    assert await asked(street) == []


async def test_where_the_street_has_no_supervisors_none_is_drawn(street: Street) -> None:
    async with street.door.database.write() as session:
        await session.execute(delete(RoleHeld).where(RoleHeld.role == Role.RIDER_SUPERVISOR))
    await closed(street)
    async with street.door.database.read() as session:
        assert (await session.scalars(select(CaseLook))).all() == []


async def test_where_somebody_was_last_counts_more_than_their_area(street: Street) -> None:
    """陈 reported something here yesterday, and 林 checked in two kilometres away this morning."""
    now = street.clock.now()
    await add_hazard(street, CHEN, created_at=now - timedelta(days=1))
    await street.add(
        Station(
            unit_id=COMMUNITY,
            level="community",
            lat=HERE[0] + 2 * A_KILOMETRE,
            lon=HERE[1],
            address="解放路",
            opens=time(8),
            closes=time(18),
            feature="red",
        ),
        StationCheckIn(person_id=LIN, on_date=now.date(), station_id=COMMUNITY, at=now, way="place"),
    )

    await closed(street)

    assert await asked(street) == [CHEN]


async def test_the_two_nearest_are_asked_and_each_at_most_three_times_a_day(street: Street) -> None:
    await add_hazard(street, CHEN, lat=HERE[0] + A_KILOMETRE)
    for _ in range(4):
        await closed(street)

    async with street.door.database.read() as session:
        offers = list((await session.execute(select(CaseLookOffer.person_id, CaseLookOffer.metres))).all())
    assert sorted(offers) == [(CHEN, 1001)] * 3 + [(LIN, 40)] * 3


async def test_one_in_five_is_drawn(street: Street) -> None:
    configure(street, percent=20)
    async with street.door.database.read() as session:
        ctx = street.door.within(session).ctx
        drawn = sum(is_drawn(ctx, f"H-2026-{n:06d}") for n in range(2000))
    assert 330 < drawn < 470
