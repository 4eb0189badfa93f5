"""Every routine push has "not today" and "less of this", and whatever is put off is said the next morning."""

from collections.abc import AsyncIterator, Collection, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.case_flow import CaseState
from domain.notices import Notice
from domain.quieting import QUIET, Left
from handlers import notices
from handlers.desk import Reader
from handlers.quieting import QuietTap
from models.case import Case
from models.outbox import Outbox
from models.people import Quieted
from scheduler.tick import tick
from services.act import Ctx
from services.notify import tell
from services.outbox import Outcome, settle
from services.ports import Message
from tests.support.cases import case_in
from tests.support.copies import street_copy
from tests.support.street import LI, OUTSIDER, WANG, WU, Street, at, words
from tests.support.street_chat import StreetChat

TODAY, TOMORROW = "2026-11-18", "2026-11-19"
ROUTINE = sorted(QUIET)
PUT_OFF = [notice for notice in ROUTINE if not QUIET[notice].renewed]


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    street = await street_copy(tmp_path, at(TODAY))
    yield StreetChat(street)
    await street.door.database.close()


async def pushed(street: Street, notice: Notice, *people: int) -> int:
    """Told to `people` and said; the row of the first."""
    await street.door.act(say, people or (WANG,), notice, f"{notice}:1")
    row, *_ = await street.pushed(notice)
    async with street.door.database.write() as session:
        await settle(session, [Outcome(WANG, sent=(row.id,))], street.clock.now())
    return row.id


async def say(ctx: Ctx, people: Collection[int], notice: Notice, key: str) -> None:
    await tell(ctx, people, notice, key, at=ctx.now.isoformat())


async def waiting(street: Street, notice: Notice) -> list[tuple[int, Any]]:
    async with street.door.database.read() as session:
        rows = select(Outbox.chat_id, Outbox.not_before).where(Outbox.notice == notice, Outbox.sent_at.is_(None))
        return [(chat, moment) for chat, moment in await session.execute(rows.order_by(Outbox.id))]


def labels(message: Message | None) -> list[str]:
    return [button.text for row in message.buttons for button in row] if message else []


@pytest.mark.parametrize("notice", ROUTINE)
async def test_every_routine_push_has_both_and_a_way_back(
    chat: StreetChat, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def something(reader: Reader, values: Mapping[str, Any]) -> Message:
        return Message(text="…")

    monkeypatch.setitem(notices.COMPOSERS, notice, something)
    today, less = labels(await chat.hear(WANG, notice))

    (off,) = await chat.tap(WANG, less)
    assert await chat.street.run(WANG, chat_switches) == [QUIET[notice].switch]
    (on,) = await chat.tap(WANG, "还是照常提醒我")

    assert today == "今天别再提醒"
    assert off.text.startswith("好的") and on.text.startswith("好的") and off.card == on.card
    assert await chat.street.run(WANG, chat_switches) == []


async def chat_switches(ctx: Ctx) -> list[str]:
    return list(await ctx.session.scalars(select(Quieted.notice)))


@pytest.mark.parametrize("notice", PUT_OFF)
async def test_what_is_put_off_comes_again_the_next_morning_once(chat: StreetChat, notice: Notice) -> None:
    row = await pushed(chat.street, notice)
    data = QuietTap(do="today", notice=notice, push=row).pack()

    (answer,) = await chat.tap_data(WANG, data)
    await chat.tap_data(WANG, data)
    await chat.street.door.act(say, (WANG, LI), notice, f"{notice}:2")

    assert answer.alert and "明天早上接着说" in (answer.toast or "")
    again, later, other = await waiting(chat.street, notice)
    assert (again, later) == ((WANG, at(TOMORROW, "08:30")),) * 2
    assert other == (LI, at(TODAY))


async def test_nobody_puts_off_what_another_was_told(chat: StreetChat) -> None:
    row = await pushed(chat.street, Notice.RATES_MONTH, WU)

    for who in (WANG, OUTSIDER):
        await chat.tap_data(who, QuietTap(do="today", notice=Notice.RATES_MONTH, push=row).pack())

    assert await waiting(chat.street, Notice.RATES_MONTH) == []


@pytest.mark.parametrize("data", ["q:today:case_new:1", "q:less:nonsense:0", "q:more:visit_unmet:0"])
async def test_forged_switches_are_not_there(chat: StreetChat, data: str) -> None:
    (answer,) = await chat.tap_data(WANG, data)

    assert "没有找到" in (answer.toast or answer.text)
    assert await chat.street.run(WANG, chat_switches) == []


@pytest.mark.parametrize("do", ["today", "less"])
async def test_what_is_nearly_due_is_one_message_the_next_morning(chat: StreetChat, do: str) -> None:
    """One of before the tap comes again with those of after it; what was done meanwhile is left out."""
    first = await due(chat.street, "09:00")
    (told,) = await waiting(chat.street, Notice.CASE_ALARMS)
    assert told[0] == WANG
    (row,) = await chat.street.pushed(Notice.CASE_ALARMS)
    await chat.tap_data(WANG, QuietTap(do=do, notice=Notice.CASE_ALARMS, push=row.id).pack())
    second, third = await due(chat.street, "10:00"), await due(chat.street, "11:00")
    async with chat.street.door.database.write() as session:
        await session.execute(update(Case).where(Case.number == third).values(state=CaseState.RESOLVED))

    rows = await chat.street.pushed(Notice.CASE_ALARMS)
    assert [(push.chat_id, push.not_before) for push in rows] == [(WANG, told[1]), (WANG, at(TOMORROW, "08:30"))]
    chat.street.clock.moment = at(TOMORROW, "08:30")
    message = words(await chat.hear(WANG, Notice.CASE_ALARMS, **rows[1].message))
    assert [number in message for number in (first, second, third)] == [do == "today", True, False]


async def due(street: Street, hour: str) -> str:
    """A case of whose deadline its handler is reminded at that hour."""
    street.clock.moment = now = at(TODAY, hour)
    number = (await case_in(street, CaseState.HANDLING)).number
    times = {"resolve_by": at(TODAY, "16:00"), "clock_from": at("2026-11-16"), "next_alarm_at": now}
    async with street.door.database.write() as session:
        await session.execute(update(Case).where(Case.number == number).values(responded_at=now, **times))
    await tick(street.door, now)
    return number


async def test_a_case_with_many_moves_leaves_room(chat: StreetChat) -> None:
    number = (await case_in(chat.street, CaseState.HANDLING)).number

    single = labels(await chat.hear(WANG, Notice.CASE_RESUMED, number=number))

    assert len(single) <= 6
    assert single[-2:] == ["今天别再提醒", "每天早上说一次"]


async def test_the_settings_name_what_is_less_and_bring_it_back(chat: StreetChat) -> None:
    await chat.tap_data(WANG, "m:settings")
    with pytest.raises(LookupError):
        chat.button(WANG, "少提醒的事")
    await chat.tap_data(WANG, QuietTap(do="less", notice=Notice.WISH_MONTH).pack())

    await chat.tap_data(WANG, "m:settings")
    await chat.tap(WANG, "少提醒的事")
    (back,) = await chat.tap(WANG, "每月认领小结")

    assert back.text == "好的，每月认领小结：照常提醒您。"
    assert QUIET[Notice.WISH_MONTH].left is Left.NOTHING
    assert await chat.street.run(WANG, chat_switches) == []
