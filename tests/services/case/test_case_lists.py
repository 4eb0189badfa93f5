"""Lists of the desk and of reporters: whose, by deadline, page after page and back again; and what a search finds."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.case_flow import CaseState, Move
from models.case import Case
from services.case.case_find import Found, Wanted, find
from services.case.case_lists import PAGE, Page, Scope, Turn, counts, desk_queue, my_cases
from services.case.case_moves import move
from tests.support.cases import REPORTER, case_in
from tests.support.copies import street_copy
from tests.support.street import GRID_2, LI, STRANGE_STAFF, WANG, WU, ZHAO, ZHOU, Street, at

S = CaseState


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


def numbers(page: Page | Found) -> list[str]:
    return [row.number for row in page.rows]


async def due_in(street: Street, *hours: int) -> list[str]:
    """Cases of grid 1 that are due so many hours from now."""
    due = [street.clock.now() + timedelta(hours=hour) for hour in hours]
    return [(await case_in(street, S.HANDLING, resolve_by=when)).number for when in due]


async def test_everybody_has_the_queue_of_their_units(street: Street) -> None:
    first, second = await case_in(street, S.SUBMITTED), await case_in(street, S.SUBMITTED, grid_id=GRID_2)
    lost = await case_in(street, S.SUBMITTED, grid_id=None, community_id=None)
    for who, theirs in (
        (WANG, [first]),
        (LI, [second]),
        (ZHOU, [first, second]),
        (WU, [first, second, lost]),
        (STRANGE_STAFF, []),
        (REPORTER, []),
    ):
        assert numbers(await street.run(who, desk_queue)) == [one.number for one in theirs], who


async def test_the_most_urgent_come_first_and_the_finished_not_at_all(street: Street) -> None:
    later, soon, late = await due_in(street, 5, 1, -3)
    for state in (S.CHECKED, S.CLOSED, S.REJECTED, S.DUPLICATE, S.WITHDRAWN, S.SUSPENDED):
        await case_in(street, state)
    assert numbers(await street.run(WANG, desk_queue)) == [late, soon, later]


async def test_an_answer_that_is_due_comes_before_a_resolution_that_is_later(street: Street) -> None:
    now = street.clock.now()
    solved_soon = await case_in(street, S.HANDLING, resolve_by=now + timedelta(hours=2))
    unanswered = await case_in(
        street, S.SUBMITTED, respond_by=now + timedelta(hours=1), resolve_by=now + timedelta(days=9)
    )
    page = await street.run(WANG, desk_queue)
    assert numbers(page) == [unanswered.number, solved_soon.number]
    assert [row.due_by for row in page.rows] == [now + timedelta(hours=1), now + timedelta(hours=2)]


async def test_an_answered_case_goes_to_where_its_resolution_puts_it(street: Street) -> None:
    now = street.clock.now()
    answered = await case_in(
        street, S.SUBMITTED, respond_by=now + timedelta(hours=1), resolve_by=now + timedelta(days=9)
    )
    other = await case_in(street, S.HANDLING, resolve_by=now + timedelta(hours=2))
    await street.run(WANG, move, answered.number, Move.ACCEPT)
    assert numbers(await street.run(WANG, desk_queue)) == [other.number, answered.number]


Turns = Callable[[Turn | None], Awaitable[Page]]


async def walked(turns: Turns) -> tuple[list[str], list[str]]:
    """Every page to the end, and every page back to the beginning."""
    forth: list[str] = []
    back: list[str] = []
    page = await turns(None)
    assert page.before is None
    while True:
        forth += numbers(page)
        if page.after is None:
            break
        page = await turns(Turn(page.after))
    while True:
        back[:0] = numbers(page)
        if page.before is None:
            return forth, back
        page = await turns(Turn(page.before, back=True))


@pytest.mark.parametrize("many", [1, PAGE, PAGE + 1, 3 * PAGE, 3 * PAGE + 2])
async def test_a_list_is_read_page_by_page_and_back(street: Street, many: int) -> None:
    """Several are due at the same moment, so that the id has to part them."""
    cases = await due_in(street, *[n // 3 for n in range(many)])

    async def queue(turn: Turn | None) -> Page:
        return await street.run(WANG, desk_queue, Scope.ALL, turn)

    async def mine(turn: Turn | None) -> Page:
        return await street.run(REPORTER, my_cases, turn)

    assert await walked(queue) == (cases, cases)
    assert await walked(mine) == (cases[::-1], cases[::-1])


async def test_a_page_whose_first_case_is_gone_begins_anew(street: Street) -> None:
    (one,) = await due_in(street, 1)
    assert await street.run(WANG, desk_queue, Scope.ALL, Turn(999)) == await street.run(WANG, desk_queue)
    assert numbers(await street.run(WANG, desk_queue)) == [one]


async def test_what_the_desk_can_look_at_is_counted(street: Street) -> None:
    held = await case_in(street, S.DISPATCHED, grid_id=GRID_2, handler_id=WANG)
    waits = await case_in(street, S.SUSPENDED)
    done = await case_in(street, S.RESOLVED)
    lost = await case_in(street, S.SUBMITTED, grid_id=None)
    claimed = await case_in(street, S.CHECKED)
    await case_in(street, S.CHECKED, resolved_at=street.clock.now())

    assert await street.run(WANG, counts) == {Scope.ALL: 2, Scope.MINE: 1, Scope.SUSPENDED: 1}
    assert await street.run(WU, counts) == {
        Scope.ALL: 3,
        Scope.MINE: 0,
        Scope.SUSPENDED: 1,
        Scope.CHECK: 1,
        Scope.UNPLACED: 1,
        Scope.STREET: 1,
        Scope.LOOK: 0,
    }
    assert (await street.run(REPORTER, counts), await street.run(ZHAO, counts)) == ({}, {})
    for who, scope, one in (
        (WANG, Scope.MINE, held),
        (ZHOU, Scope.SUSPENDED, waits),
        (ZHOU, Scope.CHECK, done),
        (ZHOU, Scope.UNPLACED, lost),
        (WU, Scope.STREET, claimed),
    ):
        assert numbers(await street.run(who, desk_queue, scope)) == [one.number], scope


async def test_a_scope_that_is_not_ones_own_is_empty(street: Street) -> None:
    await case_in(street, S.CHECKED)
    assert numbers(await street.run(ZHOU, desk_queue, Scope.STREET)) == []


async def found(street: Street, who: int, *words: str, **more: Any) -> list[str]:
    return numbers(await street.run(who, find, Wanted(words, **more)))


async def a_few(street: Street) -> list[Case]:
    lamp = await case_in(street, S.HANDLING, words="三单元楼道灯坏了", compound_id=1)
    other = await case_in(street, S.CLOSED, words="楼道堆了杂物", category="city_look", grid_id=GRID_2)
    return [lamp, other, await case_in(street, S.CLOSED, words="Broken LAMP 100%", reporter_id=ZHAO)]


async def test_words_states_categories_and_places_find_what_one_may_open(street: Street) -> None:
    lamp, other, english = [one.number for one in await a_few(street)]
    assert await found(street, ZHOU, "楼道") == [other, lamp]
    assert await found(street, ZHOU, "楼道", "灯") == [lamp]
    assert await found(street, ZHOU, "lamp") == [english]
    assert await found(street, ZHOU, "0%") == [english]
    assert await found(street, ZHOU, "1_0") == []
    assert await found(street, ZHOU, "楼道", states=(S.CLOSED,)) == [other]
    assert await found(street, ZHOU, categories=("city_look",)) == [other]
    assert await found(street, ZHOU, "江南苑") == [lamp]
    assert await found(street, ZHOU, "二网格", "杂物") == [other]
    assert await found(street, WANG, "楼道") == [lamp]
    assert await found(street, WANG, "二网格") == []
    assert await found(street, REPORTER, "楼道") == [other, lamp]
    assert await found(street, ZHAO) == [english]
    assert await found(street, STRANGE_STAFF, "楼道") == []


async def test_a_search_reads_a_stretch_and_goes_on_from_its_end(street: Street) -> None:
    limit = street.door.settings.cases.search_reads
    oldest = await case_in(street, S.CLOSED, words="很久以前的井盖")
    now = street.clock.now()
    values = {"kind": "complaint", "state": "closed", "category": "noise", "route": "tracked", "collected": "online"}
    fixed: dict[str, Any] = {
        **values,
        "words": "吵",
        "street_id": 1,
        "community_id": 2,
        "grid_id": 3,
        "created_at": now,
    }
    rows = [Case(number=f"Y-{n}", submission=f"y{n}", respond_by=now, resolve_by=now, **fixed) for n in range(limit)]
    async with street.door.database.write() as session:
        session.add_all(rows)

    near = await street.run(ZHOU, find, Wanted(("井盖",)))
    assert (near.rows, near.looked_through, near.after) == ((), True, rows[0].id)
    far = await street.run(ZHOU, find, Wanted(("井盖",)), near.after)
    assert (numbers(far), far.after) == ([oldest.number], None)
    many = await street.run(ZHOU, find, Wanted(("吵",)))
    assert (len(many.rows), many.looked_through, many.after) == (PAGE, False, many.rows[-1].id)
