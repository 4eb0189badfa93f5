"""After an erasure nothing that anybody said, or is known by, is found in any column; and nothing of anybody else is
changed. A new column has to be put down in models/personal, and one with words planted here."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import ForeignKey, select

from bot.operator.audit import breaches
from domain.erasing import Way
from models import Base
from models.personal import COLUMNS, Fate, columns
from models.privacy import Erasure, FileToForget
from services.privacy import erasure
from tests.services.privacy.planted import Planted
from tests.services.privacy.planted_cases import join, plant
from tests.services.privacy.walking import cells_with, walk
from tests.support.copies import street_copy
from tests.support.street import Street, at

ANNA, BORIS, FLATMATE = 3001, 3002, 3003
STAYS_AS_WORDS = {"running", "wish", "hazard"}
Rows = dict[str, dict[tuple[Any, ...], dict[str, Any]]]


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


def somebody(street: Street, id_: int) -> Planted:
    names = {ANNA: ("欧阳静安", "紫檀木梳"), BORIS: ("司马长河", "青花瓷瓶"), FLATMATE: ("上官同住", "黄铜门环")}
    name, word = names[id_]
    return Planted(id_, name, f"139{id_:08}", word, street.door.vault)


async def erase(street: Street, who: Planted) -> None:
    await street.door.act(erasure.erase, who.id, Way.OPERATOR)


async def found_in(street: Street, marks: tuple[str, ...]) -> set[tuple[str, str]]:
    async with street.door.database.read() as session:
        return cells_with(await walk(session, street.door.vault), marks)


async def rows(street: Street) -> Rows:
    found: Rows = {}
    async with street.door.database.read() as session:
        for table in Base.metadata.sorted_tables:
            keys = [column.name for column in table.primary_key.columns]
            all_rows = (await session.execute(select(table))).mappings().all()
            found[table.name] = {tuple(row[key] for key in keys): dict(row) for row in all_rows}
    return found


def test_every_column_says_what_it_says_of_people() -> None:
    known = {(table, column) for table, of_table in COLUMNS.items() for column in of_table}
    assert known == {(t.name, c.name) for t in Base.metadata.sorted_tables for c in t.columns}


async def test_somebody_planted_is_in_every_column_that_can_hold_words_of_theirs(street: Street) -> None:
    anna = somebody(street, ANNA)
    await plant(street, anna)
    async with street.door.database.write() as session:
        session.add(FileToForget(sha256=anna.files[0], since=street.clock.now()))

    wanted = set(columns(Fate.GONE, Fate.UNNAMED))
    found = await found_in(street, anna.marks)

    assert wanted - found == set()
    assert found - wanted == set()


async def test_nothing_of_somebody_erased_is_found_again(street: Street) -> None:
    anna = somebody(street, ANNA)
    await plant(street, anna)

    await erase(street, anna)

    words = {("case", "words"), ("case_event", "note"), ("case_source", "words")}
    left = await found_in(street, tuple(mark for mark in anna.marks if mark != anna.word))
    assert left == {("chat", "external_id"), ("file_to_forget", "sha256")}  # until the eraser has been there
    assert await found_in(street, (anna.word,)) <= words
    async with street.door.database.read() as session:
        for column, of_case in ((("case", "words"), "id"), (("case_event", "note"), "case_id")):
            table = Base.metadata.tables[column[0]]
            mine = select(table.c[of_case]).where(table.c[column[1]].contains(anna.word))
            said = set(await session.scalars(mine))
            assert said == {anna.cases[name] for name in STAYS_AS_WORDS}
        assert set(await session.scalars(select(FileToForget.sha256))) == set(anna.files)


async def test_no_row_that_goes_leads_to_somebody_erased(street: Street) -> None:
    anna = somebody(street, ANNA)
    await plant(street, anna)

    await erase(street, anna)

    leads: set[tuple[str, str]] = set()
    after = await rows(street)
    for table, column in columns(Fate.ROW):
        keys: set[ForeignKey] = Base.metadata.tables[table].c[column].foreign_keys
        theirs: tuple[int, ...] = (anna.id,) if any(key.column.table.name == "person" for key in keys) else ()
        theirs = anna.chats if any(key.column.table.name == "chat" for key in keys) else theirs
        if any(row[column] in theirs for row in after[table].values()):
            leads.add((table, column))
    # What it takes to say the last word, and the one row of each handled update that a second delivery is known by.
    assert leads == {("outbox", "chat_id"), ("inbox", "chat_id"), ("chat_to_forget", "chat_id")}


@pytest.mark.parametrize("together", [False, True])
async def test_nothing_of_anybody_else_is_changed(street: Street, together: bool) -> None:
    anna, boris = somebody(street, ANNA), somebody(street, BORIS)
    await plant(street, boris)
    await plant(street, anna, household=boris.household if together else None)
    await join(street, anna, boris.cases["running"])
    await join(street, boris, anna.cases["running"])
    before, marked = await rows(street), await found_in(street, boris.marks)

    await erase(street, anna)

    after = await rows(street)
    assert await found_in(street, boris.marks) == marked
    changed = {
        (table, key)
        for table, found in before.items()
        for key, row in found.items()
        if after[table].get(key) != row and _is_of(boris, table, key, row)
    }
    followed = boris.cases["running"]
    assert changed == {("case", (followed,)), ("case_follower", (followed, anna.id))}  # one supporter less
    was = before["case"][(followed,)]
    fewer = {"supporters": was["supporters"] - 1, "version": was["version"] + 1}
    assert after["case"][(followed,)] == was | fewer


def _is_of(who: Planted, table: str, key: tuple[Any, ...], row: dict[str, Any]) -> bool:
    """By whatever leads to somebody: their id, a chat, a case of theirs, their door."""
    cases = set(who.cases.values())
    leads = {"person": {who.id}, "chat": set(who.chats), "case": cases, "household": {who.household}}
    if table in leads and key[0] in leads[table]:
        return True
    for column in Base.metadata.tables[table].columns:
        for reference in column.foreign_keys:
            named = reference.column.table.name
            if named in ("person", "chat", "case") and row[column.name] in leads[named]:
                return True
    return False


async def test_the_house_is_in_order_after_an_erasure(street: Street) -> None:
    anna = somebody(street, ANNA)
    await plant(street, anna)
    before = {name: list(found) async for name, found in breaches(street.door)}

    await erase(street, anna)

    after = {name: list(found) async for name, found in breaches(street.door)}
    assert after == before
    async with street.door.database.read() as session:
        assert (await session.scalars(select(Erasure.person_id))).all() == [anna.id]
