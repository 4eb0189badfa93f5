"""The page's own door: sessions, sending once, history, edits, and nothing for strangers."""

import asyncio
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from tests.webchat.house import House, house_in, picture
from webchat.app import DemoPerson
from webchat.person import Person, Refused

HOURS = 3600


async def test_every_browser_is_its_own_account(alice: Person, bob: Person) -> None:
    assert alice.id != bob.id
    assert 2**52 <= alice.id < 2**53
    assert await alice.request("GET", "/api/me") == alice.me
    assert (await alice.post("/api/session", {}))["me"] == alice.me
    assert {name: alice.me[name] for name in ("first_name", "language_code", "blocked", "demo", "map")} == {
        "first_name": "居民",
        "language_code": "zh",
        "blocked": False,
        "demo": {
            "people": [
                {"id": 101, "first_name": "王阿姨", "note": "78 years old, third floor"},
                {"id": 102, "first_name": "Li the rider", "note": "delivers lunches"},
            ],
            "current": alice.id,
        },
        "map": False,
    }


async def test_only_the_hash_of_the_session_is_kept(tmp_path: Path) -> None:
    async with house_in(tmp_path) as house, Person(house.url) as alice:
        token = alice.cookies["webchat_session"]
        async with alice.http.post(f"{house.url}/api/session", json={}, cookies={"webchat_session": "x"}) as response:
            cookie = response.headers["Set-Cookie"]
    with closing(sqlite3.connect(tmp_path / "webchat.db")) as database:
        stored = {row[0] for row in database.execute("SELECT token_hash FROM sessions")}
    assert hashlib.sha256(token.encode()).hexdigest() in stored
    assert token not in stored
    for attribute in ("HttpOnly", "SameSite=Lax", "Path=/", f"Max-Age={400 * 86400}"):
        assert attribute in cookie
    assert "Secure" not in cookie


async def test_behind_tls_the_cookie_is_secure(tmp_path: Path) -> None:
    async with house_in(tmp_path, behind_proxy=True) as house, aiohttp.ClientSession() as http:
        headers = {"X-Forwarded-Proto": "https"}
        async with http.post(f"{house.url}/api/session", json={}, headers=headers) as response:
            assert "Secure" in response.headers["Set-Cookie"]


@pytest.mark.parametrize("path", ["/api/me", "/api/messages", "/api/events", "/api/files/AQP"])
async def test_no_session_no_answer(house: House, path: str) -> None:
    async with aiohttp.ClientSession() as http, http.get(house.url + path) as response:
        assert (response.status, (await response.json())["error"]["code"]) == (401, "no_session")


async def test_the_same_client_id_sends_once(bot: Bot, alice: Person) -> None:
    first = await alice.say("once", client_id="a1")
    again = await asyncio.gather(*(alice.say("once", client_id="a1") for _ in range(20)))
    photo = await alice.send_photo(picture(), client_id="a2")
    assert await alice.send_photo(picture(), client_id="a2") == photo
    assert again == [first] * 20
    assert len(await bot.get_updates()) == 2


async def test_the_same_client_id_of_somebody_else_is_another(bot: Bot, alice: Person, bob: Person) -> None:
    await alice.say("mine", client_id="a1")
    await bob.say("mine too", client_id="a1")
    assert len(await bot.get_updates()) == 2


async def test_a_repeated_tap_is_one_update(bot: Bot, alice: Person) -> None:
    markup = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])
    card = await bot.send_message(alice.id, "card", reply_markup=markup)
    tap = {"client_id": "t1", "message_id": card.message_id, "data": "go"}
    taps = await asyncio.gather(*(alice.post("/api/callbacks", tap) for _ in range(20)))
    (update,) = await bot.get_updates()
    assert update.callback_query and taps == [{"callback_query_id": update.callback_query.id}] * 20
    assert update.callback_query.message == card


async def test_a_button_that_is_gone_cannot_be_tapped(bot: Bot, alice: Person, bob: Person) -> None:
    markup = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])
    card = await bot.send_message(alice.id, "card", reply_markup=markup)
    for person, data in ((alice, "forged"), (bob, "go")):
        with pytest.raises(Refused, match="400 no_such_button"):
            await person.post("/api/callbacks", {"client_id": "t", "message_id": card.message_id, "data": data})
    await bot.edit_message_text("done", chat_id=alice.id, message_id=card.message_id)
    with pytest.raises(Refused, match="400 no_such_button"):
        await alice.post("/api/callbacks", {"client_id": "t", "message_id": card.message_id, "data": "go"})
    assert await bot.get_updates() == []


async def test_history_pages_back(bot: Bot, alice: Person) -> None:
    for number in range(7):
        await alice.say(f"number {number}")
    newest = await alice.request("GET", "/api/messages", params={"limit": "3"})
    older = await alice.history(before=newest["messages"][0]["message_id"], limit=10)
    assert [message["text"] for message in newest["messages"]] == ["number 4", "number 5", "number 6"]
    assert (newest["more"], newest["keyboard"]) == (True, None)
    assert [message["text"] for message in older] == [f"number {number}" for number in range(4)]


async def test_editing_what_was_said(house: House, bot: Bot, alice: Person) -> None:
    said = await alice.say("frist")
    (photo,) = await alice.send_photo(picture(), caption="a lamp")
    place = await alice.send_location(31.2, 121.5)
    answer = await bot.send_message(alice.id, "noted")
    assert (await alice.edit(said["message_id"], "first"))["text"] == "first"
    edited = await alice.edit(photo["message_id"], "the lamp")
    assert (edited["caption"], edited["photo"]) == ("the lamp", photo["photo"])
    assert [update.event_type for update in await bot.get_updates()][-2:] == ["edited_message"] * 2
    for message_id in (place["message_id"], answer.message_id):
        with pytest.raises(Refused, match="403 not_editable"):
            await alice.edit(message_id, "x")
    house.clock.time += 48 * HOURS + 1
    with pytest.raises(Refused, match="403 not_editable"):
        await alice.edit(said["message_id"], "x")
    with pytest.raises(Refused, match="404 not_found"):
        await alice.edit(99, "x")


async def test_a_deep_link_is_a_start_command(bot: Bot, alice: Person) -> None:
    await alice.start("station_3")
    await alice.start()
    messages = [update.message for update in await bot.get_updates()]
    assert [message.text for message in messages if message] == ["/start station_3", "/start"]
    assert messages[0] and messages[0].entities and messages[0].entities[0].length == len("/start")
    with pytest.raises(Refused, match="400 bad_request"):
        await alice.start("a b")


async def test_whoever_blocked_the_bot_says_nothing_until_they_unblock(bot: Bot, alice: Person) -> None:
    await alice.block()
    with pytest.raises(Refused, match="409 blocked"):
        await alice.say("x")
    await alice.block(False)
    await alice.say("y")
    assert [update.event_type for update in await bot.get_updates()] == ["my_chat_member", "my_chat_member", "message"]


async def test_a_new_name_and_language_reach_the_bot(bot: Bot, alice: Person) -> None:
    await alice.update_me(first_name=" Alice ", language_code="en")
    await alice.say("hello")
    (update,) = await bot.get_updates()
    assert update.message and update.message.from_user
    assert (update.message.from_user.first_name, update.message.from_user.language_code) == ("Alice", "en")
    with pytest.raises(Refused, match="400"):
        await alice.update_me(language_code="tlh")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": " "}, "text_empty"),
        ({"text": "字" * 4097}, "too_long"),
        ({"text": 5}, "bad_request"),
        ({"location": {"latitude": 91, "longitude": 0}}, "bad_request"),
        ({"location": "here"}, "bad_request"),
        ({"contact": {}}, "bad_request"),
        ({"text": "x", "client_id": ""}, "bad_request"),
        ({"text": "x", "client_id": "x" * 65}, "bad_request"),
        ({"text": "x", "reply_to_message_id": "first"}, "bad_request"),
    ],
)
async def test_what_cannot_be_said(bot: Bot, alice: Person, body: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=f"400 {code}"):
        await alice.post("/api/messages", {"client_id": "c", **body})
    assert await bot.get_updates() == []


async def test_text_that_no_table_can_hold_is_cleaned(bot: Bot, alice: Person) -> None:
    said = await alice.say("a\x00b\ud83dc")
    assert said["text"] == "abc"


async def test_force_reply_goes_after_the_answer_which_names_the_question(bot: Bot, alice: Person) -> None:
    asked = await bot.send_message(alice.id, "why?", reply_markup=ForceReply(input_field_placeholder="a word"))
    await bot.send_message(alice.id, "take your time")
    await alice.until(lambda page: page.keyboard == {"force_reply": True, "input_field_placeholder": "a word"})
    assert alice.keyboard_message_id == asked.message_id
    await alice.leave_page()
    await alice.open_page()
    assert alice.keyboard_message_id == asked.message_id
    said = await alice.say("because")
    assert said["reply_to_message"]["message_id"] == asked.message_id
    await alice.until(lambda page: page.keyboard is None and page.keyboard_message_id is None)
    assert "reply_to_message" not in await alice.say("that was all")


async def test_the_map(tmp_path: Path) -> None:
    place = tmp_path / "street.geojson"
    place.write_text('{"type":"FeatureCollection","features":[]}')
    async with house_in(tmp_path, map_file=place) as house, Person(house.url) as alice:
        assert alice.me["map"] is True
        async with alice.http.get(f"{house.url}/api/map") as response:
            assert (response.content_type, await response.text()) == ("application/geo+json", place.read_text())


async def test_without_a_map(alice: Person) -> None:
    with pytest.raises(Refused, match="404 not_found"):
        await alice.request("GET", "/api/map")


async def test_the_notes_of_ready_made_people_are_in_the_readers_language(tmp_path: Path) -> None:
    zhao = DemoPerson(103, "赵", "网格员", note_en="a grid worker")
    async with house_in(tmp_path, demo_people=(zhao,)) as house, Person(house.url) as alice:
        assert alice.me["demo"]["people"][0]["note"] == "网格员"
        await alice.update_me(language_code="en")
        assert alice.me["demo"]["people"][0]["note"] == "a grid worker"
