"""Writing visits down: once, truthfully, and loudly when nobody opens."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from domain.cadence import Outcome, Way, WindowState
from domain.errors import NobodyMet, NotFound, TooLong, VisitInFuture, VisitTooLongAgo
from domain.visit_errors import VisitBeforeFirstDay
from models.people import Chat
from models.places import Household
from models.visit import Visit, VisitMet, VisitWindow
from services.visit.visit_corrections import Fix, correct
from services.visit.visit_log import EVERYBODY, Report, add_note, log_visit
from services.visit.visit_windows import open_windows
from tests.support.street import LI, OUTSIDER, WANG, WU, ZHAO, ZHOU, Street, at, street_in

WEDNESDAY = date(2026, 11, 18)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def count(street: Street, table: type[Visit] | type[VisitMet]) -> int:
    async with street.door.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_one_stop_settles_everything_it_qualifies_for(street: Street) -> None:
    home, (alone, key) = await street.household(("living_alone", "needy"), ("key_person",))
    await street.door.act(open_windows, WEDNESDAY)

    logged = await street.run(WANG, log_visit, home, Report("one", Outcome.MET, met={alone}))

    assert {(met.rule, met.subject_id, met.state) for met in logged.settled} == {
        ("special_groups", alone, WindowState.MET),
        ("needy_and_veterans", alone, WindowState.MET),
        ("every_household", home, WindowState.MET),
    }
    again = await street.run(WANG, log_visit, home, Report("two", Outcome.MET, met=EVERYBODY))
    assert [(met.rule, met.subject_id) for met in again.settled] == [("key_persons", key)]


async def test_the_same_submission_is_one_visit(street: Street) -> None:
    home, _ = await street.household(("key_person",), ())
    await street.door.act(open_windows, WEDNESDAY)
    report = Report("one", Outcome.MET, met=EVERYBODY)

    first = await street.run(WANG, log_visit, home, report)
    second = await street.run(WANG, log_visit, home, report)

    assert (first.repeated, second.repeated) == (False, True)
    assert (second.visit_id, second.settled) == (first.visit_id, first.settled)
    assert (await count(street, Visit), await count(street, VisitMet)) == (1, 2)


async def test_a_visit_in_the_grace_is_late(street: Street) -> None:
    home, (alone,) = await street.household(("disabled",))
    await street.door.act(open_windows, date(2026, 11, 13))
    await street.door.act(open_windows, date(2026, 11, 17))
    street.clock.moment = at("2026-11-17")

    logged = await street.run(WANG, log_visit, home, Report("one", Outcome.MET, met={alone}))

    assert [(met.rule, met.state) for met in logged.settled if met.subject_id == alone] == [
        ("special_groups", WindowState.LATE),
        ("special_groups", WindowState.MET),
    ]


@pytest.mark.parametrize(("day", "settles"), [("2026-11-18", False), ("2026-11-21", True)])
async def test_a_call_counts_on_rest_days_only(street: Street, day: str, settles: bool) -> None:
    home, _ = await street.household(("key_person",))
    street.clock.moment = at(day)
    await street.door.act(open_windows, date.fromisoformat(day))

    logged = await street.run(WANG, log_visit, home, Report("one", Outcome.MET, way=Way.PHONE, met=EVERYBODY))

    assert bool(logged.settled) == settles


async def test_what_cannot_be_written_down(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    _, (stranger,) = await street.household(())
    met = Outcome.MET

    async def log(**report: object) -> None:
        await street.run(WANG, log_visit, home, Report("one", **{"outcome": met, "met": EVERYBODY} | report))  # type: ignore[arg-type]

    with pytest.raises(VisitInFuture):
        await log(visited_on=date(2026, 11, 19))
    with pytest.raises(VisitTooLongAgo):
        await log(visited_on=date(2026, 11, 15))
    with pytest.raises(NobodyMet):
        await log(met=())
    with pytest.raises(NotFound):
        await log(met={stranger})
    with pytest.raises(TooLong):
        await log(note="长" * 2001)
    assert await count(street, Visit) == 0

    await log(visited_on=date(2026, 11, 15), late_reason="手机坏了")
    assert await count(street, Visit) == 1


@pytest.mark.parametrize("stranger", [LI, WU, OUTSIDER])
async def test_strangers_write_nothing_down(street: Street, stranger: int) -> None:
    home, _ = await street.household(("key_person",))

    with pytest.raises(NotFound):
        await street.run(stranger, log_visit, home, Report("one", Outcome.MET, met=EVERYBODY))


async def test_the_substitute_is_credited_and_the_grid_keeps_the_visit(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await street.on_leave(WANG, "2026-11-18", "2026-11-20", substitute=ZHAO)

    await street.run(ZHAO, log_visit, home, Report("one", Outcome.MET, met=EVERYBODY))

    async with street.door.database.read() as session:
        visit = (await session.scalars(select(Visit))).one()
    assert (visit.worker_id, visit.grid_id) == (ZHAO, 3)


async def test_another_persons_submission_is_not_told(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await street.run(WANG, log_visit, home, Report("one", Outcome.MET, met=EVERYBODY))

    with pytest.raises(NotFound):
        await street.run(ZHOU, log_visit, home, Report("one", Outcome.NOT_HOME))


async def test_a_note_is_sealed_and_added_once(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    logged = await street.run(WANG, log_visit, home, Report("one", Outcome.MET, met=EVERYBODY))

    await street.run(WANG, add_note, home, logged.visit_id, "家里暖气不热")

    async with street.door.database.read() as session:
        note = (await session.scalars(select(Visit.note))).one()
    assert note is not None
    assert "暖气".encode() not in note.token
    assert street.door.vault.open(note, "visit:one:note") == "家里暖气不热"
    with pytest.raises(NotFound):
        await street.run(WANG, add_note, home, logged.visit_id, "改一改")
    with pytest.raises(NotFound):
        await street.run(ZHOU, add_note, home, logged.visit_id, "不是我的")


async def test_nobody_home_twice_in_a_row_is_told_at_once_and_once(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await street.door.act(open_windows, WEDNESDAY)
    await street.run(WANG, log_visit, home, Report("seen", Outcome.MET, met=EVERYBODY, visited_on=date(2026, 11, 17)))

    alarmed = []
    for submission in ("one", "two", "three"):
        logged = await street.run(WANG, log_visit, home, Report(submission, Outcome.NOT_HOME))
        alarmed.append(logged.alarmed)

    assert alarmed == [False, True, True]
    assert [(push.chat_id, push.urgency, push.message) for push in await street.pushed("visit_unmet")] == [
        (ZHOU, 0, {"household": home}),
    ]


async def test_an_alarm_goes_to_the_street_where_the_community_has_no_chat(street: Street) -> None:
    home, _ = await street.household(("empty_nest",))
    await street.door.act(open_windows, WEDNESDAY)
    async with street.door.database.write() as session:
        await session.execute(update(Chat).where(Chat.id == ZHOU).values(blocked_at=at("2026-11-01")))

    for submission in ("one", "two"):
        await street.run(WANG, log_visit, home, Report(submission, Outcome.NOT_HOME))

    assert [push.chat_id for push in await street.pushed("visit_unmet")] == [WU]


async def test_no_alarm_for_a_monthly_household_or_with_somebody_met_between(street: Street) -> None:
    quiet, _ = await street.household(())
    seen, (_, other) = await street.household(("key_person",), ())
    await street.door.act(open_windows, WEDNESDAY)

    for n in range(2):
        await street.run(WANG, log_visit, quiet, Report(f"quiet{n}", Outcome.NOT_HOME))
        await street.run(WANG, log_visit, seen, Report(f"seen{n}", Outcome.NOT_HOME))
        await street.run(WANG, log_visit, seen, Report(f"met{n}", Outcome.MET, met={other}))

    assert await street.pushed() == []


async def test_an_empty_household_is_met_by_whoever_opens(street: Street) -> None:
    home, _ = await street.household()
    await street.door.act(open_windows, WEDNESDAY)

    logged = await street.run(WANG, log_visit, home, Report("one", Outcome.MET, met=EVERYBODY))

    assert [met.rule for met in logged.settled] == ["every_household"]


async def test_a_visit_survives_the_erasure_of_whom_it_met(street: Street) -> None:
    home, (person,) = await street.household(("key_person",))
    await street.door.act(open_windows, WEDNESDAY)
    report = Report("one", Outcome.MET, met={person})
    await street.run(WANG, log_visit, home, report)
    async with street.door.database.write() as session:
        await session.execute(delete(VisitMet))

    assert (await street.run(WANG, log_visit, home, report)).repeated


async def test_a_visit_before_the_households_first_day_is_refused_and_named(street: Street) -> None:
    home, _ = await street.household(("key_person",), since=date(2026, 11, 17))

    with pytest.raises(VisitBeforeFirstDay) as refused:
        await street.run(
            WANG, log_visit, home, Report("one", Outcome.MET, met=EVERYBODY, visited_on=date(2026, 11, 16))
        )
    assert refused.value.values == {"day": date(2026, 11, 17)}
    first = Report("two", Outcome.MET, met=EVERYBODY, visited_on=date(2026, 11, 17))
    assert not (await street.run(WANG, log_visit, home, first)).repeated


async def test_who_moved_in_later_was_not_met_before(street: Street) -> None:
    home, (old, new) = await street.household(("living_alone",), ("living_alone",))
    await street.door.act(open_windows, WEDNESDAY)
    async with street.door.database.write() as session:
        moved = update(VisitWindow).where(VisitWindow.subject_id == new)
        await session.execute(moved.values(moved_on=date(2026, 11, 18)))
    tuesday = date(2026, 11, 17)

    with pytest.raises(VisitBeforeFirstDay):
        await street.run(WANG, log_visit, home, Report("one", Outcome.MET, met={new}, visited_on=tuesday))
    await street.run(WANG, log_visit, home, Report("two", Outcome.MET, met=EVERYBODY, visited_on=tuesday))

    async with street.door.database.read() as session:
        assert (await session.scalars(select(VisitMet.person_id))).all() == [old]


async def test_what_was_written_down_is_put_right_whatever_day_the_roster_gives_since(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    wrong = Report("one", Outcome.MET, met=EVERYBODY, visited_on=date(2026, 11, 17))
    logged = await street.run(WANG, log_visit, home, wrong)
    async with street.door.database.write() as session:
        await session.execute(update(Household).where(Household.id == home).values(since=date(2026, 11, 18)))

    right = await street.run(WANG, correct, home, logged.visit_id, Fix("fix", Report("right", Outcome.NOT_HOME)))

    assert right is not None
