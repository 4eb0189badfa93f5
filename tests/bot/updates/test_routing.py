"""Taps and filters take the short way, and arrive where they did."""

from aiogram import Bot, Dispatcher, F, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message, Update

from bot.updates.dispatcher import dispatcher
from bot.updates.routing import buttons_of, commands_of, quicken


class LampTap(CallbackData, prefix="lamp"):
    do: str


class LampsTap(CallbackData, prefix="lamps"):
    do: str


def tapped(data: str) -> Update:
    query = {"id": "1", "chat_instance": "1", "data": data, "from": {"id": 1, "is_bot": False, "first_name": "某人"}}
    return Update.model_validate({"update_id": 1, "callback_query": query})


def said(text: str) -> Update:
    chat = {"id": 1, "type": "private"}
    return Update.model_validate({"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": chat, "text": text}})


def two_routers(*, with_all: bool = False) -> Dispatcher:
    lamp, lamps = Router(name="lamp"), Router(name="lamps")

    @lamp.callback_query(LampTap.filter(F.do == "on"))
    async def on(query: CallbackQuery) -> str:
        return "lamp"

    @lamps.callback_query(LampsTap.filter())
    async def all_on(query: CallbackQuery) -> str:
        return "lamps"

    @lamps.message(lambda message: message.text == "灯")
    async def words(message: Message) -> str:
        return "words"

    if with_all:

        @lamp.callback_query()
        async def anything(query: CallbackQuery) -> str:
            return "anything"

    root = Dispatcher(disable_fsm=True)
    root.include_routers(lamp, lamps)
    quicken(root)
    return root


async def test_a_command_with_the_bots_name_asks_no_server() -> None:
    root, router = Dispatcher(disable_fsm=True), Router()

    @router.message(Command("start"))
    async def start(message: Message) -> str:
        return "started"

    root.include_router(router)
    quicken(root)
    assert await routed(root, said("/start@doorstep_bot")) == "started"


async def test_words_come_to_no_router_that_hears_commands_only_and_commands_to_theirs() -> None:
    root, asked = Dispatcher(disable_fsm=True), []
    commands, words = Router(name="commands"), Router(name="words")

    async def note(message: Message) -> bool:
        asked.append(message.text or message.caption)
        return True

    @commands.message(note, Command("red", "walk"))
    async def command(message: Message) -> str:
        return "command"

    @words.message()
    async def said_(message: Message) -> str:
        return "words"

    root.include_routers(commands, words)
    quicken(root)

    came = [await routed(root, said(text)) for text in ("灯坏了", "/red", " /walk@bot 3", "/redder", "", "red")]

    assert came == ["words", "command", "command", "words", "words", "words"]
    assert asked == ["/red", " /walk@bot 3", "/redder"]


async def routed(root: Dispatcher, update: Update) -> object:
    return await root.feed_update(Bot("1:made-up-for-tests"), update)


async def test_a_tap_comes_to_the_buttons_that_begin_so_and_to_no_other() -> None:
    root = two_routers()
    assert await routed(root, tapped("lamp:on")) == "lamp"
    assert await routed(root, tapped("lamps:on")) == "lamps"
    assert await routed(root, tapped("lamp:off")) is UNHANDLED
    assert await routed(root, tapped("la")) is UNHANDLED


async def test_a_router_that_takes_any_tap_is_asked_about_any() -> None:
    assert await routed(two_routers(with_all=True), tapped("forged")) == "anything"


async def test_a_tap_without_data_comes_to_those_who_take_any() -> None:
    game = {"id": "1", "chat_instance": "1", "from": {"id": 1, "is_bot": False, "first_name": "某人"}}
    update = Update.model_validate({"update_id": 1, "callback_query": game})
    assert await routed(two_routers(with_all=True), update) == "anything"
    assert await routed(two_routers(), update) is UNHANDLED


async def test_a_plain_filter_still_decides() -> None:
    root = two_routers()
    assert await routed(root, said("灯")) == "words"
    assert await routed(root, said("门")) is UNHANDLED


def test_no_filter_of_the_house_goes_to_a_thread() -> None:
    filters = [
        one
        for router in dispatcher().chain_tail
        for observer in router.observers.values()
        for handler in observer.handlers
        for one in handler.filters or ()
    ]
    assert filters
    assert [one.callback for one in filters if not one.awaitable] == []


def test_most_routers_of_the_house_are_asked_about_their_own_taps_only() -> None:
    taps = [router.callback_query for router in dispatcher().chain_tail if router.callback_query.handlers]
    assert sum(bool(buttons_of(one)) for one in taps) >= len(taps) - 2


def test_words_are_shown_to_few_routers_of_the_house() -> None:
    hear = [router.message for router in dispatcher().chain_tail if router.message.handlers]
    assert sum(not commands_of(one) for one in hear) <= len(hear) // 2
