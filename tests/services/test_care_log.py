"""Who looked at care data: every look is in the log of the street's admin, and of nobody else."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from domain.care_looks import Look
from domain.errors import NotFound
from domain.roles import Role
from models.audit import AccessLog
from models.people import Chat, Person, RoleHeld
from scheduler.tick import tick
from services import care_log
from services.care_log import Asked, LogPage
from services.people import invitations
from services.visit import visits
from services.visit.visit_escalation_views import look_together
from services.visit.visit_walk import my_walk
from services.visit.visit_windows import open_windows
from tests.support.plans import count_rows, scans
from tests.support.street import (
    COMMUNITY,
    GRID_2,
    LI,
    LONG_AGO,
    OUTSIDER,
    STREET,
    WANG,
    WU,
    ZHOU,
    Street,
    at,
    street_in,
)

ADMIN = 108


async def with_admin(street: Street) -> Street:
    chat = Chat(channel="test", external_id=ADMIN, created_at=street.clock.now(), person_id=ADMIN)
    chat.id = ADMIN
    role = RoleHeld(person_id=ADMIN, role=Role.ADMIN, unit_id=STREET, starts_on=LONG_AGO)
    await street.add(Person(id=ADMIN, created_at=street.clock.now()), chat, role)
    return street


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await with_admin(await street_in(tmp_path, at("2026-11-18")))
    yield street
    await street.door.database.close()


def said(page: LogPage) -> list[tuple[int, Look, int | None]]:
    return [(one.who, one.what, one.household) for one in page.entries]


async def test_looks_are_listed_newest_first_and_without_a_door(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    other, _ = await street.household((), grid=GRID_2)

    await street.run(WANG, visits.household, home)
    await street.run(WANG, visits.past, home, 6)
    await street.run(ZHOU, visits.household, other)
    page = await street.run(ADMIN, care_log.page, Asked())

    assert said(page) == [
        (ZHOU, Look.HOUSEHOLD, other),
        (WANG, Look.VISIT_NOTES, home),
        (WANG, Look.HOUSEHOLD, home),
    ]
    assert [one.place for one in page.entries] == ["江南苑 3号楼", "江南苑 1号楼", "江南苑 1号楼"]
    assert (page.older, page.newer) == (None, None)


async def test_a_walk_is_one_look_of_a_grid_and_a_day_however_often_it_is_shown(street: Street) -> None:
    await street.household(("key_person",))
    await street.door.act(open_windows, date(2026, 11, 18))

    for _ in range(3):
        await street.run(WANG, my_walk)
        await street.run(WANG, my_walk, Look.WALK_MAP)
    await street.run(LI, my_walk)  # nothing to see there
    street.clock.moment = at("2026-11-19")
    await street.run(WANG, my_walk)
    page = await street.run(ADMIN, care_log.page, Asked())

    assert [(one.who, one.what, one.place) for one in page.entries] == [
        (WANG, Look.WALK, "一网格"),
        (WANG, Look.WALK_MAP, "一网格"),
        (WANG, Look.WALK, "一网格"),
    ]


async def test_what_a_push_names_is_a_look_of_whoever_it_reaches(street: Street) -> None:
    """王 and 李 are told of their walks and of who was not met yet; 周 of what was missed."""
    await street.household(("key_person",))
    for day, hour in (
        ("2026-11-18", "00:10"),
        ("2026-11-18", "08:30"),
        ("2026-11-18", "16:30"),
        ("2026-11-18", "17:30"),
    ):
        street.clock.moment = at(day, hour)
        await tick(street.door, street.clock.now())
    today = await street.run(ADMIN, care_log.page, Asked())
    for hour in ("00:10", "08:30"):
        street.clock.moment = at("2026-11-19", hour)
        await tick(street.door, street.clock.now())
    by_zhou = await street.run(ADMIN, care_log.page, Asked(who=ZHOU))

    reminded = {(one.who, one.what, one.place) for one in today.entries}
    assert reminded == {(WANG, Look.REMINDED, "一网格"), (LI, Look.REMINDED, "二网格")}
    assert len(today.entries) == 2
    assert [(one.what, one.place) for one in by_zhou.entries] == [(Look.REMINDED, "一网格")]


async def test_turning_the_pages_of_what_was_missed_is_a_look_at_its_doors(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    for day, hour in (("2026-11-18", "00:10"), ("2026-11-19", "08:30")):
        street.clock.moment = at(day, hour)
        await tick(street.door, street.clock.now())

    await street.run(ZHOU, look_together, at("2026-11-19", "08:30"))
    page = await street.run(ADMIN, care_log.page, Asked(household=home))

    assert said(page) == [(ZHOU, Look.HOUSEHOLD, home)]


async def test_other_deeds_are_no_looks_at_care_data(street: Street) -> None:
    await street.run(ZHOU, invitations.invite, Role.GRID_WORKER, GRID_2)

    assert await street.run(ADMIN, care_log.page, Asked()) == LogPage((), None, None)


async def test_of_one_person_one_household_one_day(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    other, _ = await street.household(())
    await street.run(WANG, visits.household, home)
    street.clock.moment += timedelta(days=1)
    await street.run(WANG, visits.household, other)
    await street.run(ZHOU, visits.household, other)

    async def asked(**only: Any) -> list[tuple[int, Look, int | None]]:
        return said(await street.run(ADMIN, care_log.page, Asked(**only)))

    assert await asked(who=WANG) == [(WANG, Look.HOUSEHOLD, other), (WANG, Look.HOUSEHOLD, home)]
    assert await asked(household=home) == [(WANG, Look.HOUSEHOLD, home)]
    assert await asked(day=date(2026, 11, 18)) == [(WANG, Look.HOUSEHOLD, home)]
    assert await asked(who=OUTSIDER) == []


async def test_pages_go_both_ways_and_end(street: Street) -> None:
    home, _ = await street.household(())
    for _ in range(5):
        await street.run(WANG, visits.household, home)

    first = await street.run(ADMIN, care_log.page, Asked(), size=2)
    second = await street.run(ADMIN, care_log.page, Asked(), first.older, size=2)
    last = await street.run(ADMIN, care_log.page, Asked(), second.older, size=2)
    back = await street.run(ADMIN, care_log.page, Asked(), last.newer, newer=True, size=2)
    top = await street.run(ADMIN, care_log.page, Asked(), back.newer, newer=True, size=2)

    assert [one.id for page in (first, second, last) for one in page.entries] == [5, 4, 3, 2, 1]
    assert (last.older, back.entries, top.entries) == (None, second.entries, first.entries)
    assert (back.older, top.newer) == (last.entries[0].id, None)


@pytest.mark.parametrize("stranger", [WANG, ZHOU, WU, OUTSIDER])
async def test_nobody_but_the_admin_reads_it(street: Street, stranger: int) -> None:
    with pytest.raises(NotFound):
        await street.run(stranger, care_log.page, Asked())


async def test_an_admin_of_another_street_reads_nothing_of_it(street: Street) -> None:
    home, _ = await street.household(())
    await street.run(WANG, visits.household, home)
    async with street.door.database.write() as session:
        held = await session.get_one(RoleHeld, 6)
        assert held.role == Role.ADMIN
        held.unit_id = COMMUNITY

    assert await street.run(ADMIN, care_log.page, Asked()) == LogPage((), None, None)


def _row(street: Street, n: int) -> dict[str, Any]:
    """One in three is a look at care data."""
    what, of = ("household", STREET) if n % 3 == 0 else ("case_contact", None)
    who = (WANG, ZHOU)[n % 2]
    at_ = street.clock.now() - timedelta(minutes=n)
    return {"at": at_, "actor_id": who, "what": what, "subject_id": n % 50, "street_id": of}


@pytest.mark.parametrize(
    "asked", [Asked(), Asked(who=WANG), Asked(household=7), Asked(day=date(2026, 11, 18)), Asked(WANG, 7)]
)
async def test_no_page_reads_the_whole_log(street: Street, asked: Asked) -> None:
    await street.household(())
    async with street.door.database.write() as session:
        await session.execute(insert(AccessLog), [_row(street, n) for n in range(3000)])
    await count_rows(street.door.database)

    assert await scans(street, ADMIN, lambda ctx: care_log.page(ctx, asked, 1500), "access_log") == []
