"""Saying, changing and removing, with Telegram's own words for everything that is refused."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from tests.webchat.house import House
from webchat.person import Person

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
HOURS = 3600


def keys(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Go", "callback_data": data}]]}


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "字" * 4097}, "message is too long"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "x", "parse_mode": "Wiki"}, "unsupported parse_mode"),
        ({"text": "x", "reply_markup": keys("a" * 65)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keys("字" * 22)}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "reply_markup": keys("")},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({"text": "x", "reply_markup": {"keyboard": []}}, "reply keyboard must be non-empty"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "chat_id": 5}, "chat not found"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
    ],
)
async def test_what_cannot_be_sent(house: House, alice: Person, params: dict[str, Any], complaint: str) -> None:
    refusal = await house.refusal("sendMessage", **{"chat_id": alice.id, **params})
    assert refusal == (400, f"Bad Request: {complaint}")


async def test_the_limit_is_on_the_text_after_its_tags(bot: Bot, alice: Person) -> None:
    sent = await bot.send_message(alice.id, f"<b>{'字' * 4096}</b>", parse_mode="HTML")
    assert sent.text == "字" * 4096


async def test_64_bytes_of_callback_data_are_fine(bot: Bot, alice: Person) -> None:
    data = "字" * 21 + "a"
    markup = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data=data)]])
    await bot.send_message(alice.id, "x", reply_markup=markup)
    await alice.hears("x")
    await alice.tap(data)


async def test_unknown_tokens_and_methods(house: House) -> None:
    assert await house.refusal("getMe", token="1:wrong") == (401, "Unauthorized")
    assert await house.refusal("sendDice") == (404, "Not Found")
    assert (await house.call("GETME"))["result"]["id"] == house.exchange.front.id


async def test_numbers_count_in_each_chat(bot: Bot, alice: Person, bob: Person) -> None:
    sent = [await bot.send_message(person.id, "x") for person in (alice, alice, bob)]
    assert [message.message_id for message in sent] == [1, 2, 1]


async def test_whoever_blocked_the_bot_is_left_alone(house: House, alice: Person) -> None:
    await alice.block()
    assert await house.refusal("sendMessage", chat_id=alice.id, text="x") == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    await alice.block(False)
    assert (await house.call("sendMessage", chat_id=alice.id, text="x"))["ok"]


async def test_an_edit_that_changes_nothing(house: House, bot: Bot, alice: Person) -> None:
    sent = await bot.send_message(alice.id, "<b>x</b>", parse_mode="HTML")
    card: dict[str, Any] = {"chat_id": alice.id, "message_id": sent.message_id}
    assert await house.refusal("editMessageText", **card, text="<b>x</b>", parse_mode="HTML") == (400, NOT_MODIFIED)
    assert (await house.call("editMessageText", **card, text="x"))["ok"]
    assert (await house.call("editMessageText", **card, text="x", reply_markup=keys("a")))["ok"]
    assert await house.refusal("editMessageReplyMarkup", **card, reply_markup=keys("a")) == (400, NOT_MODIFIED)
    assert await house.refusal("editMessageText", **card, text="x", reply_markup=keys("a")) == (400, NOT_MODIFIED)
    edited = (await house.call("editMessageText", **card, text="x"))["result"]
    assert "reply_markup" not in edited


async def test_what_cannot_be_edited(house: House, bot: Bot, alice: Person) -> None:
    said = await alice.say("mine")
    place = await bot.send_location(alice.id, 1, 2)

    async def refused(method: str, message_id: int, **more: Any) -> str:
        return (await house.refusal(method, chat_id=alice.id, message_id=message_id, **more))[1]

    assert await refused("editMessageText", 99, text="x") == "Bad Request: message to edit not found"
    assert await refused("editMessageText", said["message_id"], text="x") == "Bad Request: message can't be edited"
    no_text = await refused("editMessageText", place.message_id, text="x")
    assert no_text == "Bad Request: there is no text in the message to edit"
    no_caption = await refused("editMessageCaption", place.message_id, caption="x")
    assert no_caption == "Bad Request: there is no caption in the message to edit"


async def test_deleting(house: House, bot: Bot, alice: Person) -> None:
    old = await bot.send_message(alice.id, "old")
    house.clock.time += 48 * HOURS + 1
    new = await bot.send_message(alice.id, "new")
    await alice.hears("new")
    card: dict[str, Any] = {"chat_id": alice.id}
    assert await house.refusal("deleteMessage", **card, message_id=old.message_id) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )
    assert (await house.call("deleteMessage", **card, message_id=new.message_id))["result"] is True
    assert await house.refusal("deleteMessage", **card, message_id=new.message_id) == (
        400,
        "Bad Request: message to delete not found",
    )
    await alice.until(lambda page: [one["text"] for one in page.messages] == ["old"])
    assert (await bot.send_message(alice.id, "next")).message_id == new.message_id + 1


async def test_a_tap_is_answered_once_and_in_time(house: House, bot: Bot, alice: Person) -> None:
    too_old = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    await house.call("sendMessage", chat_id=alice.id, text="card", reply_markup=keys("go"))
    await alice.hears("card")
    first, second = await alice.tap("Go"), await alice.tap("Go")
    assert (await house.call("answerCallbackQuery", callback_query_id=first, text="done", show_alert=True))["result"]
    answer = await alice.answered(first)
    assert answer == {"type": "answer", "callback_query_id": first, "text": "done", "show_alert": True}
    assert await house.refusal("answerCallbackQuery", callback_query_id=first) == too_old
    house.clock.time += house.settings.callback_ttl + 1
    assert await house.refusal("answerCallbackQuery", callback_query_id=second) == too_old


async def test_a_reply_shows_what_it_answers(bot: Bot, alice: Person) -> None:
    said = await alice.say("first")
    answer = await bot.send_message(alice.id, "second", reply_to_message_id=said["message_id"])
    third = await alice.say("third", reply_to=answer.message_id)
    assert answer.reply_to_message and answer.reply_to_message.text == "first"
    assert third["reply_to_message"]["text"] == "second"
    assert "reply_to_message" not in third["reply_to_message"]


async def test_urlencoded_query_and_json_mean_the_same(house: House, alice: Person) -> None:
    params = {"chat_id": str(alice.id), "text": "家门口 & <ok>"}
    async with alice.http.get(f"{house.url}/bot{house.settings.bots[0].token}/sendMessage", params=params) as response:
        by_query = (await response.json())["result"]["text"]
    async with alice.http.post(f"{house.url}/bot{house.settings.bots[0].token}/sendMessage", data=params) as response:
        by_form = (await response.json())["result"]["text"]
    by_json = (await house.call("sendMessage", **params))["result"]["text"]
    assert by_query == by_form == by_json == params["text"]


async def test_typing_is_seen(bot: Bot, alice: Person) -> None:
    await bot.send_chat_action(alice.id, "typing")
    await alice.until(lambda page: page.actions == ["typing"])
