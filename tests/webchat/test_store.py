"""Group commit, and the database beneath it."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests.webchat.house import WANG, House, house_in
from webchat.database import DatabaseInUse, database_at
from webchat.person import Person
from webchat.schema import STEPS
from webchat.statements import W
from webchat.store import Change, Store, query

OLD = "INSERT INTO accounts VALUES (:id, 7654321, '王阿姨', 'zh', 0, 0, 0, :keyboard, 0, 0)"
ALL = query("SELECT token_hash, account_id FROM sessions ORDER BY token_hash")


def session(name: str | None, account_id: int = 1) -> Change:
    change = Change()
    change.add(W.SESSION, token_hash=name, account_id=account_id, created_at=0)
    return change


@pytest.fixture
async def store(tmp_path: Path) -> Any:
    opened = Store(database_at(f"sqlite:///{tmp_path / 'w.db'}"))
    await opened.open()
    yield opened
    await opened.close()


async def test_many_changes_at_once_are_all_written(store: Store) -> None:
    await asyncio.gather(*(store.submit(session(f"{number:03}")) for number in range(300)))
    assert len(await store.rows(ALL)) == 300


async def test_a_change_that_cannot_be_written_takes_no_neighbour_with_it(store: Store) -> None:
    told: list[str] = []
    changes = [session("a"), session(None), session("b")]
    for name, change in zip("xyz", changes, strict=True):
        change.after.append(lambda name=name: told.append(name))  # type: ignore[misc]
    outcomes = await asyncio.gather(*(store.submit(change) for change in changes), return_exceptions=True)
    assert [type(outcome).__name__ for outcome in outcomes] == ["NoneType", "IntegrityError", "NoneType"]
    assert [row[0] for row in await store.rows(ALL)] == ["a", "b"]
    assert told == ["x", "z"]


async def test_of_two_changes_of_the_same_thing_the_later_stays(store: Store) -> None:
    await asyncio.gather(store.submit(session("a", 1)), store.submit(session("a", 2)))
    assert [tuple(row) for row in await store.rows(ALL)] == [("a", 2)]


async def test_whoever_listens_badly_does_not_stop_the_store(store: Store) -> None:
    change = session("a")
    change.after.append(lambda: 1 // 0)  # type: ignore[arg-type]
    await store.submit(change)
    await store.submit(session("b"))
    assert len(await store.rows(ALL)) == 2


async def test_a_second_webchat_on_the_same_database_is_refused(tmp_path: Path) -> None:
    async with house_in(tmp_path):
        with pytest.raises(DatabaseInUse):
            async with house_in(tmp_path):
                raise AssertionError("two at once")


async def test_a_database_of_the_first_version_becomes_todays(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'webchat.db'}")
    with engine.begin() as connection:
        for statement in (*STEPS[0], "CREATE TABLE schema_version (version INTEGER NOT NULL)"):
            connection.execute(text(statement))
        connection.execute(text("INSERT INTO schema_version VALUES (1)"))
        connection.execute(text(OLD), {"id": WANG.id, "keyboard": '{"force_reply":true}'})
    engine.dispose()
    for _ in range(2):
        async with house_in(tmp_path) as house, Person(house.url, demo_id=WANG.id) as wang:
            assert (wang.keyboard, wang.keyboard_message_id) == ({"force_reply": True}, None)


async def test_a_database_from_the_future_is_refused(tmp_path: Path) -> None:
    async with house_in(tmp_path):
        pass
    engine = create_engine(f"sqlite:///{tmp_path / 'webchat.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE schema_version SET version = :version"), {"version": len(STEPS) + 1})
    engine.dispose()
    with pytest.raises(RuntimeError, match="newer than this webchat"):
        async with house_in(tmp_path):
            raise AssertionError("opened")


@pytest.mark.parametrize("url", ["sqlite://", "mysql://localhost/x"])
def test_databases_that_it_does_not_keep_its_data_in(url: str) -> None:
    with pytest.raises(ValueError, match="SQLite or in PostgreSQL"):
        database_at(url)


async def test_a_full_disk_is_told_and_got_over(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(work: Any) -> None:
        raise OSError(28, "No space left on device")

    async with Person(house.url) as alice:
        database = house.exchange.store._database
        with monkeypatch.context() as patch:
            patch.setattr(database, "write", full)
            refused = await house.call("sendMessage", chat_id=WANG.id, text="x")
            assert (refused["error_code"], refused["description"]) == (500, "Internal Server Error")
            with pytest.raises(Exception, match="500 internal"):
                await alice.say("x")
        assert (await house.call("sendMessage", chat_id=WANG.id, text="y"))["ok"]
        assert (await alice.say("y"))["text"] == "y"


async def test_old_taps_and_receipts_are_forgotten(tmp_path: Path) -> None:
    async with house_in(tmp_path) as house, Person(house.url) as alice:
        await alice.say("x", client_id="old")
        later = house.clock() + 15 * 86400
    async with house_in(tmp_path, now=lambda: later) as house:
        count = query("SELECT COUNT(*) FROM receipts")
        await house.call("setMyName", name="x")  # a commit behind the cleaning one
        assert (await house.exchange.store.row(count))[0] == 0
