"""The WebSocket: what happened while one was away comes once, in its present state, and nothing is lost in between."""

import asyncio
import json
from typing import Any

from aiogram import Bot
from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from tests.webchat.house import LI, WANG, House
from webchat.person import Person

MENU = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="A")]])


async def events(house: House, person: Person, after: int | str) -> list[dict[str, Any]]:
    """What comes after a reconnect, up to the command list that ends it (or a reload)."""
    heard: list[dict[str, Any]] = []
    async with person.http.ws_connect(f"{house.url}/api/events", params={"after": str(after)}) as socket:
        while not heard or heard[-1]["type"] not in ("commands", "reload"):
            heard.append(json.loads(await socket.receive_str()))
    return heard


async def test_everything_missed_is_told_in_its_present_state(house: House, bot: Bot, alice: Person) -> None:
    kept = await bot.send_message(alice.id, "kept")
    before = (await alice.request("GET", "/api/messages"))["seq"]
    new = await bot.send_message(alice.id, "new", reply_markup=MENU)
    gone = await bot.send_message(alice.id, "gone")
    await bot.edit_message_text("kept, changed", chat_id=alice.id, message_id=kept.message_id)
    await bot.edit_message_text("newer", chat_id=alice.id, message_id=new.message_id)
    await bot.delete_message(alice.id, gone.message_id)
    heard = await events(house, alice, before)
    assert [(event["type"], event.get("message", {}).get("text")) for event in heard] == [
        ("keyboard", None),
        ("edited", "kept, changed"),
        ("message", "newer"),
        ("deleted", None),
        ("commands", None),
    ]
    assert heard[0]["message_id"] == new.message_id
    seqs = [event["seq"] for event in heard]
    assert seqs == sorted(seqs) and seqs[-1] == (await alice.request("GET", "/api/messages"))["seq"]
    assert [event["type"] for event in await events(house, alice, seqs[-1])] == ["commands"]


async def test_a_page_from_elsewhere_or_long_ago_is_told_to_reload(house: House, bot: Bot, alice: Person) -> None:
    assert (await events(house, alice, 10**6))[0] == {"type": "reload"}
    assert (await events(house, alice, -5))[0] == {"type": "reload"}
    for _ in range(501):
        await bot.send_message(alice.id, "x")
    assert (await events(house, alice, 0))[0] == {"type": "reload"}


async def test_nothing_is_lost_between_reading_and_listening(house: House, bot: Bot, alice: Person) -> None:
    sending = [asyncio.create_task(bot.send_message(alice.id, f"number {number}")) for number in range(60)]
    listeners = [asyncio.create_task(_texts(house, alice, 60)) for _ in range(5)]
    await asyncio.gather(*sending)
    expected = {f"number {number}" for number in range(60)}
    for heard in await asyncio.gather(*listeners):
        assert len(heard) == 60 and set(heard) == expected


async def _texts(house: House, person: Person, count: int) -> list[str]:
    heard: list[str] = []
    async with person.http.ws_connect(f"{house.url}/api/events", params={"after": "0"}) as socket:
        while len(heard) < count:
            event = json.loads(await socket.receive_str())
            if event["type"] == "message":
                heard.append(event["message"]["text"])
    return heard


async def test_a_session_that_becomes_somebody_else_stops_listening(house: House) -> None:
    async with (
        Person(house.url, demo_id=WANG.id) as person,
        person.http.ws_connect(f"{house.url}/api/events") as socket,
    ):
        assert json.loads(await socket.receive_str())["type"] == "commands"
        await person.post("/api/demo/switch", {"id": LI.id})
        assert (await socket.receive()).data == 1001


async def test_two_pages_of_one_person_see_the_same(house: House, bot: Bot) -> None:
    async with Person(house.url, demo_id=WANG.id) as phone, Person(house.url, demo_id=WANG.id) as tablet:
        await phone.say("from the phone")
        await tablet.until(lambda page: [one["text"] for one in page.messages] == ["from the phone"])
        await bot.send_message(WANG.id, "to both")
        assert (await phone.hears("to both")) == (await tablet.hears("to both"))
