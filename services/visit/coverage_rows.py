"""The windows behind a number, and the grids of whoever may read doors and names there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from domain.cadence import Subject, WindowState
from domain.care_looks import Look
from domain.roles import Role, UnitKind
from models.places import Unit
from services import care_log
from services.act import Ctx
from services.unit_figures import permitted
from services.visit import visit_facts
from services.visit.coverage import Question, asked_places, unit_of
from services.visit.coverage_facts import facts
from services.visit.visit_duty import grids_of
from services.visit.visit_views import Address

PAGE = 4


@dataclass(frozen=True)
class Who:
    """Behind which door, and who; `name` is empty where the household is the subject, and for whoever has moved out."""

    household_id: int
    address: Address
    name: str


@dataclass(frozen=True)
class CountedWindow:
    """`who` is None for whoever does not look after that door: the street, and whoever had the grid before. `on` is the
    day of the visit that settled it. `grid` is the community where it lies `in_grid` none."""

    rule: str
    starts_on: date
    ends_on: date
    state: WindowState
    on: date | None
    grid: str
    in_grid: bool
    who: Who | None


@dataclass(frozen=True)
class CountedPage:
    """`after` is where the next page starts; None: this is the last."""

    unit: str
    rows: tuple[CountedWindow, ...]
    after: int | None


async def counted_windows(ctx: Ctx, question: Question, state: WindowState, after: int = 0) -> CountedPage:
    """The windows that a number counts, the newest first; keyset by their id, 0: from the first. What shows doors is
    written down as a look at them: run it as a use case that writes."""
    await permitted(ctx, question.unit_id)
    unit = await unit_of(ctx, question.unit_id)
    fact = facts(ctx, question.asked, asked_places(unit, question))
    query = select(fact, Unit.name.label("grid"), Unit.kind.label("place"))
    query = query.join(Unit, Unit.id == fact.c.grid_id).where(fact.c.state == state)
    if after:
        query = query.where(fact.c.id < after)
    found = (await ctx.session.execute(query.order_by(fact.c.id.desc()).limit(PAGE + 1))).all()
    shown = found[:PAGE]
    doors = await behind(ctx, [(row.household_id, row.rule, row.subject_id) for row in shown])
    rows = tuple(
        CountedWindow(
            row.rule,
            row.starts_on,
            row.ends_on,
            WindowState(row.state),
            row.visited_on,
            row.grid,
            row.place == UnitKind.GRID,
            doors.get(key),
        )
        for row in shown
        for key in [(row.household_id, row.rule, row.subject_id)]
    )
    return CountedPage(unit.name, rows, shown[-1].id if len(found) > PAGE else None)


Key = tuple[int, str, int]
"""Household, rule, subject."""


async def behind(ctx: Ctx, keys: Collection[Key]) -> Mapping[Key, Who]:
    """Doors and names, for those that the actor looks after today, each a look that is written down."""
    homes = await visit_facts.homes(ctx, {household for household, _, _ in keys})
    mine = await own_grids(ctx)
    open_to = {id_: home for id_, home in homes.items() if home.grid_id in mine}
    living = await visit_facts.residents(ctx, open_to.keys(), ctx.today)
    names = {one.id: one.spoken(ctx) for several in living.values() for one in several}
    await care_log.looked(ctx, Look.HOUSEHOLD, open_to)  # a rule says why, so a name beside one is care data
    by_key = visit_facts.rules(ctx)

    def name(rule: str, subject: int) -> str:
        return names.get(subject, "") if by_key[rule].subject is Subject.PERSON else ""

    return {
        (household, rule, subject): Who(household, open_to[household].address(ctx), name(rule, subject))
        for household, rule, subject in keys
        if household in open_to
    }


async def own_grids(ctx: Ctx) -> frozenset[int]:
    """Those whose doors are open to the actor: held, stood in for, or of a community that they staff; what
    lies in no grid lies in its community."""
    staffed = ctx.actor.units(Role.COMMUNITY_STAFF)
    below = (await ctx.session.scalars(select(Unit.id).where(Unit.parent_id.in_(staffed)))).all() if staffed else ()
    walked = await grids_of(ctx, ctx.person_id, ctx.today)
    return frozenset({*below, *staffed, *walked, *ctx.actor.units(Role.GRID_WORKER)})
