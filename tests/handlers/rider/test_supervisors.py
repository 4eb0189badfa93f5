"""A community picks its supervisors from its riders in chat, and lets them go again; everybody concerned is told."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import NotAllowed, NotFound
from domain.notices import Notice
from domain.rider_errors import OwnAppointment, SupervisorsRide
from domain.roles import Role
from models.database import Database
from models.people import RoleHeld
from services.rider import board, riders, supervisors
from tests.support.riders import CHEN, LIN, ZHENG, add_person, closed_hazard, riders_in, with_riders
from tests.support.street import (
    COMMUNITY,
    LONG_AGO,
    OTHER_COMMUNITY,
    OUTSIDER,
    STRANGE_STAFF,
    WANG,
    WU,
    ZHOU,
    Street,
    at,
    street_on,
)
from tests.support.talk import Talk, read

COLLEAGUE = 301


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """Every hazard is drawn; a colleague of 周's staffs the community too."""
    street = await riders_in(tmp_path, at("2026-11-18"))
    settings = street.door.settings
    look = replace(settings.cases.look, percent=100)
    street.door.settings = replace(settings, cases=replace(settings.cases, look=look))
    await add_person(street, COLLEAGUE)
    role = RoleHeld(person_id=COLLEAGUE, role=Role.COMMUNITY_STAFF, unit_id=COMMUNITY, starts_on=LONG_AGO)
    await street.add(role)
    yield street
    await street.door.database.close()


async def rides(street: Street, person: int) -> int:
    """The id of their role."""
    async with street.door.database.read() as session:
        query = select(RoleHeld.id).where(RoleHeld.person_id == person, RoleHeld.role == Role.RIDER)
        return (await session.scalars(query)).one()


async def supervisors_of(street: Street, unit: int = COMMUNITY) -> list[tuple[int, bool]]:
    """Who is or was one, and whether they still are."""
    async with street.door.database.read() as session:
        query = select(RoleHeld).where(RoleHeld.role == Role.RIDER_SUPERVISOR, RoleHeld.unit_id == unit)
        rows = (await session.scalars(query.order_by(RoleHeld.id))).all()
        return [(row.person_id, row.ends_on is None) for row in rows]


async def told(street: Street) -> list[tuple[int, str]]:
    """Who heard of supervisors coming and going."""
    rows = await street.pushed()
    news = [row for row in rows if row.notice in (Notice.SUPERVISOR_NEWS, Notice.ROLE_ENDED)]
    return [(row.chat_id, str(row.message.get("what", row.notice))) for row in news]


async def test_from_the_list_to_the_look_and_back(street: Street) -> None:
    officer, lin = Talk(street, ZHOU), Talk(street, LIN)
    held = await rides(street, LIN)
    await officer.tap_data("rs:list:0")
    card = read(await officer.tap_data(f"rs:open:{held}"))
    assert "请做长江社区监督员" in card

    assert "长江社区监督员，从今天起" in read(await officer.tap("请做长江社区监督员"))
    await officer.again()
    assert await told(street) == [(LIN, "appointed"), (COLLEAGUE, "appointed")]
    assert "（监督员）" in read(await officer.tap("返回名单"))
    hazard = await closed_hazard(street, ZHENG)
    assert "没有了" in read(await lin.tap_data(f"lk:open:{hazard.number}"))

    await officer.tap_data(f"rs:open:{held}")
    assert "请做长江社区监督员" in read(await officer.tap("不再做长江社区监督员"))
    assert await supervisors_of(street) == [(LIN, False)]
    assert (await told(street))[2:] == [(LIN, "role_ended"), (COLLEAGUE, "ended")]
    street.clock.moment += timedelta(days=1)
    for old in ("open", "gone", "there"):
        assert "您现在不是这里的骑手监督员了" in read(await lin.tap_data(f"lk:{old}:{hazard.number}"))


async def test_only_the_community_picks_and_only_of_riders_whom_it_sees(street: Street) -> None:
    await street.run(CHEN, board.say_area, OTHER_COMMUNITY)
    lin = await rides(street, LIN)
    for who in (WU, WANG, LIN, CHEN, OUTSIDER):
        with pytest.raises(NotAllowed):
            await street.run(who, supervisors.appoint, lin, COMMUNITY)
    with pytest.raises(NotAllowed):
        await street.run(ZHOU, supervisors.appoint, lin, OTHER_COMMUNITY)
    with pytest.raises(NotFound):
        await street.run(ZHOU, supervisors.card, await rides(street, CHEN))
    with pytest.raises(NotFound):
        await street.run(ZHOU, supervisors.appoint, await rides(street, CHEN), COMMUNITY)
    assert (await street.run(WU, supervisors.card, lin)).community is None

    await street.run(ZHOU, supervisors.appoint, lin, COMMUNITY)
    (one,) = (await street.run(ZHOU, supervisors.card, lin)).supervises
    for who in (STRANGE_STAFF, WU, LIN, OUTSIDER):
        with pytest.raises(NotFound):
            await street.run(who, supervisors.end, one.held_id)
    with pytest.raises(NotFound):
        await street.run(ZHOU, supervisors.end, lin)
    assert await supervisors_of(street) == [(LIN, True)]


async def test_nobody_without_the_agreement_and_nobody_by_themself(street: Street) -> None:
    await street.add(RoleHeld(person_id=ZHOU, role=Role.RIDER, unit_id=1, starts_on=LONG_AGO))
    with pytest.raises(OwnAppointment):
        await street.run(ZHOU, supervisors.appoint, await rides(street, ZHOU), COMMUNITY)
    await street.run(LIN, riders.end_agreement)
    for rider in (ZHENG, LIN):
        assert (await street.run(ZHOU, supervisors.card, await rides(street, rider))).community is None
        with pytest.raises(SupervisorsRide):
            await street.run(ZHOU, supervisors.appoint, await rides(street, rider), COMMUNITY)


async def test_of_many_taps_at_once_one_appoints(either: Database) -> None:
    street = await with_riders(await street_on(either, at("2026-11-18")))
    held = await rides(street, LIN)

    await asyncio.gather(*(street.run(ZHOU, supervisors.appoint, held, COMMUNITY) for _ in range(10)))

    assert await supervisors_of(street) == [(LIN, True)]
    assert await told(street) == [(LIN, "appointed")]
