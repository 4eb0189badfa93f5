"""No name, phone or address in any log: the listener of the whole run (tests/conftest.py) hears what it should."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from adapters.vault import KeyVault
from models.database import Database
from models.outbox import Inbox
from services import inbox, outbox
from services.inbox import Waiting
from services.outbox import Outcome
from tests.support.house import settings_in
from tests.support.leaks import Leaks, left_behind, listening
from tests.support.process import write_config
from tests.support.street import LI, WANG, at, street_on


@pytest.mark.parametrize(
    ("said", "leaks"),
    [
        ("saw 王阿姨", True),
        ("called 13800000000", True),
        ("went to 三单元302", True),
        ("wrote to 13911112222", True),
        ("case 1380000 of 楼道", False),
        ("person 302 of unit 3", False),
        ("update 1764000000123", False),
    ],
)
def test_what_was_sealed_is_heard_in_a_line(said: str, leaks: bool) -> None:
    listener = Leaks()
    for secret in ("王阿姨", "13800000000", "三单元302", "302"):
        listener.keep(secret)

    listener.handle(logging.makeLogRecord({"name": "services.made_up", "msg": "event", "what": said}))

    assert ["test_what_was_sealed_is_heard_in_a_line" in one for one in listener.found()] == [True] * leaks


async def test_what_a_process_of_a_house_leaves_behind_is_read_line_by_line(
    either: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.support.leaks.LEFT_BEHIND", {})
    settings = settings_in(tmp_path)
    url = either.url.render_as_string(hide_password=False)
    write_config(tmp_path, replace(settings, storage=replace(settings.storage, database=url)))
    (tmp_path / "bot.log").write_text('{"event": "update"}\nTraceback: 王阿姨\n{"who": 302}\n', encoding="utf-8")
    await street_on(either, at("2026-11-23"))
    async with either.write() as session:
        received = {"update_id": 1, "chat_id": WANG, "payload": "{}", "received_at": at("2026-11-23")}
        await session.execute(insert(Inbox).values(channel="test", error="KeyError: 王阿姨的门", **received))

    await left_behind(tmp_path)

    listener = Leaks()
    listener.keep("王阿姨")
    listener.read()
    assert [one.partition("(call): ")[2] for one in listener.found()] == ["Traceback: 王阿姨", "KeyError: 王阿姨的门"]


async def test_why_an_update_or_a_message_failed_is_read_too(either: Database) -> None:
    """No test but this one knows these words, so that the listener of the whole run finds nothing in them."""
    street = await street_on(either, at("2026-11-23"))
    update_ = Waiting(1, "test", WANG, "{}", 0)
    refusals = (
        Outcome(WANG, failed=1, why="no chat of 为错误编的名字", dead=True),
        Outcome(LI, failed=2, why="timed out"),
    )
    with listening() as listener:
        listener.keep("为错误编的名字")
        async with either.write() as session:
            await inbox.failed(session, update_, "KeyError: 为错误编的名字", street.clock.now(), at_most=3)
            await outbox.settle(session, refusals, street.clock.now())

    assert sorted(one.rpartition("(call): ")[2] for one in listener.found()) == [
        "KeyError: 为错误编的名字",
        "no chat of 为错误编的名字",
    ]


def test_what_any_test_seals_is_listened_for(nothing_personal_is_logged: Leaks) -> None:
    KeyVault({"k1": bytes(32)}).seal("为这个测试编的名字", "person:1:name")

    assert "为这个测试编的名字" in nothing_personal_is_logged.sealed
    assert nothing_personal_is_logged in logging.getLogger("bot").handlers
