"""The pushes about visits, as they are read."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from domain.notices import Notice
from services.visit.visit_windows import open_windows
from tests.support.street import WANG, at, street_in, words
from tests.support.street_chat import StreetChat

WEDNESDAY = "2026-11-18"


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    street = await street_in(tmp_path, at(WEDNESDAY, "08:30"))
    yield StreetChat(street)
    await street.door.database.close()


async def test_the_digest_names_the_first_few_and_offers_all(chat: StreetChat) -> None:
    homes = [(await chat.street.household(("key_person",)))[0] for _ in range(10)]
    await chat.street.door.act(open_windows, date.fromisoformat(WEDNESDAY))

    message = await chat.hear(WANG, Notice.VISIT_DIGEST, day=WEDNESDAY, late=False)

    assert message is not None
    assert message.text.startswith("早上好！\n<b>今天的走访</b>：一共 10 户，还有 10 户。")
    assert [f"{home}室" in message.text for home in homes] == [True] * 8 + [False] * 2
    for button in ("看全部 10 户", "今天别再提醒", "下午都别提醒"):
        assert chat.button(WANG, button)


async def test_overdue_comes_first_and_a_late_digest_says_so(chat: StreetChat) -> None:
    near, _ = await chat.street.household(("key_person",), building=1)
    far, _ = await chat.street.household(("disabled",), building=2)
    for day in ("2026-11-15", "2026-11-17"):
        await chat.street.door.act(open_windows, date.fromisoformat(day))
    chat.street.clock.moment = at("2026-11-17", "10:00")

    message = await chat.hear(WANG, Notice.VISIT_DIGEST, day="2026-11-17", late=True)

    assert message is not None
    assert "补发" in message.text
    assert "上次没赶上" in message.text
    assert message.text.index(f"{far}室") < message.text.index(f"{near}室")


async def test_the_remainder_falls_silent_when_all_is_done(chat: StreetChat) -> None:
    home, _ = await chat.street.household(("key_person",))
    await chat.street.door.act(open_windows, date.fromisoformat(WEDNESDAY))
    chat.street.clock.moment = at(WEDNESDAY, "16:30")

    before = await chat.hear(WANG, Notice.VISIT_REMAINDER, day=WEDNESDAY, late=False)
    await chat.tap(WANG, f"{home}室")
    await chat.tap(WANG, "都见到了")

    assert "今天还有 1 户没走到" in words(before)
    assert await chat.hear(WANG, Notice.VISIT_REMAINDER, day=WEDNESDAY, late=False) is None
    assert await chat.hear(WANG, Notice.VISIT_REMAINDER, day="2026-11-17", late=False) is None


async def test_less_of_this_can_be_switched_on_again(chat: StreetChat) -> None:
    await chat.street.household(("key_person",))
    await chat.street.door.act(open_windows, date.fromisoformat(WEDNESDAY))
    await chat.hear(WANG, Notice.VISIT_DIGEST, day=WEDNESDAY, late=False)

    (today,) = await chat.tap(WANG, "今天别再提醒")
    (off,) = await chat.tap(WANG, "下午都别提醒")
    await chat.tap(WANG, "看全部")
    (on,) = await chat.tap(WANG, "下午继续提醒我")

    assert today.alert and (today.toast or "").startswith("好的，今天下午不提醒您了。")
    assert off.text == "好的，以后下午不提醒了。早上的走访照样告诉您。"
    assert on.toast == "好的，下午有没走到的，我会提醒您。"
    with pytest.raises(LookupError):
        chat.button(WANG, "下午继续提醒我")


async def test_english_readers_read_english(chat: StreetChat) -> None:
    await chat.street.household(("key_person",))
    await chat.street.door.act(open_windows, date.fromisoformat(WEDNESDAY))
    await chat.speak_english(WANG)

    message = await chat.hear(WANG, Notice.VISIT_DIGEST, day=WEDNESDAY, late=True)

    assert "Good morning!\n(Sent late" in words(message)
