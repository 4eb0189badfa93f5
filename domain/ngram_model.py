"""A text classifier small enough to run anywhere: TF-IDF over short runs of characters, and a linear model on top.

It is trained elsewhere (adapters/category_training.py) with the same `grams`; here it only answers, without numpy, so
that the running bot carries no machine learning library. A typical message takes well under a millisecond.
"""

import math
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

LONGEST_GRAM = 3
_SIGNS = re.compile(r"[\W_]+")


def grams(text: str) -> Iterator[str]:
    """Runs of one to three characters within each piece between signs; a space marks where a piece begins and ends.

    Full width and capitals make no difference. Chinese needs no word boundaries this way, English keeps its own.
    """
    for piece in _SIGNS.split(unicodedata.normalize("NFKC", text).casefold()):
        if not piece:
            continue
        padded = f" {piece} "
        for length in range(1, LONGEST_GRAM + 1):
            yield from (padded[start : start + length] for start in range(len(padded) - length + 1))


@dataclass(frozen=True)
class NgramModel:
    """`weights` holds a row for each gram, one number for each of the `classes`, one row after another.

    Its repr leaves the numbers out: three megabytes, which asyncio would write down for every task that returns a door.
    """

    classes: Sequence[str]
    vocabulary: Mapping[str, int] = field(repr=False)
    idf: "array[float]" = field(repr=False)
    weights: "array[float]" = field(repr=False)
    intercepts: "array[float]" = field(repr=False)

    def probabilities(self, text: str) -> dict[str, float]:
        """The probability of each class; they add up to 1. Words never seen leave them about even."""
        known = Counter(row for gram in grams(text) if (row := self.vocabulary.get(gram)) is not None)
        values = {row: (1.0 + math.log(count)) * self.idf[row] for row, count in known.items()}
        length = math.sqrt(math.fsum(value * value for value in values.values())) or 1.0
        width, scores = len(self.classes), list(self.intercepts)
        for row, value in values.items():
            share = value / length
            for column, weight in enumerate(self.weights[row * width : (row + 1) * width]):
                scores[column] += share * weight
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = math.fsum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}
