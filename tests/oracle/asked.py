"""What the engine knows, asked for in the words of the reading."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import select

from domain.cadence import window_state
from domain.roles import UnitKind
from models.outbox import Outbox, Slot
from models.people import Chat
from models.places import Unit
from models.visit import VisitWindow
from models.visit_escalation import VisitEscalation, VisitEscalationTold, VisitShortfall
from services.act import Ctx
from services.visit import visit_duty, visit_facts
from services.visit.visit_digest import digest
from services.visit.visit_walk import walk
from tests.oracle.missed import Short, Step
from tests.oracle.reading import Key
from tests.oracle.year import Row


async def rows(ctx: Ctx) -> set[Row]:
    query = select(
        VisitWindow.rule,
        VisitWindow.subject_id,
        VisitWindow.starts_on,
        VisitWindow.ends_on,
        VisitWindow.household_id,
        VisitWindow.grid_id,
        VisitWindow.lapsed_on,
        VisitWindow.lapse_reason,
    )
    return {
        (rule, subject, str(start), str(end), household, grid, str(lapsed) if lapsed else None, reason)
        for rule, subject, start, end, household, grid, lapsed, reason in await ctx.session.execute(query)
    }


async def states(ctx: Ctx, day: date) -> dict[tuple[str, int, date], str]:
    """Of the windows that a visit on that day could still settle, as known at its end."""
    grids = select(Unit.id).where(Unit.kind == UnitKind.GRID)
    stored = await visit_facts.windows(ctx, day, VisitWindow.grid_id.in_(grids))
    visits = await visit_facts.stops_for(ctx, stored, day)
    return {
        (w.facts.rule.key, w.facts.subject_id, w.facts.start): window_state(w.facts, visits.of(w), day) for w in stored
    }


async def walk_of(ctx: Ctx, worker: int, day: date) -> tuple[list[tuple[int, set[Key]]], dict[str, int]]:
    """The worker's stops with the windows they serve, and what the digest says of windows that end soon."""
    todays = await walk(ctx, worker, day)
    query = select(VisitWindow.id, VisitWindow.rule, VisitWindow.subject_id, VisitWindow.starts_on)
    served = [window for stop in todays.stops for window in stop.windows]
    found = await ctx.session.execute(query.where(VisitWindow.id.in_(served)))
    keys = {id_: (rule, subject, start) for id_, rule, subject, start in found}
    stops = [(stop.household_id, {keys[id_] for id_ in stop.windows}) for stop in todays.stops]
    said = await digest(ctx, worker, day)
    return stops, dict(said.ending) if said else {}


A_WHILE = timedelta(days=60)
"""Longer than any window with its grace."""


async def history(ctx: Ctx, days: Sequence[date]) -> dict[tuple[Key, date], str]:
    """What every window was known to be on these days, worked out from all that is stored."""
    by_key = visit_facts.rules(ctx)
    rows = (await ctx.session.scalars(select(VisitWindow).order_by(VisitWindow.starts_on))).all()
    found: dict[tuple[Key, date], str] = {}
    for _, several in groupby(rows, key=lambda row: row.starts_on):
        windows = [visit_facts.stored(row, by_key[row.rule]) for row in several]
        visits = await visit_facts.stops_for(ctx, windows, windows[0].facts.start + A_WHILE)
        for window in windows:
            facts, stops = window.facts, visits.of(window)
            for day in days:
                if facts.start <= day:
                    found[(facts.rule.key, facts.subject_id, facts.start), day] = window_state(facts, stops, day)
    return found


async def duty(
    ctx: Ctx, workers: Sequence[int], day: date
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """Grids by worker, and those with nobody by community."""
    grids = {worker: await visit_duty.grids_of(ctx, worker, day) for worker in workers}
    return grids, dict((await visit_duty.duty_on(ctx, day)).uncovered)


async def pushes(ctx: Ctx) -> Counter[tuple[str, int, str, bool]]:
    query = select(Outbox.notice, Chat.person_id, Outbox.message).join(Chat, Chat.id == Outbox.chat_id)
    found: Counter[tuple[str, int, str, bool]] = Counter()
    for notice, person, values in await ctx.session.execute(query.where(Outbox.notice.in_(WHAT))):
        found[notice, person, WHAT[notice].format(**values), bool(values.get("late"))] += 1
    return found


WHAT = {
    "visit_digest": "{day}",
    "visit_escalated": "{at}",
    "visit_remainder": "{day}",
    "grid_uncovered": "{day}",
    "calendar_unconfirmed": "{year}",
}


async def steps(ctx: Ctx) -> set[Step]:
    """What the clock did about visits that were not made, and whom it told."""
    told: dict[int, set[int]] = defaultdict(set)
    for step, person in await ctx.session.execute(
        select(VisitEscalationTold.escalation_id, VisitEscalationTold.person_id)
    ):
        told[step].add(person)
    query = (
        select(VisitEscalation.id, VisitEscalation.level, VisitEscalation.at)
        .add_columns(VisitWindow.rule, VisitWindow.subject_id, VisitWindow.starts_on)
        .join(VisitWindow, VisitWindow.id == VisitEscalation.window_id)
    )
    return {
        ((rule, subject, start), level, at, frozenset(told[id_]))
        for id_, level, at, rule, subject, start in await ctx.session.execute(query)
    }


async def short(ctx: Ctx) -> set[Short]:
    query = select(VisitShortfall.rule, VisitShortfall.starts_on, VisitShortfall.community_id)
    rows = await ctx.session.execute(query.add_columns(VisitShortfall.due, VisitShortfall.missed))
    return {tuple(row) for row in rows}


async def slots(ctx: Ctx) -> Counter[tuple[str, datetime]]:
    query = select(Slot.job, Slot.due_at)
    return Counter((job, due) for job, due in await ctx.session.execute(query))
