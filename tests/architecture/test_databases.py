"""The tests that are run on one database only are those that are named, and these are there."""

from pathlib import Path

import pytest

from tests.support.where import ON_BOTH, SQLITE_ONLY, on_both

ROOT = Path(__file__).parents[2]
SMALL = ("tmp_path", "street")


@pytest.mark.parametrize("name", [*ON_BOTH, *SQLITE_ONLY])
def test_what_is_named_is_there(name: str) -> None:
    file, _, test = name.partition("::")

    assert (ROOT / file).exists()
    assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8") if test else True


@pytest.mark.parametrize("name", SQLITE_ONLY)
def test_what_says_nothing_about_postgresql_is_run_once(name: str) -> None:
    assert not on_both(name if "::" in name else f"{name}::test_anything", SMALL)


def test_a_small_street_is_played_on_both_and_who_brings_a_database_or_needs_none_is_not() -> None:
    moves = "tests/services/case/test_case_moves.py::test_the_same_move_twice_is_made_once"

    assert on_both(moves, SMALL)
    assert not on_both(moves, (*SMALL, "either"))
    assert not on_both(moves, ("monkeypatch",))
    assert not on_both("tests/domain/test_geo.py::test_anything", SMALL)
