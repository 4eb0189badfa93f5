"""Visits in chat, as people tap them."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from domain.notices import Notice
from models.audit import AccessLog
from models.case import Case
from models.people import Consent, Person
from models.places import Household
from models.visit import Visit, VisitMet
from services.texts import speech
from services.visit.visit_windows import open_windows
from tests.support.street import COMMUNITY, LI, OUTSIDER, WANG, WU, ZHOU, Street, at, street_in, words
from tests.support.street_chat import StreetChat

WEDNESDAY = date(2026, 11, 18)


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    street = await street_in(tmp_path, at("2026-11-18"))
    version = street.door.settings.street.notice_version
    await street.add(
        *(Consent(person_id=who, notice_version=version, given_at=at("2026-01-01")) for who in (WANG, LI, ZHOU))
    )
    yield StreetChat(street)
    await street.door.database.close()


async def visits(street: Street) -> list[tuple[int, str, str, tuple[int, ...]]]:
    async with street.door.database.read() as session:
        rows = (await session.scalars(select(Visit).order_by(Visit.id))).all()
        met = (await session.execute(select(VisitMet.visit_id, VisitMet.person_id))).all()
    return [(row.household_id, row.outcome, row.way, tuple(sorted(p for v, p in met if v == row.id))) for row in rows]


async def open_home(chat: StreetChat, *residents: tuple[str, ...]) -> tuple[int, tuple[int, ...]]:
    """A household that is on today's walk, its card open in the worker's chat."""
    home, people = await chat.street.household(*residents)
    await chat.street.door.act(open_windows, chat.street.clock.now().date())
    await chat.tap_data(WANG, "m:walk")
    await chat.tap(WANG, f"{home}室")
    return home, people


async def test_from_the_menu_to_a_recorded_visit_in_three_taps(chat: StreetChat) -> None:
    home, (key, other) = await chat.street.household(("key_person", "disabled"), ())
    await chat.street.door.act(open_windows, WEDNESDAY)

    (walk,) = await chat.tap_data(WANG, "m:walk")
    (card,) = await chat.tap(WANG, f"{home}室")
    (done,) = await chat.tap(WANG, "都见到了")

    assert "一共 1 户，还有 1 户" in walk.text
    assert f"居民{key}" in walk.text
    assert "重点关心、残疾" in card.text
    assert card.card == done.card == f"household:{home}"
    assert "今天记下的" in done.text
    assert done.toast == "记好了，完成走访 3 项。"
    assert await visits(chat.street) == [(home, "met", "in_person", (key, other))]
    (back,) = await chat.tap(WANG, "回到今天的走访")
    assert "还有 0 户" in back.text
    assert "已经走访" in back.text


async def test_a_button_tapped_twice_is_one_visit(chat: StreetChat) -> None:
    await open_home(chat, ("key_person",))
    data = chat.button(WANG, "都见到了")

    await chat.tap_data(WANG, data)
    (second,) = await chat.tap_data(WANG, data)

    assert second.toast == "这次走访已经记过了，没有重复。"
    assert len(await visits(chat.street)) == 1


async def test_yesterdays_card_records_nothing(chat: StreetChat) -> None:
    await open_home(chat, ("key_person",))
    chat.street.clock.moment = at("2026-11-19")

    (card,) = await chat.tap(WANG, "没人在家")

    assert "什么都没有记" in (card.toast or "")
    assert await visits(chat.street) == []
    await chat.tap(WANG, "没人在家")
    assert len(await visits(chat.street)) == 1


async def test_choosing_who_was_met(chat: StreetChat) -> None:
    home, (first, second, third) = await open_home(chat, ("key_person",), ("key_person",), ())

    await chat.tap(WANG, "只见到几位")
    await chat.tap(WANG, f"居民{second}")
    await chat.tap(WANG, f"居民{first}")
    (choice,) = await chat.tap(WANG, f"居民{second}")
    (done,) = await chat.tap(WANG, "记下来")

    assert f"✓ 居民{first}，见到了" in words(choice)
    assert f"✓ 居民{second}" not in words(choice)
    assert await visits(chat.street) == [(home, "met", "in_person", (first,))]
    assert f"见到：居民{first}" in done.text
    assert third not in (first, second)


async def test_nothing_chosen_offers_no_record_button(chat: StreetChat) -> None:
    await open_home(chat, ("key_person",), ())

    await chat.tap(WANG, "只见到几位")

    with pytest.raises(LookupError):
        chat.button(WANG, "记下来")


async def test_nobody_home_twice_alarms_and_says_so(chat: StreetChat) -> None:
    home, (key,) = await open_home(chat, ("key_person",))

    (first,) = await chat.tap(WANG, "没人在家")
    (second,) = await chat.tap(WANG, "没人在家")
    (push,) = await chat.street.pushed("visit_unmet")
    alarm = await chat.hear(ZHOU, Notice.VISIT_UNMET, **push.message)

    assert first.toast == "记好了：没人在家。记得再去一次。"
    assert second.alert
    assert second.toast == "连着两次没人应门，已经马上告诉社区，请保持联系。"
    assert alarm is not None
    for part in ("请马上看一看", f"1号楼 {home}室", "今天、今天", "还没有见到过人"):
        assert part in alarm.text
    assert f"居民{key}" not in alarm.text, "who it is stands behind a look that is written down"
    (known,) = await chat.tap(ZHOU, "看已知情况")
    assert f"要找的人：居民{key}" in known.text
    street_hears = await chat.hear(WU, Notice.VISIT_UNMET, **push.message)
    assert street_hears is not None
    assert f"{home}室" not in street_hears.text
    assert [button.text for row in street_hears.buttons for button in row] == ["打开 N-2026-000001"]
    assert await chat.hear(OUTSIDER, Notice.VISIT_UNMET, **push.message) is None


async def test_a_call_is_offered_on_rest_days_only(chat: StreetChat) -> None:
    await open_home(chat, ("key_person",))
    with pytest.raises(LookupError):
        chat.button(WANG, "打过电话了")

    chat.street.clock.moment = at("2026-11-21")
    home, (key,) = await open_home(chat, ("key_person",))
    (done,) = await chat.tap(WANG, "打过电话了")

    assert done.toast == "记好了，完成走访 1 项。"
    assert await visits(chat.street) == [(home, "met", "phone", (key,))]


async def test_a_note_is_optional_and_stays(chat: StreetChat) -> None:
    await open_home(chat, ("key_person",))
    await chat.tap(WANG, "都见到了")

    (ask,) = await chat.tap(WANG, "写两句备注")
    kept, card = await chat.say(WANG, "精神不错，想要一副老花镜")

    assert "写几句就行" in ask.text
    assert kept.text == "备注记好了。"
    assert "（有备注）" in card.text
    with pytest.raises(LookupError):
        chat.button(WANG, "写两句备注")


async def test_an_earlier_visit_is_written_down_and_a_late_one_says_why(chat: StreetChat) -> None:
    home, (first, _) = await open_home(chat, ("key_person",), ())

    await chat.tap(WANG, "更多")
    await chat.tap(WANG, "补记前几天")
    await chat.tap(WANG, "昨天")
    await chat.tap(WANG, f"只见到居民{first}")
    (confirm,) = [m for m in chat.shown[WANG] if m.card and m.card.startswith("form:")]
    await chat.tap(WANG, "确认提交")
    await chat.tap(WANG, "更多")
    await chat.tap(WANG, "补记前几天")
    await chat.tap(WANG, "11月13日")
    (why,) = await chat.tap(WANG, "没人在家")
    (ready,) = await chat.say(WANG, "手机坏了")
    kept, _card = await chat.tap(WANG, "确认提交")

    assert confirm.text == f"<b>补记走访</b>：昨天，只见到居民{first}。"
    assert "为什么现在才记" in why.text
    assert "晚记的原因：手机坏了" in ready.text
    assert kept.text == "补记好了。"
    assert await visits(chat.street) == [
        (home, "met", "in_person", (first,)),
        (home, "not_home", "in_person", ()),
    ]


async def test_a_day_before_the_household_was_there_is_refused_and_another_is_asked_for(chat: StreetChat) -> None:
    home, _ = await open_home(chat, ("key_person",))
    async with chat.street.door.database.write() as session:
        await session.execute(update(Household).where(Household.id == home).values(since=date(2026, 11, 17)))

    await chat.tap(WANG, "更多")
    await chat.tap(WANG, "补记前几天")
    refused = await chat.tap(WANG, "11月16日")
    await chat.tap(WANG, "昨天")
    await chat.tap(WANG, "都见到了")
    await chat.tap(WANG, "确认提交")

    assert "从 2026年11月17日 周二 起才住在这里" in "".join(words(one) for one in refused)
    assert len(await visits(chat.street)) == 1


async def test_a_need_is_a_case_in_two_taps_more(chat: StreetChat) -> None:
    async with chat.street.door.database.write() as session:
        await session.execute(update(Person).where(Person.id == WANG).values(community_id=COMMUNITY, compound_id=1))
    home, _ = await open_home(chat, ("key_person",))

    await chat.tap(WANG, "有件事要办")
    await chat.say(WANG, "想要一副老花镜")
    await chat.tap(WANG, "确认提交")

    async with chat.street.door.database.read() as session:
        case = (await session.scalars(select(Case))).one()
    assert (case.kind, case.household_id, case.collected) == ("need", home, "face_to_face")


@pytest.mark.parametrize("stranger", [LI, WU, OUTSIDER])
async def test_strangers_are_told_nothing(chat: StreetChat, stranger: int) -> None:
    home, _ = await open_home(chat, ("key_person",))
    open_data, met, need = (chat.button(WANG, text) for text in ("回到今天的走访", "都见到了", "有件事要办"))

    for data in (f"vh:open:{home}::in_person:0", met, need):
        (answer,) = await chat.tap_data(stranger, data)
        assert (answer.text, answer.alert) == ("", True)
        assert answer.toast == speech("zh").plain("error-not-found")
    (walk,) = await chat.tap_data(stranger, open_data)
    assert f"{home}室" not in words(walk)
    assert await visits(chat.street) == []


async def test_a_long_walk_is_paged_and_opens_where_it_was_left(chat: StreetChat) -> None:
    homes = [(await chat.street.household(("key_person",)))[0] for _ in range(10)]
    await chat.street.door.act(open_windows, WEDNESDAY)

    (first,) = await chat.tap_data(WANG, "m:walk")
    (second,) = await chat.tap(WANG, "下一页（还有 2 户）")
    await chat.tap(WANG, "上一页")
    for home in homes[:8]:
        await chat.tap_data(WANG, f"vh:open:{home}::in_person:0")
        await chat.tap(WANG, "都见到了")
    (later,) = await chat.tap(WANG, "回到今天的走访")

    assert [f"{home}室" in first.text for home in homes] == [True] * 8 + [False] * 2
    assert [f"{home}室" in second.text for home in homes] == [False] * 8 + [True] * 2
    assert later.text.startswith("<b>今天的走访</b>：一共 10 户，还有 2 户。")
    assert [f"{home}室" in later.text for home in homes] == [False] * 8 + [True] * 2


async def test_on_a_day_off_the_walk_says_so(chat: StreetChat) -> None:
    await chat.street.on_leave(WANG, "2026-11-18", "2026-11-18")

    (walk,) = await chat.tap_data(WANG, "m:walk")

    assert walk.text == speech("zh")("visit-walk-off-duty")


async def test_a_look_at_the_walk_and_one_at_a_household_are_written_down(chat: StreetChat) -> None:
    await open_home(chat, ("key_person",))

    async with chat.street.door.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(AccessLog)) == 2
