"""kill -9 at bad moments: what was acknowledged is there, once, and a form goes on where it was."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.stories.test_resident import number_in
from tests.support.forked import forked_bot
from tests.support.house import house_in
from tests.support.patience import until
from tests.support.process import bot_process, somebody


def count(folder: Path, query: str, *values: str) -> int:
    """Read beside the bot, as an operator would."""
    with closing(sqlite3.connect(folder / "doorstep.sqlite")) as database:
        return int(database.execute(query, values).fetchone()[0])


CASES = 'SELECT count(*) FROM "case" WHERE words = ?'
UNHANDLED = "SELECT count(*) FROM inbox WHERE done_at IS NULL"
UNSENT_REPLIES = "SELECT count(*) FROM outbox WHERE key LIKE 'u%' AND sent_at IS NULL"


async def test_a_form_goes_on_after_a_kill(folder: Path) -> None:
    async with bot_process(folder) as bot:
        async with somebody(bot.address, "resident") as resident:
            await resident.say("电梯门夹人")
            await resident.hears("在什么地方")
        await bot.kill()
        await bot.start()
        async with somebody(bot.address, "resident") as resident:
            await resident.tap("跳过", message=await resident.hears("在什么地方", ever=True))
            await resident.tap("都不是，继续提交", message=await resident.hears("我也遇到"))
            await resident.hears("内容：电梯门夹人")
            await resident.tap("确认提交")
            await resident.hears("收到了，编号")
        assert await bot.stop() == 0
    assert count(folder, CASES, "电梯门夹人") == 1


@pytest.mark.parametrize("milliseconds", [0, 10])
async def test_a_confirmed_case_is_there_once_whenever_the_kill_came(folder: Path, milliseconds: int) -> None:
    async with forked_bot(folder) as (bot, address):
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
    assert count(folder, CASES + " AND number = ?", "地下室进水", number) == 1
    assert count(folder, CASES, "地下室进水") == 1
    assert count(folder, UNHANDLED) == 0


async def test_a_reply_that_was_committed_but_not_sent_is_sent_once_after_the_restart(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing_goes_out(self: object) -> int:
        return 0

    with monkeypatch.context() as patched:
        patched.setattr("scheduler.delivery.Delivery.deliver", nothing_goes_out)
        async with house_in(folder) as house:
            resident = await house.person("resident")
            await resident.say("楼顶漏雨")

            async def answered() -> bool:
                return count(folder, UNSENT_REPLIES) > 0

            await until(answered, "the reply is committed")

    async with house_in(folder) as house:
        resident = await house.person("resident")
        await resident.hears("在什么地方", ever=True)
        asked = [message for message in await resident.history() if "在什么地方" in message.get("text", "")]
    assert len(asked) == 1
