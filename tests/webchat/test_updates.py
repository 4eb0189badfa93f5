"""Long polling: order, confirmation, filters, and one poller at a time."""

import asyncio
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError

from tests.webchat.house import OTHER_TOKEN, House, house_in
from webchat.person import Person


async def _say(person: Person, *words: str) -> None:
    for word in words:
        await person.say(word)


async def test_updates_come_in_order_until_confirmed(bot: Bot, alice: Person) -> None:
    await _say(alice, "one", "two", "three")
    first = await bot.get_updates(limit=2)
    again = await bot.get_updates()
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    after = await bot.get_updates()
    assert [u.message.text for u in again] == ["one", "two", "three"]  # type: ignore[union-attr]
    assert [u.message.text for u in rest] == [u.message.text for u in after] == ["three"]  # type: ignore[union-attr]


async def test_a_negative_offset_keeps_only_the_newest(bot: Bot, alice: Person) -> None:
    await _say(alice, "one", "two", "three")
    assert [u.message.text for u in await bot.get_updates(offset=-2)] == ["two", "three"]  # type: ignore[union-attr]
    assert len(await bot.get_updates(offset=-9)) == 2


async def test_a_waiting_poll_is_woken(bot: Bot, alice: Person) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await bot.get_me()
    await alice.say("hello")
    assert len(await polling) == 1


async def test_a_poll_without_news_ends_empty(bot: Bot) -> None:
    assert await bot.get_updates(timeout=0) == []
    assert await bot.get_updates(timeout=1) == []


async def test_a_second_poller_ends_the_first(house: House, bot: Bot, alice: Person) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await bot.get_me()
    second = asyncio.create_task(house.aiogram().get_updates(timeout=30))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request; make sure that only one"):
        await first
    await alice.say("hello")
    assert len(await second) == 1


async def test_kinds_not_asked_for_are_not_kept(bot: Bot, alice: Person) -> None:
    await bot.get_updates(allowed_updates=["edited_message"])
    said = await alice.say("hello")
    await alice.edit(said["message_id"], "good bye")
    (update,) = await bot.get_updates(allowed_updates=[])
    assert update.edited_message and update.edited_message.text == "good bye"
    await alice.say("again")
    assert len(await bot.get_updates()) == 2


async def test_bots_do_not_see_each_other(house: House, bot: Bot, alice: Person) -> None:
    await alice.say("for the first bot only")
    assert await house.aiogram(OTHER_TOKEN).get_updates() == []
    assert await house.refusal("sendMessage", token=OTHER_TOKEN, chat_id=alice.id, text="x") == (
        400,
        "Bad Request: chat not found",
    )


async def test_numbers_go_on_after_a_restart(tmp_path: Path) -> None:
    async with house_in(tmp_path) as house, Person(house.url) as alice:
        await _say(alice, "one", "two")
        bot = house.aiogram()
        (first, second) = await bot.get_updates()
        await bot.get_updates(offset=second.update_id + 1)
    async with house_in(tmp_path) as house:
        await house.aiogram().send_message(alice.id, "still there")
        async with Person(house.url) as bob:
            await bob.say("three")
        (third,) = await house.aiogram().get_updates()
    assert third.update_id == second.update_id + 1 == first.update_id + 2


async def test_closing_sends_pollers_home(tmp_path: Path) -> None:
    async with house_in(tmp_path) as house:
        polling = asyncio.create_task(house.call("getUpdates", timeout=50))
        await house.call("getMe")
        house.exchange.hang_up()
        assert (await polling)["result"] == []
