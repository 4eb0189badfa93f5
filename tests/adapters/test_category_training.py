"""Training: the examples are enough and varied, what we keep answers as scikit-learn does, and it beats plain words."""

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from sklearn.metrics import f1_score

from adapters.category_examples import EXAMPLES, Example, fingerprint, read_examples, read_held_out
from adapters.category_model import save
from adapters.category_training import Tried, cross_validate, figures, kept, pipeline, train
from bot import config
from domain.case_flow import CaseKind, HandlingRoute
from domain.case_standard import Category
from domain.category import Label
from tests.architecture.source import ROOT
from tests.support.classifier import classifier

CASES = config.load(environment={}).cases
EACH = 40
SMALL = [
    Example(text, Label(category, CaseKind.COMPLAINT))
    for category, texts in {
        "lamp": ("灯坏了", "路灯不亮", "楼道灯不亮", "灯坏了没人修", "路灯坏了"),
        "noise": ("太吵了", "半夜太吵", "广场舞太吵", "吵得睡不着", "楼上吵"),
    }.items()
    for text in texts
]


@cache
def examples() -> tuple[Example, ...]:
    return tuple(read_examples(CASES.categories))


@cache
def tried() -> tuple[Tried, ...]:
    return tuple(cross_validate(examples(), CASES.categories))


def test_every_category_has_enough_examples_and_none_is_there_twice() -> None:
    typed = [one for one in examples() if one.typed]
    counts = Counter(one.label.category for one in typed)
    assert {category.key for category in CASES.categories} == set(counts)
    assert {file.stem for file in EXAMPLES.glob("*.txt")} == set(counts)
    assert min(counts.values()) >= EACH
    assert [text for text, times in Counter(one.text for one in typed).items() if times > 1] == []


def test_what_was_written_apart_is_in_no_example() -> None:
    taught = {one.text for one in examples()}
    apart = read_held_out()
    assert [text for _, text in apart if text in taught] == []
    assert {key for key, _ in apart} == {category.key for category in CASES.categories}


def test_a_line_says_what_it_teaches(tmp_path: Path) -> None:
    (tmp_path / "papers.txt").write_text("怎么办低保\nwish|请人代办\nwords: 低保 医保\n\n", encoding="utf-8")
    papers = Category("papers", (CaseKind.COMPLAINT, CaseKind.WISH), HandlingRoute.PROXY)
    unknown = Category("nobody_wrote_any", (CaseKind.WISH,), HandlingRoute.PROXY)

    found = read_examples([papers, unknown], tmp_path)

    complaint, wish = Label("papers", CaseKind.COMPLAINT), Label("papers", CaseKind.WISH)
    assert found == [
        Example("怎么办低保", complaint),
        Example("请人代办", wish),
        Example("低保", complaint, typed=False),
        Example("医保", complaint, typed=False),
    ]


def test_our_answers_are_those_of_scikit_learn_on_every_example() -> None:
    """Every second one of the typed, so that those left out are new to it; and some that no example resembles."""
    known = [one for one in examples() if one.typed]
    theirs = pipeline(known[::2])
    ours = kept(theirs, "").model
    texts = [*(one.text for one in examples()), "", "？！", "Ａｂｃ　ABC", "👍", "灯" * 300, "ß ŉ \0 \n"]

    expected = theirs.predict_proba(texts)

    furthest = max(
        abs(share - value)
        for text, row in zip(texts, expected, strict=True)
        for share, value in zip(ours.probabilities(text).values(), row, strict=True)
    )
    assert list(ours.classes) == list(theirs["line"].classes_)
    assert furthest < 1e-6


def test_the_same_examples_give_the_same_bytes_and_others_another_name(tmp_path: Path) -> None:
    save(tmp_path / "one.json", train(SMALL))
    save(tmp_path / "two.json", train(SMALL))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert fingerprint(SMALL) != fingerprint(SMALL[1:])


def test_words_are_taught_and_never_judged() -> None:
    word = Example("分贝", Label("noise", CaseKind.COMPLAINT), typed=False)
    lamp = Category("lamp", (CaseKind.COMPLAINT,), HandlingRoute.TRACKED)
    noise = Category("noise", (CaseKind.COMPLAINT,), HandlingRoute.TRACKED)
    judged = cross_validate([*SMALL, word], [lamp, noise])
    assert [one.text for one in judged] == [one.text for one in SMALL]


def test_figures_count_what_was_right() -> None:
    lamp, noise = Label("lamp", CaseKind.COMPLAINT), Label("noise", CaseKind.COMPLAINT)
    found = figures(
        [
            Tried("a", lamp, "lamp", CaseKind.COMPLAINT, 0.9),
            Tried("b", lamp, "noise", CaseKind.COMPLAINT, 0.4),
            Tried("c", noise, "noise", CaseKind.WISH, 0.8),
            Tried("d", noise, "noise", CaseKind.COMPLAINT, 0.8),
        ]
    )
    assert (found.accuracy, found.wish_or_complaint) == (0.75, 0.75)
    assert found.by_category == {"lamp": (1.0, 0.5, 2), "noise": (pytest.approx(2 / 3), 1.0, 2)}
    assert found.macro_f1 == pytest.approx((2 / 3 + 0.8) / 2)
    assert found.confused == [("lamp", "noise", 1)]


@pytest.mark.timeout(600)
def test_on_messages_that_it_has_not_seen_it_is_good_and_better_than_looking_for_words() -> None:
    found = figures(tried())
    truth = [one.truth.category for one in tried()]
    baseline = f1_score(truth, [by_words(one.text) for one in tried()], average="macro")
    assert found.macro_f1 > 0.85
    assert found.macro_f1 > baseline + 0.05
    assert found.wish_or_complaint > 0.95


@pytest.mark.timeout(600)
def test_the_figures_in_the_docs_are_those_of_these_examples() -> None:
    """docs/classifier.md quotes what the command prints."""
    found, said = figures(tried()), (ROOT / "docs" / "classifier.md").read_text(encoding="utf-8")
    assert f"- accuracy: {found.accuracy:.3f}\n- macro-F1: {found.macro_f1:.3f}\n" in said


@pytest.mark.timeout(600)
def test_what_it_is_sure_of_is_right_nine_times_in_ten_and_that_is_most() -> None:
    sure = [one for one in tried() if one.confidence >= CASES.classifier.confident]
    assert len(sure) / len(tried()) > 0.75
    assert sum(one.right for one in sure) / len(sure) > 0.9


def test_on_messages_written_apart_it_is_right_more_often_than_not_and_rarely_sure_of_a_mistake() -> None:
    said = [(key, _answer(text)) for key, text in read_held_out()]
    sure = [(key, category) for key, (category, confidence) in said if confidence >= CASES.classifier.confident]
    assert sum(key == category for key, (category, _) in said) / len(said) > 0.7
    assert sum(key == category for key, category in sure) / len(sure) > 0.9


def _answer(text: str) -> tuple[str, float]:
    shares: dict[str, float] = defaultdict(float)
    for label, share in classifier().probabilities(text).items():
        shares[label.category] += share
    return max(shares.items(), key=lambda item: item[1])


def by_words(text: str) -> str:
    """What looking for the same words without learning anything would say: the longest match wins."""
    scores: dict[str, int] = defaultdict(int)
    for one in examples():
        if not one.typed and one.text.casefold() in text.casefold():
            scores[one.label.category] += len(one.text)
    return max(scores, key=lambda key: scores[key], default="other")
