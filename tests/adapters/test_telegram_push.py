"""The mouth, heard by a person: the real library speaks to the real browser chat."""

from collections.abc import AsyncIterator, Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from telegram import error

from services.ports import Attachment, Button, ChatMoved, Gone, Keyboard, Message, Place, Spoken, TryLater
from tests.support.bot_api import Line, line_in
from tests.support.pictures import jpeg

# python-telegram-bot warns of a type to come wherever it makes a RetryAfter.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

TWO_DAYS = 49 * 3600
MENU = ((Button("看看", data="look"), Button("网页", url="https://example.org/")), (Button("不", data="no"),))


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[Line]:
    async with line_in(tmp_path) as opened:
        yield opened


def photo(name: str, seed: int = 1) -> Attachment:
    return Attachment("photo", name, "image/jpeg", content=jpeg(seed, (64, 48)))


def labels(message: dict[str, object]) -> list[list[str]]:
    markup = message.get("reply_markup") or {}
    assert isinstance(markup, dict)
    return [[button["text"] for button in row] for row in markup.get("inline_keyboard", [])]


async def test_words_arrive_as_they_were_marked_up(line: Line) -> None:
    spoken = await line.say(Message(text="<b>您好</b>，3 &lt; 5 &amp; 5 &gt; 3"))

    (heard,) = await line.shown()
    assert heard["text"] == "您好，3 < 5 & 5 > 3"
    assert [(e["type"], e["offset"], e["length"]) for e in heard["entities"]] == [("bold", 0, 2)]
    assert spoken == Spoken(heard["message_id"])


async def test_words_that_nobody_can_parse_arrive_plain(line: Line) -> None:
    await line.say(Message(text="<b>没有结束 &amp; 3 < 5", buttons=MENU))
    (heard,) = await line.shown()
    assert heard["text"].startswith("没有结束 & 3 ")
    assert labels(heard) == [["看看", "网页"], ["不"]]


async def test_a_card_is_changed_in_its_place(line: Line) -> None:
    first = await line.say(Message(text="一", buttons=MENU, card="menu"))
    second = await line.say(Message(text="二", card="menu"), first.message_id)

    (heard,) = await line.shown()
    assert (heard["text"], labels(heard), heard["message_id"]) == ("二", [], first.message_id)
    assert second == first


async def test_a_card_that_says_the_same_is_said(line: Line) -> None:
    card = Message(text="一", buttons=MENU, card="menu")
    first = await line.say(card)
    assert await line.say(card, first.message_id) == first


async def test_a_card_that_nobody_can_parse_is_changed_plain_and_said_if_it_is_the_same(line: Line) -> None:
    first = await line.say(Message(text="一", card="menu"))
    broken = Message(text="<b>二", card="menu")

    assert [await line.say(broken, first.message_id) for _ in range(2)] == [first, first]
    assert [m["text"] for m in await line.shown()] == ["二"]


async def test_a_lost_card_is_said_anew(line: Line) -> None:
    first = await line.say(Message(text="一", card="menu"))
    assert first.message_id is not None
    await line.bot.delete_message(line.alice.id, first.message_id)

    second = await line.say(Message(text="二", card="menu"), first.message_id)

    (heard,) = await line.shown()
    assert (heard["text"], heard["message_id"]) == ("二", second.message_id)
    assert second.message_id != first.message_id


async def test_a_fresh_card_moves_down_and_leaves_nothing_behind(line: Line) -> None:
    first = await line.say(Message(text="菜单", buttons=MENU, card="menu"))
    await line.say(Message(text="别的"))
    second = await line.say(Message(text="菜单", buttons=MENU, card="menu", fresh=True), first.message_id)

    heard = await line.shown()
    assert [m["text"] for m in heard] == ["别的", "菜单"]
    assert second == Spoken(heard[-1]["message_id"])


async def test_a_card_answered_from_another_message_comes_to_where_the_person_looks(line: Line) -> None:
    first = await line.say(Message(text="一", buttons=MENU, card="menu"))
    notice = await line.say(Message(text="有消息", buttons=MENU))
    second = await line.say(Message(text="二", card="menu", tapped=notice.message_id), first.message_id)
    third = await line.say(Message(text="三", card="menu", tapped=second.message_id), second.message_id)

    assert [m["text"] for m in await line.shown()] == ["有消息", "三"]
    assert third == second


async def test_a_card_too_old_to_delete_loses_its_buttons(line: Line) -> None:
    first = await line.say(Message(text="旧", buttons=MENU, card="menu"))
    line.house.clock.time += TWO_DAYS
    await line.say(Message(text="新", buttons=MENU, card="menu", fresh=True), first.message_id)

    assert [(m["text"], len(labels(m))) for m in await line.shown()] == [("旧", 0), ("新", 2)]


async def test_a_card_that_is_gone_already_needs_no_tidying(line: Line) -> None:
    spoken = await line.say(Message(text="新", card="menu", fresh=True), 4711)
    assert [m["message_id"] for m in await line.shown()] == [spoken.message_id]


@pytest.mark.parametrize(
    "cut", [error.TimedOut, partial(error.RetryAfter, 5), partial(error.NetworkError, "Bad Gateway")]
)
async def test_tidying_that_fails_says_nothing_twice(line: Line, cut: Callable[[], Exception]) -> None:
    """The words went out: they are not worth a second time because the old card could not be removed."""
    first = await line.say(Message(text="旧", card="menu"))
    line.wire.cuts["deleteMessage"] = cut()

    spoken = await line.say(Message(text="新", card="menu", fresh=True), first.message_id)

    heard = await line.shown()
    assert [m["text"] for m in heard] == ["旧", "新"]
    assert spoken == Spoken(heard[-1]["message_id"])


@pytest.mark.parametrize(("asks", "key"), [("place", "request_location"), ("phone", "request_contact"), (None, "")])
async def test_a_keyboard_asks_with_its_first_row_only(line: Line, asks: str | None, key: str) -> None:
    await line.say(Message(text="在哪里？", keyboard=Keyboard((("发送",), ("不发",)), asks, placeholder="写这里")))
    await line.alice.hears("在哪里？", ever=True)

    keyboard = line.alice.keyboard
    assert keyboard is not None
    assert [[set(b) - {"text"} for b in row] for row in keyboard["keyboard"]] == [[{key} - {""}], [set()]]
    assert keyboard["input_field_placeholder"] == "写这里"


async def test_a_keyboard_without_rows_takes_the_keyboard_away(line: Line) -> None:
    await line.say(Message(text="在哪里？", keyboard=Keyboard((("发送",),), "place")))
    await line.say(Message(text="好了", keyboard=Keyboard()))
    await line.alice.hears("好了", ever=True)
    assert line.alice.keyboard is None


async def test_a_tap_is_answered_with_words_or_without(line: Line) -> None:
    await line.say(Message(text="菜单", buttons=MENU))
    await line.alice.hears("菜单", ever=True)
    first = await line.alice.tap("看看")
    await line.say(Message(answers=first, toast="好的", alert=True))
    second = await line.alice.tap("不")
    assert await line.say(Message(answers=second)) == Spoken()

    one, two = await line.alice.answered(first), await line.alice.answered(second)
    assert (one["text"], one["show_alert"], bool(two.get("text"))) == ("好的", True, False)


async def test_a_tap_that_waited_too_long_holds_up_nothing(line: Line) -> None:
    spoken = await line.say(Message(answers="no-such-tap", toast="好的", text="菜单"))
    assert [m["message_id"] for m in await line.shown()] == [spoken.message_id]


async def test_photos_go_as_an_album_above_the_words_and_by_name_the_next_time(line: Line) -> None:
    spoken = await line.say(Message(text="看"), None, photo("a", 1), photo("b", 2))
    names = dict(spoken.copies)
    again = [Attachment("photo", name, "image/jpeg", file_id=names[name]) for name in ("b",)]
    await line.say(Message(), None, *again)

    first, second, words, third = await line.shown()
    assert first["media_group_id"] == second["media_group_id"]
    assert words["text"] == "看"
    assert third["photo"][-1]["file_unique_id"] == second["photo"][-1]["file_unique_id"]
    assert [call for call in line.wire.calls if call.startswith("send")] == [
        "sendMediaGroup",
        "sendMessage",
        "sendPhoto",
    ]


async def test_eleven_photos_are_an_album_of_ten_and_one(line: Line) -> None:
    spoken = await line.say(Message(), None, *[photo(f"p{n}", n) for n in range(11)])
    assert [name for name, _ in spoken.copies] == [f"p{n}" for n in range(11)]
    assert spoken.message_id is None
    assert [call for call in line.wire.calls if call.startswith("send")] == ["sendMediaGroup", "sendPhoto"]


async def test_voice_and_documents_go_one_by_one(line: Line) -> None:
    voice = Attachment("voice", "v", "audio/ogg", content=b"OggS made up")
    paper = Attachment("document", "d", "application/pdf", content=b"%PDF made up")
    spoken = await line.say(Message(), None, voice, paper)

    first, second = await line.shown()
    assert ("voice" in first, "document" in second) == (True, True)
    assert [name for name, _ in spoken.copies] == ["v", "d"]


@pytest.mark.parametrize(
    ("place", "kind"),
    [(Place(43.8, 126.5), "location"), (Place(43.8, 126.5, "C-2026-000001", "江南苑"), "venue")],
)
async def test_a_place_is_a_pin_and_with_a_name_a_venue(line: Line, place: Place, kind: str) -> None:
    assert await line.say(Message(place=place)) == Spoken()
    (heard,) = await line.shown()
    assert (heard["location"]["latitude"], "venue" in heard) == (43.8, kind == "venue")
    if kind == "venue":
        assert (heard["venue"]["title"], heard["venue"]["address"]) == ("C-2026-000001", "江南苑")


async def test_who_blocked_the_bot_is_gone(line: Line) -> None:
    await line.alice.block()
    with pytest.raises(Gone):
        await line.say(Message(text="您好"))


async def test_a_chat_that_never_was_is_gone(line: Line) -> None:
    line.alice.me["id"] = 999_999
    with pytest.raises(Gone):
        await line.say(Message(text="您好"))


async def test_what_the_server_will_never_take_is_a_bug_and_not_for_later(line: Line) -> None:
    """So that it is given up soon, instead of holding its chat back for many minutes."""
    with pytest.raises(error.BadRequest):
        await line.say(Message(text="长" * 5000))


@pytest.mark.parametrize(
    ("cut", "raised"),
    [
        (partial(error.RetryAfter, 35), (TryLater, 35.0, False)),
        (error.TimedOut, (TryLater, None, True)),
        (partial(error.ChatMigrated, -1009), (ChatMoved, -1009)),
        (partial(error.Forbidden, "Forbidden: bot was kicked from the group chat"), (Gone,)),
    ],
)
async def test_a_refusal_in_mid_sentence_is_told_in_our_own_words(
    line: Line, cut: Callable[[], Exception], raised: tuple[object, ...]
) -> None:
    line.wire.cuts["sendMessage"] = cut()
    with pytest.raises((TryLater, ChatMoved, Gone)) as refusal:
        await line.say(Message(text="您好"))

    why = refusal.value
    told: tuple[object, ...] = (type(why),)
    if isinstance(why, TryLater):
        told = (TryLater, why.after, why.unknown)
    if isinstance(why, ChatMoved):
        told = (ChatMoved, why.external_id)
    assert told == raised


def test_the_made_up_photos_are_photos() -> None:
    assert Image.open(BytesIO(photo("a").content or b"")).size == (64, 48)
