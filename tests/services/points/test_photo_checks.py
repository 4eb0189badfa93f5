"""What a hazard's photos let be paid: passed, held, or to a person, once, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.case_flow import CaseState, Move
from domain.notices import Notice
from domain.photo_check import Because, Standing, Verdict
from models.case import Case, CaseFollower
from models.database import Database
from models.photo_check import PhotoCheck, PhotoRuling
from models.points import PointsTransfer
from services.case.case_moves import Given, move
from services.points.photo_checks import standing_of
from tests.support.photos import LOOK, QIAN, apart, fetch, send, snapshot, street_with_photos
from tests.support.riders import CHEN, LIN, ZHENG, add_hazard
from tests.support.street import WU, ZHOU, Street, door_on


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_with_photos(tmp_path)
    yield street
    await street.door.database.close()


async def confirm(street: Street, case: Case, name: Move = Move.CONFIRM) -> None:
    await street.run(ZHOU, move, case.number, name)


async def check(street: Street, case: Case) -> PhotoCheck:
    async with street.door.database.read() as session:
        return await session.get_one(PhotoCheck, (case.id, "hazard"))


async def paid(street: Street, case: Case) -> list[tuple[int, str]]:
    query = select(PointsTransfer.amount, PointsTransfer.reason).where(PointsTransfer.case_id == case.id)
    async with street.door.database.read() as session:
        return [(amount, reason) for amount, reason in await session.execute(query.order_by(PointsTransfer.id))]


async def told(street: Street, notice: Notice) -> list[int]:
    return [row.chat_id for row in await street.pushed(notice)]


@pytest.mark.parametrize(
    ("bits", "verdict", "because"),
    [
        (0, Verdict.HELD, Because.SAME),
        (8, Verdict.HELD, Because.SAME),
        (9, Verdict.TO_A_PERSON, Because.LIKE),
        (14, Verdict.TO_A_PERSON, Because.LIKE),
        (15, Verdict.PASSED, Because.UNLIKE),
    ],
)
async def test_a_hazard_is_paid_as_its_photo_allows(
    street: Street, bits: int, verdict: Verdict, because: Because
) -> None:
    first = await snapshot(street, CHEN)
    again = await snapshot(street, LIN, apart(bits))

    await confirm(street, again)

    row = await check(street, again)
    assert (row.verdict, row.because, row.alike, row.person) == (verdict, because, 8, 14)
    assert await paid(street, again) == ([(10, "hazard_confirmed")] if verdict is Verdict.PASSED else [])
    assert await told(street, Notice.PHOTO_HELD) == ([] if verdict is Verdict.PASSED else [LIN])
    assert await told(street, Notice.PHOTO_TO_RULE) == ([ZHOU, QIAN] if verdict is Verdict.TO_A_PERSON else [])
    if verdict is not Verdict.PASSED:
        assert (row.distance, row.other_id) == (bits, first.id)


async def test_a_held_hazard_is_confirmed_all_the_same(street: Street) -> None:
    await snapshot(street, CHEN)
    again = await snapshot(street, LIN)

    await confirm(street, again, Move.CONFIRM_SERIOUS)

    async with street.door.database.read() as session:
        assert (await session.get_one(Case, again.id)).state == CaseState.ACCEPTED
        assert await street.run(ZHOU, standing_of, again.id) is Standing.HELD
    row = await check(street, again)
    assert (row.serious, row.solved) == (True, False)


async def test_who_joined_is_paid_although_the_photo_is_held(street: Street) -> None:
    await snapshot(street, CHEN)
    again = await snapshot(street, LIN)
    await street.add(CaseFollower(case_id=again.id, person_id=CHEN, since=street.clock.now()))

    await confirm(street, again)

    assert await paid(street, again) == [(2, "hazard_joined")]


async def test_without_a_photo_it_is_paid_and_that_is_kept(street: Street) -> None:
    case = await add_hazard(street, CHEN)

    await confirm(street, case)

    assert (await check(street, case)).because == Because.NO_PHOTO
    assert await paid(street, case) == [(10, "hazard_confirmed")]


async def test_a_photo_that_cannot_be_opened_goes_to_a_person(street: Street) -> None:
    case = await snapshot(street, CHEN, None)

    await confirm(street, case)

    assert (await check(street, case)).because == Because.UNREADABLE
    assert await paid(street, case) == []


async def test_who_has_no_agreement_is_neither_checked_nor_paid(street: Street) -> None:
    case = await snapshot(street, ZHENG)

    await confirm(street, case)

    assert await street.run(ZHOU, standing_of, case.id) is None
    assert await paid(street, case) == []


@pytest.mark.parametrize(
    ("look", "verdict", "points"),
    [(apart(20), Verdict.PASSED, 10), (LOOK, Verdict.HELD, 0), (None, Verdict.PASSED, 10)],
)
async def test_a_photo_on_its_way_is_waited_for(
    street: Street, look: int | None, verdict: Verdict, points: int
) -> None:
    """Of two photos one is here. The other is compared when it comes; one that never will be here is not waited for."""
    await snapshot(street, CHEN)
    case = await snapshot(street, LIN, apart(30))
    coming = await send(street, case, LIN)

    await confirm(street, case)
    assert (await check(street, case)).verdict == Verdict.WAITING
    assert await paid(street, case) == []
    await fetch(street, coming, look)
    await fetch(street, coming, look)

    assert (await check(street, case)).verdict == verdict
    assert [amount for amount, _ in await paid(street, case)] == ([points] if points else [])
    assert await told(street, Notice.PHOTO_HELD) == ([LIN] if verdict is Verdict.HELD else [])


async def test_the_last_photo_may_arrive_while_it_is_confirmed(street: Street) -> None:
    """Whoever is first, nothing waits for ever: ten hazards, confirmed while their photos arrive, all paid."""
    cases = [await add_hazard(street, (CHEN, LIN)[n % 2]) for n in range(10)]
    photos = [await send(street, case, CHEN) for case in cases]
    other = Street(
        door_on(Database(street.door.database.engine.url.render_as_string(False)), street.clock), street.clock
    )

    for n, (case, photo) in enumerate(zip(cases, photos, strict=True)):
        await asyncio.gather(fetch(other, photo, LOOK << (3 * n) & 0x3FFF_FFFF_FFFF_FFFF), confirm(street, case))
    await other.door.database.close()

    async with street.door.database.read() as session:
        waiting = select(func.count()).select_from(PhotoCheck).where(PhotoCheck.verdict == Verdict.WAITING)
        assert await session.scalar(waiting) == 0


async def test_confirmed_again_after_it_was_merged_and_taken_apart_pays_once(street: Street) -> None:
    case, other = await snapshot(street, CHEN), await add_hazard(street, LIN)
    await confirm(street, case)
    await street.run(ZHOU, move, case.number, Move.MERGE, Given(other=other.number))
    await street.run(ZHOU, move, case.number, Move.UNMERGE, Given(note="不是一回事"))

    await confirm(street, case, Move.CONFIRM_SERIOUS)

    assert await paid(street, case) == [(10, "hazard_confirmed"), (20, "serious_hazard")]


async def test_what_the_cap_left_nothing_of_before_an_upgrade_is_not_paid_when_confirmed_again(street: Street) -> None:
    """Older versions wrote no transfer of nothing: only the check says that these points were due."""
    case = await snapshot(street, CHEN)
    passed = PhotoCheck(
        case_id=case.id,
        at=street.clock.now(),
        verdict=Verdict.PASSED,
        because=Because.UNLIKE,
        alike=8,
        person=14,
    )
    await street.add(passed)

    await confirm(street, case, Move.CONFIRM_SERIOUS)

    assert await paid(street, case) == [(20, "serious_hazard")]


async def test_held_stays_held_when_it_is_confirmed_again(street: Street) -> None:
    await snapshot(street, CHEN)
    case, other = await snapshot(street, LIN), await add_hazard(street, CHEN)
    await confirm(street, case)
    await street.run(ZHOU, move, case.number, Move.MERGE, Given(other=other.number))
    await street.run(ZHOU, move, case.number, Move.UNMERGE, Given(note="不是一回事"))

    await confirm(street, case)

    assert await paid(street, case) == []
    assert await told(street, Notice.PHOTO_HELD) == [LIN]


async def test_nobody_staffs_the_community_so_the_street_is_asked(street: Street) -> None:
    await street.end_role(ZHOU, street.clock.now().date().replace(day=1))
    await street.end_role(QIAN, street.clock.now().date().replace(day=1))
    await snapshot(street, CHEN)
    case = await snapshot(street, LIN, apart(10))

    await street.run(WU, move, case.number, Move.CONFIRM)

    assert await told(street, Notice.PHOTO_TO_RULE) == [WU]
    async with street.door.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(PhotoRuling)) == 1
