"""A person decides whether a hazard's points are paid, and the rider may appeal once: on both databases."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.case_flow import Move
from domain.errors import DomainError, NotFound, ReasonNeeded
from domain.notices import Notice
from domain.photo_check import Round, Standing
from domain.photo_errors import AppealedBefore, NothingToAppeal, OwnPhoto, OwnRuling, PhotoRuled
from domain.roles import Role
from models.case import Case
from models.database import Database
from models.people import RoleHeld
from models.photo_check import PhotoRuling
from services.case.case_moves import move
from services.points import photo_views
from services.points.photo_checks import standing_of
from services.points.photo_rulings import appeal, rule
from tests.services.points.test_photo_checks import paid, told
from tests.support.photos import QIAN, apart, snapshot, street_with_photos
from tests.support.riders import CHEN, LIN
from tests.support.street import COMMUNITY, LONG_AGO, OUTSIDER, STRANGE_STAFF, WANG, WU, ZHOU, Street, door_on

FIRST, APPEAL = Round.FIRST, Round.APPEAL
PHOTO = {"kind": "photo", "file_id": "appeal", "unique_id": "appeal"}


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_with_photos(tmp_path)
    yield street
    await street.door.database.close()


async def like(street: Street, bits: int) -> Case:
    """A confirmed hazard of 林's whose photo is so many bits from an earlier one of 陈's."""
    await snapshot(street, CHEN)
    again = await snapshot(street, LIN, apart(bits))
    await street.run(ZHOU, move, again.number, Move.CONFIRM_SERIOUS)
    return again


async def stands(street: Street, case: Case) -> Standing | None:
    return await street.run(ZHOU, standing_of, case.id)


async def test_what_a_person_passes_is_paid_in_full_and_once(street: Street) -> None:
    case = await like(street, 12)

    await street.run(QIAN, rule, case.number, FIRST, pays=True, why="不是同一张")

    assert await paid(street, case) == [(10, "hazard_confirmed"), (20, "serious_hazard")]
    assert await stands(street, case) is Standing.PAID
    with pytest.raises(PhotoRuled) as late:
        await street.run(ZHOU, rule, case.number, FIRST, pays=False, why="同一张")
    assert late.value.values["who"] == ("party-community",)
    assert await paid(street, case) == [(10, "hazard_confirmed"), (20, "serious_hazard")]


async def test_what_a_person_refuses_is_told_with_the_reason(street: Street) -> None:
    case = await like(street, 12)

    await street.run(QIAN, rule, case.number, FIRST, pays=False, why="同一张")

    assert await paid(street, case) == []
    assert await told(street, Notice.PHOTO_RULED) == [LIN]
    assert (await street.run(LIN, photo_views.check, case.number)).why == "同一张"


async def test_a_reason_is_needed(street: Street) -> None:
    case = await like(street, 12)

    with pytest.raises(ReasonNeeded):
        await street.run(QIAN, rule, case.number, FIRST, pays=True, why=" ")


async def test_two_at_once_decide_once(street: Street) -> None:
    """From processes of their own: one wins, the other is told who was faster, and it is paid once."""
    case = await like(street, 10)
    url = street.door.database.engine.url.render_as_string(hide_password=False)
    other = Street(door_on(Database(url), street.clock), street.clock)

    results = await asyncio.gather(
        *(street.run(ZHOU, rule, case.number, FIRST, pays=True, why="不是") for _ in range(3)),
        *(other.run(QIAN, rule, case.number, FIRST, pays=True, why="不是") for _ in range(3)),
        return_exceptions=True,
    )
    await other.door.database.close()

    assert sorted(type(result).__name__ for result in results) == ["NoneType", *["PhotoRuled"] * 5]
    assert await paid(street, case) == [(10, "hazard_confirmed"), (20, "serious_hazard")]


async def test_an_appeal_goes_to_somebody_else_and_is_paid_once(street: Street) -> None:
    case = await like(street, 12)
    await street.run(QIAN, rule, case.number, FIRST, pays=False, why="同一张")

    await street.run(LIN, appeal, case.number, "新拍的，不信您看", [PHOTO])

    asked = [row.chat_id for row in await street.pushed(Notice.PHOTO_TO_RULE) if row.message["round"] == APPEAL]
    assert asked == [ZHOU]
    with pytest.raises(OwnRuling):
        await street.run(QIAN, rule, case.number, APPEAL, pays=False, why="还是")
    shown = await street.run(ZHOU, photo_views.ruling, case.number)
    assert (shown.words, shown.refused, len(shown.media)) == ("新拍的，不信您看", "同一张", 1)
    await street.run(ZHOU, rule, case.number, APPEAL, pays=True, why="您说得对")
    assert await paid(street, case) == [(10, "hazard_confirmed"), (20, "serious_hazard")]
    assert await told(street, Notice.PHOTO_RULED) == [LIN, LIN]


async def test_an_appeal_of_what_was_held_may_be_seen_by_any_of_them(street: Street) -> None:
    case = await like(street, 0)

    await street.run(LIN, appeal, case.number, None, [PHOTO])

    assert await told(street, Notice.PHOTO_TO_RULE) == [ZHOU, QIAN]
    await street.run(ZHOU, rule, case.number, APPEAL, pays=False, why="一模一样")
    assert await stands(street, case) is Standing.REFUSED_FOR_GOOD


async def test_without_anybody_else_whoever_refused_it_looks_again(street: Street) -> None:
    case = await like(street, 12)
    for gone in (QIAN, WU):
        await street.end_role(gone, LONG_AGO)
    await street.run(ZHOU, rule, case.number, FIRST, pays=False, why="同一张")

    await street.run(LIN, appeal, case.number, "不是")

    await street.run(ZHOU, rule, case.number, APPEAL, pays=True, why="看错了")
    assert len(await paid(street, case)) == 2


async def test_without_anybody_else_in_the_community_the_street_is_asked(street: Street) -> None:
    case = await like(street, 12)
    await street.end_role(QIAN, LONG_AGO)
    await street.run(ZHOU, rule, case.number, FIRST, pays=False, why="同一张")

    await street.run(LIN, appeal, case.number, "不是")

    asked = [row.chat_id for row in await street.pushed(Notice.PHOTO_TO_RULE) if row.message["round"] == APPEAL]
    assert asked == [WU]


async def test_once_only_and_only_where_there_is_something_to_appeal(street: Street) -> None:
    case = await like(street, 12)
    with pytest.raises(NothingToAppeal):
        await street.run(LIN, appeal, case.number, "快点看")
    await street.run(QIAN, rule, case.number, FIRST, pays=False, why="同一张")
    with pytest.raises(ReasonNeeded):
        await street.run(LIN, appeal, case.number, "  ")
    await street.run(LIN, appeal, case.number, "不是")

    for _ in range(2):
        with pytest.raises(AppealedBefore):
            await street.run(LIN, appeal, case.number, "再说一次")
    await street.run(ZHOU, rule, case.number, APPEAL, pays=False, why="还是同一张")
    with pytest.raises(AppealedBefore):
        await street.run(LIN, appeal, case.number, "再说一次")


async def test_the_same_appeal_from_two_phones_is_one(street: Street) -> None:
    case = await like(street, 0)
    url = street.door.database.engine.url.render_as_string(hide_password=False)
    other = Street(door_on(Database(url), street.clock), street.clock)

    results = await asyncio.gather(
        street.run(LIN, appeal, case.number, "不是"),
        other.run(LIN, appeal, case.number, "不是"),
        return_exceptions=True,
    )
    await other.door.database.close()

    assert sorted(type(result).__name__ for result in results) == ["AppealedBefore", "NoneType"]
    async with street.door.database.read() as session:
        assert await session.get(PhotoRuling, (case.id, "hazard", APPEAL)) is not None


async def test_nobody_rules_on_their_own(street: Street) -> None:
    await snapshot(street, CHEN)
    await street.add(RoleHeld(person_id=LIN, role=Role.COMMUNITY_STAFF, unit_id=COMMUNITY, starts_on=LONG_AGO))
    case = await snapshot(street, LIN, apart(12))
    await street.run(ZHOU, move, case.number, Move.CONFIRM)

    assert LIN not in await told(street, Notice.PHOTO_TO_RULE)
    with pytest.raises(OwnPhoto):
        await street.run(LIN, rule, case.number, FIRST, pays=True, why="是我拍的")


@pytest.mark.parametrize("who", [CHEN, LIN, WANG, OUTSIDER, STRANGE_STAFF])
async def test_nobody_else_gets_in(street: Street, who: int) -> None:
    case = await like(street, 12)

    with pytest.raises(NotFound):
        await street.run(who, rule, case.number, FIRST, pays=True, why="x")
    with pytest.raises(NotFound):
        await street.run(who, photo_views.ruling, case.number)
    assert await street.run(who, photo_views.to_rule) == ([], None)
    assert await street.run(who, photo_views.count) == 0
    if who != LIN:
        with pytest.raises(DomainError):
            await street.run(who, appeal, case.number, "x")
        with pytest.raises(NotFound):
            await street.run(who, photo_views.check, case.number)


async def test_what_waits_is_listed_by_page_the_longest_first(street: Street) -> None:
    numbers = []
    for _ in range(10):
        case = await snapshot(street, LIN, None)
        await street.run(ZHOU, move, case.number, Move.CONFIRM)
        numbers.append(case.number)

    first, more = await street.run(ZHOU, photo_views.to_rule)
    assert more is not None
    rest, end = await street.run(ZHOU, photo_views.to_rule, more.number, more.about)

    assert [one.number for one in first + rest] == numbers
    assert (more.number, end) == (numbers[7], None)
    assert await street.run(WU, photo_views.count) == 10
