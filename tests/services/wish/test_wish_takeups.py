"""Taking wishes up: the first has it, the time runs out, it is fulfilled, and its owner has the last word."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.case_flow import CaseState, Move
from domain.errors import (
    DomainError,
    EvidenceNeeded,
    NotAllowed,
    NotFound,
    OwnWish,
    PhotoNeeded,
    ReasonNeeded,
    TooManyWishes,
    WishMovedOn,
    WishTaken,
)
from models.audit import AccessLog
from models.database import Database
from services.case import case_moves, case_rating
from services.case.case_moves import Given
from services.wish import wish_takeups, wish_views, wishes
from tests.support.cases import case, history
from tests.support.copies import street_copy
from tests.support.holds import run_out
from tests.support.street import LI, WANG, ZHOU, Street, at, street_on
from tests.support.wishes import (
    FENG,
    OWNER,
    PHOTO,
    QIAN,
    QIAN_2,
    SUN,
    VOICE,
    add_parties,
    fulfilled,
    heard,
    holds,
    number_of,
    offered,
    on_wall,
    state_of,
    taken,
)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    await add_parties(street)
    yield street
    await street.door.database.close()


async def test_of_twenty_taps_at_once_one_takes_it(either: Database) -> None:
    street = await street_on(either, at("2026-11-18"))
    await add_parties(street)
    code = await on_wall(street)

    async def tap(who: int) -> str:
        try:
            await street.run(who, wish_takeups.take_up, code)
        except WishTaken as refusal:
            return f"after {refusal.values['kind']}"
        return "first"

    came = await asyncio.gather(*(tap((QIAN, SUN, FENG, QIAN_2)[n % 4]) for n in range(20)))

    ((role, _, why),) = await holds(street, code)
    assert sorted(came) == [f"after {role}"] * 19 + ["first"]
    assert (why, await state_of(street, code)) == (None, ("taken", "handling"))
    assert (await heard(street, OWNER)).count("taken") == 1


async def test_a_party_of_two_never_holds_more_than_it_may(either: Database) -> None:
    street = await street_on(either, at("2026-11-18"))
    await add_parties(street)
    codes = [await on_wall(street) for _ in range(6)]

    async def tap(n: int) -> bool:
        try:
            await street.run((QIAN, QIAN_2)[n % 2], wish_takeups.take_up, codes[n])
        except TooManyWishes:
            return False
        return True

    assert sorted(await asyncio.gather(*map(tap, range(6)))) == [False] * 3 + [True] * 3


async def test_who_comes_later_is_told_who_was_first_and_a_wish_of_ones_own_is_left_alone(street: Street) -> None:
    code = await taken(street, SUN)
    own = await on_wall(street, reporter_id=QIAN)
    for who, one, refusal in (
        (QIAN, code, WishTaken),
        (SUN, code, WishTaken),
        (QIAN, own, OwnWish),
        (OWNER, code, NotAllowed),
        (WANG, code, NotAllowed),
        (ZHOU, code, NotAllowed),
        (QIAN, "NOSUCH", NotFound),
        (QIAN, await offered(street), NotFound),
    ):
        with pytest.raises(refusal):
            await street.run(who, wish_takeups.take_up, one)
    assert await holds(street, code) == [("merchant", SUN, None)]


async def test_taking_up_moves_the_case_and_tells_owner_worker_and_community(street: Street) -> None:
    code = await taken(street)

    one = await case(street, await number_of(street, code))
    assert (one.state, one.resolve_by) == (CaseState.HANDLING, at("2026-12-02"))
    assert (await history(street, one.number))[-1] == ("take_up", "taker", QIAN)
    assert [(await heard(street, who))[-1] for who in (OWNER, WANG, ZHOU)] == [
        "taken",
        "case_reopened",
        "case_reopened",
    ]
    assert await heard(street, QIAN) == []


async def test_fourteen_days_then_it_is_free_again_and_all_are_told(street: Street) -> None:
    code = await taken(street)
    street.clock.moment = at("2026-11-29", "08:59")
    assert await street.door.act(wish_takeups.remind) == 0
    street.clock.moment = at("2026-11-29")
    assert [await street.door.act(wish_takeups.remind) for _ in range(2)] == [1, 1]
    assert await heard(street, QIAN) == ["soon"]
    street.clock.moment = at("2026-12-02", "08:59")
    await run_out(street)
    assert await state_of(street, code) == ("taken", "handling")

    street.clock.moment = at("2026-12-02")
    for _ in range(2):
        await run_out(street)

    assert await state_of(street, code) == ("on_wall", "accepted")
    assert await heard(street, QIAN) == ["soon", "lapsed"]
    assert ((await heard(street, OWNER))[-1], (await heard(street, ZHOU))[-1]) == ("free", "case_reopened")
    for verb, given in ((wish_takeups.give_back, "不办了"), (wish_takeups.ask, "在家吗")):
        with pytest.raises(NotFound):
            await street.run(QIAN, verb, code, given)
    await street.run(SUN, wish_takeups.take_up, code)
    assert await holds(street, code) == [("partner", QIAN, "lapse"), ("merchant", SUN, None)]


async def test_given_back_with_a_reason_it_is_free_at_once(street: Street) -> None:
    code = await taken(street)
    with pytest.raises(ReasonNeeded):
        await street.run(QIAN, wish_takeups.give_back, code, " ")
    for who in (SUN, OWNER, ZHOU):
        with pytest.raises(NotFound):
            await street.run(who, wish_takeups.give_back, code, "不办了")

    await street.run(QIAN_2, wish_takeups.give_back, code, "缺货")

    assert await state_of(street, code) == ("on_wall", "accepted")
    assert await holds(street, code) == [("partner", QIAN, "give_back")]
    assert (await history(street, await number_of(street, code)))[-1] == ("give_back", "taker", QIAN_2)


@pytest.mark.parametrize(
    ("note", "files", "refusal"),
    [("送到了", [], PhotoNeeded), ("送到了", [VOICE], PhotoNeeded), (None, [PHOTO], EvidenceNeeded)],
)
async def test_it_is_fulfilled_with_a_photo_and_words_or_not(
    street: Street, note: str | None, files: list[dict[str, object]], refusal: type[DomainError]
) -> None:
    code = await taken(street)
    with pytest.raises(refusal):
        await street.run(QIAN, wish_takeups.fulfil, code, note, files)
    for who in (SUN, OWNER, WANG):
        with pytest.raises(NotFound):
            await street.run(who, wish_takeups.fulfil, code, "送到了", [PHOTO])
    assert await state_of(street, code) == ("taken", "handling")


async def test_fulfilled_confirmed_thanked(street: Street) -> None:
    code = await fulfilled(street)
    number = await number_of(street, code)
    assert await state_of(street, code) == ("fulfilled", "checked")
    assert (await heard(street, OWNER))[-1] == "wish_fulfilled"
    with pytest.raises(WishMovedOn):
        await street.run(OWNER, wish_takeups.thank, code, "谢谢")
    with pytest.raises(WishMovedOn):
        await street.run(QIAN, wish_takeups.fulfil, code, "又送到了", [PHOTO])

    await street.run(OWNER, case_rating.rate, number, 5)
    assert await state_of(street, code) == ("confirmed", "closed")
    assert ((await heard(street, QIAN))[-1], (await heard(street, OWNER))[-1]) == ("confirmed", "true")
    with pytest.raises(NotFound):
        await street.run(QIAN, wish_takeups.thank, code, "谢谢我们自己")
    await street.run(OWNER, wish_takeups.thank, code, "谢谢", [VOICE])

    told = await street.run(QIAN, wish_views.told, code)
    assert (told.thanks, len(told.media), (await heard(street, QIAN))[-1]) == ("谢谢", 1, "thanked")
    assert (await state_of(street, code))[0] == "thanked"
    with pytest.raises(WishMovedOn):
        await street.run(OWNER, wish_takeups.thank, code, "再谢一次")
    assert (await street.run(SUN, wish_views.wall, done=True)).rows == ()
    await street.run(OWNER, wishes.show_fulfilled, code)
    assert [row.code for row in (await street.run(SUN, wish_views.wall, done=True)).rows] == [code]


async def test_not_fulfilled_frees_it_and_the_party_hears_so_without_the_words(street: Street) -> None:
    code = await fulfilled(street)
    await street.run(OWNER, case_moves.move, await number_of(street, code), Move.REOPEN, Given("敲了别人的门"))

    assert await state_of(street, code) == ("on_wall", "handling")
    assert (await heard(street, QIAN))[-1] == "not_fulfilled"
    assert "敲了" not in repr([row.message for row in await street.pushed("wish_news")])
    assert await holds(street, code) == [("partner", QIAN, "not_fulfilled")]
    await street.run(SUN, wish_takeups.take_up, code)
    assert await state_of(street, code) == ("taken", "handling")


async def test_no_answer_is_no_yes(street: Street) -> None:
    code = await fulfilled(street)
    street.clock.moment = at("2026-11-22")
    await street.door.act(case_rating.close_unanswered)
    assert await state_of(street, code) == ("fulfilled", "closed")


async def test_what_the_desk_settles_meanwhile_ends_the_hold_kindly(street: Street) -> None:
    code = await taken(street)
    await street.run(WANG, case_moves.move, await number_of(street, code), Move.RESOLVE, Given("社区先送去了"))
    assert (await state_of(street, code))[0] == "withdrawn"
    assert ((await heard(street, QIAN))[-1], await holds(street, code)) == ("ended", [("partner", QIAN, "ended")])


async def test_when_a_role_has_ended_the_party_goes_on_without_that_person(street: Street) -> None:
    code = await taken(street)
    await street.end_role(QIAN, at("2026-11-18").date())
    street.clock.moment = at("2026-11-19")
    for verb, given in ((wish_takeups.give_back, "不办了"), (wish_takeups.ask, "在家吗")):
        with pytest.raises(NotFound):
            await street.run(QIAN, verb, code, given)
    with pytest.raises(NotAllowed):
        await street.run(QIAN, wish_takeups.take_up, await on_wall(street))

    await street.run(OWNER, wish_takeups.reply, code, "下午在家")

    assert (await heard(street, QIAN_2), await heard(street, QIAN)) == (["replied"], [])
    await street.run(QIAN_2, wish_takeups.fulfil, code, "送到了", [PHOTO])


async def test_both_sides_write_through_the_case_and_strangers_do_not(street: Street) -> None:
    code = await taken(street)
    number = await number_of(street, code)
    await street.run(QIAN, wish_takeups.ask, code, "什么时候方便？")
    await street.run(OWNER, wish_takeups.reply, code, "下午")

    assert [(move, party) for move, party, _ in (await history(street, number))[-2:]] == [
        ("ask", "taker"),
        ("add", "reporter"),
    ]
    assert ((await heard(street, OWNER)).count("asked"), await heard(street, QIAN)) == (1, ["replied"])
    for who in (SUN, LI, ZHOU):
        with pytest.raises(NotFound):
            await street.run(who, wish_takeups.ask, code, "在吗")
        with pytest.raises(NotFound):
            await street.run(who, wish_takeups.reply, code, "在")


async def test_every_look_at_a_name_is_logged(street: Street) -> None:
    code = await taken(street)
    await street.run(OWNER, wishes.share_contact, code, "欧阳甲 100")
    for _ in range(2):
        await street.run(QIAN, wish_takeups.contact, code)
    async with street.door.database.read() as session:
        looks = [(row.actor_id, row.what, row.subject_id) for row in await session.scalars(select(AccessLog))]
    assert looks == [(QIAN, "wish_contact", OWNER)] * 2
