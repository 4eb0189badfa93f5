"""A whistle for people whom no chat reaches: whom to ring is said at once, and nobody waits for them in vain."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.notices import Notice
from handlers.whistle.whistle_cards import WhistleTap
from models.audit import AccessLog
from models.people import Chat, Person
from services.whistle import whistles
from tests.support.forces import SUN, add_member, blow, call_up, handled
from tests.support.street import COMMUNITY, LI, WANG, ZHOU, at, street_in
from tests.support.street_chat import StreetChat

CADRES, HEADS = "liaison_cadres", "building_heads"
LU, PHONE = 312, "13900001111"


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    """路 is a liaison cadre of the community with a telephone and without a chat; 313 has neither."""
    street = await street_in(tmp_path, at("2026-11-18"))
    await call_up(street)
    await add_member(street, LU, CADRES, COMMUNITY, chat=False)
    await add_member(street, 313, CADRES, COMMUNITY, chat=False)
    sealed = street.door.vault.seal(PHONE, f"person:{LU}:phone")
    async with street.door.database.write() as session:
        await session.execute(update(Person).where(Person.id == LU).values(phone=sealed))
    yield StreetChat(street)
    await street.door.database.close()


async def test_a_whistle_that_no_chat_brings_to_anybody_asks_to_ring_instead_of_waiting_for_them(
    chat: StreetChat,
) -> None:
    (id_,) = await blow(chat.street, await handled(chat.street), CADRES)

    pushed = await chat.hear(ZHOU, Notice.WHISTLE_NOBODY, whistle=id_)

    assert pushed is not None
    headline = pushed.text.split("\n")[0]
    assert headline.endswith("叫了下沉干部，他们都收不到聊天消息，请打电话。")


async def test_a_whistle_that_somebody_could_hear_still_waits_for_them(chat: StreetChat) -> None:
    (id_,) = await blow(chat.street, await handled(chat.street), HEADS)

    pushed = await chat.hear(ZHOU, Notice.WHISTLE_NOBODY, whistle=id_)

    assert pushed is not None
    assert pushed.text.split("\n")[0].endswith("叫了楼栋长单元长，还没有人报到，请看一看。")
    assert "没有开通聊天" not in pushed.text


async def test_the_board_says_who_of_those_called_is_unreachable_and_how_to_go_on(chat: StreetChat) -> None:
    case = await handled(chat.street)
    await blow(chat.street, case, CADRES, HEADS)

    board = await chat.tap_data(WANG, WhistleTap(do="board", value=case.number).pack())

    assert board[-1].text.split("\n") == [
        f"<b>{case.number}</b>　吹哨报到",
        "",
        "<b>下沉干部</b>　等人报到（今天 09:00 叫的）",
        "要做什么：带梯子来，找网格员小王",
        "叫了 2 个人。",
        "其中 2 个人没有开通聊天，收不到，请打电话：",
        "某312（长江社区）",
        "某313（长江社区）",
        "电话里说好的，等办好了，请点“不用下沉干部来了”，写一句结果。",
        "",
        "<b>楼栋长单元长</b>　等人报到（今天 09:00 叫的）",
        "要做什么：带梯子来，找网格员小王",
        "叫了 2 个人。",
    ]


async def test_the_numbers_are_opened_for_the_desk_alone_and_each_look_is_written_down(chat: StreetChat) -> None:
    (id_,) = await blow(chat.street, await handled(chat.street), CADRES)
    ring = WhistleTap(do="ring", value=str(id_)).pack()

    seen = (await chat.tap_data(WANG, ring))[-1].text.split("\n")
    refused = [(await chat.tap_data(who, ring))[-1] for who in (LI, SUN)]

    assert seen[2:] == [f"某312（长江社区）　{PHONE}", "某313（长江社区）　没有留电话"]
    assert all(PHONE not in str(message) for message in refused)
    async with chat.street.door.database.read() as session:
        looks = (await session.execute(select(AccessLog.actor_id, AccessLog.what, AccessLog.subject_id))).all()
    assert looks == [(WANG, "whistle_phones", id_)]


async def test_who_blocked_the_chat_after_being_called_is_unreachable_too_and_who_declined_is_not_rung(
    chat: StreetChat,
) -> None:
    case = await handled(chat.street)
    (id_,) = await blow(chat.street, case, HEADS)
    await chat.street.run(SUN, whistles.decline, id_, "不在附近")
    async with chat.street.door.database.write() as session:
        await session.execute(update(Chat).where(Chat.person_id > SUN - 1).values(blocked_at=at("2026-11-18")))

    board = await chat.tap_data(WANG, WhistleTap(do="board", value=case.number).pack())

    assert "其中 1 个人没有开通聊天" in board[-1].text
    assert "某302" in board[-1].text
    assert "某301" not in board[-1].text


async def test_after_blowing_the_caller_is_told_at_once_that_nobody_hears_it(chat: StreetChat) -> None:
    case = await handled(chat.street)
    await chat.tap_data(WANG, WhistleTap(do="blow", value=case.number).pack())
    await chat.tap(WANG, "下沉干部")
    await chat.tap(WANG, "就叫这 1 类")
    await chat.say(WANG, "带梯子来")

    said = await chat.tap(WANG, "吹哨")

    assert said[0].text == f"<b>{case.number}</b> 下沉干部里没有人能在聊天里收到，请打电话叫。"
    assert "看下沉干部的电话" in str(said[1].buttons)
