"""Rules of which only counts are told: on the morning after the close, to the street, where too many were missed."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from domain.cadence import VisitRule, Window, window_of
from domain.notices import Notice
from domain.roles import UnitKind
from domain.visit_escalation import is_short
from domain.worktime import ONE_DAY, local_date
from models.places import Unit
from models.visit import Visit, VisitWindow
from models.visit_escalation import VisitShortfall
from services.act import Ctx
from services.insert import insert_new
from services.notify import tell_at
from services.slots import Slot
from services.visit.visit_counted import counted, rest_days
from services.visit.visit_escalation import tell_time
from services.visit.visit_hearers import PLACES, Hearers

Counts = dict[int, tuple[int, int]]
"""(due, missed) by community."""


async def tell_streets(ctx: Ctx, slot: Slot) -> int:
    """Every window that has closed by now, once for ever. Returns how many counts were kept."""
    told_at, kept = tell_time(ctx), set[int]()
    rows = []
    for moment in (*slot.passed_over, slot.due_at):
        for rule, window in closed_on(ctx, local_date(moment, ctx.zone)):
            for street, counts in (await short(ctx, rule, window, moment)).items():
                kept.add(street)
                rows += [_row(rule, window, street, counts, community, moment, told_at) for community in counts]
    if rows:
        await ctx.session.execute(insert_new(ctx.session, VisitShortfall), rows)
        hearers = await Hearers.of(ctx)
        for street in sorted(kept):
            key = f"{slot.job}:{street}:{told_at.isoformat()}"
            people = hearers.of_street(street)
            await tell_at(ctx, told_at, people, Notice.VISIT_SHORT, key, at=told_at.isoformat(), street=street)
    return len(rows)


def closed_on(ctx: Ctx, day: date) -> list[tuple[VisitRule, Window]]:
    """Whose grace was over at the end of the day before, of the rules of which counts are told."""
    found = []
    for rule in ctx.settings.visits.rules:
        end = day - ONE_DAY - timedelta(days=rule.grace_days)
        window = window_of(rule.period, end)
        if not rule.escalates and rule.short_percent and window.end == end:
            found.append((rule, window))
    return found


async def short(ctx: Ctx, rule: VisitRule, window: Window, moment: datetime) -> dict[int, Counts]:
    """By street: the counts of its communities, where the street as a whole missed too many. One statement."""
    closes = window.end + timedelta(days=rule.grace_days)
    visit = counted(rule, VisitWindow, rest_days(ctx, window.start, closes)).where(
        Visit.visited_on >= window.start, Visit.visited_on <= closes, Visit.recorded_at <= moment
    )
    community = aliased(Unit)
    lies_in = case((Unit.kind == UnitKind.GRID, Unit.parent_id), else_=Unit.id)  # in no grid: in the community itself
    places = select(Unit.id).where(Unit.kind.in_(PLACES))
    query = (
        select(community.parent_id, community.id, func.count(), func.sum(case((visit.exists(), 0), else_=1)))
        .select_from(VisitWindow)
        .join(Unit, Unit.id == VisitWindow.grid_id)
        .join(community, community.id == lies_in)
        .where(
            VisitWindow.grid_id.in_(places),
            VisitWindow.closes_on >= closes,
            VisitWindow.rule == rule.key,
            VisitWindow.starts_on == window.start,
            VisitWindow.lapsed_on.is_(None),
        )
        .group_by(community.parent_id, community.id)
    )
    by_street: dict[int, Counts] = defaultdict(dict)
    for street, unit, due, missed in await ctx.session.execute(query):
        if street is not None:
            by_street[street][unit] = (due, missed)
    return {
        street: counts
        for street, counts in by_street.items()
        if is_short(sum(due for due, _ in counts.values()), sum(m for _, m in counts.values()), rule.short_percent)
    }


def _row(
    rule: VisitRule, window: Window, street: int, counts: Counts, community: int, at: datetime, told_at: datetime
) -> dict[str, object]:
    due, missed = counts[community]
    return {
        "rule": rule.key,
        "starts_on": window.start,
        "community_id": community,
        "street_id": street,
        "due": due,
        "missed": missed,
        "at": at,
        "told_at": told_at,
    }
