"""What both libraries ask of these methods is understood, and no answer has a field that they do not know."""

import io
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any

import pytest
import telegram
from aiogram import Bot
from aiogram import types as a
from aiogram.types import BufferedInputFile as File

from tests.webchat.house import House, picture, unknown_to_aiogram, unknown_to_ptb
from webchat.methods import METHODS
from webchat.person import Person

INLINE = a.InlineKeyboardMarkup(
    inline_keyboard=[
        [
            a.InlineKeyboardButton(text="Yes", callback_data="yes", style="success"),
            a.InlineKeyboardButton(text="Map", url="https://example.org/map"),
            a.InlineKeyboardButton(text="Copy", copy_text=a.CopyTextButton(text="W-1")),
        ]
    ]
)
PTB_INLINE = telegram.InlineKeyboardMarkup.from_row(
    [telegram.InlineKeyboardButton("Yes", callback_data="yes"), telegram.InlineKeyboardButton("Map", "https://a.org")]
)
LOUD = "<b>Stairwell <i>3</i></b> <a href='https://example.org'>map</a> <tg-spoiler>x</tg-spoiler> /help @somebody_here"


async def test_aiogram_knows_all_that_it_gets(bot: Bot, alice: Person) -> None:
    me, png = alice.id, picture(1400, 900)
    sent = await bot.send_photo(me, File(png, "z.png"))
    again = a.InputMediaPhoto(media=(sent.photo or [])[0].file_id)
    given: list[Any] = [
        sent,
        await bot.get_me(),
        await bot.get_chat(me),
        text := await bot.send_message(me, LOUD, parse_mode="HTML", reply_markup=INLINE, protect_content=True),
        await bot.send_message(me, "menu", reply_markup=a.ReplyKeyboardMarkup(keyboard=[[a.KeyboardButton(text="A")]])),
        await bot.send_message(me, "gone", reply_markup=a.ReplyKeyboardRemove()),
        await bot.send_message(me, "why?", reply_markup=a.ForceReply(input_field_placeholder="a word")),
        await bot.send_message(me, "so", reply_parameters=a.ReplyParameters(message_id=text.message_id)),
        await bot.send_message(me, "x", entities=[a.MessageEntity(type="bold", offset=0, length=1)]),
        photo := await bot.send_photo(me, File(png, "a.png"), caption="<b>c</b>", parse_mode="HTML", has_spoiler=True),
        await bot.send_photo(me, photo.photo[-1].file_id, show_caption_above_media=True, caption="again"),  # type: ignore[index]
        await bot.send_media_group(
            me,
            [
                a.InputMediaPhoto(media=File(png, "b.png"), caption="two"),
                again,
            ],
        ),
        voice := await bot.send_voice(me, File(b"OggS" + b"\0" * 60, "v.ogg"), duration=3),
        document := await bot.send_document(me, File(b"a,b", "list.csv"), caption="list"),
        await bot.send_location(me, 31.2, 121.5, horizontal_accuracy=12),
        await bot.send_venue(me, 31.2, 121.5, "Station", "Garden Lane 3"),
        await bot.send_chat_action(me, "typing"),
        await bot.edit_message_text("changed", chat_id=me, message_id=text.message_id, reply_markup=INLINE),
        await bot.edit_message_reply_markup(chat_id=me, message_id=text.message_id),
        await bot.edit_message_caption(chat_id=me, message_id=document.message_id, caption="new list"),
        await bot.edit_message_media(
            a.InputMediaPhoto(media=File(png, "c.png")), chat_id=me, message_id=photo.message_id
        ),
        await bot.get_file(voice.voice.file_id),  # type: ignore[union-attr]
        await bot.delete_message(me, text.message_id),
        await bot.delete_messages(me, [voice.message_id, document.message_id]),
        await bot.set_my_commands(
            [a.BotCommand(command="help", description="Help")], a.BotCommandScopeChat(chat_id=me)
        ),
        await bot.get_my_commands(a.BotCommandScopeChat(chat_id=me)),
        await bot.delete_my_commands(a.BotCommandScopeChat(chat_id=me)),
        await bot.set_my_description("A neighbour", "en"),
        await bot.get_my_description("en"),
        await bot.set_my_short_description("A neighbour"),
        await bot.get_my_short_description(),
        await bot.set_my_name("Door"),
        await bot.get_my_name(),
        await bot.get_webhook_info(),
        await bot.delete_webhook(drop_pending_updates=True),
    ]
    assert unknown_to_aiogram(given) == []


async def test_ptb_knows_all_that_it_gets(ptb: telegram.Bot, alice: Person) -> None:
    me, png = alice.id, picture(1400, 900)
    given: list[Any] = [
        await ptb.get_me(),
        await ptb.get_chat(me),
        text := await ptb.send_message(me, LOUD, parse_mode="HTML", reply_markup=PTB_INLINE, protect_content=True),
        await ptb.send_message(me, "menu", reply_markup=telegram.ReplyKeyboardMarkup([["A"]], is_persistent=True)),
        await ptb.send_message(me, "gone", reply_markup=telegram.ReplyKeyboardRemove()),
        await ptb.send_message(me, "why?", reply_markup=telegram.ForceReply(input_field_placeholder="a word")),
        await ptb.send_message(me, "so", reply_to_message_id=text.message_id, disable_web_page_preview=True),
        photo := await ptb.send_photo(me, io.BytesIO(png), caption="<b>c</b>", parse_mode="HTML", has_spoiler=True),
        await ptb.send_photo(me, photo.photo[-1]),
        await ptb.send_media_group(me, [telegram.InputMediaPhoto(png), telegram.InputMediaPhoto(photo.photo[0])]),
        voice := await ptb.send_voice(me, b"OggS" + b"\0" * 60, duration=timedelta(seconds=3)),
        document := await ptb.send_document(me, b"a,b", filename="list.csv"),
        await ptb.send_location(me, 31.2, 121.5),
        await ptb.send_venue(me, 31.2, 121.5, "Station", "Garden Lane 3"),
        await ptb.send_chat_action(me, "typing"),
        await ptb.edit_message_text("changed", me, text.message_id, reply_markup=PTB_INLINE),
        await ptb.edit_message_reply_markup(me, text.message_id),
        await ptb.edit_message_caption(me, document.message_id, caption="new list"),
        await ptb.edit_message_media(telegram.InputMediaPhoto(png), me, photo.message_id),
        await ptb.get_file(voice.voice.file_id),  # type: ignore[union-attr]
        await ptb.delete_message(me, text.message_id),
        await ptb.delete_messages(me, [voice.message_id, document.message_id]),
        await ptb.set_my_commands([("help", "Help")], telegram.BotCommandScopeAllPrivateChats(), "en"),
        await ptb.get_my_commands(telegram.BotCommandScopeAllPrivateChats(), "en"),
        await ptb.delete_my_commands(telegram.BotCommandScopeAllPrivateChats(), "en"),
        await ptb.set_my_description("A neighbour", "en"),
        await ptb.get_my_description("en"),
        await ptb.set_my_short_description("A neighbour"),
        await ptb.get_my_short_description(),
        await ptb.set_my_name("Door"),
        await ptb.get_my_name(),
        await ptb.get_webhook_info(),
        await ptb.delete_webhook(),
    ]
    assert unknown_to_ptb(given) == []


async def _everything_a_person_does(bot: Bot, alice: Person) -> None:
    await alice.start("case_17")
    said = await alice.say("see https://example.org or @somebody_here /help")
    await alice.say("and this", reply_to=said["message_id"])
    await alice.edit(said["message_id"], "never mind")
    await alice.send_photo(picture(), picture(colour="red"), caption="both")
    await alice.send_voice(b"\x1aE\xdf\xa3" + b"\0" * 60, duration=2)
    await alice.send_document(b"a,b", name="列表.csv")
    await alice.send_location(31.2, 121.5)
    await alice.send_contact("13800000000")
    await bot.send_message(alice.id, "card", reply_markup=INLINE)
    await alice.hears("card")
    await alice.tap("Yes")
    await alice.block()
    await alice.block(False)


@pytest.mark.parametrize("library", ["aiogram", "ptb"])
async def test_both_know_all_updates(library: str, house: House, bot: Bot, alice: Person) -> None:
    await _everything_a_person_does(bot, alice)
    asked: Awaitable[Any] = bot.get_updates() if library == "aiogram" else (await house.ptb()).get_updates()
    updates = await asked
    assert len(updates) == 13
    assert unknown_to_aiogram(updates) == [] if library == "aiogram" else unknown_to_ptb(updates) == []


def test_the_judges_see_unknown_fields() -> None:
    update = a.Update.model_validate({"update_id": 1, "message": {"surprise": 1} | _bare_message()})
    assert unknown_to_aiogram(update) == ["Message.surprise"]
    parsed = telegram.Update.de_json({"update_id": 1, "message": {"surprise": 1} | _bare_message()}, None)
    assert unknown_to_ptb(parsed) == ["Message.surprise"]


def _bare_message() -> dict[str, Any]:
    return {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}


OURS = {"forgetChat"}
"""Not of the Bot API: docs/webchat.md."""


def test_every_method_of_the_table_is_one_of_both_libraries() -> None:
    def snake(name: str) -> str:
        return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)

    for name in METHODS.keys() - OURS:
        assert hasattr(Bot, snake(name)), name
        assert hasattr(telegram.Bot, name), name
