"""Learning from the street's own cases: what may go into the model, and when it replaces the one in use."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.category_examples import read_examples, read_held_out
from adapters.category_model import CategoryModel, load
from adapters.category_retraining import Compared, retrain
from adapters.category_training import Tried, train
from bot import config
from bot.operator import training
from domain.case_flow import CaseKind
from domain.case_standard import Category
from domain.category import Label
from domain.category_lessons import Lesson, grams_of_many, without_numbers

ALL = config.load(environment={}).cases
PEOPLE = ALL.classifier.written_by
TWO = replace(ALL, own_terms={}, categories=tuple(one for one in ALL.categories if one.key in ("noise", "parking")))
NOISE, PARKING = (Label(key, CaseKind.COMPLAINT) for key in ("noise", "parking"))
RIGHT, WRONG = (
    Tried("a", NOISE, "noise", CaseKind.COMPLAINT, 0.9),
    Tried("a", NOISE, "parking", CaseKind.COMPLAINT, 0.9),
)


def lesson(n: int, text: str, label: Label = PARKING, by: int | None = None, proposed: str = "noise") -> Lesson:
    return Lesson(n, text, label, n if by is None else by, proposed)


def local_words(times: int = 60) -> list[Lesson]:
    """What only this street says: a nickname for cars that nobody moves."""
    return [
        lesson(n, f"铁疙瘩{'趴窝' if n % 2 else '趴着'}没人挪，{'北' if n % 3 else '南'}门进不来")
        for n in range(1, times + 1)
    ]


@pytest.fixture(scope="module")
def in_use() -> CategoryModel:
    return train(read_examples(TWO.categories))


def test_a_run_of_characters_gets_in_only_if_many_people_wrote_it() -> None:
    same = [lesson(n, "欧阳莫愁家门口", by=n % (PEOPLE - 1)) for n in range(1, 40)]
    assert grams_of_many(same, PEOPLE) == frozenset()
    assert "欧阳莫" in grams_of_many([*same, lesson(99, "找欧阳莫愁", by=99)], PEOPLE)


def test_a_name_that_few_wrote_is_not_in_the_model(in_use: CategoryModel) -> None:
    few = [lesson(n, "欧阳莫愁家门口吵", by=n % 2) for n in range(1, 40)]
    vocabulary = retrain(read_examples(TWO.categories), few, PEOPLE).model.vocabulary
    assert [gram for gram in vocabulary if "莫愁" in gram] == []
    assert set(vocabulary) <= set(in_use.model.vocabulary) | {"家门口", "门口吵", "口吵", "口吵 ", "家门", "欧", "阳"}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("打我电话13800000000", "打我电话 "),
        ("3号楼2-501室漏水", " 号楼 室漏水"),
        ("身份证 2202 0119 9001 01 丢了", "身份证   丢了"),
        ("没有数字", "没有数字"),
    ],
)
def test_numbers_are_taken_out(said: str, kept: str) -> None:
    assert without_numbers(said) == kept


def test_the_streets_own_words_are_learnt_and_the_model_replaced(in_use: CategoryModel, tmp_path: Path) -> None:
    path = tmp_path / "model.json"

    said = "\n".join(training.learn(TWO, local_words(), in_use, path))

    assert "60 cases that the desk has taken in; the proposed category was corrected in 60" in said
    assert "replaced" in said
    new = load(path)
    assert new.seen_until == 60
    shares = new.probabilities("铁疙瘩趴窝了")
    assert max(shares, key=lambda label: shares[label]) == PARKING
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_model_that_forgets_what_others_say_is_not_kept(in_use: CategoryModel, tmp_path: Path) -> None:
    """A street where every noise was filed under parking: right about its own cases, wrong about everybody else's."""
    path = tmp_path / "model.json"
    noises = [text for key, text in read_held_out() if key == "noise"]
    slips = [lesson(n, noises[n % len(noises)]) for n in range(1, 121)]

    said = list(training.learn(TWO, slips, in_use, path))

    assert said[-1] == "the new one is worse: the model in use stays"
    assert not path.exists()


def test_where_no_case_was_taken_in_that_is_said_and_nothing_else(in_use: CategoryModel, tmp_path: Path) -> None:
    said = list(training.learn(TWO, [], in_use, tmp_path / "model.json"))

    assert said == ["no case has been taken in yet, so there is nothing to learn from: the model in use stays"]


def test_a_report_says_how_good_the_new_one_is_on_the_cases(in_use: CategoryModel, tmp_path: Path) -> None:
    said = list(training.learn(TWO, local_words(), in_use, tmp_path / "model.json", reported=True))

    first = said.index("## The new one on the cases, by cross-validation")
    assert [line.split(":")[0] for line in said[first + 2 : first + 6]] == [
        "- messages",
        "- accuracy",
        "- macro-F1",
        "- wish or complaint told apart",
    ]


def test_too_few_new_cases_judge_nothing(in_use: CategoryModel, tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    seen = replace(in_use, seen_until=20)

    said = list(training.learn(TWO, local_words(60), seen, path))

    assert said[-1] == "only 40 of them are new to the model in use, and 50 are needed to judge: it stays"
    assert not path.exists()


@pytest.mark.parametrize(
    ("old", "new", "better"),
    [
        (([RIGHT], [RIGHT]), ([RIGHT], [RIGHT]), True),
        (([WRONG], [RIGHT]), ([RIGHT], [RIGHT]), True),
        (([RIGHT], [WRONG]), ([WRONG], [RIGHT]), False),
        (([WRONG], [RIGHT]), ([RIGHT], [WRONG]), False),
    ],
)
def test_it_is_kept_if_it_is_worse_nowhere(
    old: tuple[list[Tried], list[Tried]], new: tuple[list[Tried], list[Tried]], better: bool
) -> None:
    assert Compared(tuple(old[0]), tuple(new[0]), tuple(old[1]), tuple(new[1])).is_better is better


def test_what_was_corrected() -> None:
    assert [lesson(1, "a", PARKING, proposed=said).corrected for said in ("noise", "parking")] == [True, False]
    assert isinstance(TWO.categories[0], Category)
