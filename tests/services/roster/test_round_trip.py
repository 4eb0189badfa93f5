"""What is given out and taken in again changes nothing; what is put in comes out as it went in. On both databases."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from adapters.sheets import book_of
from domain.roster_cells import MARK
from domain.roster_reading import Contents
from domain.roster_tables import Table
from handlers.roster.roster_books import roster_book
from models.database import Database
from models.migrate import migrate
from services.act import Door
from services.roster import roster_export, roster_import
from services.roster.planning import What
from services.roster.roster_export import Rows
from services.seed.neighbourhood import seed
from services.texts import speech
from tests.support.roster_file import read
from tests.support.street import StandingClock, at, door_on, door_to
from tests.support.where import FILE, copy_made, here

NOW = at("2026-11-23")


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    """The whole demo neighbourhood, as the operator reaches it."""
    await copy_made("neighbourhood", _make, tmp_path / FILE)
    door = door_to(tmp_path / FILE, StandingClock(NOW))
    yield door
    await door.database.close()


async def _make(folder: Path) -> None:
    await here().empty(folder / FILE)
    door = door_to(folder / FILE, StandingClock(NOW))
    await migrate(door.database)
    async with door.database.write() as session:
        await seed(session, door.vault, NOW.date(), NOW)
    await door.database.close()


async def given_out(door: Door, unit_id: int | None) -> Contents:
    tables = await door.look(roster_export.roster, unit_id)
    return read(door.settings.roster, book_of(roster_book(speech("zh"), door.settings.roster, "长江社区", tables)))


async def test_a_community_given_out_and_taken_in_again_is_nothing_new(door: Door) -> None:
    community = await door.look(roster_import.unit_named, "长江社区")

    contents = await given_out(door, community)
    plan = await door.look(roster_import.look_at, contents, community)

    assert len(contents.of(Table.PERSON)) > 4_000
    assert plan.changes == []
    assert [finding for finding in plan.findings if finding.blocks] == []


async def test_what_went_in_comes_out(door: Door, tmp_path: Path) -> None:
    """The same community's roster, put into an empty street, and given out there."""
    community = await door.look(roster_import.unit_named, "长江社区")
    before = await door.look(roster_export.roster, community)
    contents = await given_out(door, community)
    empty = door_on(Database(f"sqlite+aiosqlite:///{tmp_path}/other.sqlite"), StandingClock(NOW))
    await migrate(empty.database)
    await empty.act(roster_import.found_street, "江南街道")

    plan = await empty.look(roster_import.look_at, contents, None)
    written: list[int] = []

    async def told(rows: int) -> None:
        written.append(rows)

    await empty.act(roster_import.put_in, contents, plan.fingerprint(), ends_gone=True, told=told)

    assert written == sorted(set(written)), "a counter goes up"
    assert written[-1] >= len(plan.of(Table.PERSON, What.NEW)) > 0
    after = await empty.look(roster_export.roster, None)
    await empty.database.close()
    assert [len(plan.of(table, What.NEW)) for table in before] == [len(rows) for rows in before.values()]
    assert said(after) == said(before)


def said(tables: Mapping[Table, Rows]) -> dict[Table, list[str]]:
    """Without the marks of those who have no number of the office's: they are the database's own."""
    return {
        table: sorted(str(["" if str(cell).startswith(MARK) else cell for cell in row]) for row in rows)
        for table, rows in tables.items()
    }
