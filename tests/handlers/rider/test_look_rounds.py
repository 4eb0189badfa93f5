"""Where no supervisor looks in time the next nearest are asked, and after the last round the community looks itself."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.case_flow import Move
from domain.notices import Notice
from models.case import Case, CaseEvent
from models.case_look import CaseLook
from services.case import case_look
from services.case.case_look_draw import next_rounds
from services.case.case_moves import Given, move
from tests.handlers.rider.test_looks import A_KILOMETRE, asked, closed, configure, finds, paid, state
from tests.handlers.rider.test_looks import street as street
from tests.support.riders import CHEN, HERE, LIN, ZHENG, add_hazard
from tests.support.street import OUTSIDER, STRANGE_STAFF, WANG, WU, ZHOU, Street
from tests.support.talk import Talk, read


async def test_nobody_came_so_the_next_nearest_are_asked_once_each(street: Street) -> None:
    """陈, a kilometre away, is asked where 林 does not answer in time; however often the clock comes round."""
    configure(street, offered_to=1)
    await add_hazard(street, CHEN, lat=HERE[0] + A_KILOMETRE)
    hazard = await closed(street)
    await street.door.act(next_rounds)
    assert await asked(street) == [LIN]

    street.clock.moment += timedelta(hours=24)
    await street.door.act(next_rounds)
    await street.door.act(next_rounds)

    assert await asked(street) == [LIN, CHEN]
    assert "不用再去了" in read(await Talk(street, LIN).tap_data(f"lk:gone:{hazard.number}"))
    assert "记下了" in await finds(Talk(street, CHEN), hazard, "没有了")
    street.clock.moment += timedelta(days=9)
    await street.door.act(next_rounds)
    assert await street.pushed(Notice.LOOK_LEFT) == []


async def test_after_a_long_downtime_one_round_is_made_and_not_those_that_were_missed(street: Street) -> None:
    await add_hazard(street, CHEN, lat=HERE[0] + A_KILOMETRE)
    configure(street, offered_to=1)
    await closed(street)
    street.clock.moment += timedelta(days=9)

    await street.door.act(next_rounds)

    assert await asked(street) == [LIN, CHEN]
    assert await street.pushed(Notice.LOOK_LEFT) == []


async def test_reopened_meanwhile_nobody_is_asked_any_more(street: Street) -> None:
    hazard = await closed(street)
    await street.run(ZHENG, move, hazard.number, Move.REOPEN, Given("又坏了"))
    street.clock.moment += timedelta(days=9)
    for _ in range(4):
        await street.door.act(next_rounds)
    assert (await asked(street), await street.pushed(Notice.LOOK_LEFT)) == ([LIN], [])


async def left(street: Street) -> Case:
    """Three rounds long nobody came."""
    hazard = await closed(street)
    for _ in range(3):
        street.clock.moment += timedelta(hours=24)
        await street.door.act(next_rounds)
    return hazard


async def test_after_the_last_round_it_is_on_the_communitys_list_who_may_look(street: Street) -> None:
    hazard, zhou = await left(street), Talk(street, ZHOU)
    (told,) = await street.pushed(Notice.LOOK_LEFT)
    assert told.chat_id == ZHOU

    assert hazard.number in read(await zhou.tap_data("c:queue::look."))
    assert "请了 3 轮" in read(await zhou.tap_data(f"lk:open:{hazard.number}"))
    await zhou.tap("没有了")
    await zhou.send_photo("now")
    done = read(await zhou.tap("确认提交"))

    assert "记下了" in done
    assert "分" not in done
    assert await paid(street) == []
    assert hazard.number not in read(await zhou.tap_data("c:queue::look."))
    async with street.door.database.read() as session:
        event = (await session.scalars(select(CaseEvent).order_by(CaseEvent.id.desc()))).first()
        assert event is not None
        assert (event.move, event.party, event.actor_id) == ("look", "checker", ZHOU)


async def test_the_community_finds_it_still_there_and_it_is_dealt_with_again(street: Street) -> None:
    hazard = await left(street)
    await finds(Talk(street, ZHOU), hazard, "还在")
    assert await state(street, hazard.number) == "handling"
    assert [row.chat_id for row in await street.pushed(Notice.CASE_MOVED)] == [ZHENG]


@pytest.mark.parametrize("who", [LIN, CHEN, ZHENG, OUTSIDER, STRANGE_STAFF, WANG])
async def test_what_is_left_to_the_community_is_nobody_elses(street: Street, who: int) -> None:
    hazard = await left(street)
    await Talk(street, who).tap_data(f"lk:gone:{hazard.number}")
    assert await state(street, hazard.number) == "closed"
    async with street.door.database.read() as session:
        assert (await session.get_one(CaseLook, hazard.id)).looked_at is None
    assert hazard.number not in read(await Talk(street, who).tap_data("c:queue::look."))


async def test_who_resolved_it_does_not_look_in_place_of_a_supervisor(street: Street) -> None:
    hazard = await closed(street, resolved_by=ZHOU)
    for _ in range(3):
        street.clock.moment += timedelta(hours=24)
        await street.door.act(next_rounds)
    assert "没有找到" in read(await Talk(street, ZHOU).tap_data(f"lk:gone:{hazard.number}"))
    assert await street.run(WU, case_look.card, hazard.number)


@pytest.mark.parametrize("do", ["today", "less"])
async def test_who_does_not_go_hands_the_look_to_the_next_once(street: Street, do: str) -> None:
    configure(street, offered_to=1)
    await add_hazard(street, CHEN, lat=HERE[0] + A_KILOMETRE)
    hazard, lin = await closed(street), Talk(street, LIN)
    assert await asked(street) == [LIN]

    for _ in range(2):
        said = read(await lin.tap_data(f"q:{do}:hazard_look:0"))
    await closed(street)

    assert "在请下一位" in said
    assert await asked(street) == [LIN, CHEN, CHEN]
    assert "没有了" in read(await lin.tap_data(f"lk:open:{hazard.number}"))
    street.clock.moment += timedelta(days=1)
    await closed(street)
    assert (await asked(street))[3:] == ([LIN] if do == "today" else [CHEN])
