"""What the street's own cases teach the classifier, and what of them may go into its model.

What people write is personal data. A model is a list of short runs of characters with numbers: whoever reads the file
learns which runs occur. So a run that is in none of the made-up examples is let in only if several people wrote it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from domain.category import Label
from domain.ngram_model import grams

_DIGITS = re.compile(r"\d(?:[\d\-－ ]*\d)?")
"""Telephone numbers, doors, dates, numbers of identity cards."""


@dataclass(frozen=True)
class Lesson:
    """A case whose category a person has decided. `by` is who wrote it, as a number; `proposed` what the classifier had
    said."""

    case_id: int
    text: str
    label: Label
    by: int
    proposed: str | None

    @property
    def corrected(self) -> bool:
        return self.proposed is not None and self.proposed != self.label.category


def without_numbers(text: str) -> str:
    return _DIGITS.sub(" ", text)


def grams_of_many(lessons: Iterable[Lesson], people: int) -> frozenset[str]:
    """The runs that at least so many different people wrote."""
    writers: dict[str, set[int]] = defaultdict(set)
    for lesson in lessons:
        for gram in set(grams(lesson.text)):
            writers[gram].add(lesson.by)
    return frozenset(gram for gram, wrote in writers.items() if len(wrote) >= people)
