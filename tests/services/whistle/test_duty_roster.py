"""The duty roster: who may fill it, what a turn changes for a whistle, that one push tells of all changes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import DomainError, DutyRosterTooLate, NotFound
from domain.notices import Notice
from models.people import RoleHeld
from models.whistle import Duty
from services.people import invitations
from services.whistle import duties, duty_roster
from tests.support.copies import street_copy
from tests.support.forces import FENG, HEADS, JIANG, RED_HATS, SHEN, SUN, ZHENG, blow, call_up, handled, told
from tests.support.street import COMMUNITY, GRID_1, OTHER_COMMUNITY, OUTSIDER, STRANGE_STAFF, WANG, ZHOU, Street, at

TODAY = date(2026, 11, 18)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    await call_up(street)
    yield street
    await street.door.database.close()


async def held_by(street: Street, person: int) -> int:
    async with street.door.database.read() as session:
        return (await session.scalars(select(RoleHeld.id).where(RoleHeld.person_id == person))).one()


async def rows(street: Street) -> list[tuple[int, str, str, int | None]]:
    """Person, begin and end in the street's own time, and who put them down."""
    async with street.door.database.read() as session:
        found = (await session.scalars(select(Duty).order_by(Duty.starts_at, Duty.person_id))).all()
    zone = street.door.within(session).ctx.zone
    return [
        (
            duty.person_id,
            f"{duty.starts_at.astimezone(zone):%d %H:%M}",
            f"{duty.ends_at.astimezone(zone):%d %H:%M}" if duty.ends_at else "",
            duty.set_by,
        )
        for duty in found
    ]


async def put(street: Street, person: int, day: date, shift: str, who: int = ZHOU) -> duty_roster.Change:
    return await street.run(who, duty_roster.put_down, await held_by(street, person), day, shift)


async def test_whoever_is_put_down_is_called_in_their_hours_and_only_then(street: Street) -> None:
    await put(street, ZHENG, TODAY, "afternoon")
    await blow(street, await handled(street), HEADS)
    before = await told(street, Notice.WHISTLE_CALLED)
    street.clock.moment = at("2026-11-18", "15:00")
    await blow(street, await handled(street), HEADS)

    assert before == [("whistle_called", SUN), ("whistle_called", ZHENG)]
    assert sorted(await told(street, Notice.WHISTLE_CALLED)) == sorted([*before, ("whistle_called", ZHENG)])
    assert await rows(street) == [(ZHENG, "18 14:00", "18 18:00", ZHOU)]


async def test_a_night_ends_on_the_next_morning_and_a_second_tap_changes_nothing(street: Street) -> None:
    first, second = await put(street, SUN, TOMORROW, "night"), await put(street, SUN, TOMORROW, "night")

    assert first == second == duty_roster.Change(GRID_1, HEADS, TOMORROW)
    assert await rows(street) == [(SUN, "19 20:00", "20 08:00", ZHOU)]


async def test_another_shift_from_the_same_hour_takes_the_place_of_the_first(street: Street) -> None:
    await put(street, SUN, TOMORROW, "all_day")
    await put(street, SUN, TOMORROW, "morning")

    assert await rows(street) == [(SUN, "19 08:00", "19 12:00", ZHOU)]


async def test_two_officers_at_once_make_one_turn(street: Street) -> None:
    await asyncio.gather(*(put(street, SUN, TOMORROW, "morning") for _ in range(3)))

    assert await rows(street) == [(SUN, "19 08:00", "19 12:00", ZHOU)]


@pytest.mark.parametrize(
    ("who", "person", "day", "shift", "refusal"),
    [
        (OUTSIDER, SUN, TOMORROW, "morning", NotFound),
        (WANG, SUN, TOMORROW, "morning", NotFound),
        (SUN, SUN, TOMORROW, "morning", NotFound),
        (STRANGE_STAFF, SUN, TOMORROW, "morning", NotFound),
        (ZHOU, JIANG, TOMORROW, "morning", NotFound),
        (ZHOU, SHEN, TOMORROW, "morning", NotFound),
        (ZHOU, WANG, TOMORROW, "morning", NotFound),
        (ZHOU, SUN, TOMORROW, "made up", NotFound),
        (ZHOU, SUN, TODAY - timedelta(days=1), "night", NotFound),
        (ZHOU, SUN, TODAY + timedelta(days=7), "morning", NotFound),
        (ZHOU, SUN, TODAY, "morning", DutyRosterTooLate),
    ],
)
async def test_none_of_ones_business_and_nonsense_change_nothing(
    street: Street, who: int, person: int, day: date, shift: str, refusal: type[DomainError]
) -> None:
    street.clock.moment = at("2026-11-18", "13:00")
    with pytest.raises(refusal):
        await put(street, person, day, shift, who)
    assert await rows(street) == []
    assert await told(street, Notice.DUTY_ROSTER_CHANGED) == []


async def test_the_board_shows_a_day_counts_the_others_and_reads_nobody_else_in(street: Street) -> None:
    await put(street, SUN, TODAY, "all_day")
    await put(street, FENG, TODAY, "night")
    await street.run(ZHENG, duties.go_on, None)

    board = await street.run(ZHOU, duty_roster.board, GRID_1, TODAY)
    next_day = await street.run(ZHOU, duty_roster.board, GRID_1, TOMORROW)

    assert [(turn.name, turn.kind, turn.set_by_staff) for turn in board.turns] == [
        (f"某{SUN}", HEADS, True),
        (f"某{FENG}", RED_HATS, True),
        (f"某{ZHENG}", HEADS, False),
    ]
    assert [turn.name for turn in next_day.turns] == [f"某{FENG}", f"某{ZHENG}"]
    assert [count for _, count in board.days] == [3, 2, 1, 1, 1, 1, 1]
    for who, unit in ((OUTSIDER, GRID_1), (WANG, GRID_1), (SUN, GRID_1), (ZHOU, OTHER_COMMUNITY), (ZHOU, 999)):
        with pytest.raises(NotFound):
            await street.run(who, duty_roster.board, unit, TODAY)
        with pytest.raises(NotFound):
            await street.run(who, duty_roster.kinds_of, unit)
        with pytest.raises(NotFound):
            await street.run(who, duty_roster.candidates, unit, HEADS, TOMORROW, "morning")


async def test_a_long_day_and_a_long_list_go_on_on_the_next_page(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duty_roster, "PAGE", 1)
    await put(street, SUN, TOMORROW, "morning")
    await put(street, ZHENG, TOMORROW, "morning")

    first = await street.run(ZHOU, duty_roster.board, GRID_1, TOMORROW)
    last = await street.run(ZHOU, duty_roster.board, GRID_1, TOMORROW, first.after or 0)
    people, after = await street.run(ZHOU, duty_roster.candidates, GRID_1, HEADS, TOMORROW, "morning")
    others, none = await street.run(ZHOU, duty_roster.candidates, GRID_1, HEADS, TOMORROW, "morning", after or 0)

    assert [turn.name for turn in (*first.turns, *last.turns)] == [f"某{SUN}", f"某{ZHENG}"]
    assert [one.name for one in (*people, *others)] == [f"某{SUN}", f"某{ZHENG}"]
    assert [one.duty is None for one in (*people, *others)] == [False, False]
    assert (last.after, none) == (None, None)


async def test_taken_back_before_it_begins_it_never_was_and_later_it_ends_now(street: Street) -> None:
    await put(street, SUN, TODAY, "all_day")
    await put(street, SUN, TOMORROW, "morning")
    ids = [(await street.run(ZHOU, duty_roster.board, GRID_1, day)).turns[0].id for day in (TODAY, TOMORROW)]
    with pytest.raises(NotFound):
        await street.run(STRANGE_STAFF, duty_roster.take_back, ids[0])
    for id_ in ids:
        await street.run(ZHOU, duty_roster.take_back, id_)
        with pytest.raises(NotFound):
            await street.run(ZHOU, duty_roster.take_back, id_)

    assert await rows(street) == [(SUN, "18 08:00", "18 09:00", ZHOU)]


async def test_one_push_tells_of_all_changes_of_a_few_minutes(street: Street) -> None:
    await put(street, SUN, TODAY, "all_day")
    await put(street, SUN, TOMORROW, "morning")
    await put(street, ZHENG, TOMORROW, "morning")
    pushed = [(row.chat_id, row.not_before) for row in await street.pushed(Notice.DUTY_ROSTER_CHANGED)]
    turns = await street.run(SUN, duty_roster.my_turns)
    street.clock.moment += timedelta(minutes=6)
    await put(street, SUN, TOMORROW, "night")

    soon = at("2026-11-18", "09:05")
    assert pushed == [(SUN, soon), (ZHENG, soon)]
    assert [turn.starts_at for turn in turns] == [at("2026-11-18", "08:00"), at("2026-11-19", "08:00")]
    assert [chat for _, chat in await told(street, Notice.DUTY_ROSTER_CHANGED)] == [SUN, SUN, ZHENG]


async def test_with_the_role_what_is_ahead_ends_too(street: Street) -> None:
    await put(street, SUN, TODAY, "all_day")
    await put(street, SUN, TOMORROW, "morning")
    await street.run(ZHOU, invitations.end_role, await held_by(street, SUN))

    assert await rows(street) == [(SUN, "18 08:00", "18 09:00", ZHOU)]
    assert await street.run(ZHOU, duty_roster.kinds_of, GRID_1) == ((HEADS, 1), (RED_HATS, 1))
    assert await street.run(ZHOU, duty_roster.kinds_of, COMMUNITY) == (("police_and_enforcement", 2),)
