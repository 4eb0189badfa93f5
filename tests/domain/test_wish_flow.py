"""The table of a wish's life on the wall, and what may not stand there."""

import pytest

from domain.wish_flow import (
    DONE,
    FREE_OR_HELD,
    WISH_STEPS,
    Reveals,
    WishMove,
    WishParty,
    WishState,
    reveals,
    rough,
    step_of,
    wish_moves,
)

S, M, P = WishState, WishMove, WishParty
DOORS = ("室", "号楼", "单元")


def test_every_move_stands_in_one_row_and_every_state_is_reached() -> None:
    assert sorted(step.move for step in WISH_STEPS) == sorted(M)
    assert {step.target for step in WISH_STEPS} - {None} == set(S)


@pytest.mark.parametrize(
    ("state", "moves"),
    [
        (S.OFFERED, {P.OWNER: {M.WITHDRAW}, P.OFFICE: {M.REWORD, M.APPROVE, M.DECLINE}, P.TAKER: set()}),
        (S.ON_WALL, {P.OWNER: {M.WITHDRAW}, P.OFFICE: {M.REWORD, M.DECLINE}, P.TAKER: {M.TAKE_UP}}),
        (S.TAKEN, {P.OWNER: set(), P.OFFICE: set(), P.TAKER: {M.GIVE_BACK, M.FULFIL}}),
        (S.FULFILLED, {P.OWNER: {M.CONFIRM, M.NOT_FULFILLED}, P.OFFICE: set(), P.TAKER: set()}),
        (S.CONFIRMED, {P.OWNER: {M.NOT_FULFILLED, M.THANK}, P.OFFICE: set(), P.TAKER: set()}),
        (S.THANKED, {P.OWNER: {M.NOT_FULFILLED}, P.OFFICE: set(), P.TAKER: set()}),
        (S.WITHDRAWN, {P.OWNER: {M.OFFER}, P.OFFICE: set(), P.TAKER: set()}),
        (S.DECLINED, {P.OWNER: {M.OFFER}, P.OFFICE: set(), P.TAKER: set()}),
    ],
)
def test_who_may_do_what(state: WishState, moves: dict[WishParty, set[WishMove]]) -> None:
    assert {party: set(wish_moves(state, party)) for party in moves} == moves


def test_only_an_approved_wish_is_taken_up_and_only_a_held_one_comes_back() -> None:
    assert step_of(M.TAKE_UP).sources == {S.ON_WALL}
    assert {step.move for step in WISH_STEPS if step.target is S.ON_WALL} == {
        M.APPROVE,
        M.GIVE_BACK,
        M.LAPSE,
        M.NOT_FULFILLED,
    }
    assert set(FREE_OR_HELD) & set(DONE) == set()


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("想要一副老花镜", None),
        ("想要 3 本书，2026 年以前的也行，100 元以内", None),
        ("请打 13912345678", Reveals.NUMBER),
        ("请打 139-1234 5678", Reveals.NUMBER),
        ("请打１３９１２３４５６７８", Reveals.NUMBER),
        ("一三九一二三四五六七八", Reveals.NUMBER),
        ("63123456", Reveals.NUMBER),
        ("送到3号楼", Reveals.DOOR),
        ("送到 三 单元", Reveals.DOOR),
        ("501室的灯", Reveals.DOOR),
        ("活动室里要一盏灯", None),
        ("室", None),
        ("张甲子想要老花镜", Reveals.NAME),
        ("张 甲 子想要老花镜", Reveals.NAME),
        ("a book for lao zhang", Reveals.NAME),
    ],
)
def test_words_that_say_who_it_is_are_found(wording: str, found: Reveals | None) -> None:
    assert reveals(wording, ["张甲子", "Lao Zhang", ""], DOORS) == found


@pytest.mark.parametrize(
    ("metres", "said"), [(0, 100), (149, 100), (151, 200), (949, 900), (1100, 1000), (1300, 1500), (12_260, 12_500)]
)
def test_a_distance_is_said_roughly(metres: float, said: int) -> None:
    assert rough(metres) == said
