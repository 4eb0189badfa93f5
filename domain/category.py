"""Which category some words are about: a proposal that a person confirms or corrects with one tap."""

from collections.abc import Iterable

from domain.case_flow import CaseKind
from domain.settings import Category

OTHER = "other"


def proposals(text: str, categories: Iterable[Category], kind: CaseKind | None = None) -> list[str]:
    """Keys of the categories whose words occur in `text`, the best first; longer words say more than short ones.

    `kind` leaves out what is not offered for it. Empty where no word is known.
    """
    lowered = text.casefold()
    scores = {
        category.key: sum(len(word) for word in category.words if word.casefold() in lowered)
        for category in categories
        if kind is None or kind in category.kinds
    }
    return sorted((key for key, score in scores.items() if score), key=lambda key: -scores[key])


def kind_of(text: str, categories: Iterable[Category]) -> CaseKind:
    """Whether a resident's words sound like a wish or a complaint: by what the proposed category is offered for."""
    categories = tuple(categories)
    best = proposals(text, categories)
    offered = next((c.kinds for c in categories if best and c.key == best[0]), ())
    return CaseKind.WISH if CaseKind.WISH in offered and CaseKind.COMPLAINT not in offered else CaseKind.COMPLAINT
