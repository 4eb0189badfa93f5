"""The desk's cards in chat: few buttons, nothing sent twice, numbers however typed, refusals that say why."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.case_flow import CaseKind, CaseState, Move
from services.case.case_rating import close_unanswered
from services.case.case_views import case_card as case_view
from services.ports import Message
from services.texts import speech
from tests.support.cases import CHECKED, REPORTER, case, case_in, file, go
from tests.support.copies import IN_GRID_1, street_copy
from tests.support.street import LI, WANG, ZHOU, Street, at
from tests.support.talk import Talk, read

S, ZH = CaseState, speech("zh")
MOST = 6


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


def labels(message: Message) -> list[str]:
    return [button.text for row in message.buttons for button in row]


async def filed(street: Street, **changes: Any) -> str:
    return (await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1], **changes)).number


@pytest.mark.parametrize("typed", ["{}", " {} ", "Ｃ－２０２６－１", "c2026 000001", "C—2026—000001"])
async def test_a_number_opens_its_case_however_it_is_typed(street: Street, typed: str) -> None:
    number = await filed(street)
    said = await Talk(street, WANG).say(typed.format(number))
    assert (number, said[0].text.splitlines()[0]) == ("C-2026-000001", f"<b>{number}</b>　投诉/意见")


async def test_a_foreign_number_and_none_at_all_sound_the_same(street: Street) -> None:
    number = await filed(street)
    talk = Talk(street, LI)
    foreign, nothing = await talk.say(number), await talk.say("C-2026-999999")
    assert [one.text for one in (*foreign, *nothing)] == ["没有找到。请看看编号对不对。"] * 2


@pytest.mark.parametrize("state", [S.SUBMITTED, S.ACCEPTED, S.HANDLING, S.SUSPENDED, S.RESOLVED])
@pytest.mark.parametrize("kind", [CaseKind.COMPLAINT, CaseKind.HAZARD])
@pytest.mark.parametrize("who", [WANG, ZHOU])
async def test_a_card_has_six_buttons_at_most_and_every_move_is_on_one_of_its_pages(
    street: Street, state: CaseState, kind: CaseKind, who: int
) -> None:
    one = await case_in(street, state, kind, lat=IN_GRID_1[0], lon=IN_GRID_1[1], danger="fire")
    talk = Talk(street, who)
    pages = [labels((await talk.tap_data(f"c:open:{one.number}:"))[0])]
    for turn in ("更多", "其他", "其他"):
        if turn in pages[-1]:
            pages.append(labels((await talk.tap(turn))[0]))

    card = await street.run(who, case_view, one.number)
    moves = [ZH.plain(f"move-{move}") for move in card.moves if move not in (Move.CLOSE, Move.REOPEN)]
    found = [text for page in pages for text in page if text not in ("更多", "其他", "收起")]
    assert max(len(page) for page in pages) <= MOST
    assert sorted(found) == sorted([*moves, "看位置", "办理标准"])
    assert [("收起" in page) for page in pages] == [False, *[True] * (len(pages) - 1)]


async def test_folding_a_card_up_again_shows_it_as_it_came(street: Street) -> None:
    one = await case_in(street, S.HANDLING)
    talk = Talk(street, WANG)
    folded = (await talk.tap_data(f"c:open:{one.number}:"))[0]
    await talk.tap("更多")
    await talk.tap("其他")
    assert (await talk.tap("收起"))[0].buttons == folded.buttons


async def test_photos_and_the_place_are_sent_once(street: Street) -> None:
    photo = {"kind": "photo", "file_id": "f", "unique_id": "u"}
    number = await filed(street, media=[photo])
    talk = Talk(street, WANG)
    await talk.tap_data(f"c:open:{number}:")
    for button in ("看照片", "看位置"):
        first, second = await talk.tap(button), await talk.tap(button)
        assert (bool(first[0].media or first[0].place), read(second)) == (True, "\n已经发过了，在上面。")
    street.clock.moment += timedelta(minutes=11)
    assert (await talk.tap("看照片"))[0].media


async def test_a_case_without_words_is_named_by_what_it_is_about(street: Street) -> None:
    one = await case_in(street, S.SUBMITTED, words="")
    said = await Talk(street, WANG).tap_data("m:queue")
    assert f"{one.number} 公用设施" in read(said)


async def test_what_is_overdue_says_so_in_words(street: Street) -> None:
    await case_in(street, S.HANDLING, resolve_by=street.clock.now() - timedelta(hours=1))
    assert "<b>已超时</b>，办理中" in read(await Talk(street, WANG).tap_data("m:queue"))


async def test_whoever_rates_too_late_is_told_how_to_say_that_it_is_not_solved(street: Street) -> None:
    number = await filed(street)
    await go(street, number, *CHECKED)
    street.clock.moment += timedelta(hours=72)
    await street.door.act(close_unanswered)
    talk = Talk(street, REPORTER)
    for value in ("yes", "5"):
        said = await talk.tap_data(f"c:rate:{number}:{value}")
        assert (said[0].toast or "").startswith("评价的时间（72 小时）已经过了")
    await talk.tap("没有解决")
    await talk.say("还是坏的")
    await talk.tap("确认提交")
    assert (await case(street, number)).state == S.HANDLING


@pytest.mark.parametrize("kind", CaseKind)
async def test_every_kind_has_reasons_of_its_own_for_not_being_taken_in(street: Street, kind: CaseKind) -> None:
    one = await case_in(street, S.SUBMITTED, kind)
    talk = Talk(street, ZHOU)
    asked = (await talk.tap_data(f"c:move:{one.number}:{Move.REJECT}"))[0]
    reason = asked.buttons[0][0].text
    await talk.tap(reason)
    await talk.tap("确认提交")
    assert (await case(street, one.number)).state == S.REJECTED
    assert one.number in read(await talk.say("/find 没有受理"))
    assert f"“{reason}”" in read(await talk.tap_data(f"c:open:{one.number}:"))


@pytest.mark.parametrize(
    "data", ["c:move:{}:nonsense", "c:move:{}:", "c:queue::nonsense.a1", "c:queue::all.zzz", "c:list::b", "c:find::a1"]
)
async def test_a_forged_tap_changes_nothing_and_is_answered(street: Street, data: str) -> None:
    one = await case_in(street, S.SUBMITTED)
    assert await Talk(street, WANG).tap_data(data.format(one.number))
    assert (await case(street, one.number)).state == S.SUBMITTED


async def test_the_standard_stands_behind_more_and_is_sent_once(street: Street) -> None:
    one = await case_in(street, S.SUBMITTED)
    talk = Talk(street, WANG)
    await talk.tap_data(f"c:open:{one.number}:")
    await talk.tap("更多")
    await talk.tap("其他")

    said = await talk.tap("办理标准")

    assert said[0].text.splitlines() == [
        f"<b>{one.number}</b>　公用设施的办理标准",
        "",
        "<b>什么情况受理：</b>路灯、井盖、电梯、健身器材等公用设施坏了，说得清是哪一处",
        "<b>怎么办：</b>受理问题跟踪办",
        "<b>时限：</b>8 个工作小时内答复，5 个工作日内办好",
        "<b>怎样算办好：</b>修好了、能用了，有照片；一时修不了的，已围挡并说了时间",
    ]
    assert "已经发过了" in read(await talk.again())


async def test_the_standard_of_a_foreign_case_is_not_found(street: Street) -> None:
    number = await filed(street)
    assert "没有找到" in read(await Talk(street, LI).tap_data(f"c:standard:{number}:"))


async def test_a_deadline_in_a_year_without_holidays_says_so(street: Street) -> None:
    street.clock.moment = at("2027-03-01")
    number = await filed(street)
    assert "节假日还没公布，暂按周末算。" in read(await Talk(street, WANG).say(number))
