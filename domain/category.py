"""Which category some words are about, and whether they are a wish or a complaint: a proposal for a person to confirm.

The probabilities come from a classifier; what follows from them is decided here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.case_flow import CaseKind
from domain.case_standard import Category

RESIDENTS_KINDS = frozenset({CaseKind.WISH, CaseKind.COMPLAINT})


@dataclass(frozen=True)
class Label:
    """What an example teaches. Written `policy`, or `policy|wish` where a category is offered for wishes as well."""

    category: str
    kind: CaseKind

    @classmethod
    def read(cls, text: str) -> "Label":
        category, _, kind = text.partition("|")
        return cls(category, CaseKind(kind))

    def __str__(self) -> str:
        return f"{self.category}|{self.kind}"


@dataclass(frozen=True)
class Guess:
    """`confidence` is the probability of `category` among those that were possible."""

    category: str
    confidence: float


@dataclass(frozen=True)
class Proposal:
    """The likeliest first; `kind` is that of the first, or the one that was given. Empty for no words at all."""

    kind: CaseKind
    guesses: tuple[Guess, ...] = ()

    @property
    def best(self) -> Guess | None:
        return self.guesses[0] if self.guesses else None

    def sure_of(self, confident: float) -> str | None:
        """The first category if its probability is at least `confident`: below it a person is asked."""
        return self.best.category if self.best and self.best.confidence >= confident else None


def default_kind(category: Category) -> CaseKind:
    """What a resident's words about `category` are unless they say otherwise: a complaint where it may be one."""
    return CaseKind.COMPLAINT if CaseKind.COMPLAINT in category.kinds else CaseKind.WISH


def offered(categories: Iterable[Category], kind: CaseKind | None) -> list[str]:
    """Keys of the categories offered for `kind`; None: for a resident who has not said which."""
    kinds = RESIDENTS_KINDS if kind is None else {kind}
    return [category.key for category in categories if kinds & set(category.kinds)]


def propose(
    probabilities: Mapping[Label, float], categories: Sequence[Category], kind: CaseKind | None = None
) -> Proposal:
    """Rank the categories offered for `kind` (None: wish or complaint, whichever the words are)."""
    possible = offered(categories, kind)
    shares: dict[str, float] = defaultdict(float)
    for label, probability in probabilities.items():
        if label.category in possible:
            shares[label.category] += probability
    total = sum(shares.values())
    ranked = sorted(shares, key=lambda key: (-shares[key], possible.index(key)))
    guesses = tuple(Guess(key, shares[key] / total) for key in ranked) if total else ()
    if kind is None:
        kind = _kind_of(guesses[0].category, probabilities) if guesses else CaseKind.COMPLAINT
    return Proposal(kind, guesses)


def _kind_of(category: str, probabilities: Mapping[Label, float]) -> CaseKind:
    about = [label for label in probabilities if label.category == category]
    return max(about, key=lambda label: probabilities[label]).kind


def kind_for(category: Category, kind: CaseKind) -> CaseKind:
    """The kind of a resident's case once they have chosen `category`: as it was, if the category allows it."""
    return kind if kind in category.kinds else default_kind(category)
