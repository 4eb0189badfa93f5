"""The thin way through: somebody says something, the bot answers, a button is tapped."""

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup

from tests.webchat.house import LI, WANG, House
from webchat.person import NotHeard, Person, Refused

GO = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go on", callback_data="go:1")]])


async def test_a_conversation(bot: Bot, alice: Person) -> None:
    await alice.say("the lamp in the stairwell is broken")
    (update,) = await bot.get_updates(timeout=5)
    assert update.message and update.message.text == "the lamp in the stairwell is broken"
    card = await bot.send_message(update.message.chat.id, "Is it urgent?", reply_markup=GO)
    await alice.hears("urgent")
    tap = await alice.tap("Go on")
    (update,) = await bot.get_updates(offset=update.update_id + 1, timeout=5)
    assert update.callback_query and update.callback_query.data == "go:1"
    await update.callback_query.answer("noted").as_(bot)
    await bot.edit_message_text("W-1", chat_id=alice.id, message_id=card.message_id)
    assert (await alice.answered(tap))["text"] == "noted"
    assert (await alice.hears("W-1"))["message_id"] == card.message_id
    assert alice.buttons() == []


async def test_a_tap_on_a_label_of_the_reply_keyboard_is_said(bot: Bot, alice: Person) -> None:
    keyboard = ReplyKeyboardMarkup(keyboard=[[{"text": "My cases"}]], one_time_keyboard=True)  # type: ignore[list-item]
    await bot.send_message(alice.id, "menu", reply_markup=keyboard)
    await alice.until(lambda page: page.keyboard)
    assert await alice.tap("My cases") == ""
    assert (await bot.get_updates())[0].message.text == "My cases"  # type: ignore[union-attr]
    await alice.until(lambda page: page.keyboard is None)


async def test_what_is_not_heard_shows_the_transcript(bot: Bot, alice: Person) -> None:
    await bot.send_message(alice.id, "good morning", reply_markup=GO)
    await alice.hears("morning")
    with pytest.raises(NotHeard, match=r"in vain for 'evening'(.|\n)*bot: good morning(.|\n)*<Go on>"):
        await alice.hears("evening", timeout=0.05)
    with pytest.raises(NotHeard, match="no button 'Stop'"):
        await alice.tap("Stop")


async def test_an_older_message_is_not_taken_for_the_answer(bot: Bot, alice: Person) -> None:
    await bot.send_message(alice.id, "number?")
    await alice.hears("number?")
    await alice.say("three")
    with pytest.raises(NotHeard):
        await alice.hears("number?", timeout=0.05)
    await alice.hears("number?", ever=True)


async def test_demo_people_are_known_beforehand_and_can_be_become(house: House, bot: Bot) -> None:
    await bot.send_message(WANG.id, "your visit is on Monday")
    async with Person(house.url, demo_id=LI.id) as rider:
        assert (rider.id, rider.me["first_name"], rider.me["language_code"]) == (LI.id, LI.first_name, "en")
        await rider.switch(WANG.id)
        assert [message["text"] for message in rider.messages] == ["your visit is on Monday"]
        assert rider.me["demo"]["current"] == WANG.id
        with pytest.raises(Refused, match="404 not_found"):
            await rider.switch(999)


async def test_the_same_person_after_leaving_the_page(house: House, bot: Bot, alice: Person) -> None:
    await alice.leave_page()
    sent = await bot.send_message(alice.id, "while you were away")
    await alice.open_page()
    assert alice.last()["message_id"] == sent.message_id
