"""What goes along with a household or a person that moves, and what stays."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.cadence import Outcome, Way, WindowState, window_state
from models.people import Person
from models.places import Household
from models.visit import Visit, VisitMet, VisitWindow
from services.people.moving import leave_home
from services.visit import visit_facts
from services.visit.visit_corrections import Fix, correct
from services.visit.visit_log import EVERYBODY, Report, log_visit
from services.visit.visit_windows import open_windows
from tests.support.street import GRID_1, GRID_2, WANG, Street, at, street_in

WEDNESDAY, THURSDAY = date(2026, 11, 18), date(2026, 11, 19)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18", "00:05"))
    yield street
    await street.door.database.close()


async def move(street: Street, person: int, home: int) -> None:
    async with street.door.database.write() as session:
        await session.execute(update(Person).where(Person.id == person).values(household_id=home))


async def visited(street: Street, home: int, on: date, *met: int) -> None:
    visit = Visit(
        household_id=home,
        grid_id=GRID_1,
        worker_id=WANG,
        visited_on=on,
        recorded_at=at(str(on), "10:00"),
        way=Way.IN_PERSON,
        outcome=Outcome.MET,
        submission=f"{home} {on}",
    )
    await street.add(visit)
    await street.add(*(VisitMet(visit_id=visit.id, person_id=person, visited_on=on) for person in met))


async def window_of(street: Street, subject: int, rule: str, day: date) -> tuple[int, int, date, WindowState]:
    """Household, grid, last day of grace, and what it is known to be at the end of `day`."""
    async with street.door.database.read() as session:
        ctx = street.door.within(session).ctx
        where = (VisitWindow.subject_id == subject, VisitWindow.rule == rule)
        row = (await session.scalars(select(VisitWindow).where(*where).order_by(VisitWindow.id))).first()
        assert row is not None
        window = visit_facts.stored(row, visit_facts.rules(ctx)[rule])
        visits = await visit_facts.stops_for(ctx, [window], day)
        state = window_state(window.facts, visits.of(window), day)
    return row.household_id, row.grid_id, row.closes_on, state


async def test_open_windows_go_along_with_two_working_days_of_grace(street: Street) -> None:
    old, (alone,) = await street.household(("living_alone",))
    new, _ = await street.household(grid=GRID_2)
    await street.door.act(open_windows, WEDNESDAY)
    before = await window_of(street, alone, "special_groups", WEDNESDAY)
    await move(street, alone, new)

    await street.door.act(open_windows, THURSDAY)

    assert before == (old, GRID_1, date(2026, 11, 24), WindowState.OPEN)
    assert await window_of(street, alone, "special_groups", THURSDAY) == (
        *(new, GRID_2, date(2026, 11, 24)),  # later than Friday, the second working day
        WindowState.OPEN,
    )


async def test_the_day_of_the_move_is_not_missed(street: Street) -> None:
    """Bug: a daily window had closed when the move was looked at, and stayed with a worker who could not go there."""
    _, (key, _) = await street.household(("key_person",), ())
    new, _ = await street.household(grid=GRID_2)
    await street.door.act(open_windows, WEDNESDAY)
    await move(street, key, new)

    await street.door.act(open_windows, THURSDAY)
    await visited(street, new, THURSDAY, key)

    assert await window_of(street, key, "key_persons", THURSDAY) == (
        *(new, GRID_2, date(2026, 11, 20)),
        WindowState.LATE,
    )


async def test_a_window_in_its_grace_goes_along(street: Street) -> None:
    """Bug: only windows still running did, and the new worker never heard of the others."""
    home, (needy,) = await street.household(("needy",))
    await street.door.act(open_windows, date(2026, 11, 15))
    async with street.door.database.write() as session:
        await session.execute(update(Household).where(Household.id == home).values(grid_id=GRID_2))

    await street.door.act(open_windows, date(2026, 11, 17))

    assert await window_of(street, needy, "needy_and_veterans", date(2026, 11, 17)) == (
        *(home, GRID_2, date(2026, 11, 18)),
        WindowState.OPEN,
    )


async def test_what_a_visit_has_settled_stays_settled_after_a_move(street: Street) -> None:
    """Bug: it went along, and the visit that had met it stayed behind."""
    old, (alone, _) = await street.household(("living_alone",), ())
    new, _ = await street.household(grid=GRID_2)
    await street.door.act(open_windows, WEDNESDAY)
    await visited(street, old, WEDNESDAY, alone)
    await move(street, alone, new)

    await street.door.act(open_windows, THURSDAY)

    assert await window_of(street, alone, "special_groups", THURSDAY) == (
        *(old, GRID_1, date(2026, 11, 24)),
        WindowState.MET,
    )


async def test_visits_to_a_home_before_somebody_moved_in_did_not_meet_them(street: Street) -> None:
    """Bug: anyone met at the new door earlier in the window counted for whoever came to live there."""
    _, (needy, _) = await street.household(("needy",), ())
    new, (neighbour,) = await street.household(())
    await street.door.act(open_windows, WEDNESDAY)
    await visited(street, new, date(2026, 11, 17), neighbour)
    await move(street, needy, new)

    await street.door.act(open_windows, THURSDAY)

    assert (await window_of(street, needy, "needy_and_veterans", THURSDAY))[-1] is WindowState.OPEN


async def test_whoever_was_met_at_the_new_door_before_the_office_knew_was_met(street: Street) -> None:
    """Bug: a day's window that had closed by the time the move was known was judged by the old door's visits only."""
    _, (key, _) = await street.household(("key_person",), ())
    new, _ = await street.household(grid=GRID_2)
    await street.door.act(open_windows, WEDNESDAY)
    await visited(street, new, WEDNESDAY, key)
    await move(street, key, new)

    await street.door.act(open_windows, date(2026, 11, 21))

    assert (await window_of(street, key, "key_persons", date(2026, 11, 21)))[-1] is WindowState.MET


async def test_a_correction_moves_a_window_again_from_the_day_of_the_move_and_not_from_its_own_eve(
    street: Street,
) -> None:
    """A visit written down late brought it back; corrected, it goes along once more. Who moved on Wednesday lives
    behind the new door since Wednesday: a visit there on Thursday is theirs."""
    old, (veteran, _) = await street.household(("veteran",), ())
    new, _ = await street.household((), grid=GRID_2)
    await street.door.act(open_windows, WEDNESDAY)
    async with street.door.database.write() as session:
        await leave_home(street.door.within(session).ctx, [veteran])
        values = {"household_id": new, "moved_in_on": WEDNESDAY}
        await session.execute(update(Person).where(Person.id == veteran).values(values))
    street.clock.moment = at("2026-11-19")
    await street.door.act(open_windows, THURSDAY)
    late = await street.run(WANG, log_visit, old, Report("late", Outcome.MET, met=EVERYBODY, visited_on=WEDNESDAY))
    back = await window_of(street, veteran, "needy_and_veterans", THURSDAY)
    await street.run(WANG, correct, old, late.visit_id, Fix("fix", None))

    street.clock.moment = at("2026-11-20", "00:05")
    await street.door.act(open_windows, date(2026, 11, 20))

    assert back[:2] == (old, GRID_1)
    assert (await window_of(street, veteran, "needy_and_veterans", THURSDAY))[:2] == (new, GRID_2)
    async with street.door.database.read() as session:
        found = select(VisitWindow.moved_on).where(VisitWindow.subject_id == veteran)
        assert (await session.scalars(found.where(VisitWindow.rule == "needy_and_veterans"))).all() == [WEDNESDAY]
