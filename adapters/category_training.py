"""Trains the category model with scikit-learn. Only the command line imports this: the running bot never does.

TF-IDF over runs of characters and a multinomial logistic regression: on a thousand short sentences a linear model is as
good as anything heavier, trains in seconds on one core, and its probabilities can be believed, so that the bot knows
when to ask. The same examples give the same bytes, on however many cores: its sums are too short to be shared out, and
seven eighths of the processor time went into trying.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits

from adapters.category_examples import Example, fingerprint
from adapters.category_model import CategoryModel
from domain.case_flow import CaseKind
from domain.case_standard import Category
from domain.category import Label, propose
from domain.ngram_model import NgramModel, grams

FOLDS = 5
SEEN_AT_LEAST = 2
"""A gram of one example only teaches nothing about others; without it no single message's words are in the model."""
LOOSENESS = 20.0
"""scikit-learn's C: chosen by cross-validation among 10, 20, 30."""


def pipeline(examples: Sequence[Example], allowed: Collection[str] | None = None) -> Pipeline:
    """scikit-learn's own model; `train` is the same one in the shape that we keep. `allowed`: it knows no other runs of
    characters."""
    analyzer = partial(_grams, allowed=allowed)
    model = Pipeline(
        [
            ("grams", TfidfVectorizer(analyzer=analyzer, min_df=SEEN_AT_LEAST, sublinear_tf=True)),
            ("line", LogisticRegression(C=LOOSENESS, max_iter=2000, class_weight="balanced")),
        ]
    )
    weights = [one.weight for one in examples]
    texts, labels = [one.text for one in examples], [str(one.label) for one in examples]
    with threadpool_limits(limits=1):
        return model.fit(texts, labels, line__sample_weight=weights)


def _grams(text: str, allowed: Collection[str] | None = None) -> list[str]:
    return [gram for gram in grams(text) if allowed is None or gram in allowed]


def train(examples: Sequence[Example]) -> CategoryModel:
    return kept(pipeline(examples), fingerprint(examples))


def kept(trained: Pipeline, lessons: str) -> CategoryModel:
    """What of scikit-learn's model is needed to answer."""
    vectors, line = trained["grams"], trained["line"]
    weights, intercepts = line.coef_, line.intercept_
    if len(weights) == 1:  # of two classes scikit-learn keeps the second one's line only
        weights, intercepts = np.vstack([0.0 * weights, weights]), np.hstack([0.0, intercepts])
    model = NgramModel(
        classes=tuple(str(name) for name in line.classes_),
        vocabulary={gram: int(row) for gram, row in vectors.vocabulary_.items()},
        idf=array("d", vectors.idf_.tolist()),
        weights=array("d", weights.T.ravel().tolist()),
        intercepts=array("d", intercepts.tolist()),
    )
    return CategoryModel(model, lessons)


@dataclass(frozen=True)
class Tried:
    """A message that the model had not seen, what it is about, and what the model said."""

    text: str
    truth: Label
    category: str
    kind: CaseKind
    confidence: float

    @property
    def right(self) -> bool:
        return self.category == self.truth.category


@dataclass(frozen=True)
class Figures:
    accuracy: float
    macro_f1: float
    wish_or_complaint: float
    """Share of messages whose kind was right."""
    by_category: dict[str, tuple[float, float, int]]
    """Precision, recall, number of examples."""
    confused: list[tuple[str, str, int]]
    """(is, was taken for, how often), the most frequent first."""


def cross_validate(
    examples: Sequence[Example], categories: Sequence[Category], untaught: Collection[Example] = ()
) -> list[Tried]:
    """Each typed example judged by a model that was trained without its fifth. Bare words are always taught, and
    `untaught` examples only judged. The folds are the same each time."""
    typed = [one for one in examples if one.typed]
    words = [one for one in examples if not one.typed]
    left_out = set(untaught)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=1)
    tried: dict[int, Tried] = {}
    for taught, judged in folds.split(typed, [str(one.label) for one in typed]):
        model = train([*(typed[i] for i in taught if typed[i] not in left_out), *words])
        answers = (judge(model, typed[i].text, typed[i].label, categories) for i in judged)
        tried |= dict(zip(map(int, judged), answers, strict=True))
    return [tried[i] for i in range(len(typed))]


def judge(model: CategoryModel, text: str, truth: Label, categories: Sequence[Category]) -> Tried:
    """As the bot would propose it for a resident."""
    proposal = propose(model.probabilities(text), categories)
    best = proposal.guesses[0]
    return Tried(text, truth, best.category, proposal.kind, best.confidence)


def figures(tried: Sequence[Tried]) -> Figures:
    truth, said = [one.truth.category for one in tried], [one.category for one in tried]
    report = classification_report(truth, said, output_dict=True, zero_division=0.0)
    wrong = Counter((one.truth.category, one.category) for one in tried if not one.right)
    return Figures(
        accuracy=report["accuracy"],
        macro_f1=report["macro avg"]["f1-score"],
        wish_or_complaint=sum(one.kind == one.truth.kind for one in tried) / len(tried),
        by_category={
            key: (report[key]["precision"], report[key]["recall"], int(report[key]["support"]))
            for key in sorted(set(truth))
        },
        confused=[(*pair, count) for pair, count in wrong.most_common()],
    )
