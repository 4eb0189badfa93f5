"""The street's own cases as lessons for the classifier: read by the operator's command alone."""

from sqlalchemy import func, select

from domain.case_flow import CaseKind, CaseState
from domain.case_standard import Category
from domain.category import RESIDENTS_KINDS, Label, default_kind
from domain.category_lessons import Lesson, without_numbers
from models.case import Case
from services.act import Ctx

AT_MOST = 20_000
"""The newest so many: more teach little, and training stays within minutes."""
UNDECIDED = (CaseState.SUBMITTED, CaseState.REJECTED, CaseState.WITHDRAWN, CaseState.DUPLICATE)


async def lessons(ctx: Ctx) -> list[Lesson]:
    """The newest cases that the desk has taken in under some category, the oldest of them first, without their numbers.
    Anonymous ones are left out: whoever wrote without a name is not to be known by their words."""
    who = func.coalesce(Case.reporter_id, Case.filed_by)
    query = (
        select(Case.id, Case.words, Case.category, Case.kind, who, Case.proposed)
        .where(Case.state.not_in(UNDECIDED), Case.words != "", Case.anonymous.is_(False), who.is_not(None))
        .order_by(Case.id.desc())
        .limit(AT_MOST)
    )
    known = {category.key: category for category in ctx.settings.cases.categories}
    rows = (await ctx.session.execute(query)).all()
    return [
        Lesson(id_, without_numbers(words), Label(category, _kind(CaseKind(kind), known[category])), by, proposed)
        for id_, words, category, kind, by, proposed in reversed(rows)
        if category in known
    ]


async def left_out(ctx: Ctx) -> dict[str, int]:
    """How many cases teach nothing, by their category: one that the config does not (any longer) have."""
    known = [category.key for category in ctx.settings.cases.categories]
    query = (
        select(Case.category, func.count())
        .where(Case.state.not_in(UNDECIDED), Case.category.not_in(known))
        .group_by(Case.category)
        .order_by(Case.category)
    )
    return dict((await ctx.session.execute(query)).all())


def _kind(kind: CaseKind, category: Category) -> CaseKind:
    """What residents say is a wish or a complaint; what was found on a visit or on the road teaches the category."""
    return kind if kind in RESIDENTS_KINDS & set(category.kinds) else default_kind(category)
