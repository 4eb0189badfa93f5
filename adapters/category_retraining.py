"""Teaches the category model the street's own cases, and says whether that made it better. Only the command line
imports this."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from adapters.category_examples import Example, fingerprint
from adapters.category_model import CategoryModel
from adapters.category_training import FOLDS, Tried, judge, kept, pipeline
from domain.case_standard import Category
from domain.category import Label
from domain.category_lessons import Lesson, grams_of_many
from domain.ngram_model import grams


@dataclass(frozen=True)
class Compared:
    """The model in use and the new one, on the same messages, which neither had seen: the street's cases since the old
    one was trained, and those written apart."""

    old_cases: tuple[Tried, ...]
    new_cases: tuple[Tried, ...]
    old_apart: tuple[Tried, ...]
    new_apart: tuple[Tried, ...]

    @property
    def is_better(self) -> bool:
        """No worse on either. A street that learns its own words must not forget everybody else's."""
        return right(self.new_cases) >= right(self.old_cases) and right(self.new_apart) >= right(self.old_apart)


def right(tried: Sequence[Tried]) -> int:
    return sum(one.right for one in tried)


def retrain(examples: Sequence[Example], lessons: Sequence[Lesson], people: int) -> CategoryModel:
    """The examples and the street's cases together. Of the cases only those runs of characters are kept that are in the
    examples too, or that at least `people` different persons wrote."""
    allowed = grams_of_many(lessons, people) | {gram for one in examples for gram in grams(one.text)}
    taught = [*examples, *(Example(lesson.text, lesson.label) for lesson in lessons)]
    model = kept(pipeline(taught, allowed), fingerprint(taught))
    return replace(model, seen_until=max((lesson.case_id for lesson in lessons), default=0))


def compare(
    old: CategoryModel,
    new: CategoryModel,
    examples: Sequence[Example],
    lessons: Sequence[Lesson],
    apart: Sequence[tuple[str, Label]],
    categories: Sequence[Category],
    people: int,
) -> Compared:
    """By cross-validation over persons: each case is judged by a model that has seen nothing of who wrote it."""
    unseen = [lesson for lesson in lessons if lesson.case_id > old.seen_until]
    found: dict[int, Tried] = {}
    for fold in range(FOLDS):
        judged = [lesson for lesson in unseen if lesson.by % FOLDS == fold]
        if judged:
            taught = [lesson for lesson in lessons if lesson.by % FOLDS != fold]
            model = retrain(examples, taught, people)
            found |= {lesson.case_id: judge(model, lesson.text, lesson.label, categories) for lesson in judged}
    return Compared(
        tuple(judge(old, lesson.text, lesson.label, categories) for lesson in unseen),
        tuple(found[lesson.case_id] for lesson in unseen),
        tuple(judge(old, text, label, categories) for text, label in apart),
        tuple(judge(new, text, label, categories) for text, label in apart),
    )
