"""What the case standard says of one case: by when, and whether the calendar for that is out."""

from datetime import datetime

from domain.case_flow import HandlingRoute
from domain.deadlines import due, parse_term
from domain.worktime import WorkingHours, is_confirmed, local_date
from services.act import Ctx


def deadlines(
    ctx: Ctx, category: str, route: HandlingRoute, filed_at: datetime | None = None
) -> tuple[datetime, datetime]:
    """When the first response and the resolution are due, counted from the filing, now unless it is given."""
    start, terms = filed_at or ctx.now, ctx.settings.cases.terms(category, route)
    hours = WorkingHours(ctx.settings.work.hours)
    response, resolution = parse_term(terms.response), parse_term(terms.resolution)
    return (
        due(start, response, ctx.calendar, hours, ctx.zone),
        due(start, resolution, ctx.calendar, hours, ctx.zone),
    )


def is_provisional(ctx: Ctx, start: datetime, due_at: datetime, route: HandlingRoute) -> bool:
    """Whether holidays may still move what was worked out: some day up to `due_at` is in a year that is not published.
    What is urgent runs by the clock, on holidays too."""
    if route is HandlingRoute.ON_SPOT:
        return False
    return not is_confirmed(ctx.calendar, local_date(start, ctx.zone), local_date(due_at, ctx.zone))
