"""Runs of characters, and a linear model over them, small enough to work out by hand."""

import math
from array import array

import pytest

from domain.ngram_model import NgramModel, grams


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("，。！", []),
        ("灯", [" ", "灯", " ", " 灯", "灯 ", " 灯 "]),
        ("灯坏", [" ", "灯", "坏", " ", " 灯", "灯坏", "坏 ", " 灯坏", "灯坏 "]),
        ("Ａ，b", [" ", "a", " ", " a", "a ", " a ", " ", "b", " ", " b", "b ", " b "]),
    ],
)
def test_runs_stay_within_what_stands_between_signs(text: str, expected: list[str]) -> None:
    assert list(grams(text)) == expected


def test_the_answer_is_the_softmax_of_a_weighted_sum_of_normed_counts() -> None:
    model = NgramModel(
        classes=("dark", "loud"),
        vocabulary={"灯": 0, "吵": 1},
        idf=array("d", [1.0, 2.0]),
        weights=array("d", [3.0, 0.0, 0.0, 5.0]),
        intercepts=array("d", [0.5, 0.0]),
    )
    lamp, loud = 1.0 + math.log(2), 2.0
    length = math.hypot(lamp, loud)
    dark = 0.5 + 3.0 * lamp / length - 5.0 * loud / length

    found = model.probabilities("灯灯吵")

    assert found["dark"] == pytest.approx(1 / (1 + math.exp(-dark)))
    assert sum(found.values()) == pytest.approx(1.0)
    assert model.probabilities("？")["dark"] == pytest.approx(1 / (1 + math.exp(-0.5)))


def test_a_log_line_with_a_model_in_it_stays_a_line() -> None:
    many = array("d", [0.0] * 100_000)
    model = NgramModel(("dark",), {str(n): n for n in range(100_000)}, many, many, array("d", [0.0]))

    assert repr(model) == "NgramModel(classes=('dark',))"
