"""What a rider's photo is likely about, where no word says so: a picture is not looked into, but the place and what the
rider has reported lately tell something. Proposals only; the rider taps."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import select

from domain.case_flow import CaseKind
from domain.geo import Point, bounding_box, cells_of
from models.case import Case
from services.act import Ctx
from services.case import categories

AROUND_METRES = 150
LATELY = timedelta(days=60)
OWN = 20
"""So many reports of one's own are looked at, and so many of the place."""


async def likely(ctx: Ctx, words: str, lat: float, lon: float) -> list[str]:
    """Categories for hazards, the likeliest first, as many as are offered as buttons: by the words, then by what was
    reported around here and by this rider lately, then what is usual in the street."""
    offered = categories.choices_for(ctx, CaseKind.HAZARD)
    by_words = categories.candidates(ctx, categories.proposed(ctx, words, CaseKind.HAZARD))
    usual = ctx.settings.cases.classifier.usual_hazards
    seen = Counter(await _around(ctx, offered, lat, lon)) + Counter(await _own(ctx))
    by_habit = [key for key, _ in seen.most_common()]
    ranked = dict.fromkeys(key for key in (*by_words, *by_habit, *usual, *offered) if key in offered)
    return list(ranked)[: ctx.settings.cases.classifier.candidates]


async def _around(ctx: Ctx, offered: list[str], lat: float, lon: float) -> list[str]:
    cells = cells_of(bounding_box(Point(lat, lon), AROUND_METRES))
    query = (
        select(Case.category)
        .where(
            Case.category.in_(offered),
            Case.cell.in_(cells),
            Case.created_at >= ctx.now - LATELY,
            Case.kind == CaseKind.HAZARD,
        )
        .limit(OWN)
    )
    return list(await ctx.session.scalars(query))


async def _own(ctx: Ctx) -> list[str]:
    query = (
        select(Case.category)
        .where(Case.reporter_id == ctx.actor.person_id, Case.kind == CaseKind.HAZARD)
        .order_by(Case.id.desc())
        .limit(OWN)
    )
    return list(await ctx.session.scalars(query))
