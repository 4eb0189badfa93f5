"""Finding cases by what one line says: words, a place's name, states, categories.

Words are looked for in a bounded stretch of the newest cases that the reader may open, so that a search costs the same
in ten thousand cases and in a million; where the stretch ends, the next search goes on (docs/adr/0006).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Subquery, func, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute

from domain.case_flow import CaseState
from domain.roles import UnitKind
from models.case import Case
from models.places import Compound, Unit
from services.act import Ctx
from services.case.case_lists import COLUMNS, PAGE, UNIT_OF, Row, row_of

Place = tuple[InstrumentedAttribute[int | None] | InstrumentedAttribute[int], int | None]
KEPT = (Case.grid_id, Case.community_id, Case.street_id, Case.reporter_id)
PLACES = 8
"""How many places of one name are looked at."""
SHORTEST_NAME = 2


@dataclass(frozen=True)
class Wanted:
    """What is looked for: every one of `words`, in one of `states`, about one of `categories`; empty: any."""

    words: tuple[str, ...] = ()
    states: tuple[CaseState, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """`after`: where to go on, None at the end. `looked_through` says that the stretch was read to its end: older ones
    may hold more."""

    rows: tuple[Row, ...]
    after: int | None
    looked_through: bool


async def find(ctx: Ctx, wanted: Wanted, before: int | None = None) -> Found:
    """A page of what the actor may open, newest first: of their units, and what they filed themselves."""
    theirs = [(column, unit) for role, column in UNIT_OF.items() for unit in dict.fromkeys(ctx.actor.units(role))]
    theirs += [(Case.reporter_id, ctx.actor.person_id)] if ctx.actor.person_id is not None else []
    if not theirs:
        return Found((), None, False)
    words, places = await _places_in(ctx, wanted.words)
    limit = ctx.settings.cases.search_reads
    stretch = _stretch(places or theirs, before, limit)
    matching = [func.lower(stretch.c.words).contains(word, autoescape=True) for word in words]
    matching += [or_(*(stretch.c[column.key] == value for column, value in theirs))]
    matching += [stretch.c.state.in_(wanted.states)] if wanted.states else []
    matching += [stretch.c.category.in_(wanted.categories)] if wanted.categories else []
    query = select(*(stretch.c[column.key] for column in COLUMNS)).where(*matching)
    found = (await ctx.session.execute(query.order_by(stretch.c.id.desc()).limit(PAGE + 1))).all()
    rows = tuple(row_of(*values) for values in found[:PAGE])
    if len(found) > PAGE:
        return Found(rows, rows[-1].id, False)
    last, read = (await ctx.session.execute(select(func.min(stretch.c.id), func.count()).select_from(stretch))).one()
    return Found(rows, last if read == limit else None, read == limit)


def _stretch(places: Sequence[Place], before: int | None, limit: int) -> Subquery:
    """The newest `limit` cases of `places`, each of which an index holds in this order; read before anything is
    compared, so that what does not match costs no more than what does."""
    parts = []
    for column, value in places:
        part = select(*COLUMNS, *KEPT).where(column == value)
        part = part.where(Case.id < before) if before is not None else part
        parts.append(select(part.order_by(Case.id.desc()).limit(limit).subquery()))
    all_of_them = union(*parts).subquery()
    return select(all_of_them).order_by(all_of_them.c.id.desc()).limit(limit).subquery()


async def _places_in(ctx: Ctx, words: Sequence[str]) -> tuple[list[str], list[Place]]:
    """The words that name no place, and the places that the others name: a compound first, else a grid, else a
    community. There are hundreds of places and no more, however many cases there are."""
    rest: list[str] = []
    places: list[Place] = []
    for word in words:
        found = await _named(ctx, word) if len(word) >= SHORTEST_NAME and not places else []
        places += found
        rest += [] if found else [word]
    return rest, places


async def _named(ctx: Ctx, word: str) -> list[Place]:
    sources: tuple[tuple[Any, Any, tuple[ColumnElement[bool], ...]], ...] = (
        (Case.compound_id, Compound, ()),
        (Case.grid_id, Unit, (Unit.kind == UnitKind.GRID,)),
        (Case.community_id, Unit, (Unit.kind == UnitKind.COMMUNITY,)),
    )
    for column, table, only in sources:
        named = select(table.id).where(func.lower(table.name).contains(word, autoescape=True), *only)
        found = (await ctx.session.scalars(named.order_by(table.id).limit(PLACES))).all()
        if found:
            return [(column, id_) for id_ in found]
    return []
