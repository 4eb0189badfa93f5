"""What a move shows and asks: the measure that it is decided by, one form for one thing, the files that come along."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from domain.case_flow import CaseKind, CaseState, Move
from domain.notices import Notice
from tests.support.cases import CHECKED, REPORTER, case, case_in, file, go, history, told
from tests.support.copies import IN_GRID_1, street_copy
from tests.support.street import LI, WANG, WU, ZHOU, Street, at
from tests.support.street_chat import StreetChat
from tests.support.talk import Talk, read

S = CaseState
ACCEPTED_IF = "什么情况受理：</b>路灯、井盖、电梯"
CLOSED_IF = "怎样算办好：</b>修好了、能用了"


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def filed(street: Street, **changes: Any) -> str:
    return (await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1], **changes)).number


@pytest.mark.parametrize(
    ("kind", "state", "who", "measure"),
    [
        (CaseKind.COMPLAINT, S.SUBMITTED, WANG, ACCEPTED_IF),
        (CaseKind.HAZARD, S.SUBMITTED, ZHOU, ACCEPTED_IF),
        (CaseKind.HAZARD, S.SUBMITTED, WANG, None),  # only the office takes a hazard in
        (CaseKind.COMPLAINT, S.SUBMITTED, REPORTER, None),
        (CaseKind.COMPLAINT, S.HANDLING, WANG, None),
        (CaseKind.COMPLAINT, S.RESOLVED, ZHOU, CLOSED_IF),
        (CaseKind.COMPLAINT, S.RESOLVED, WANG, None),
    ],
)
async def test_a_card_shows_the_measure_to_whoever_decides_by_it(
    street: Street, kind: CaseKind, state: CaseState, who: int, measure: str | None
) -> None:
    one = await case_in(street, state, kind)
    card = read(await Talk(street, who).tap_data(f"c:open:{one.number}:"))
    assert [half for half in (ACCEPTED_IF, CLOSED_IF) if half in card] == ([measure] if measure else [])


@pytest.mark.parametrize(
    ("kind", "state", "who", "move", "measure"),
    [
        (CaseKind.COMPLAINT, S.SUBMITTED, WANG, Move.REJECT, ACCEPTED_IF),
        (CaseKind.COMPLAINT, S.HANDLING, WANG, Move.RESOLVE, CLOSED_IF),
        (CaseKind.HAZARD, S.HANDLING, WANG, Move.RESOLVE, CLOSED_IF),  # the photo is asked for first
        (CaseKind.COMPLAINT, S.RESOLVED, ZHOU, Move.SEND_BACK, CLOSED_IF),
        (CaseKind.COMPLAINT, S.HANDLING, WANG, Move.SUSPEND, None),
    ],
)
async def test_a_question_shows_the_measure_that_its_move_is_decided_by(
    street: Street, kind: CaseKind, state: CaseState, who: int, move: Move, measure: str | None
) -> None:
    one = await case_in(street, state, kind)
    asked = read(await Talk(street, who).tap_data(f"c:move:{one.number}:{move}"))
    assert [half for half in (ACCEPTED_IF, CLOSED_IF) if half in asked] == ([measure] if measure else [])


async def test_the_measure_is_that_of_the_category_it_has_by_now(street: Street) -> None:
    one = await case_in(street, S.SUBMITTED)
    talk = Talk(street, WANG)
    await talk.tap_data(f"c:move:{one.number}:{Move.CATEGORISE}")
    said = await talk.tap("噪音")
    assert "什么情况受理：</b>说得清从哪儿来、什么时候响" in read(said)


async def test_a_forged_tap_closes_nothing_and_shows_the_question(street: Street) -> None:
    number = await filed(street)
    await go(street, number, *CHECKED)

    said = await Talk(street, REPORTER).tap_data(f"c:move:{number}:{Move.CLOSE}")

    assert [button.text for button in said[0].buttons[0]] == ["解决了", "没有解决"]
    assert (await case(street, number)).state == S.CHECKED


async def test_one_form_for_one_move_of_one_case(street: Street) -> None:
    """Whoever opens it again goes on with what they had written."""
    one, other = await case_in(street, S.HANDLING), await case_in(street, S.HANDLING)
    talk = Talk(street, WANG)
    resolve = f"c:move:{one.number}:{Move.RESOLVE}"
    await talk.tap_data(resolve)
    await talk.say("换了灯泡")

    again = read(await talk.tap_data(resolve))
    assert ("说明：换了灯泡" in again, "先放着" in again) == (True, False)
    assert "换了灯泡" not in read([(await talk.tap_data(f"c:move:{other.number}:{Move.RESOLVE}"))[-1]])
    assert "说明：换了灯泡" in read(await talk.tap_data(resolve))
    await talk.tap("确认提交")
    assert ((await case(street, one.number)).state, (await case(street, other.number)).state) == (
        S.RESOLVED,
        S.HANDLING,
    )


async def test_an_eleventh_photo_is_not_taken_and_the_ten_are_kept(street: Street) -> None:
    one = await case_in(street, S.HANDLING)
    talk = Talk(street, WANG)
    await talk.tap_data(f"c:move:{one.number}:{Move.RESOLVE}")
    for n in range(10):
        await talk.send_photo(f"photo-{n}")
    assert "最多收" not in read(await talk.send_photo("photo-3"))  # the same once more

    refused = await talk.send_photo("photo-10")

    assert "最多收 10 张照片（含语音），这一张没有收下" in read(refused)
    assert "照片 10 张" in read(await talk.say("换了灯泡"))


@pytest.mark.parametrize("form", ["m:complaint", f"c:move:{{}}:{Move.ADD}"])
async def test_reports_and_additions_take_ten_photos_too(street: Street, form: str) -> None:
    number = await filed(street)
    talk = Talk(street, REPORTER)
    await talk.tap_data(form.format(number))
    for n in range(10):
        await talk.send_photo(f"photo-{n}")
    assert "这一张没有收下" in read(await talk.send_photo("photo-10"))


async def test_a_question_brings_its_photo_along(street: Street) -> None:
    number = await filed(street)
    asking = Talk(street, WANG)
    await asking.tap_data(f"c:move:{number}:{Move.ASK}")
    await asking.send_photo("which-lamp", "是这盏吗？")
    await asking.tap("确认提交")
    push = (await street.pushed(Notice.CASE_ASKED))[0]

    asked = await StreetChat(street).hear(REPORTER, Notice.CASE_ASKED, **push.message)

    assert asked is not None
    assert ("是这盏吗？" in asked.text, len(asked.media)) == (True, 1)


async def test_whoever_had_it_hears_that_somebody_else_has_it_now(street: Street) -> None:
    one = await case_in(street, S.HANDLING, handler_id=WANG)
    talk = Talk(street, ZHOU)
    await talk.tap_data(f"c:move:{one.number}:{Move.DISPATCH}")
    await talk.tap_data(talk.data("网格员（二网格"))

    assert (Notice.CASE_PASSED_ON, WANG) in await told(street)
    heard = await StreetChat(street).hear(WANG, Notice.CASE_PASSED_ON, number=one.number)
    assert heard is not None
    assert f"{one.number}</b> 已改由别人办理" in heard.text


@pytest.mark.parametrize(("who", "heard"), [(WANG, []), (LI, [LI])])
async def test_whoever_passes_it_on_themselves_hears_nothing(street: Street, who: int, heard: list[int]) -> None:
    """`who` dealt with what the worker of grid 1 passes on."""
    one = await case_in(street, S.HANDLING, handler_id=who)
    talk = Talk(street, WANG)
    await talk.tap_data(f"c:move:{one.number}:{Move.TRANSFER}")
    await talk.tap("二网格")
    await talk.say("在那边")
    await talk.tap("确认提交")
    assert [reader for notice, reader in await told(street) if notice == Notice.CASE_PASSED_ON] == heard


async def test_the_street_takes_over_and_the_worker_hears_of_it(street: Street) -> None:
    number = await filed(street)
    await go(street, number, *CHECKED, (WU, Move.TAKE_OVER))
    assert (Notice.CASE_PASSED_ON, WANG) in await told(street)


async def test_withdrawing_is_asked_once_on_the_card(street: Street) -> None:
    """Bug: one slip of a finger withdrew a case for ever."""
    number, talk = await filed(street), Talk(street, REPORTER)
    await talk.tap_data(f"c:open:{number}:")

    (asked,) = await talk.tap("撤回")
    (kept,) = await talk.tap("不撤回")
    assert "真的撤回" in asked.text and asked.card == kept.card == f"case:{number}"
    assert (await case(street, number)).state == S.SUBMITTED

    await talk.tap("撤回")
    gone = read(await talk.tap("撤回，不用办了"))
    assert (await case(street, number)).state == S.WITHDRAWN
    assert "撤回了" in gone
    assert "撤回了" in read(await talk.again())
    assert (await history(street, number)).count((Move.WITHDRAW, "reporter", REPORTER)) == 1


async def test_what_is_being_dealt_with_meanwhile_is_not_withdrawn_and_nobody_withdraws_anothers(
    street: Street,
) -> None:
    number, talk = await filed(street), Talk(street, REPORTER)
    await talk.tap_data(f"c:move:{number}:withdraw")
    assert "没有找到" in read(await Talk(street, LI).tap_data(f"c:withdraw:{number}:"))
    await go(street, number, *CHECKED[:2])

    assert "没有重复改动" in read(await talk.tap("撤回，不用办了"))
    assert (await case(street, number)).state == S.HANDLING
