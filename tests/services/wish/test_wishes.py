"""Wishes on their way to the wall: whose they are, who approves, and what the wall never shows."""

from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from domain.case_flow import CaseKind, CaseState, Move
from domain.errors import (
    ContactNeeded,
    DomainError,
    NotFound,
    OwnWish,
    PhotoNeeded,
    ReasonNeeded,
    RevealsOwner,
    TooLong,
    WishHeld,
    WishMovedOn,
    WordingNeeded,
)
from domain.roles import Role
from domain.wish_flow import WishMove, WishParty
from models.people import Person
from services.case.case_moves import Given, move
from services.wish import wish_takeups, wish_views, wishes
from tests.support.cases import case, case_in
from tests.support.copies import street_copy
from tests.support.street import LI, OUTSIDER, STRANGE_STAFF, WANG, WU, ZHAO, ZHOU, Street, at
from tests.support.wishes import (
    OWNER,
    PHOTO,
    QIAN,
    SECRET,
    SUN,
    VOICE,
    WORDING,
    add_parties,
    heard,
    number_of,
    offered,
    on_wall,
    state_of,
    taken,
)

STRANGERS = (QIAN, LI, ZHAO, STRANGE_STAFF)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    await add_parties(street)
    yield street
    await street.door.database.close()


async def test_only_the_owner_of_a_wish_offers_it_and_twice_is_once(street: Street) -> None:
    one = await case_in(street, CaseState.SUBMITTED, CaseKind.WISH)
    other = await case_in(street, CaseState.SUBMITTED, CaseKind.COMPLAINT)
    for who in (ZHOU, WANG, QIAN):
        with pytest.raises(NotFound):
            await street.run(who, wishes.offer, one.number)
    with pytest.raises(NotFound):
        await street.run(OWNER, wishes.offer, other.number)

    codes = {await street.run(OWNER, wishes.offer, one.number) for _ in range(2)}

    assert len(codes) == 1
    assert await heard(street, ZHOU) == ["wish_to_approve"]


@pytest.mark.parametrize("state", [CaseState.HANDLING, CaseState.CLOSED, CaseState.WITHDRAWN])
async def test_what_somebody_is_at_work_on_is_not_offered(street: Street, state: CaseState) -> None:
    one = await case_in(street, state, CaseKind.WISH)
    with pytest.raises(WishMovedOn):
        await street.run(OWNER, wishes.offer, one.number)


async def test_the_community_approves_a_wording_of_its_own_and_takes_the_case_in(street: Street) -> None:
    code = await on_wall(street)

    shown = await street.run(QIAN, wish_views.wish_card, code)
    one = await case(street, await number_of(street, code))
    assert (shown.wording, shown.moves, shown.community) == (WORDING, (WishMove.TAKE_UP,), "长江社区")
    assert (one.state, one.responded_at, one.words) == (CaseState.ACCEPTED, street.clock.now(), SECRET)
    assert await heard(street, OWNER) == ["case_moved", "approved"]


@pytest.mark.parametrize("who", [QIAN, OWNER, WANG, STRANGE_STAFF, ZHAO])
async def test_nobody_but_the_office_words_approves_or_declines(street: Street, who: int) -> None:
    code = await offered(street)
    for verb, given in ((wishes.reword, (WORDING,)), (wishes.approve, ()), (wishes.decline, ("不合适",))):
        with pytest.raises(NotFound):
            await street.run(who, verb, code, *given)
    assert await state_of(street, code) == ("offered", "submitted")


async def test_staff_do_not_approve_a_wish_of_their_own(street: Street) -> None:
    code = await offered(street, "想要一本书", reporter_id=ZHOU)
    with pytest.raises(OwnWish):
        await street.run(ZHOU, wishes.approve, code)
    await street.run(WU, wishes.approve, code)
    assert (await state_of(street, code))[0] == "on_wall"


@pytest.mark.parametrize(
    ("wording", "refusal"),
    [
        ("老人要老花镜，电话 139 1234 5678", RevealsOwner),
        ("送到3号楼", RevealsOwner),
        ("欧阳甲想要老花镜", RevealsOwner),
        ("  ", WordingNeeded),
        ("好" * 141, TooLong),
    ],
)
async def test_what_says_who_the_owner_is_never_stands_on_the_wall(
    street: Street, wording: str, refusal: type[DomainError]
) -> None:
    name = street.door.vault.seal("欧阳甲", f"person:{OWNER}:name")
    async with street.door.database.write() as session:
        await session.execute(update(Person).where(Person.id == OWNER).values(name=name))
    code = await offered(street)

    with pytest.raises(refusal):
        await street.run(ZHOU, wishes.reword, code, wording)
    with pytest.raises(RevealsOwner):
        await street.run(ZHOU, wishes.approve, code)  # the owner's own words name a door

    assert await state_of(street, code) == ("offered", "submitted")
    assert (await street.run(QIAN, wish_views.wall)).rows == ()


async def test_a_declined_wish_says_why_and_may_be_offered_again(street: Street) -> None:
    code = await offered(street)
    with pytest.raises(ReasonNeeded):
        await street.run(ZHOU, wishes.decline, code, " ")
    await street.run(ZHOU, wishes.decline, code, "先由网格员上门看看")

    card = await street.run(OWNER, wish_views.wish_card, code)
    assert (card.reason, card.state, card.moves) == ("先由网格员上门看看", "declined", (WishMove.OFFER,))
    street.clock.moment = at("2026-11-19")
    assert await street.run(OWNER, wishes.offer, await number_of(street, code)) == code
    assert await state_of(street, code) == ("offered", "submitted")
    assert await heard(street, ZHOU) == ["wish_to_approve", "wish_to_approve"]


async def test_the_owner_takes_it_off_until_somebody_has_taken_it_up(street: Street) -> None:
    free, held = await on_wall(street), await taken(street)
    for who in STRANGERS:
        with pytest.raises(NotFound):
            await street.run(who, wishes.withdraw, free)

    await street.run(OWNER, wishes.withdraw, free)

    with pytest.raises(WishHeld):
        await street.run(OWNER, wishes.withdraw, held)
    assert [(await state_of(street, code))[0] for code in (free, held)] == ["withdrawn", "taken"]
    with pytest.raises(NotFound):
        await street.run(QIAN, wish_views.wish_card, free)


@pytest.mark.parametrize(("who", "name"), [(OWNER, Move.WITHDRAW), (WANG, Move.START), (ZHOU, Move.START)])
async def test_what_the_desk_or_the_owner_settles_leaves_the_wall(street: Street, who: int, name: Move) -> None:
    code = await on_wall(street)
    await street.run(who, move, await number_of(street, code), name)
    assert (await state_of(street, code))[0] == "withdrawn"
    assert (await street.run(QIAN, wish_views.wall)).rows == ()


async def test_a_wish_follows_its_case_to_another_kind(street: Street) -> None:
    code = await on_wall(street)
    await street.run(WANG, move, await number_of(street, code), Move.CATEGORISE, Given(category="company"))
    assert [row.code for row in (await street.run(QIAN, wish_views.wall, category="company")).rows] == [code]


async def test_the_wall_tells_a_stranger_nothing_but_the_wording(street: Street) -> None:
    name = street.door.vault.seal("欧阳甲", f"person:{OWNER}:name")
    async with street.door.database.write() as session:
        await session.execute(update(Person).where(Person.id == OWNER).values(name=name))
    code = await taken(street, SUN)
    number = await number_of(street, code)

    seen: list[Any] = []
    for who in (QIAN, LI, ZHAO, STRANGE_STAFF):
        seen.append(asdict(await street.run(who, wish_views.wall, near=(43.8, 126.51))))
        seen.append(asdict(await street.run(who, wish_views.wish_card, code)))

    found = repr(seen)
    assert [part for part in (SECRET, "501", "欧阳", number, str(OWNER), "孙记") if part in found] == []
    assert {card["wording"] for card in seen if "wording" in card} == {WORDING}


async def test_the_wall_is_paged_by_kind_and_by_distance(street: Street) -> None:
    codes = [await on_wall(street, f"心愿{'甲乙丙丁戊己庚辛'[n]}") for n in range(8)]
    far = await on_wall(street, "远处的心愿", compound_id=None, category="company")

    first = await street.run(QIAN, wish_views.wall)
    rest = await street.run(QIAN, wish_views.wall, after=first.after)
    near = await street.run(QIAN, wish_views.wall, near=(43.8, 126.5))
    nearer = await street.run(QIAN, wish_views.wall, near=(43.8, 126.5), after=near.after)
    kind = await street.run(QIAN, wish_views.wall, category="company")

    assert [row.code for row in (*first.rows, *rest.rows)] == [far, *reversed(codes)]
    assert [row.code for row in (*near.rows, *nearer.rows)] == [*codes, far]
    assert {row.metres for row in near.rows} == {100}
    assert ([row.code for row in kind.rows], rest.after, nearer.after) == ([far], None, None)


async def test_the_office_sees_what_waits_and_others_do_not(street: Street) -> None:
    codes = [await offered(street) for _ in range(7)]

    first = await street.run(ZHOU, wish_views.to_approve)
    rest = await street.run(ZHOU, wish_views.to_approve, first.after)

    assert [row.code for row in (*first.rows, *rest.rows)] == codes
    assert {row.wording for row in first.rows} == {""}
    assert [(await street.run(who, wish_views.wall)).waiting for who in (ZHOU, WU, QIAN, STRANGE_STAFF)] == [7, 7, 0, 0]


async def test_a_photo_for_the_wall_is_the_owners_choice_before_it_is_approved(street: Street) -> None:
    code = await offered(street)
    with pytest.raises(PhotoNeeded):
        await street.run(OWNER, wishes.choose_photo, code, VOICE)
    with pytest.raises(NotFound):
        await street.run(QIAN, wishes.choose_photo, code, PHOTO)

    await street.run(OWNER, wishes.choose_photo, code, PHOTO)

    assert (await street.run(ZHOU, wish_views.wish_card, code)).photo is not None
    await street.run(ZHOU, wishes.reword, code, WORDING)
    await street.run(ZHOU, wishes.approve, code)
    with pytest.raises(WishMovedOn):
        await street.run(OWNER, wishes.choose_photo, code, PHOTO)


async def test_a_name_is_given_by_its_owner_alone_to_who_holds_the_wish(street: Street) -> None:
    code = await taken(street)
    with pytest.raises(ContactNeeded):
        await street.run(OWNER, wishes.share_contact, code)
    with pytest.raises(NotFound):
        await street.run(QIAN, wish_takeups.contact, code)
    await street.run(OWNER, wishes.share_contact, code, "欧阳甲 13912345678")

    assert await street.run(QIAN, wish_takeups.contact, code) == "欧阳甲 13912345678"
    for who in (SUN, ZHOU, OUTSIDER):
        with pytest.raises(NotFound):
            await street.run(who, wish_takeups.contact, code)
    await street.run(QIAN, wish_takeups.give_back, code, "没有了")
    with pytest.raises(NotFound):
        await street.run(QIAN, wish_takeups.contact, code)


async def test_one_tap_gives_what_the_roster_knows(street: Street) -> None:
    code = await taken(street)
    vault = street.door.vault
    values = {"name": vault.seal("欧阳甲", f"person:{OWNER}:name"), "phone": vault.seal("100", f"person:{OWNER}:phone")}
    async with street.door.database.write() as session:
        await session.execute(update(Person).where(Person.id == OWNER).values(values))
    await street.run(OWNER, wishes.share_contact, code)
    assert await street.run(QIAN, wish_takeups.contact, code) == "欧阳甲 100"


async def test_it_is_told_as_come_true_only_if_the_owner_agrees(street: Street) -> None:
    code = await taken(street)
    with pytest.raises(WishMovedOn):
        await street.run(OWNER, wishes.show_fulfilled, code)
    card = await street.run(QIAN, wish_views.wish_card, code)
    assert (card.who, card.holder, card.number) == (
        frozenset({WishParty.TAKER}),
        wish_views.Holder(Role.PARTNER, "春风眼镜公司"),
        None,
    )


async def test_the_reason_of_a_move_is_not_given_away(street: Street) -> None:
    """Whoever handles the case sees what was said; the party that held the wish does not."""
    code = await taken(street)
    await street.run(QIAN, wish_takeups.fulfil, code, "送到了", [PHOTO])
    await street.run(ZHOU, move, await number_of(street, code), Move.NOTE, Given("老人姓欧阳"))
    assert "欧阳" not in repr(await street.run(QIAN, wish_views.wish_card, code))
