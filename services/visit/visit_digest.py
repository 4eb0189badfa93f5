"""What a worker is reminded of, worked out at the moment of sending."""

from collections import Counter
from datetime import date, timedelta

from domain.cadence import Period, Subject, VisitRule, WindowState, strictest, window_of, window_state
from models.visit import VisitWindow
from services.act import Ctx
from services.visit import visit_facts
from services.visit.visit_duty import grids_of
from services.visit.visit_views import Digest, Walk
from services.visit.visit_walk import walk


async def digest(ctx: Ctx, worker_id: int, day: date) -> Digest | None:
    """The morning's content: today's walk and, on the days for it, what is left of windows that end soon. None where
    there is nothing to tell, and once the day is over."""
    if day != ctx.today:
        return None
    todays = await walk(ctx, worker_id, day)
    ending = await _ending(ctx, worker_id, day)
    return Digest(todays, ending) if todays.stops or ending else None


async def remainder(ctx: Ctx, worker_id: int, day: date) -> Walk | None:
    """The afternoon's content: today's walk, if any stop of it still owes a visit."""
    if day != ctx.today:
        return None
    todays = await walk(ctx, worker_id, day)
    return todays if todays.left else None


def ends_soon(rule: VisitRule, day: date, days: int) -> bool:
    """Whether `day` is the one on which this rule's remainder is told, so many `days` before the end: three make it
    Thursday for a week. A daily rule has none."""
    return rule.period is not Period.DAY and day == window_of(rule.period, day).end - timedelta(days=days)


async def _ending(ctx: Ctx, worker_id: int, day: date) -> tuple[tuple[str, int], ...]:
    """(rule, subjects not yet met) for the rules whose windows end soon. A person under several rules counts under the
    strictest only."""
    days = ctx.settings.visits.reminders.remainder_days
    told = [rule for rule in ctx.settings.visits.rules if ends_soon(rule, day, days)]
    grids = await grids_of(ctx, worker_id, day)
    if not told or not grids:
        return ()
    stored = await visit_facts.windows(ctx, day, VisitWindow.grid_id.in_(grids))
    visits = await visit_facts.stops_for(ctx, stored, day)
    rules_of: dict[tuple[Subject, int], set[VisitRule]] = {}
    for window in stored:
        rules_of.setdefault((window.facts.rule.subject, window.facts.subject_id), set()).add(window.facts.rule)
    left = Counter(
        window.facts.rule.key
        for window in stored
        if window.facts.end >= day
        and window.facts.rule in told
        and strictest(rules_of[window.facts.rule.subject, window.facts.subject_id]) == window.facts.rule
        and window_state(window.facts, visits.of(window), day) is WindowState.OPEN
    )
    return tuple((rule.key, left[rule.key]) for rule in told if left[rule.key])
