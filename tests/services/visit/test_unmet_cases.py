"""Two fruitless visits in a row: one open case a person, what is known of them, and that a later visit met them."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.cadence import Outcome, Way
from domain.case_flow import Move
from domain.errors import NotFound
from domain.roles import Role
from models.audit import AccessLog
from models.case import Case, CaseEvent
from models.people import Chat, Person, RoleHeld
from models.places import Household
from models.unmet import UnmetCase
from services.case.case_moves import Given, move
from services.case.case_views import case_card
from services.visit.unmet_cases import known
from services.visit.unmet_views import Reached
from services.visit.visit_log import EVERYBODY, Report, log_visit
from services.visit.visit_windows import open_windows
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    LI,
    OUTSIDER,
    STRANGE_STAFF,
    STREET,
    WANG,
    WU,
    ZHAO,
    ZHOU,
    Street,
    at,
    street_in,
)

WEDNESDAY = date(2026, 11, 18)
NUMBER = "N-2026-000001"


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    running = await street_in(tmp_path, at("2026-11-18"))
    yield running
    await running.door.database.close()


async def nobody_opens(street: Street, home: int, *submissions: str) -> None:
    await street.door.act(open_windows, WEDNESDAY)
    for submission in submissions:
        await street.run(WANG, log_visit, home, Report(submission, Outcome.NOT_HOME))


async def filed(street: Street) -> list[tuple[str, int | None]]:
    async with street.door.database.read() as session:
        query = select(Case.number, UnmetCase.person_id).join(UnmetCase, UnmetCase.case_id == Case.id)
        return [(number, person) for number, person in await session.execute(query.order_by(Case.id))]


async def test_of_a_household_in_no_grid_its_community_hears(street: Street) -> None:
    """Bug: the case was filed, and its push went to nobody."""
    home, _ = await street.household(("key_person",))
    async with street.door.database.write() as session:
        await session.execute(update(Household).where(Household.id == home).values(grid_id=COMMUNITY))
    await street.door.act(open_windows, WEDNESDAY)

    for submission in ("one", "two"):
        await street.run(ZHOU, log_visit, home, Report(submission, Outcome.NOT_HOME))

    assert [push.chat_id for push in await street.pushed("visit_unmet")] == [ZHOU]


async def test_it_is_an_urgent_case_of_the_grid_and_says_nothing_of_whom(street: Street) -> None:
    home, (person,) = await street.household(("key_person",))

    await nobody_opens(street, home, "one", "two")

    async with street.door.database.read() as session:
        case = (await session.scalars(select(Case))).one()
    assert (case.kind, case.route, case.grid_id, case.household_id) == ("need", "on_spot", GRID_1, home)
    assert (case.filed_by, case.reporter_id) == (WANG, None)
    assert f"居民{person}" not in case.words
    assert [push.chat_id for push in await street.pushed("visit_unmet")] == [ZHOU]


async def test_the_door_that_the_push_names_is_in_the_log_of_looks(street: Street) -> None:
    """Bug: the one push that comes at once named a door and no row said to whom. 丁 of that office has no chat."""
    home, _ = await street.household(("key_person",))
    ding = 120
    held = RoleHeld(person_id=ding, role=Role.COMMUNITY_STAFF, unit_id=COMMUNITY, starts_on=WEDNESDAY)
    await street.add(Person(id=ding, created_at=street.clock.now()), held)

    await nobody_opens(street, home, "one", "two", "three")

    async with street.door.database.read() as session:
        rows = await session.execute(select(AccessLog.actor_id, AccessLog.subject_id, AccessLog.street_id))
        assert rows.all() == [(ZHOU, home, STREET)]


async def test_the_street_is_told_of_no_door_and_has_no_look(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    async with street.door.database.write() as session:
        await session.execute(update(Chat).where(Chat.person_id == ZHOU).values(blocked_at=street.clock.now()))

    await nobody_opens(street, home, "one", "two")

    assert [push.chat_id for push in await street.pushed("visit_unmet")] == [WU]
    async with street.door.database.read() as session:
        assert (await session.scalars(select(AccessLog))).all() == []


async def test_each_person_has_one_open_case_and_a_new_one_once_it_is_over(street: Street) -> None:
    home, (first, second, _) = await street.household(("key_person",), ("living_alone",), ())

    await nobody_opens(street, home, "one", "two", "three")
    assert await filed(street) == [(NUMBER, first), ("N-2026-000002", second)]
    await street.run(ZHOU, move, NUMBER, Move.REJECT, Given(note="在儿子家"))
    await street.run(WANG, log_visit, home, Report("four", Outcome.NOT_HOME))

    assert await filed(street) == [(NUMBER, first), ("N-2026-000002", second), ("N-2026-000003", first)]
    assert len(await street.pushed("visit_unmet")) == 2


async def test_the_same_telling_again_files_nothing_more(street: Street) -> None:
    home, (person,) = await street.household(("key_person",))

    await nobody_opens(street, home, "one", "two", "two")

    assert await filed(street) == [(NUMBER, person)]


async def test_a_late_telling_of_before_somebody_opened_makes_no_case(street: Street) -> None:
    home, (person,) = await street.household(("living_alone",))
    await street.door.act(open_windows, WEDNESDAY)
    await street.run(WANG, log_visit, home, Report("met", Outcome.MET, met={person}))

    for submission in ("one", "two"):
        late = Report(submission, Outcome.NOT_HOME, visited_on=date(2026, 11, 17))
        await street.run(WANG, log_visit, home, late)

    assert await filed(street) == []


@pytest.mark.parametrize("reader", [WANG, ZHOU])
async def test_what_is_known_is_for_whom_care_data_is_and_the_look_is_written_down(street: Street, reader: int) -> None:
    home, (person, other) = await street.household(("living_alone",), ())
    async with street.door.database.write() as session:
        sealed = street.door.vault.seal("13800000001", f"person:{other}:phone")
        await session.execute(update(Person).where(Person.id == other).values(phone=sealed))
        await session.execute(update(Person).where(Person.id == WANG).values(nickname="小王"))
    seen = Report("seen", Outcome.MET, met={person}, visited_on=date(2026, 11, 17))
    await street.run(WANG, log_visit, home, seen)
    await nobody_opens(street, home, "one", "two")

    found = await street.run(reader, known, NUMBER)

    assert (found.name, found.household_id) == (f"居民{person}", home)
    assert [(one.on, one.by) for one in found.tries] == [(WEDNESDAY, "小王")] * 2
    assert found.seen is not None
    assert (found.seen.on, found.seen.way, found.seen.by) == (date(2026, 11, 17), Way.IN_PERSON, "小王")
    assert found.contacts == (Reached(f"居民{person}", None), Reached(f"居民{other}", "13800000001"))
    async with street.door.database.read() as session:
        looks = (await session.execute(select(AccessLog.actor_id, AccessLog.what, AccessLog.subject_id))).all()
    assert [tuple(look) for look in looks] == [(ZHOU, "unmet_told", home), (reader, "unmet_known", home)]


@pytest.mark.parametrize("stranger", [LI, WU, OUTSIDER, STRANGE_STAFF])
async def test_nobody_else_sees_what_is_known(street: Street, stranger: int) -> None:
    home, _ = await street.household(("key_person",))
    await nobody_opens(street, home, "one", "two")

    with pytest.raises(NotFound):
        await street.run(stranger, known, NUMBER)


async def test_the_stand_in_sees_what_is_known(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await nobody_opens(street, home, "one", "two")
    await street.on_leave(WANG, "2026-11-18", "2026-11-20", substitute=ZHAO)

    assert (await street.run(ZHAO, known, NUMBER)).household_id == home


async def test_the_street_opens_the_case_and_is_offered_nothing_more(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await nobody_opens(street, home, "one", "two")

    assert not (await street.run(WU, case_card, NUMBER)).unmet
    assert (await street.run(ZHOU, case_card, NUMBER)).unmet


async def test_a_later_visit_says_so_on_the_case(street: Street) -> None:
    home, (person, other) = await street.household(("living_alone",), ())
    await nobody_opens(street, home, "one", "two")

    await street.run(WANG, log_visit, home, Report("son", Outcome.MET, met={other}))
    assert await street.pushed("case_seen") == []
    await street.run(WANG, log_visit, home, Report("met", Outcome.MET, met=EVERYBODY))

    async with street.door.database.read() as session:
        rows = (await session.execute(select(CaseEvent.move, CaseEvent.to_state, CaseEvent.actor_id))).all()
    assert [tuple(row) for row in rows] == [("submit", "submitted", WANG), ("seen", "submitted", WANG)]
    assert [push.chat_id for push in await street.pushed("case_seen")] == [ZHOU]
    assert person != other
