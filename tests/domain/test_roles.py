"""Roles: held for a unit and a period, and for nothing else."""

from datetime import date

import pytest

from domain.roles import HELD_FOR, MENU_ORDER, STAFF, Held, Role, UnitKind

LI_YAN = Held(Role.GRID_WORKER, 17, "1/3/17/", date(2026, 3, 1), date(2026, 11, 30))
ZHOU_MIN = Held(Role.COMMUNITY_STAFF, 3, "1/3/", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("day", "live"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
    ],
)
def test_a_role_is_live_from_its_first_to_its_last_day(day: date, live: bool) -> None:
    assert LI_YAN.live_on(day) == live


def test_a_role_without_an_end_stays() -> None:
    assert ZHOU_MIN.live_on(date(2099, 1, 1))


@pytest.mark.parametrize(
    ("path", "worker", "community"),
    [
        ("1/3/17/", True, True),
        ("1/3/18/", False, True),
        ("1/3/", False, True),
        ("1/3/170/", False, True),
        ("1/33/17/", False, False),
        ("1/4/17/", False, False),
        ("1/", False, False),
    ],
)
def test_a_role_opens_its_subtree_and_nothing_else(path: str, worker: bool, community: bool) -> None:
    """Also where one id begins with the other."""
    assert (LI_YAN.opens(path), ZHOU_MIN.opens(path)) == (worker, community)


def test_every_role_is_held_for_one_kind_of_unit_and_a_force_for_any_place() -> None:
    assert set(HELD_FOR) == set(Role)
    assert {role for role in Role if len(HELD_FOR[role]) != 1} == {Role.FORCE}
    assert {HELD_FOR[role] for role in STAFF} == {(UnitKind.GRID,), (UnitKind.COMMUNITY,), (UnitKind.STREET,)}


def test_staff_are_greeted_as_staff_before_anything_else() -> None:
    firsts = MENU_ORDER[: len(STAFF)]
    assert set(firsts) == STAFF
    assert MENU_ORDER[-1] is Role.RESIDENT
