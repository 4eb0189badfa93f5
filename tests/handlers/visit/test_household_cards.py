"""A household's card: at most six buttons a page, none out of reach, and the way back to where it was opened."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.visit.red_cards import RedTap
from handlers.visit.visit_cards import HomeTap
from models.people import Consent
from services.ports import Message
from services.visit.visit_windows import open_windows
from tests.support.street import WANG, ZHOU, at, street_in
from tests.support.street_chat import StreetChat


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    street = await street_in(tmp_path, at("2026-11-21"))
    version = street.door.settings.street.notice_version
    await street.add(
        *(Consent(person_id=who, notice_version=version, given_at=at("2026-01-01")) for who in (WANG, ZHOU))
    )
    yield StreetChat(street)
    await street.door.database.close()


async def home_on_the_walk(chat: StreetChat) -> int:
    home, _ = await chat.street.household(("key_person",), ("key_person",))
    await chat.street.door.act(open_windows, chat.street.clock.now().date())
    await chat.tap_data(WANG, "m:walk")
    return home


def labels(message: Message) -> list[str]:
    return [button.text for row in message.buttons for button in row]


@pytest.mark.parametrize("visited", [False, True])
@pytest.mark.parametrize("who", [WANG, ZHOU])
async def test_no_page_of_a_household_has_more_than_six_buttons_and_every_one_is_on_a_page(
    chat: StreetChat, who: int, visited: bool
) -> None:
    """On a rest day, when calls count, the card had nine."""
    home = await home_on_the_walk(chat)
    await chat.tap(WANG, f"{home}室")
    if visited:
        await chat.tap(WANG, "没人在家")
    (first,) = await chat.tap_data(who, HomeTap(do="open", household=home).pack())
    pages = [first, *await chat.tap(who, "更多")]
    while "还有别的" in labels(pages[-1]) and pages[-1].buttons not in [page.buttons for page in pages[:-1]]:
        pages += await chat.tap(who, "还有别的")

    assert max(len(labels(page)) for page in pages) <= 6
    found = {label for page in pages for label in labels(page)}
    always = {"都见到了", "没人在家", "只见到几位", "打过电话了", "视频看过了", "有件事要办", "补记前几天", "改天去"}
    assert always - found == set()
    after = {"写两句备注", "以前的记录", "记错了，改一改"} if visited else set()
    assert after - found == set()
    assert ({"换人走访、搬家"} <= found) is (who == ZHOU)
    (again,) = await chat.tap(who, "收起")
    assert labels(again) == labels(first)


async def test_a_household_leads_back_to_the_list_that_it_was_opened_from(chat: StreetChat) -> None:
    """Opened from red spots it led to today's walk, of which an office has none."""
    home = await home_on_the_walk(chat)
    assert labels((await chat.tap(WANG, f"{home}室"))[0])[-1] == "回到今天的走访"

    for who in (WANG, ZHOU):
        await chat.tap_data(who, RedTap(do="own").pack())
        (card,) = await chat.tap_data(who, HomeTap(do="open", household=home, stamp="red").pack())
        assert labels(card)[-1] == "回到红点"
        await chat.tap(who, "更多")
        await chat.tap(who, "收起")
        (done,) = await chat.tap(who, "都见到了")
        assert labels(done)[-1] == "回到红点"
        assert "红点" in (await chat.tap(who, "回到红点"))[0].text

    (from_walk,) = await chat.tap_data(WANG, HomeTap(do="open", household=home).pack())
    assert labels(from_walk)[-1] == "回到今天的走访"
    (from_push,) = await chat.tap_data(ZHOU, HomeTap(do="open", household=home).pack())
    assert labels(from_push)[-1] == "更多"
