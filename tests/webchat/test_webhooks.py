"""Webhooks: delivered until taken, in order within a chat, with the secret."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiohttp import web

from tests.webchat.house import House, house_in
from webchat.person import Person


class Receiver:
    """A bot's webhook. `answers` is asked for the status of each delivery, by its number."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.headers: list[Any] = []
        self.status: Callable[[int], int] = lambda number: 200
        self.body: Any = None
        self.url = ""
        self._news = asyncio.Condition()

    async def take(self, request: web.Request) -> web.Response:
        async with self._news:
            self.seen.append(await request.json())
            self.headers.append(request.headers)
            self._news.notify_all()
        return web.json_response(self.body, status=self.status(len(self.seen)))

    async def has(self, count: int) -> None:
        async with asyncio.timeout(10), self._news:
            await self._news.wait_for(lambda: len(self.seen) >= count)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.seen]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_are_pushed_with_the_secret(bot: Bot, alice: Person, receiver: Receiver) -> None:
    await bot.set_webhook(receiver.url, secret_token="letters_and-1", max_connections=3, allowed_updates=["message"])
    await alice.say("hello")
    await receiver.has(1)
    info = await bot.get_webhook_info()
    assert receiver.texts() == ["hello"]
    assert receiver.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "letters_and-1"
    assert (info.url, info.max_connections, info.allowed_updates) == (receiver.url, 3, ["message"])


async def test_what_is_refused_comes_again_in_order(house: House, bot: Bot, alice: Person, receiver: Receiver) -> None:
    receiver.status = lambda number: 500 if number <= 2 else 200
    await bot.set_webhook(receiver.url)
    for word in ("one", "two"):
        await alice.say(word)
    await receiver.has(4)
    info = await bot.get_webhook_info()
    assert receiver.texts() == ["one", "one", "one", "two"]
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert info.last_error_date and info.last_error_date.timestamp() == house.clock()


async def test_what_waits_is_counted_and_can_be_dropped(bot: Bot, alice: Person, receiver: Receiver) -> None:
    await alice.say("early")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.set_webhook(receiver.url, drop_pending_updates=True)
    await alice.say("late")
    await receiver.has(1)
    assert receiver.texts() == ["late"]


async def test_a_slow_chat_does_not_hold_up_another(bot: Bot, alice: Person, bob: Person, receiver: Receiver) -> None:
    def status(number: int) -> int:
        return 500 if receiver.seen[number - 1]["message"]["chat"]["id"] == alice.id else 200

    receiver.status = status
    await bot.set_webhook(receiver.url)
    await alice.say("never taken")
    await receiver.has(1)
    await bob.say("taken")
    async with asyncio.timeout(10):
        while (await bot.get_webhook_info()).pending_update_count > 1:
            await alice.history()
    assert "taken" in receiver.texts()


async def test_polling_and_webhook_exclude_each_other(bot: Bot, receiver: Receiver) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await bot.get_me()
    await bot.set_webhook(receiver.url)
    with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
        await polling
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == []


async def test_a_call_in_the_answer_is_run(bot: Bot, alice: Person, receiver: Receiver) -> None:
    receiver.body = {"method": "sendMessage", "chat_id": alice.id, "text": "by return of post"}
    await bot.set_webhook(receiver.url)
    await alice.say("hello")
    await alice.hears("by return of post")


async def test_delivery_goes_on_after_a_restart(tmp_path: Path, receiver: Receiver) -> None:
    receiver.status = lambda number: 503
    async with house_in(tmp_path) as house, Person(house.url) as alice:
        await house.aiogram().set_webhook(receiver.url)
        await alice.say("hello")
        await receiver.has(1)
    receiver.seen.clear()
    receiver.status = lambda number: 200
    async with house_in(tmp_path):
        await receiver.has(1)
    assert receiver.texts()[0] == "hello"


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ({"url": "ftp://example.org"}, "bad webhook"),
        ({"url": "https://example.org", "secret_token": "no spaces"}, "secret token contains unallowed characters"),
        ({"url": "https://example.org", "max_connections": 1000}, "bad webhook"),
    ],
)
async def test_wrong_settings_are_refused(bot: Bot, more: dict[str, Any], complaint: str) -> None:
    with pytest.raises(TelegramBadRequest, match=complaint):
        await bot.set_webhook(**more)
