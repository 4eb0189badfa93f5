"""What the office does to its tables when something becomes known."""

from collections.abc import Sequence
from functools import singledispatch
from itertools import groupby
from typing import Any

from sqlalchemy import Date, insert, literal, select, update

from domain.roles import Role
from models.base import Base
from models.people import Care, EarlierHome, Person, RoleHeld
from models.places import Household
from models.visit import Absence, RestDuty, Visit, VisitMet, VisitPutOff
from services.act import Ctx, Door
from services.insert import insert_new
from services.visit.visit_moves import come_back
from tests.oracle import life
from tests.oracle.rules import ZONE

Values = dict[str, Any]
Change = tuple[type[Base], Values, int | None]
"""A table, values, and the id of the row that gets them; None for a new row."""


@singledispatch
def changes(event: life.Event, door: Door) -> list[Change]:
    """What an office's edit does to its tables."""
    raise NotImplementedError(type(event).__name__)


@changes.register
def _(event: life.NewHousehold, door: Door) -> list[Change]:
    sealed = door.vault.seal("1室", f"household:{event.id}:door")
    row = {"id": event.id, "building_id": event.grid, "grid_id": event.grid, "door": sealed, "since": event.since}
    return [(Household, {**row, "walk_order": event.id, "until": None}, None)]


@changes.register
def _(event: life.NewPerson, door: Door) -> list[Change]:
    return [(Person, {"id": event.id, "created_at": event.at, "household_id": event.household}, None)]


@changes.register
def _(event: life.CareStarts, door: Door) -> list[Change]:
    row = {"id": event.id, "person_id": event.person, "category": event.category, "starts_on": event.on}
    return [(Care, {**row, "ends_on": event.last}, None)]


@changes.register
def _(event: life.CareEnds, door: Door) -> list[Change]:
    return [(Care, {"ends_on": event.on}, event.id)]


@changes.register
def _(event: life.HouseholdEnds, door: Door) -> list[Change]:
    return [(Household, {"until": event.on}, event.id)]


@changes.register
def _(event: life.HouseholdMoves, door: Door) -> list[Change]:
    return [(Household, {"grid_id": event.grid, "building_id": event.grid}, event.id)]


@changes.register
def _(event: life.PersonLeaves, door: Door) -> list[Change]:
    return [(Person, {"moved_out_on": event.on}, event.id)]


@changes.register
def _(event: life.WorkerStarts, door: Door) -> list[Change]:
    row = {"id": event.id, "person_id": event.worker, "role": Role.GRID_WORKER, "unit_id": event.grid}
    return [(RoleHeld, {**row, "starts_on": event.on}, None)]


@changes.register
def _(event: life.WorkerEnds, door: Door) -> list[Change]:
    return [(RoleHeld, {"ends_on": event.on}, event.id)]


@changes.register
def _(event: life.Leave, door: Door) -> list[Change]:
    row = {"id": event.id, "worker_id": event.worker, "starts_on": event.first, "ends_on": event.last}
    return [(Absence, {**row, "substitute_id": event.substitute}, None)]


@changes.register
def _(event: life.RestDuty, door: Door) -> list[Change]:
    row = {"grid_id": event.grid, "day": event.day, "person_id": event.worker, "set_by": event.worker}
    return [(RestDuty, row, None)]


@changes.register
def _(event: life.PutOff, door: Door) -> list[Change]:
    row = {"household_id": event.household, "off_day": event.off, "to_day": event.to}
    return [(VisitPutOff, {**row, "worker_id": 9_000_001, "made_at": event.at}, None)]


async def write(ctx: Ctx, door: Door, events: Sequence[life.Event]) -> None:
    """New rows of a table that follow each other are one statement."""
    apart = life.Visited, life.PersonMoves
    todo = [change for event in events if not isinstance(event, apart) for change in changes(event, door)]
    for (table, new), several in groupby(todo, key=lambda change: (change[0], change[2] is None)):
        if new:
            await ctx.session.execute(insert(table), [values for _, values, _ in several])
        else:
            for _, values, id_ in several:
                await ctx.session.execute(update(table).where(table.id == id_).values(values))
    for event in events:
        if isinstance(event, life.PersonMoves):
            await _move(ctx, event)
    visits = [event for event in events if isinstance(event, life.Visited)]
    if visits:
        grids = dict((await ctx.session.execute(select(Household.id, Household.grid_id))).all())
        await ctx.session.execute(insert(Visit), [_visit(event, grids[event.household]) for event in visits])
        met = [
            {"visit_id": _row_id(event), "person_id": person, "visited_on": event.on}
            for event in visits
            for person in sorted(event.met)
        ]
        if met:
            await ctx.session.execute(insert(VisitMet), met)
        left = set(await ctx.session.scalars(select(EarlierHome.household_id)))
        for event in visits:
            if event.met and event.household in left:
                await come_back(ctx, event.household, event.on)


async def _move(ctx: Ctx, event: life.PersonMoves) -> None:
    day = event.at.astimezone(ZONE).date()
    left = select(Person.id, Person.household_id, literal(day, Date), Person.moved_in_on).where(Person.id == event.id)
    columns = ["person_id", "household_id", "until", "since"]
    await ctx.session.execute(insert_new(ctx.session, EarlierHome).from_select(columns, left))
    moved = update(Person).where(Person.id == event.id)
    await ctx.session.execute(moved.values(household_id=event.household, moved_in_on=day))


def _row_id(event: life.Visited) -> int:
    """Leaves room for the ids that visits told by the form get."""
    return event.id * 1000


def _visit(event: life.Visited, grid: int) -> Values:
    return {
        "id": _row_id(event),
        "household_id": event.household,
        "grid_id": grid,
        "worker_id": 9_000_001,
        "visited_on": event.on,
        "recorded_at": event.at,
        "way": event.way,
        "outcome": event.outcome,
        "submission": f"row-{event.id}",
    }
