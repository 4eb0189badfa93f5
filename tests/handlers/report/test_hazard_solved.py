"""A rider who solves a hazard on the spot shows it by a photo taken after; the community looks, and then it pays."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.case_flow import HandlingRoute, Move
from domain.notices import Notice
from models.case import Case, CaseEvent, CaseRating
from models.media import Media
from models.points import PointsTransfer
from services.act import Ctx
from services.case.case_moves import Given, move
from services.case.case_standard import deadlines
from tests.support.callbacks import calls
from tests.support.photos import LOOK, apart, fetch, fetch_all
from tests.support.riders import CHEN, HERE, add_hazard, riders_in
from tests.support.street import OUTSIDER, ZHOU, Street, at
from tests.support.street_chat import StreetChat
from tests.support.talk import Talk, read

NUMBER = "H-2026-000001"


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await riders_in(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def solved(street: Street, *, here: bool = True) -> Talk:
    """A case of 陈, filed with a photo of before and one of after that was asked for; `here`: they were fetched."""
    chen = Talk(street, CHEN)
    await chen.send_photo("before")
    await chen.send_place(HERE)
    await chen.tap("公用设施")
    await chen.tap("我当场弄好了")
    card = await chen.send_photo("after")
    assert "弄好以后：1 张" in card[0].text
    assert "您得 15 分" in card[0].text
    await chen.tap("确认提交")
    if here:
        await fetch_all(street)
    return chen


async def standing(street: Street) -> tuple[str, str]:
    async with street.door.database.read() as session:
        case = (await session.scalars(select(Case))).one()
        return case.state, case.route


async def paid(street: Street) -> list[tuple[int, str]]:
    async with street.door.database.read() as session:
        rows = await session.execute(select(PointsTransfer.amount, PointsTransfer.reason).order_by(PointsTransfer.id))
        return [(amount, reason) for amount, reason in rows]


async def test_nothing_is_paid_before_the_community_has_looked_and_then_once(street: Street) -> None:
    await solved(street)
    officer = Talk(street, ZHOU)
    assert (await standing(street), await paid(street)) == (("submitted", "on_spot"), [])

    card = await officer.say(NUMBER)
    assert "当场弄好了" in card[0].text
    await officer.tap("属实，已经没有了")
    await officer.again()

    assert (await standing(street), await paid(street)) == (("closed", "on_spot"), [(15, "solved_on_spot")])
    (told,) = await street.pushed(Notice.POINTS_EARNED)
    assert (told.chat_id, told.message["points"]) == (CHEN, 15)
    async with street.door.database.read() as session:
        assert (await session.scalars(select(CaseRating))).all() == []


async def test_real_but_not_gone_it_is_confirmed_like_any_other(street: Street) -> None:
    await solved(street)
    officer = Talk(street, ZHOU)
    await officer.say(NUMBER)
    await officer.tap("核实属实")
    assert (await standing(street), await paid(street)) == (("accepted", "on_spot"), [(10, "hazard_confirmed")])


async def test_a_new_category_leaves_what_was_solved_on_the_spot_there_with_the_deadlines_of_the_category(
    street: Street,
) -> None:
    await solved(street)
    category = next(one for one in street.door.settings.cases.categories if one.key == "street_order")
    await street.run(ZHOU, move, NUMBER, Move.CATEGORISE, Given(category=category.key))

    async with street.door.database.read() as session:
        case = (await session.scalars(select(Case))).one()
    assert (case.category, case.route) == (category.key, HandlingRoute.ON_SPOT)
    by_category = await street.run(ZHOU, _deadlines, category.key, category.route, case.created_at)
    assert (case.respond_by, case.resolve_by) == by_category


async def test_nobody_is_called_back_about_what_they_solved_themselves(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.case.case_draw.is_drawn", lambda *args: True)
    await solved(street)
    officer = Talk(street, ZHOU)
    await officer.say(NUMBER)
    await officer.tap("属实，已经没有了")

    assert await standing(street) == ("closed", "on_spot")
    assert await calls(street) == []


async def _deadlines(ctx: Ctx, category: str, route: HandlingRoute, since: datetime) -> tuple[datetime, datetime]:
    return deadlines(ctx, category, route, since)


async def test_the_photo_of_before_does_not_show_that_it_is_gone(street: Street) -> None:
    chen = Talk(street, CHEN)
    await chen.send_photo("before")
    await chen.send_place(HERE)
    await chen.tap("公用设施")
    await chen.tap("我当场弄好了")

    again = await chen.send_photo("before")
    assert "弄好以后的照片" in read(again)
    card = await chen.tap("还没弄好")
    await chen.tap("确认提交")

    assert "核实了，您得 10 分" in read(card)
    async with street.door.database.read() as session:
        assert (await session.scalars(select(CaseEvent.move))).all() == ["submit"]


async def test_gone_before_anybody_solved_it_pays_as_confirmed_and_the_reporter_is_asked(street: Street) -> None:
    hazard = await add_hazard(street, CHEN)
    officer = Talk(street, ZHOU)
    await officer.say(hazard.number)
    await officer.tap("属实，已经没有了")
    assert await paid(street) == [(10, "hazard_confirmed")]
    assert [row.chat_id for row in await street.pushed(Notice.CASE_RATE)] == [CHEN]


async def test_nobody_else_says_that_it_is_solved(street: Street) -> None:
    hazard = await add_hazard(street, CHEN)
    stranger = Talk(street, OUTSIDER)
    await stranger.tap_data(f"c:move:{hazard.number}:solve")
    async with street.door.database.read() as session:
        assert (await session.scalars(select(CaseEvent.move))).all() == []


async def photos(street: Street) -> list[int]:
    async with street.door.database.read() as session:
        return list(await session.scalars(select(Media.id).order_by(Media.id)))


async def said(street: Street, notice: Notice) -> str:
    """What 陈 is pushed, as it is rendered now."""
    (row,) = await street.pushed(notice)
    heard = await StreetChat(street).hear(row.chat_id, notice, **row.message)
    assert heard is not None
    return read([heard])


async def test_when_the_photo_of_after_cannot_be_opened_its_rider_hears_so_and_a_person_decides(street: Street) -> None:
    """Bug: beside a readable photo of before it passed, and paid what only both pay."""
    await solved(street, here=False)
    before, after = await photos(street)
    await fetch(street, before, LOOK)
    await fetch(street, after, None)

    assert "这一张是弄好以后拍的" in await said(street, Notice.MEDIA_BAD)
    officer = Talk(street, ZHOU)
    await officer.say(NUMBER)
    await officer.tap("属实，已经没有了")

    assert await paid(street) == []
    assert "弄好以后拍的照片打不开" in await said(street, Notice.PHOTO_HELD)


async def test_one_that_is_sent_again_before_it_is_confirmed_pays(street: Street) -> None:
    chen = await solved(street, here=False)
    before, after = await photos(street)
    await fetch(street, before, LOOK)
    await fetch(street, after, None)

    await chen.tap_data(f"c:move:{NUMBER}:add")
    await chen.send_photo("after once more")
    await chen.tap("确认提交")
    await fetch(street, (await photos(street))[-1], apart(40))
    officer = Talk(street, ZHOU)
    await officer.say(NUMBER)
    await officer.tap("属实，已经没有了")

    assert await paid(street) == [(15, "solved_on_spot")]


async def before_and_after(chen: Talk) -> None:
    await chen.send_photo("before")
    await chen.send_place(HERE)
    await chen.tap("公用设施")
    await chen.send_photo("after")


async def album(chen: Talk) -> None:
    """Each photo of it comes as a message of its own."""
    for name in ("before", "after"):
        await chen.send_photo(name)
    await chen.send_place(HERE)
    await chen.tap("公用设施")


@pytest.mark.parametrize("sends", [before_and_after, album])
async def test_before_after_and_sent_in_five_updates(street: Street, sends: Callable[[Talk], Awaitable[None]]) -> None:
    """Bug: six, for the tap that it is solved said no more than the photo and the confirmation."""
    chen = Talk(street, CHEN)
    await sends(chen)
    (filed,) = await chen.tap("弄好了，最后一张为证，提交")
    assert chen.updates == 5
    assert NUMBER in filed.text and "您得 15 分" in filed.text
    await chen.again()
    await fetch_all(street)

    assert len(await photos(street)) == 2
    officer = Talk(street, ZHOU)
    await officer.say(NUMBER)
    await officer.tap("属实，已经没有了")
    assert (await standing(street), await paid(street)) == (("closed", "on_spot"), [(15, "solved_on_spot")])


async def test_two_photos_of_before_leave_room_for_one_of_after(street: Street) -> None:
    chen = Talk(street, CHEN)
    await album(chen)
    await chen.tap("改别的")
    (asked,) = await chen.tap("我当场弄好了")
    assert "弄好以后的照片" in asked.text
    (card,) = await chen.send_photo("really after")
    assert ("照片：2 张" in card.text, "弄好以后：1 张" in card.text) == (True, True)


async def test_the_same_photo_twice_shows_nothing_solved(street: Street) -> None:
    chen = Talk(street, CHEN)
    await chen.send_photo("before")
    await chen.send_place(HERE)
    await chen.tap("公用设施")
    (card,) = await chen.send_photo("before")
    assert "照片：1 张" in card.text
