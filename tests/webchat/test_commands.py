"""Command lists: the narrowest scope wins, then the person's language."""

from typing import Any

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from tests.webchat.house import House
from webchat.person import Person


def named(*names: str) -> list[BotCommand]:
    return [BotCommand(command=name, description=name.title()) for name in names]


async def test_who_sees_which(bot: Bot, alice: Person, bob: Person) -> None:
    async def seen(person: Person) -> list[str]:
        me: dict[str, Any] = await person.request("GET", "/api/me")
        return [command["command"] for command in me["commands"]]

    await bot.set_my_commands(named("start"))
    await bot.set_my_commands(named("begin"), language_code="en")
    assert (await seen(alice), await seen(bob)) == (["start"], ["begin"])
    await bot.set_my_commands(named("help"), BotCommandScopeAllPrivateChats())
    assert (await seen(alice), await seen(bob)) == (["help"], ["help"])
    await bot.set_my_commands(named("desk", "stats"), BotCommandScopeChat(chat_id=alice.id))
    assert (await seen(alice), await seen(bob)) == (["desk", "stats"], ["help"])
    await bot.delete_my_commands(BotCommandScopeChat(chat_id=alice.id))
    assert await seen(alice) == ["help"]


async def test_open_pages_learn_of_a_new_list(bot: Bot, alice: Person) -> None:
    await bot.set_my_commands(named("desk"), BotCommandScopeChat(chat_id=alice.id))
    await alice.until(lambda page: page.commands == [{"command": "desk", "description": "Desk"}])


async def test_what_is_refused(house: House) -> None:
    async def refused(commands: Any, **more: Any) -> str:
        return (await house.refusal("setMyCommands", commands=commands, **more))[1]

    assert await refused([{"command": "Läuft", "description": "x"}]) == "Bad Request: BOT_COMMAND_INVALID"
    assert await refused([{"command": "x", "description": ""}]) == "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
    assert await refused([], scope={"type": "chat", "chat_id": 5}) == "Bad Request: chat not found"
    assert await refused([], language_code="english") == "Bad Request: invalid language code specified"


async def test_a_name_and_description_by_language(bot: Bot, bob: Person) -> None:
    await bot.set_my_name("家门口")
    await bot.set_my_name("Doorstep EN", language_code="en")
    await bot.set_my_description("A neighbour", language_code="en")
    me = await bob.request("GET", "/api/me")
    assert (me["bot"]["first_name"], me["bot"]["description"]) == ("Doorstep EN", "A neighbour")
    assert (await bot.get_me()).first_name == "家门口"
