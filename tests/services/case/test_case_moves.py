"""Moving a case: exactly what the table allows, once, by whoever may; who hears of it."""

from collections.abc import AsyncIterator
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.case_flow import STEPS, CaseKind, CaseState, Move, Party
from domain.errors import (
    DomainError,
    EvidenceNeeded,
    MoveNotOpen,
    NotAllowed,
    NotFound,
    OwnWorkNotChecked,
    ReasonNeeded,
    SomebodyWasFaster,
    TooManyReopenings,
)
from domain.notices import Notice
from domain.roles import Role
from models.case import Case, CaseEvent, CaseFollower, CaseMedia
from models.people import RoleHeld
from services.case.case_moves import Given, Moved, move
from tests.support.cases import CHECKED, REPORTER, case, case_in, file, go, history, told
from tests.support.copies import IN_GRID_1, street_copy
from tests.support.street import GRID_1, GRID_2, LI, LONG_AGO, STRANGE_STAFF, WANG, WU, ZHAO, ZHOU, Street, at

WHO = {Party.REPORTER: REPORTER, Party.WORKER: WANG, Party.COMMUNITY: ZHOU, Party.STREET: WU}
PHOTO = {"kind": "photo", "file_id": "f", "unique_id": "u"}
S, M = CaseState, Move


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


def everything(other: str) -> Given:
    """Whatever a move may need."""
    tomorrow = at("2026-11-19").date()
    return Given(
        "说明",
        [PHOTO],
        tomorrow,
        handler_id=LI,
        grid_id=GRID_2,
        other=other,
        category="parking",
        forces=("red_hats",),
        satisfaction=5,
    )


def outcome(name: Move, state: CaseState, kind: CaseKind, party: Party) -> CaseState | type[DomainError]:
    """What the table says, read line by line."""
    lines = [step for step in STEPS if step.move is name and state in step.sources and kind in step.kinds]
    mine = [step for step in lines if party in step.who]
    if not lines:
        return MoveNotOpen
    return mine[0].lands(state) if mine else NotAllowed


@pytest.mark.parametrize(("state", "kind"), list(product(CaseState, [CaseKind.COMPLAINT, CaseKind.HAZARD])))
async def test_every_move_of_everybody_goes_exactly_as_the_table_says(
    street: Street, state: CaseState, kind: CaseKind
) -> None:
    one = await case_in(street, state, kind, lat=IN_GRID_1[0], lon=IN_GRID_1[1])
    given = everything((await case_in(street, S.ACCEPTED)).number)
    found: dict[tuple[Party, Move], object] = {}
    expected: dict[tuple[Party, Move], object] = {}
    async with street.door.database.write() as session:
        for party, who in WHO.items():
            act = await street.act_as(session, who)
            for name in Move:
                async with session.begin_nested() as savepoint:
                    try:
                        found[party, name] = (await act.look(move, one.number, name, given)).state
                    except DomainError as refusal:
                        found[party, name] = type(refusal)
                    await savepoint.rollback()
                session.expunge_all()
                expected[party, name] = outcome(name, state, kind, party)

    assert found == expected


@pytest.mark.parametrize("who", [LI, STRANGE_STAFF, ZHAO])
async def test_a_case_does_not_exist_for_whom_it_is_no_business(street: Street, who: int) -> None:
    one = await case_in(street, S.SUBMITTED)
    for number in (one.number, "C-2026-999999"):
        with pytest.raises(NotFound):
            await street.run(who, move, number, M.ACCEPT)


async def test_a_follower_may_look_and_not_move(street: Street) -> None:
    one = await case_in(street, S.SUBMITTED)
    await street.add(CaseFollower(case_id=one.id, person_id=ZHAO, since=street.clock.now()))
    with pytest.raises(NotAllowed):
        await street.run(ZHAO, move, one.number, M.ACCEPT)


@pytest.mark.parametrize(
    ("state", "kind", "name", "who", "refusal"),
    [
        (S.SUBMITTED, CaseKind.COMPLAINT, M.REJECT, WANG, ReasonNeeded),
        (S.HANDLING, CaseKind.COMPLAINT, M.SUSPEND, WANG, ReasonNeeded),
        (S.HANDLING, CaseKind.COMPLAINT, M.RESOLVE, WANG, EvidenceNeeded),
        (S.RESOLVED, CaseKind.COMPLAINT, M.SEND_BACK, ZHOU, ReasonNeeded),
        (S.CLOSED, CaseKind.COMPLAINT, M.REOPEN, REPORTER, ReasonNeeded),
    ],
)
async def test_what_a_move_needs_is_asked_for_and_nothing_changes(
    street: Street, state: CaseState, kind: CaseKind, name: Move, who: int, refusal: type[DomainError]
) -> None:
    one = await case_in(street, state, kind)
    for note in (None, ""):
        with pytest.raises(refusal):
            await street.run(who, move, one.number, name, Given(note))
    assert ((await case(street, one.number)).state, await history(street, one.number)) == (state, [])
    assert await street.pushed() == []


async def test_a_hazard_is_resolved_with_words_and_a_photo(street: Street) -> None:
    one = await case_in(street, S.HANDLING, CaseKind.HAZARD)
    for note, files in (("修好了", []), (None, [PHOTO])):
        with pytest.raises(EvidenceNeeded):
            await street.run(WANG, move, one.number, M.RESOLVE, Given(note, files))

    await street.run(WANG, move, one.number, M.RESOLVE, Given("修好了", [PHOTO, PHOTO]))

    async with street.door.database.read() as session:
        events = await session.scalars(select(CaseEvent.id).where(CaseEvent.case_id == one.id))
        attached = await session.scalars(select(CaseMedia.event_id).where(CaseMedia.case_id == one.id))
        assert list(attached) == list(events)


async def test_whoever_resolved_does_not_check(street: Street) -> None:
    one = await case_in(street, S.HANDLING)
    await street.add(RoleHeld(person_id=ZHOU, role=Role.GRID_WORKER, unit_id=GRID_1, starts_on=LONG_AGO))
    await street.run(ZHOU, move, one.number, M.RESOLVE, Given("修好了"))

    with pytest.raises(OwnWorkNotChecked):
        await street.run(ZHOU, move, one.number, M.CHECK)

    assert await street.run(WU, move, one.number, M.CHECK) == Moved(one.number, S.CHECKED)


async def test_a_case_is_reopened_twice_and_no_more(street: Street) -> None:
    number = (await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1])).number
    await go(street, number, *CHECKED)
    again = ((WANG, M.RESOLVE), (ZHOU, M.CHECK))
    await go(street, number, (REPORTER, M.REOPEN), *again, (REPORTER, M.REOPEN), *again)

    with pytest.raises(TooManyReopenings):
        await street.run(REPORTER, move, number, M.REOPEN, Given("还是坏的"))

    found = await case(street, number)
    assert (found.state, found.reopened) == (S.CHECKED, 2)


async def test_a_lost_race_is_said_and_undoes_nothing_of_the_winners(street: Street) -> None:
    """Both looked while it was new; the other was quicker."""
    one = await case_in(street, S.SUBMITTED)
    async with street.door.database._write() as slow:
        seen = await slow.scalar(select(Case).where(Case.number == one.number))
        await slow.commit()
        await street.run(ZHOU, move, one.number, M.REJECT, Given("不归我们管"))
        act = await street.act_as(slow, WANG)
        with pytest.raises(SomebodyWasFaster):
            await act(move, one.number, M.ACCEPT)
        await slow.commit()
        assert seen is not None

    assert (await case(street, one.number)).state == S.REJECTED
    assert await history(street, one.number) == [(M.REJECT, Party.COMMUNITY, ZHOU)]


async def test_the_same_move_twice_is_made_once(street: Street) -> None:
    one = await case_in(street, S.SUBMITTED)
    await street.run(WANG, move, one.number, M.ACCEPT)

    with pytest.raises(SomebodyWasFaster) as refusal:
        await street.run(ZHOU, move, one.number, M.ACCEPT)
    with pytest.raises(MoveNotOpen) as own:
        await street.run(WANG, move, one.number, M.ACCEPT)

    assert refusal.value.values == {"number": one.number, "who": ("party-worker",), "move": ("move-accept-done",)}
    assert (type(own.value), own.value.values) == (MoveNotOpen, {"number": one.number})
    assert await history(street, one.number) == [(M.ACCEPT, Party.WORKER, WANG)]


async def test_the_history_and_the_moments_of_a_whole_life(street: Street) -> None:
    number = (await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1])).number
    moments: list[datetime] = []
    for step in CHECKED:
        street.clock.moment = at("2026-11-18", f"1{len(moments)}:00")
        moments.append(street.clock.moment)
        await go(street, number, step)

    found = await case(street, number)
    assert (found.responded_at, found.resolved_at, found.closed_at) == (moments[0], moments[2], None)
    assert (found.handler_id, found.resolved_by) == (WANG, WANG)
    assert await history(street, number) == [
        (M.SUBMIT, Party.REPORTER, REPORTER),
        (M.ACCEPT, Party.WORKER, WANG),
        (M.START, Party.WORKER, WANG),
        (M.RESOLVE, Party.WORKER, WANG),
        (M.CHECK, Party.COMMUNITY, ZHOU),
    ]


@pytest.mark.parametrize(
    ("steps", "heard"),
    [
        (((WANG, M.ACCEPT),), [(Notice.CASE_MOVED, REPORTER)]),
        (((ZHOU, M.REJECT),), [(Notice.CASE_MOVED, REPORTER)]),
        (((REPORTER, M.WITHDRAW),), [(Notice.CASE_REOPENED, WANG)]),
        (CHECKED[:3], [(Notice.CASE_TO_CHECK, ZHOU), (Notice.CASE_MOVED, REPORTER)]),
        (CHECKED, [(Notice.CASE_RATE, REPORTER)]),
        ((*CHECKED[:3], (ZHOU, M.SEND_BACK)), [(Notice.CASE_REOPENED, WANG)]),
        ((*CHECKED, (REPORTER, M.REOPEN)), [(Notice.CASE_REOPENED, WANG)]),
    ],
)
async def test_who_hears_of_a_move(
    street: Street, steps: tuple[tuple[int, Move], ...], heard: list[tuple[str, int]]
) -> None:
    number = (await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1])).number
    await go(street, number, *steps[:-1])
    before = len(await street.pushed())

    await go(street, number, steps[-1])

    assert await told(street, before) == heard


async def test_followers_hear_what_the_reporter_hears_but_not_what_they_did(street: Street) -> None:
    one = await case_in(street, S.SUBMITTED)
    for who in (ZHAO, WANG):
        await street.add(CaseFollower(case_id=one.id, person_id=who, since=street.clock.now()))

    await go(street, one.number, (WANG, M.ACCEPT))

    assert await told(street) == [(Notice.CASE_MOVED, ZHAO), (Notice.CASE_MOVED, REPORTER)]


async def test_where_nobody_staffs_the_community_the_street_checks(street: Street) -> None:
    one = await case_in(street, S.HANDLING, reporter_id=None)
    await street.end_role(ZHOU, LONG_AGO)
    await go(street, one.number, (WANG, M.RESOLVE))
    assert await told(street) == [(Notice.CASE_TO_CHECK, WU)]


async def test_a_case_of_no_grid_goes_back_to_the_community(street: Street) -> None:
    one = await case_in(street, S.RESOLVED, grid_id=None)
    async with street.door.database.write() as session:
        await session.execute(update(Case).where(Case.id == one.id).values(resolved_by=WANG))
    await go(street, one.number, (WU, M.SEND_BACK))
    assert await told(street) == [(Notice.CASE_REOPENED, ZHOU)]


async def test_what_goes_back_is_told_to_somebody_even_where_nobody_staffs_it(street: Street) -> None:
    """Neither a worker nor a community: the street, as when it was filed."""
    one = await case_in(street, S.CHECKED, grid_id=None, community_id=None)
    await go(street, one.number, (REPORTER, M.REOPEN))
    assert await told(street) == [(Notice.CASE_REOPENED, WU)]
