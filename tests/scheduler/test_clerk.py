"""The clerk with a roster file: from the chat to the tables and back, whatever goes wrong on the way."""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import NotFound
from domain.roster_errors import RosterBlocked, RosterOver
from models.people import RoleHeld
from models.roster import RosterFile
from scheduler.clerk import ATTEMPTS, LEASE
from services.ports import Gone, TryLater
from services.roster import roster_files
from services.roster.roster_files import State
from services.slots import Slot
from tests.support.clerk import BAD, GOOD, HOME, NOW, Office, office_in
from tests.support.keeping import people, put
from tests.support.roster_file import xlsx
from tests.support.street import OUTSIDER, STRANGE_STAFF, ZHOU


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with office_in(tmp_path) as opened:
        yield opened


async def test_looked_at_confirmed_put_in_and_taken_out_of_the_chat(office: Office) -> None:
    file = await office.send()
    await office.work()

    shown = await office.card(file)
    assert (shown.state, shown.counts["person.new"], await office.people()) == (State.SHOWN, 2, 0)
    assert office.ear.forgotten == []

    await office.street.run(ZHOU, roster_files.confirm, file, ends_gone=False)
    await office.work()

    assert ((await office.card(file)).state, await office.people()) == (State.DONE, 2)
    assert office.ear.forgotten == [(ZHOU, 7)]
    assert office.spoke
    with pytest.raises(RosterOver):
        await office.street.run(ZHOU, roster_files.confirm, file, ends_gone=False)
    pushed = await office.street.pushed("roster_file")
    assert len(pushed) == len({row.key for row in pushed}) == 2


async def test_bad_rows_cannot_be_confirmed(office: Office) -> None:
    office.ear.answers = [BAD]
    file = await office.send()
    await office.work()

    card = await office.card(file)
    assert (card.counts["bad"], card.report is not None) == (1, True)
    with pytest.raises(RosterBlocked):
        await office.street.run(ZHOU, roster_files.confirm, file, ends_gone=False)


async def test_the_channel_is_away_and_comes_back(office: Office) -> None:
    office.ear.answers = [TryLater("away"), TryLater("away"), GOOD]
    file = await office.send()

    await office.work()

    assert (await office.card(file)).state is State.SHOWN


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Gone("no file"), "lost"),
        (TryLater("away"), "lost"),
        (b"", "empty"),
        (b"PK\x03\x04", "broken"),
        (KeyError("bug"), "broken"),
    ],
)
async def test_what_cannot_be_had_or_read_is_said_and_set_aside(
    office: Office, answer: bytes | Exception, why: str
) -> None:
    office.ear.answers = [answer]
    file = await office.send()

    for _ in range(ATTEMPTS + 2):
        with suppress(KeyError):
            await office.clerk.work()
        office.street.clock.moment += LEASE

    card = await office.card(file)
    assert (card.state, card.why) == (State.REFUSED, why)
    assert office.ear.forgotten == [(ZHOU, 7)]


async def test_what_changed_since_the_look_is_shown_again(office: Office) -> None:
    file = await office.send()
    await office.work()
    await put(office.street, ZHOU, people((*HOME, "张三", "13800000001", None, None)))
    await office.street.run(ZHOU, roster_files.confirm, file, ends_gone=False)

    await office.work()

    card = await office.card(file)
    assert (card.state, card.why, card.counts["person.new"]) == (State.SHOWN, "changed", 1)
    assert await office.people() == 1


async def test_another_file_under_the_same_name_is_shown_again(office: Office) -> None:
    office.ear.answers = [GOOD, xlsx(people((*HOME, "王五", None, None, None)))]
    file = await office.send()
    await office.work()
    await office.street.run(ZHOU, roster_files.confirm, file, ends_gone=False)

    await office.work()

    assert ((await office.card(file)).state, await office.people()) == (State.SHOWN, 0)


async def test_whose_role_has_ended_puts_nothing_in(office: Office) -> None:
    file = await office.send()
    await office.work()
    await office.street.run(ZHOU, roster_files.confirm, file, ends_gone=False)
    await office.street.end_role(ZHOU, (NOW - timedelta(days=2)).date())

    await office.work()

    assert await office.people() == 0
    async with office.street.door.database.read() as session:
        row = await session.get_one(RosterFile, file)
        assert (row.state, row.why, row.report) == (State.REFUSED, "not_yours", None)
        assert (await session.scalars(select(RoleHeld.ends_on).where(RoleHeld.person_id == ZHOU))).one() is not None


async def test_a_process_that_dies_between_claim_and_end_loses_nothing(office: Office) -> None:
    file = await office.send()
    assert await office.street.door.act(roster_files.claim, {"test"}, LEASE) is not None
    assert await office.clerk.work() == 0

    office.street.clock.moment += LEASE
    await office.work()

    assert (await office.card(file)).state is State.SHOWN


async def test_nobody_else_sees_or_confirms_it(office: Office) -> None:
    file = await office.send()
    await office.work()

    for who in (OUTSIDER, STRANGE_STAFF):
        with pytest.raises(NotFound):
            await office.card(file, who)
        with pytest.raises(NotFound):
            await office.street.run(who, roster_files.confirm, file, ends_gone=False)
        with pytest.raises(NotFound):
            await office.street.run(who, roster_files.leave, file)


async def test_a_new_file_takes_the_place_of_the_one_that_waits(office: Office) -> None:
    first = await office.send()
    await office.work()
    second = await office.send()
    await office.work()

    assert [(await office.card(one)).state for one in (first, second)] == [State.LEFT, State.SHOWN]


async def test_what_nobody_confirms_is_forgotten(office: Office) -> None:
    file = await office.send()
    await office.work()
    later = NOW + timedelta(hours=office.street.door.settings.roster.keep_hours, minutes=31)

    await office.street.door.act(roster_files.forget, Slot("roster_files", later, later.date()))
    await office.work()

    card = await office.card(file)
    assert (card.state, card.report, office.ear.forgotten) == (State.LEFT, None, [(ZHOU, 7)])


async def test_what_is_said_about_people_is_sealed(office: Office) -> None:
    office.ear.answers = [BAD]
    file = await office.send()
    await office.work()

    async with office.street.door.database.read() as session:
        row = await session.get_one(RosterFile, file)
    assert row.report is not None
    assert b"phone" not in row.report.token
    assert "张三" not in str(row.counts)
