"""The duty roster of rest days: who it names walks, and nobody else; where it names nobody, the worker."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from domain.errors import NotFound
from domain.handover_errors import TakerGone
from domain.notices import Notice
from handlers.visit.leave_cards import RestDutyTap
from models.places import Unit
from services.visit import rest_duty, visits
from services.visit.visit_duty import duty_on, grids_of
from services.visit.visit_windows import open_windows
from tests.support.copies import street_copy
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    GRID_2,
    LI,
    OUTSIDER,
    STRANGE_STAFF,
    STREET,
    WANG,
    WU,
    ZHOU,
    Street,
    at,
    words,
)
from tests.support.street_chat import StreetChat

SATURDAY, SUNDAY, MONDAY = date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-20"))
    yield street
    await street.door.database.close()


async def walkers(street: Street, day: date) -> dict[int, tuple[int, ...]]:
    return {who: await street.run(who, grids_of, who, day) for who in (WANG, LI)}


async def test_who_is_named_walks_on_that_day_only(street: Street) -> None:
    await street.run(ZHOU, rest_duty.name, SATURDAY, GRID_1, LI)

    assert await walkers(street, SATURDAY) == {WANG: (), LI: (GRID_1, GRID_2)}
    assert await walkers(street, SUNDAY) == {WANG: (GRID_1,), LI: (GRID_2,)}
    assert await walkers(street, MONDAY) == {WANG: (GRID_1,), LI: (GRID_2,)}
    assert (await street.door.look(duty_on, SATURDAY)).workers == {LI}


async def test_who_is_named_may_open_the_doors_that_day(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    await street.run(ZHOU, rest_duty.name, SATURDAY, GRID_1, LI)
    with pytest.raises(NotFound):
        await street.run(LI, visits.household, home)
    street.clock.moment = at("2026-11-21")
    await street.door.act(open_windows, SATURDAY)

    assert (await street.run(LI, visits.household, home)).household_id == home


async def test_who_is_on_leave_too_leaves_it_to_the_worker(street: Street) -> None:
    await street.run(ZHOU, rest_duty.name, SATURDAY, GRID_1, LI)
    await street.on_leave(LI, "2026-11-21", "2026-11-21")

    assert await walkers(street, SATURDAY) == {WANG: (GRID_1,), LI: ()}


async def test_taken_back_it_is_the_workers_again(street: Street) -> None:
    await street.run(ZHOU, rest_duty.name, SATURDAY, GRID_1, LI)
    await street.run(ZHOU, rest_duty.name, SATURDAY, GRID_1, 0)

    assert await walkers(street, SATURDAY) == {WANG: (GRID_1,), LI: (GRID_2,)}


@pytest.mark.parametrize("stranger", [WANG, WU, STRANGE_STAFF, OUTSIDER])
async def test_only_the_community_fills_it(street: Street, stranger: int) -> None:
    with pytest.raises(NotFound):
        await street.run(stranger, rest_duty.name, SATURDAY, GRID_1, LI)


async def test_working_days_and_strangers_are_not_on_it(street: Street) -> None:
    with pytest.raises(NotFound):
        await street.run(ZHOU, rest_duty.name, MONDAY, GRID_1, LI)
    with pytest.raises(TakerGone):
        await street.run(ZHOU, rest_duty.name, SATURDAY, GRID_1, OUTSIDER)


async def test_it_is_filled_by_taps_and_told_once(street: Street) -> None:
    chat = StreetChat(street)
    await chat.tap_data(ZHOU, "l:board:0:0")
    (day,) = await chat.tap(ZHOU, "休息日值班")
    for grid in (GRID_1, GRID_2):
        await chat.tap_data(ZHOU, f"rd:grid:{SATURDAY.toordinal()}:{grid}:0")
        (named,) = await chat.tap_data(ZHOU, f"rd:name:{SATURDAY.toordinal()}:{grid}:{LI}")

    assert "明天" in day.text and "一网格：网格员自己" in words(day)
    assert "安排好了" in words(named) and "一网格：网格员自己" not in words(named)
    (push,) = await street.pushed("rest_duty")
    assert "走访这些网格：一网格、二网格" in words(await chat.hear(LI, Notice.REST_DUTY, **push.message))


async def test_a_rest_day_has_six_buttons_however_many_grids_there_are(street: Street) -> None:
    """It had one for each grid and five other days."""
    for id_ in range(900, 907):
        path = f"{STREET}/{COMMUNITY}/{id_}/"
        await street.add(Unit(id=id_, kind="grid", name=f"{id_}网格", path=path, parent_id=COMMUNITY))
    chat = StreetChat(street)
    (day,) = await chat.tap_data(ZHOU, RestDutyTap(do="day").pack())
    (other,) = await chat.tap(ZHOU, "别的网格")
    (days,) = await chat.tap(ZHOU, "换一天")

    assert [len([button for row in card.buttons for button in row]) for card in (day, other, days)] == [6, 6, 6]
    assert day.buttons[:4] != other.buttons[:4]
