"""What somebody's words are about: asked of the classifier, decided by domain/category."""

from domain.case_flow import CaseKind
from domain.category import Proposal, kind_for, offered, propose
from services.act import Ctx


def proposed(ctx: Ctx, words: str, kind: CaseKind | None = None) -> Proposal:
    """The categories offered for `kind`, the likeliest first; `kind` None: a resident who has not said which."""
    if not words.strip():
        return Proposal(kind or CaseKind.COMPLAINT)
    return propose(ctx.classifier.probabilities(words), ctx.settings.cases.categories, kind)


def sure(ctx: Ctx, proposal: Proposal) -> str | None:
    """The category to propose; None: a person is asked."""
    return proposal.sure_of(ctx.settings.cases.classifier.confident)


def candidates(ctx: Ctx, proposal: Proposal) -> list[str]:
    """What to offer first where the classifier is not sure; none where it has nothing to go by."""
    return [guess.category for guess in proposal.guesses[: ctx.settings.cases.classifier.candidates]]


def choices_for(ctx: Ctx, kind: CaseKind | None) -> list[str]:
    """Every category that may be chosen."""
    return offered(ctx.settings.cases.categories, kind)


def chosen_kind(ctx: Ctx, category: str, kind: CaseKind) -> CaseKind:
    """What a resident's case is once they have chosen `category`: a heading for wishes makes it a wish."""
    return next((kind_for(one, kind) for one in ctx.settings.cases.categories if one.key == category), kind)
