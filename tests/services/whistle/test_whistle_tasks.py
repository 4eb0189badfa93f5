"""What becomes of a call: what the called may see, sign-off before anything is resolved, and when nobody comes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.case_flow import CaseState, Move
from domain.errors import (
    NotAllowed,
    NotFound,
    ReasonNeeded,
    RoleEnded,
    WhistleOver,
    WhistlesOpen,
)
from domain.notices import Notice
from domain.whistle_flow import WhistleState
from models.case import Case
from models.people import RoleHeld
from models.whistle import Whistle
from services.case.case_moves import Given, Moved, move
from services.case.case_views import case_card
from services.whistle import duties, whistle_views, whistles
from services.whistle.forces import whom_to_call
from tests.support.cases import REPORTER, case_in
from tests.support.forces import (
    CHU,
    FENG,
    FORCES,
    HEADS,
    JIANG,
    NEEDED,
    POLICE,
    RED_HATS,
    SUN,
    WEI,
    ZHENG,
    add_member,
    blow,
    call_up,
    handled,
    state_of,
    tick,
    told,
)
from tests.support.street import COMMUNITY, LI, STRANGE_STAFF, WANG, WU, ZHOU, Street, at, street_in

S = WhistleState


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18"))
    await call_up(street)
    yield street
    await street.door.database.close()


async def resolve(street: Street, case: Case) -> Moved:
    return await street.run(WANG, move, case.number, Move.RESOLVE, Given("好了"))


async def test_a_forwarded_button_is_nothing_to_whoever_was_not_called(street: Street) -> None:
    (id_,) = await blow(street, await handled(street))
    for stranger in (JIANG, FENG, REPORTER, LI, STRANGE_STAFF):
        for use_case in (whistles.report_in, whistle_views.task):
            with pytest.raises(NotFound):
                await street.run(stranger, use_case, id_)
    with pytest.raises(NotFound):
        await street.run(SUN, whistle_views.task, 999)
    assert await state_of(street, id_) == (S.CALLED, None)


async def test_whoever_is_no_longer_of_the_force_is_told_so(street: Street) -> None:
    (id_,) = await blow(street, await handled(street))
    async with street.door.database.write() as session:
        ended = update(RoleHeld).where(RoleHeld.person_id == SUN).values(ends_on=at("2026-11-17").date())
        await session.execute(ended)
    with pytest.raises(RoleEnded):
        await street.run(SUN, whistles.report_in, id_)
    assert await state_of(street, id_) == (S.CALLED, None)


async def test_a_force_sees_what_and_where_but_not_who(street: Street) -> None:
    case = await handled(street, anonymous=True, lat=43.8, lon=126.5)
    (id_,) = await blow(street, case)

    task = await street.run(SUN, whistle_views.task, id_)

    assert task.about is not None
    assert (task.about.words, task.about.place, task.about.point) == ("井盖松了", "一网格", (43.8, 126.5))
    assert task.needed == NEEDED
    with pytest.raises(NotFound):
        await street.run(SUN, case_card, case.number)


async def test_what_a_force_may_see_ends_with_its_part(street: Street) -> None:
    (id_,) = await blow(street, await handled(street))
    await street.run(SUN, whistles.report_in, id_)
    assert (await street.run(ZHENG, whistle_views.task, id_)).about is None
    assert (await street.run(SUN, whistle_views.task, id_)).about is not None

    await street.run(SUN, whistles.sign_off, id_, "井盖换好了")

    done = await street.run(SUN, whistle_views.task, id_)
    assert (done.about, done.moves, done.state) == (None, (), S.DONE)


async def test_the_desk_sees_who_comes_by_name(street: Street) -> None:
    case = await handled(street)
    (id_,) = await blow(street, case)
    await street.run(ZHENG, whistles.decline, id_, "不在附近")
    await street.run(SUN, whistles.report_in, id_)

    board = await street.run(ZHOU, whistle_views.board, case.number)

    (call,) = board.calls
    assert (call.name, call.unit, call.called, call.reasons) == (f"某{SUN}", "一网格", 2, ("不在附近",))
    with pytest.raises(NotAllowed):
        await street.run(REPORTER, whistle_views.board, case.number)


async def test_it_cannot_be_resolved_before_every_party_has_signed_off(street: Street) -> None:
    case = await handled(street)
    heads, police = await blow(street, case, HEADS, POLICE)
    await street.run(SUN, whistles.report_in, heads)
    await street.run(CHU, whistles.report_in, police)
    with pytest.raises(WhistlesOpen) as refused:
        await resolve(street, case)
    assert refused.value.values == {"number": case.number, "kinds": (f"force-{HEADS}", f"force-{POLICE}")}
    await street.run(SUN, whistles.sign_off, heads, "好了")
    with pytest.raises(WhistlesOpen) as refused:
        await resolve(street, case)
    assert refused.value.values["kinds"] == (f"force-{POLICE}",)
    await street.run(CHU, whistles.hand_back, police, "要消防来")
    with pytest.raises(WhistlesOpen):
        await resolve(street, case)
    await street.run(WANG, whistles.call_off, police, "已请消防")

    assert (await resolve(street, case)).state is CaseState.RESOLVED
    assert await told(street, Notice.WHISTLE_SIGNED_OFF, Notice.WHISTLE_HANDED_BACK, Notice.WHISTLE_CALLED_OFF) == [
        ("whistle_called_off", CHU),
        ("whistle_handed_back", WANG),
        ("whistle_signed_off", WANG),
    ]


async def test_a_kind_that_gave_back_is_called_again_as_another_round(street: Street) -> None:
    case = await handled(street)
    (first,) = await blow(street, case)
    await street.run(SUN, whistles.report_in, first)
    await street.run(SUN, whistles.hand_back, first, "梯子不够长")

    (second,) = await blow(street, case)
    await street.run(ZHENG, whistles.report_in, second)
    await street.run(ZHENG, whistles.sign_off, second, "好了")

    async with street.door.database.read() as session:
        rows = (await session.execute(select(Whistle.round, Whistle.state).order_by(Whistle.id))).all()
    assert rows == [(1, S.CALLED_OFF), (2, S.DONE)]
    assert (await resolve(street, case)).state is CaseState.RESOLVED


async def test_steps_of_others_after_the_end_and_without_words_are_refused(street: Street) -> None:
    case = await handled(street)
    (id_,) = await blow(street, case)
    with pytest.raises(NotAllowed):
        await street.run(ZHENG, whistles.sign_off, id_, "好了")
    with pytest.raises(NotAllowed):
        await street.run(SUN, whistles.call_off, id_, "不用了")
    await street.run(SUN, whistles.report_in, id_)
    with pytest.raises(ReasonNeeded):
        await street.run(SUN, whistles.hand_back, id_, "")
    with pytest.raises(WhistleOver):
        await street.run(ZHENG, whistles.decline, id_, "来不了")
    with pytest.raises(NotAllowed):
        await street.run(WANG, whistles.decline, id_, "来不了")
    await street.run(SUN, whistles.sign_off, id_, "好了")
    for late in ((WANG, whistles.call_off), (SUN, whistles.sign_off), (SUN, whistles.hand_back)):
        with pytest.raises(WhistleOver):
            await street.run(*late, id_, "再说一次")
    with pytest.raises(WhistleOver):
        await street.run(ZHENG, whistles.report_in, id_)


@pytest.mark.parametrize("taken", [False, True])
async def test_a_case_that_is_withdrawn_calls_everybody_off(street: Street, taken: bool) -> None:
    case = await case_in(street, CaseState.ACCEPTED)
    (id_,) = await blow(street, case)
    if taken:
        await street.run(SUN, whistles.report_in, id_)

    await street.run(REPORTER, move, case.number, Move.WITHDRAW)

    assert (await state_of(street, id_))[0] == S.CALLED_OFF
    off = [SUN] if taken else [SUN, ZHENG]
    assert await told(street, Notice.WHISTLE_CALLED_OFF) == [("whistle_called_off", who) for who in off]
    with pytest.raises(WhistleOver):
        await street.run(ZHENG, whistles.report_in, id_)


async def test_nobody_comes_then_the_community_then_the_street_each_once(street: Street) -> None:
    await blow(street, await handled(street), HEADS)
    heard = []
    for minutes in (29, 1, 5, 24, 1, 60):
        await tick(street, minutes)
        heard.append(await told(street, Notice.WHISTLE_NOBODY))
    community, both = [("whistle_nobody", ZHOU)], [("whistle_nobody", ZHOU), ("whistle_nobody", WU)]
    assert heard == [[], community, community, community, both, both]


async def test_after_a_downtime_both_are_told_at_once(street: Street) -> None:
    await blow(street, await handled(street), HEADS)
    await tick(street, 24 * 60)
    assert await told(street, Notice.WHISTLE_NOBODY) == [("whistle_nobody", ZHOU), ("whistle_nobody", WU)]


async def test_whoever_reported_in_in_time_troubles_nobody(street: Street) -> None:
    (id_,) = await blow(street, await handled(street), HEADS)
    await street.run(SUN, whistles.report_in, id_)
    await tick(street, 120)
    assert await told(street, Notice.WHISTLE_NOBODY) == []


async def test_when_all_decline_or_nobody_has_a_chat_the_community_does_not_wait(street: Street) -> None:
    await add_member(street, 312, "liaison_cadres", COMMUNITY, chat=False)
    declined, unheard = await blow(street, await handled(street), RED_HATS, "liaison_cadres")
    await street.run(FENG, whistles.decline, declined, "在忙别的事")
    assert await told(street, Notice.WHISTLE_NOBODY) == [("whistle_nobody", WANG)]

    await tick(street, 1)

    async with street.door.database.read() as session:
        rows = (await session.execute(select(Whistle.id).where(Whistle.community_told_at.is_not(None)))).scalars().all()
    assert sorted(rows) == [declined, unheard]


async def test_my_tasks_are_those_that_wait_for_me(street: Street) -> None:
    case = await handled(street)
    heads, police = await blow(street, case, HEADS, POLICE)
    assert [row.id for row in await street.run(SUN, whistle_views.my_tasks)] == [heads]
    await street.run(ZHENG, whistles.report_in, heads)
    await street.run(CHU, whistles.decline, police, "不在附近")
    found = {who: [row.id for row in await street.run(who, whistle_views.my_tasks)] for who in FORCES}
    assert {who: rows for who, rows in found.items() if rows} == {ZHENG: [heads], WEI: [police]}


async def test_the_desk_is_offered_the_kinds_that_are_here_and_not_at_it(street: Street) -> None:
    case = await handled(street)
    await street.run(CHU, duties.go_on, 4)
    await blow(street, case, HEADS)
    offers = await street.run(WANG, whistle_views.offers, case.number)
    assert [(one.kind, one.people, one.on_duty) for one in offers] == [
        (POLICE, 2, 1),
        (RED_HATS, 1, 0),
        ("partners", 1, 0),
    ]


def test_nobody_has_nobody_to_call() -> None:
    assert whom_to_call([]) == []
