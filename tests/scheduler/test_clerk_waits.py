"""What a chat sees while the clerk is at a file, and what becomes of one that nobody can get at."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from models.people import Chat
from models.roster import RosterFile
from scheduler.clerk import LEASE
from services.roster import roster_files
from services.roster.roster_files import State
from services.slots import Slot
from tests.support.clerk import HOME, NOW, Office, office_in
from tests.support.keeping import people
from tests.support.roster_file import xlsx
from tests.support.street import STRANGE_STAFF, ZHOU


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with office_in(tmp_path) as opened:
        yield opened


async def test_the_chat_shows_that_somebody_is_at_it(office: Office) -> None:
    office.ear.waits, office.clerk.busy_after = True, 0
    file = await office.send()

    await office.work()

    assert (await office.card(file)).state is State.SHOWN


async def test_a_long_reading_keeps_its_lease(office: Office) -> None:
    """Bug: after two minutes another process began the same file anew."""
    file = await office.send()
    door = office.street.door
    assert await door.act(roster_files.claim, {"test"}, LEASE) is not None

    for rows in (2000, 4000):
        office.street.clock.moment += LEASE - timedelta(seconds=1)
        await door.act(roster_files.tell_rows, file, rows, LEASE)
        assert await door.act(roster_files.claim, {"test"}, LEASE) is None

    office.street.clock.moment += LEASE
    assert await door.act(roster_files.claim, {"test"}, LEASE) is not None


async def test_a_long_reading_says_how_far_it_is(office: Office) -> None:
    rows = people(*((*HOME, f"张{n}", None, None, None) for n in range(4100)))
    office.ear.answers = [xlsx(rows)]
    await office.send()

    await office.clerk.work()

    keys = [push.key.rpartition(":")[2] for push in await office.street.pushed("roster_file")]  # a heading is a row
    assert [key.partition("@")[0] for key in keys[:-1]] == ["rows2000", "rows4000", "whole4101"]


async def test_a_long_one_that_is_put_in_says_so_too(office: Office) -> None:
    rows = people(*((*HOME, f"张{n}", None, None, None) for n in range(4100)))
    office.ear.answers = [xlsx(rows)] * 2
    file = await office.send()
    await office.clerk.work()
    before = len(await office.street.pushed("roster_file"))
    await office.street.run(ZHOU, roster_files.confirm, file, ends_gone=False)

    await office.clerk.work()

    keys = [push.key.split(":", 2)[2] for push in (await office.street.pushed("roster_file"))[before:]]
    assert [key.partition("@")[0] for key in keys] == [
        "confirmed:rows2000",
        "confirmed:rows4000",
        "confirmed:whole4101",
        "done",
    ]


async def test_whom_no_channel_serves_waits_and_holds_nobody_up(office: Office) -> None:
    async with office.street.door.database.write() as session:
        await session.execute(update(Chat).where(Chat.person_id == STRANGE_STAFF).values(channel="off"))
    elsewhere = await office.street.run(STRANGE_STAFF, roster_files.take, "file-2", "居民.xlsx", 8)
    file = await office.send()

    assert await office.clerk.work() == 1
    assert (await office.card(file)).state is State.SHOWN
    assert (await office.card(elsewhere, STRANGE_STAFF)).state is State.SENT


@pytest.mark.parametrize("state", [State.SENT, State.CONFIRMED])
async def test_what_no_channel_gives_us_is_given_up_and_said(office: Office, state: State) -> None:
    """Bug: with its channel switched off a file was being looked at for ever."""
    file = await office.send()
    async with office.street.door.database.write() as session:
        await session.execute(update(RosterFile).values(state=state))
    later = NOW + timedelta(hours=office.street.door.settings.roster.keep_hours, minutes=31)

    await office.street.door.act(roster_files.forget, Slot("roster_files", later, later.date()))

    card = await office.card(file)
    assert (card.state, card.why) == (State.REFUSED, "lost")
    assert [push.chat_id for push in await office.street.pushed("roster_file")] == [ZHOU]
