"""What an update costs the database, step by step: a number that grows is a slip, or is written down here on purpose.

Counted is what goes over the writing connection: to take the update in, to handle it, and to send what it says. Under
load many updates share the statements of a batch; here each is alone, so these are the most that one can cost.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, update

from models.people import Chat, Consent, Person
from services.visit.visit_windows import open_windows
from tests.support.cases import REPORTER
from tests.support.copies import street_copy
from tests.support.mouth import ScriptedMouth, sender
from tests.support.riders import CHEN, HERE, riders_in
from tests.support.street import COMMUNITY, WANG, Street, at, street_in
from tests.support.street_chat import StreetChat
from tests.support.talk import CHANNEL, Talk
from tests.support.where import here

NOW = at("2026-11-18")
NOBODY_YET = 99
"""A chat of whom nothing is stored yet."""


@dataclass(frozen=True)
class Cost:
    """Statements and commits up to the answer, and of sending it."""

    handled: int
    commits: int
    sent: int
    sending_commits: int


COSTS: dict[str, dict[str, Cost]] = {
    "a newcomer": {
        "/start": Cost(handled=12, commits=2, sent=8, sending_commits=2),
        "agrees": Cost(handled=18, commits=2, sent=7, sending_commits=2),
        "community": Cost(handled=15, commits=2, sent=7, sending_commits=2),
        "at home": Cost(handled=16, commits=2, sent=8, sending_commits=2),
    },
    "a wish": {
        "/start": Cost(handled=12, commits=2, sent=8, sending_commits=2),
        "its kind": Cost(handled=13, commits=2, sent=8, sending_commits=2),
        "words": Cost(handled=13, commits=2, sent=7, sending_commits=2),
        "no place": Cost(handled=13, commits=2, sent=7, sending_commits=2),
        "confirmed": Cost(handled=25, commits=2, sent=7, sending_commits=2),
        "a look": Cost(handled=18, commits=2, sent=8, sending_commits=2),
    },
    "a complaint": {
        "/start": Cost(handled=12, commits=2, sent=8, sending_commits=2),
        "its kind": Cost(handled=13, commits=2, sent=8, sending_commits=2),
        "words": Cost(handled=13, commits=2, sent=7, sending_commits=2),
        "no place": Cost(handled=14, commits=2, sent=7, sending_commits=2),
        "confirmed": Cost(handled=26, commits=2, sent=7, sending_commits=2),
        "a look": Cost(handled=18, commits=2, sent=8, sending_commits=2),
    },
    "a hazard": {
        "photo": Cost(handled=14, commits=2, sent=8, sending_commits=2),
        "place": Cost(handled=15, commits=2, sent=7, sending_commits=2),
        "category": Cost(handled=16, commits=2, sent=7, sending_commits=2),
        "confirmed": Cost(handled=28, commits=2, sent=7, sending_commits=2),
    },
    "a visit": {
        "walk": Cost(handled=28, commits=2, sent=8, sending_commits=2),
        "household": Cost(handled=24, commits=2, sent=8, sending_commits=2),
        "met": Cost(handled=35, commits=2, sent=7, sending_commits=2),
    },
}


def written(name: str) -> dict[str, Cost]:
    """In PostgreSQL no statement begins a transaction: two fewer while handling, two while sending. The same connection
    carries what asks for work, once each, and what the test reads of what was said: StreetChat once, Talk twice."""
    if here().name == "sqlite":
        return COSTS[name]
    read = 1 if name == "a visit" else 2
    return {step: replace(c, handled=c.handled - 1 + read, sent=c.sent - 1) for step, c in COSTS[name].items()}


class Meter:
    """Counts on the writing connection."""

    def __init__(self, street: Street) -> None:
        self.statements = self.commits = 0
        engine = street.door.database.engine.sync_engine
        event.listen(engine, "before_cursor_execute", self._statement)
        event.listen(engine, "commit", self._commit)

    def read(self) -> tuple[int, int]:
        counted = self.statements, self.commits
        self.statements = self.commits = 0
        return counted

    def _statement(self, *_: Any) -> None:
        self.statements += 1

    def _commit(self, _: Any) -> None:
        self.commits += 1


Story = Callable[[Path, AsyncExitStack], AsyncIterator[tuple[str, Street]]]


async def wish(folder: Path, stack: AsyncExitStack) -> AsyncIterator[tuple[str, Street]]:
    async for step in _filed(folder, stack, "我有个微心愿", "想学用智能手机"):
        yield step


async def complaint(folder: Path, stack: AsyncExitStack) -> AsyncIterator[tuple[str, Street]]:
    async for step in _filed(folder, stack, "我要反映问题", "三单元楼道灯坏了"):
        yield step


async def _filed(folder: Path, stack: AsyncExitStack, kind: str, words: str) -> AsyncIterator[tuple[str, Street]]:
    street = await street_copy(folder, NOW)
    stack.push_async_callback(street.door.database.close)
    async with street.door.database.write() as session:
        at_home = update(Person).where(Person.id == REPORTER).values(community_id=COMMUNITY, compound_id=1)
        await session.execute(at_home)
    talk = Talk(street, REPORTER)
    yield "", street
    await talk.say("/start")
    yield "/start", street
    await talk.tap(kind)
    yield "its kind", street
    await talk.say(words)
    yield "words", street
    await talk.tap("跳过")
    yield "no place", street
    await talk.tap("确认提交")
    yield "confirmed", street
    await talk.tap("看进展")
    yield "a look", street


async def hazard(folder: Path, stack: AsyncExitStack) -> AsyncIterator[tuple[str, Street]]:
    street = await riders_in(folder, NOW)
    stack.push_async_callback(street.door.database.close)
    rider = Talk(street, CHEN)
    yield "", street
    await rider.send_photo("p1")
    yield "photo", street
    await rider.send_place(HERE)
    yield "place", street
    await rider.tap("公用设施")
    yield "category", street
    await rider.tap("确认提交")
    yield "confirmed", street


async def visit(folder: Path, stack: AsyncExitStack) -> AsyncIterator[tuple[str, Street]]:
    street = await street_in(folder, NOW)
    stack.push_async_callback(street.door.database.close)
    version = street.door.settings.street.notice_version
    await street.add(Consent(person_id=WANG, notice_version=version, given_at=NOW))
    home, _ = await street.household(("key_person", "disabled"), ())
    await street.door.act(open_windows, NOW.date())
    chat = StreetChat(street)
    yield "", street
    await chat.tap_data(WANG, "m:walk")
    yield "walk", street
    await chat.tap(WANG, f"{home}室")
    yield "household", street
    await chat.tap(WANG, "都见到了")
    yield "met", street


async def newcomer(folder: Path, stack: AsyncExitStack) -> AsyncIterator[tuple[str, Street]]:
    street = await street_copy(folder, NOW)
    stack.push_async_callback(street.door.database.close)
    chat = {"id": NOBODY_YET, "channel": CHANNEL, "external_id": NOBODY_YET, "created_at": NOW, "language": "zh"}
    async with street.door.database.write() as session:
        await session.execute(insert(Chat), chat)
    talk = Talk(street, NOBODY_YET)
    yield "", street
    await talk.say("/start")
    yield "/start", street
    await talk.tap("同意")
    yield "agrees", street
    await talk.tap("长江社区")
    yield "community", street
    await talk.tap("不在这些小区里")
    yield "at home", street


STORIES: dict[str, Story] = {
    "a newcomer": newcomer,
    "a wish": wish,
    "a complaint": complaint,
    "a hazard": hazard,
    "a visit": visit,
}


@pytest.mark.parametrize("name", STORIES)
async def test_an_update_costs_what_is_written_here(name: str, tmp_path: Path) -> None:
    found: dict[str, Cost] = {}
    async with AsyncExitStack() as stack:
        meter: Meter | None = None
        async for step, street in STORIES[name](tmp_path, stack):
            if meter is not None:
                handled = meter.read()
                await sender(street, ScriptedMouth(), tmp_path).deliver()
                found[step] = Cost(*handled, *meter.read())
            meter = meter or Meter(street)
    assert found == written(name), "\n".join(["as it is now:", *(f'"{step}": {cost},' for step, cost in found.items())])
