"""A row compares medians, and says how far pairs of runs lie apart."""

from bench.report import _table
from bench.rows import Row, at_least, at_most


def row(ours: tuple[float, ...], theirs: tuple[float, ...], least: float = 0.5) -> Row:
    return Row("speed", "ours", "theirs", "updates/s", ours, theirs, at_least(least))


def test_the_ratio_is_of_the_medians_and_the_spread_of_pairs() -> None:
    measured = row((10, 30, 20), (40, 40, 10))
    assert (measured.ratio, measured.spread) == (0.5, (0.25, 2.0))


def test_a_goal_is_reached_on_its_own_side() -> None:
    assert (row((5,), (10,)).reached, row((4,), (10,)).reached) == (True, False)
    assert (at_most(3).reached(3), at_most(3).reached(3.1)) == (True, False)
    assert (str(at_least(0.5)), str(at_most(3))) == ("≥ 0.5 ×", "≤ 3 ×")


def test_a_row_that_fails_says_so() -> None:
    assert row((1_234,), (10_000,)).cells[-3:] == ("0.12–0.12", "≥ 0.5 ×", "no")


def test_a_table_is_written_as_markdown() -> None:
    assert _table(("a", "b"), [("1", "2")]) == ["| a | b |", "| --- | --- |", "| 1 | 2 |"]
