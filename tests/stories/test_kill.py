"""kill -9 at bad moments: what was acknowledged is there, once, and a form goes on where it was."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, func, select

from domain.settings import Settings
from models.case import Case
from models.database import Database
from models.outbox import Inbox, Outbox
from tests.stories.test_resident import number_in
from tests.support.forked import forked_bot
from tests.support.house import house_in, settings_in
from tests.support.patience import until
from tests.support.process import bot_process, somebody
from webchat.person import Person


async def rows(settings: Settings, *conditions: ColumnElement[bool]) -> int:
    """Counted beside the bot, as an operator would."""
    database = Database(settings.storage.database)
    async with database.read() as session:
        count = await session.scalar(select(func.count()).where(*conditions))
    await database.close()
    return count or 0


async def asks_for_the_place(resident: Person) -> None:
    await resident.say("电梯门夹人")
    await resident.hears("在什么地方")


async def goes_on_from_there(resident: Person) -> None:
    await resident.tap("跳过", message=await resident.hears("在什么地方", ever=True))
    await resident.tap("都不是，继续提交", message=await resident.hears("我也遇到"))
    await resident.hears("内容：电梯门夹人")
    await resident.tap("确认提交")
    await resident.hears("收到了，编号")


async def test_a_form_goes_on_after_a_kill(settings: Settings, tmp_path: Path) -> None:
    async with forked_bot(tmp_path, settings) as (bot, address):
        async with somebody(address, "resident") as resident:
            await asks_for_the_place(resident)
        await bot.kill()
        await bot.start()
        async with somebody(address, "resident") as resident:
            await goes_on_from_there(resident)
    assert await rows(settings, Case.words == "电梯门夹人") == 1


async def test_the_command_itself_stops_when_it_is_asked_to(folder: Path) -> None:
    """Not forked: a process from its first line on."""
    settings = settings_in(folder)
    async with bot_process(folder, settings) as bot:
        async with somebody(bot.address, "resident") as resident:
            await asks_for_the_place(resident)
        assert await bot.stop() == 0
    async with forked_bot(folder, settings) as (_, address), somebody(address, "resident") as resident:
        await goes_on_from_there(resident)
    assert await rows(settings, Case.words == "电梯门夹人") == 1


@pytest.mark.parametrize("milliseconds", [0, 10])
async def test_a_confirmed_case_is_there_once_whenever_the_kill_came(
    settings: Settings, tmp_path: Path, milliseconds: int
) -> None:
    async with forked_bot(tmp_path, settings) as (bot, address):
        async with somebody(address, "resident") as resident:
            await resident.say("地下室进水")
            await resident.hears("在什么地方")
            await resident.tap("跳过")
            await resident.tap("都不是，继续提交", message=await resident.hears("我也遇到"))
            await resident.hears("请您看看对不对")
            await resident.tap("确认提交")
            await asyncio.sleep(milliseconds / 1000)
            await bot.kill()
        await bot.start()
        async with somebody(address, "resident") as resident:
            number = number_in((await resident.hears("收到了，编号", ever=True))["text"])
    assert await rows(settings, Case.words == "地下室进水", Case.number == number) == 1
    assert await rows(settings, Case.words == "地下室进水") == 1
    assert await rows(settings, Inbox.done_at.is_(None)) == 0


async def test_a_reply_that_was_committed_but_not_sent_is_sent_once_after_the_restart(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing_goes_out(self: object) -> int:
        return 0

    with monkeypatch.context() as patched:
        patched.setattr("scheduler.delivery.Delivery.deliver", nothing_goes_out)
        async with house_in(tmp_path, settings=settings) as house:
            resident = await house.person("resident")
            await resident.say("楼顶漏雨")

            async def answered() -> bool:
                return await rows(settings, Outbox.key.startswith("u"), Outbox.sent_at.is_(None)) > 0

            await until(answered, "the reply is committed")

    async with house_in(tmp_path, settings=settings) as house:
        resident = await house.person("resident")
        await resident.hears("在什么地方", ever=True)
        asked = [message for message in await resident.history() if "在什么地方" in message.get("text", "")]
    assert len(asked) == 1
