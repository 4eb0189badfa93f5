"""What a supervisor's photo of a look lets be paid: as a hazard's, against all that was used before."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import NotFound
from domain.notices import Notice
from domain.photo_check import About, Round, Standing
from domain.photo_errors import OwnPhoto
from domain.roles import Role
from models.case import Case
from models.media import Media
from models.people import RoleHeld
from models.photo_check import PhotoCheck
from models.points import PointsTransfer
from services.case import case_look
from services.points import photo_rulings, photo_views
from services.points.photo_checks import standing_of
from tests.support.photos import LOOK, QIAN, apart, fetch, send, street_with_photos
from tests.support.riders import CHEN, LIN, ZHENG, add_hazard, closed_hazard
from tests.support.street import COMMUNITY, LONG_AGO, WU, ZHOU, Street

FAR = apart(40)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """Every hazard is drawn, and 林 supervises."""
    street = await street_with_photos(tmp_path)
    settings = street.door.settings
    cases = replace(settings.cases, look=replace(settings.cases.look, percent=100))
    street.door.settings = replace(settings, cases=cases)
    await street.add(RoleHeld(person_id=LIN, role=Role.RIDER_SUPERVISOR, unit_id=COMMUNITY, starts_on=date(2026, 1, 1)))
    yield street
    await street.door.database.close()
    await street.door.database.close()


async def looked_at(street: Street, before: int | None, *, unique_id: str = "look") -> tuple[Case, int]:
    """陈's hazard had a photo that looks like `before`; it is closed, and 林 has sent one that is on its way."""
    case = await closed_hazard(street, CHEN)
    if before is not None:
        await fetch(street, await send(street, case, CHEN), before)
    photo = {"kind": "photo", "file_id": unique_id, "unique_id": unique_id}
    await street.run(LIN, case_look.look, case.number, gone=True, files=[photo], note=None)
    query = select(Media.id).where(Media.unique_id == unique_id)
    async with street.door.database.read() as session:
        return case, (await session.scalars(query)).one()


async def paid(street: Street, case: Case) -> list[tuple[int, str]]:
    query = select(PointsTransfer.amount, PointsTransfer.reason).where(PointsTransfer.case_id == case.id)
    async with street.door.database.read() as session:
        return [(amount, reason) for amount, reason in await session.execute(query)]


async def told(street: Street, notice: Notice) -> list[int]:
    return [row.chat_id for row in await street.pushed(notice)]


@pytest.mark.parametrize(
    ("bits", "stands", "points"),
    [
        (0, Standing.HELD, []),
        (8, Standing.HELD, []),
        (14, Standing.LOOKED_AT, []),
        (15, Standing.PAID, [(5, "supervisor_check")]),
    ],
)
async def test_it_is_paid_as_its_photo_allows_once_it_is_here(
    street: Street, bits: int, stands: Standing, points: list[tuple[int, str]]
) -> None:
    """The earlier photo is that of the very hazard: whoever was not there has it on the card."""
    case, photo = await looked_at(street, LOOK)
    assert await street.run(ZHOU, standing_of, case.id, About.LOOK) is Standing.WAITING

    await fetch(street, photo, apart(bits))
    await fetch(street, photo, apart(bits))

    assert await street.run(ZHOU, standing_of, case.id, About.LOOK) is stands
    assert await paid(street, case) == points
    assert await told(street, Notice.PHOTO_HELD) == ([] if points else [LIN])
    assert await told(street, Notice.PHOTO_TO_RULE) == ([ZHOU, QIAN] if stands is Standing.LOOKED_AT else [])
    async with street.door.database.read() as session:
        check = await session.get_one(PhotoCheck, (case.id, About.LOOK))
        assert check.other_id == (case.id if bits < 15 else None)


async def test_one_that_a_later_case_used_was_new(street: Street) -> None:
    case, photo = await looked_at(street, FAR)
    later = await add_hazard(street, ZHENG, created_at=street.clock.now().replace(hour=23))
    await fetch(street, await send(street, later, ZHENG), LOOK)

    await fetch(street, photo, LOOK)

    assert await paid(street, case) == [(5, "supervisor_check")]


async def test_an_own_earlier_photo_sent_again_is_held(street: Street) -> None:
    """From the same chat it is the same row of the same file."""
    first, photo = await looked_at(street, FAR)
    await fetch(street, photo, LOOK)
    again, _ = await looked_at(street, None)

    assert await street.run(ZHOU, standing_of, again.id, About.LOOK) is Standing.HELD
    assert (await paid(street, first), await paid(street, again)) == ([(5, "supervisor_check")], [])


async def test_one_that_cannot_be_opened_goes_to_a_person_who_pays_it_once(street: Street) -> None:
    case, photo = await looked_at(street, FAR)
    await fetch(street, photo, None)
    waits, _ = await street.run(ZHOU, photo_views.to_rule)
    assert [(one.number, one.about) for one in waits] == [(case.number, About.LOOK)]

    await street.run(ZHOU, photo_rulings.rule, case.number, Round.FIRST, pays=True, why="确实去了", about=About.LOOK)

    assert await paid(street, case) == [(5, "supervisor_check")]
    assert await told(street, Notice.POINTS_EARNED) == [LIN]


async def test_held_is_appealed_and_ruled_on_by_somebody_and_never_by_oneself(street: Street) -> None:
    case, photo = await looked_at(street, LOOK)
    await fetch(street, photo, LOOK)
    await street.add(RoleHeld(person_id=LIN, role=Role.COMMUNITY_STAFF, unit_id=COMMUNITY, starts_on=LONG_AGO))
    refuses = partial(photo_rulings.rule, pays=False, why="同一张", about=About.LOOK)

    for who in (CHEN, ZHENG, ZHOU):
        with pytest.raises(NotFound):
            await street.run(who, photo_rulings.appeal, case.number, "不是", (), About.LOOK)
    await street.run(LIN, photo_rulings.appeal, case.number, "站在同一个地方拍的", (), About.LOOK)
    with pytest.raises(OwnPhoto):
        await street.run(LIN, refuses, case.number, Round.APPEAL)
    await street.run(WU, refuses, case.number, Round.APPEAL)

    assert await told(street, Notice.PHOTO_TO_RULE) == [ZHOU, QIAN]
    shown = await street.run(LIN, photo_views.check, case.number, About.LOOK)
    assert (shown.standing, shown.why, shown.appeal) == (Standing.REFUSED_FOR_GOOD, "同一张", False)
    assert await paid(street, case) == []
